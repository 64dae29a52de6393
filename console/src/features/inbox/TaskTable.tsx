import { Label } from '@patternfly/react-core';
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import { useState } from 'react';
import { Link } from 'react-router-dom';
import type { Schemas } from '../../api/client';
import { StageLabel } from '../../shared/labels';
import { roleName } from '../../shared/text';
import { Timestamp } from '../../shared/Timestamp';
import { about, processName, whereDone } from './task';
import { TaskActions } from './TaskActions';

interface TaskTableProps {
  tasks: Schemas['Task'][];
  label: string;
  /** Left out: the tasks are only shown. */
  delegate?: (task: Schemas['Task']) => void;
}

export function TaskTable({ tasks, label, delegate }: TaskTableProps) {
  const anyBlocked = tasks.some((task) => task.blockedReason);
  return (
    <Table aria-label={label} variant="compact">
      <Thead>
        <Tr>
          <Th width={30}>About</Th>
          <Th>To do</Th>
          <Th>Requested by</Th>
          <Th>Since</Th>
          <Th>Due</Th>
          {anyBlocked && <Th>Why not you</Th>}
          {delegate && <Th screenReaderText="Actions" />}
        </Tr>
      </Thead>
      <Tbody>
        {tasks.map((task) => (
          <Tr key={task.id}>
            <Td dataLabel="About">
              <Link to={whereDone(task)} className="cs-strong">
                {about(task)}
              </Link>
              <div className="cs-secondary">
                {processName(task.process)} {task.targetStage && <StageLabel stage={task.targetStage} text={`to ${task.targetStage}`} />}
              </div>
            </Td>
            <Td dataLabel="To do">
              {task.meaning && task.requiredRole ? `Sign as ${roleName(task.requiredRole).toLowerCase()}, “${task.meaning}”` : task.title}
            </Td>
            <Td dataLabel="Requested by">{task.requestedBy?.name ?? '–'}</Td>
            <Td dataLabel="Since">
              <Timestamp at={task.createdAt} />
            </Td>
            <Td dataLabel="Due">
              <Due at={task.dueAt} escalated={task.escalated} />
            </Td>
            {anyBlocked && <Td dataLabel="Why not you">{task.blockedReason ?? (task.assignee ? `${task.assignee.name} holds it` : '')}</Td>}
            {delegate && (
              <Td dataLabel="Actions">
                <TaskActions task={task} delegate={delegate} />
              </Td>
            )}
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
}

function Due({ at, escalated }: { at?: string; escalated?: boolean }) {
  const [now] = useState(Date.now);
  if (!at) {
    return <>–</>;
  }
  const overdue = new Date(at).getTime() < now;
  return (
    <>
      <Timestamp at={at} />{' '}
      {overdue && (
        <Label color={escalated ? 'red' : 'orange'} isCompact>
          {escalated ? 'Overdue, escalated' : 'Overdue'}
        </Label>
      )}
    </>
  );
}
