import { Label } from '@patternfly/react-core';
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import { useState } from 'react';
import { Link } from 'react-router-dom';
import type { Schemas } from '../../api/client';
import { StageLabel } from '../../shared/labels';
import { links } from '../../shared/links';
import { roleName } from '../../shared/text';
import { Timestamp } from '../../shared/Timestamp';

export function TaskTable({ tasks, label }: { tasks: Schemas['Task'][]; label: string }) {
  const anyBlocked = tasks.some((task) => task.blockedReason);
  return (
    <Table aria-label={label} variant="compact">
      <Thead>
        <Tr>
          <Th>Promotion</Th>
          <Th>To stage</Th>
          <Th>Sign as</Th>
          <Th>Requested by</Th>
          <Th>Since</Th>
          <Th>{anyBlocked ? 'Why not you' : 'Due'}</Th>
        </Tr>
      </Thead>
      <Tbody>
        {tasks.map((task) => (
          <Tr key={task.id}>
            <Td dataLabel="Promotion">
              <Link to={links.promotion(task.promotionId)} className="cs-strong">
                {task.model}, version {task.version}
              </Link>
            </Td>
            <Td dataLabel="To stage">
              <StageLabel stage={task.targetStage} />
            </Td>
            <Td dataLabel="Sign as">
              {roleName(task.requiredRole)}, “{task.meaning}”
            </Td>
            <Td dataLabel="Requested by">{task.requestedBy.name}</Td>
            <Td dataLabel="Since">
              <Timestamp at={task.createdAt} />
            </Td>
            <Td dataLabel={anyBlocked ? 'Why not you' : 'Due'}>
              {anyBlocked ? task.blockedReason : <Due at={task.dueAt} />}
            </Td>
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
}

function Due({ at }: { at?: string }) {
  const [now] = useState(Date.now);
  if (!at) {
    return <>–</>;
  }
  const overdue = new Date(at).getTime() < now;
  return (
    <>
      <Timestamp at={at} />{' '}
      {overdue && (
        <Label color="orange" isCompact>
          Overdue
        </Label>
      )}
    </>
  );
}
