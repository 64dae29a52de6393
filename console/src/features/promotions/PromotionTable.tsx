import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import { Link } from 'react-router-dom';
import type { Schemas } from '../../api/client';
import { PromotionStateLabel, StageLabel } from '../../shared/labels';
import { links } from '../../shared/links';
import { Timestamp } from '../../shared/Timestamp';

interface PromotionTableProps {
  promotions: Schemas['Promotion'][];
  withModel?: boolean;
}

export function PromotionTable({ promotions, withModel = true }: PromotionTableProps) {
  return (
    <Table aria-label="Promotions" variant="compact">
      <Thead>
        <Tr>
          <Th>{withModel ? 'Model and version' : 'Version'}</Th>
          <Th>To</Th>
          <Th>State</Th>
          <Th>Sign-offs</Th>
          <Th>Requested</Th>
          <Th>By</Th>
        </Tr>
      </Thead>
      <Tbody>
        {promotions.map((promotion) => (
          <Tr key={promotion.id}>
            <Td dataLabel="Version">
              <Link to={links.promotion(promotion.id)} className="cs-strong">
                {withModel ? `${promotion.model}, version ${promotion.version}` : `Version ${promotion.version}`}
              </Link>
            </Td>
            <Td dataLabel="To">
              <StageLabel stage={promotion.targetStage} text={targetText(promotion)} />
            </Td>
            <Td dataLabel="State">
              <PromotionStateLabel state={promotion.state} />
              {promotion.kind && promotion.kind !== 'promotion' && <div className="cs-secondary">{KINDS[promotion.kind]}</div>}
            </Td>
            <Td dataLabel="Sign-offs">{signOffCount(promotion)}</Td>
            <Td dataLabel="Requested">
              <Timestamp at={promotion.requestedAt} />
            </Td>
            <Td dataLabel="By">{promotion.requestedBy.name}</Td>
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
}

const KINDS = { rollback: 'Rollback', emergency: 'Emergency change' } as const;

function targetText({ targetKind, targetStage }: Schemas['Promotion']): string | undefined {
  return targetKind?.startsWith('ALIAS') ? `${targetKind === 'ALIAS' ? 'Alias' : 'No alias'} ${targetStage}` : undefined;
}

function signOffCount({ requiredSignOffs }: Schemas['Promotion']): string {
  const required = requiredSignOffs.reduce((sum, one) => sum + one.count, 0);
  const given = requiredSignOffs.reduce((sum, one) => sum + Math.min(one.given, one.count), 0);
  return required === 0 ? 'none needed' : `${given} of ${required}`;
}
