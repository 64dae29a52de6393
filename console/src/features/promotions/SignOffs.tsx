import { Content, Label, LabelGroup } from '@patternfly/react-core';
import CheckCircleIcon from '@patternfly/react-icons/dist/esm/icons/check-circle-icon';
import HourglassHalfIcon from '@patternfly/react-icons/dist/esm/icons/hourglass-half-icon';
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import type { Schemas } from '../../api/client';
import { capitalized, plural, roleName } from '../../shared/text';
import { Timestamp } from '../../shared/Timestamp';
import { LeafNumber } from './LeafNumber';

/** Required sign-offs, and the signatures given so far. */
export function SignOffs({ promotion }: { promotion: Schemas['Promotion'] }) {
  const { requiredSignOffs, signOffs, state, review } = promotion;
  return (
    <>
      <RequiredSignOffs required={requiredSignOffs} state={state} />
      {review && (
        <>
          <Content component="p" className="cs-hint cs-gap">
            For the retrospective review:
          </Content>
          <RequiredSignOffs required={review.required} state={review.closedAt ? 'approved' : 'open'} />
        </>
      )}
      {signOffs.length > 0 && <Given signOffs={signOffs} />}
    </>
  );
}

interface RequiredSignOffsProps {
  required: Schemas['RequiredSignOff'][];
  /** That of the request; "asked" when nobody has been asked yet. */
  state: Schemas['PromotionState'] | 'asked';
}

/** Who must sign, in the order in which they are asked. */
export function RequiredSignOffs({ required, state }: RequiredSignOffsProps) {
  if (required.length === 0) {
    return <Content component="p">The policy asks for no signature for this tier and stage.</Content>;
  }
  const rounds = [...new Set(required.map(({ round = 1 }) => round))].sort((a, b) => a - b);
  return (
    <LabelGroup numLabels={20} aria-label="Required sign-offs">
      {rounds.flatMap((round, order) =>
        required
          .filter((one) => (one.round ?? 1) === round)
          .map(({ role, meaning, count, given }) => {
            const complete = given >= count;
            return (
              <Label
                key={`${round} ${role} ${meaning}`}
                color={complete ? 'green' : state === 'open' ? 'blue' : 'grey'}
                icon={complete ? <CheckCircleIcon /> : <HourglassHalfIcon />}
              >
                {`${rounds.length > 1 ? `${order + 1}. ` : ''}${round === 0 ? 'Waivers, ' : ''}${roleName(role)}: “${meaning}”, ${state === 'asked' ? plural(count, 'person', 'persons') : `${given} of ${count}`}`}
              </Label>
            );
          }),
      )}
    </LabelGroup>
  );
}

function Given({ signOffs }: { signOffs: Schemas['SignOff'][] }) {
  return (
    <Table aria-label="Signatures" variant="compact">
      <Thead>
        <Tr>
          <Th>Signed by</Th>
          <Th>As</Th>
          <Th>Meaning</Th>
          <Th>When</Th>
          <Th width={30}>Comment</Th>
          <Th>In the ledger</Th>
        </Tr>
      </Thead>
      <Tbody>
        {signOffs.map((signOff) => (
          <Tr key={signOff.ledgerEntry}>
            <Td dataLabel="Signed by" className="cs-strong">
              {signOff.name}
            </Td>
            <Td dataLabel="As">{roleName(signOff.role)}</Td>
            <Td dataLabel="Meaning">
              <Label isCompact color={signOff.meaning === 'rejected' ? 'red' : 'green'}>
                {capitalized(signOff.meaning)}
              </Label>
            </Td>
            <Td dataLabel="When">
              <Timestamp at={signOff.signedAt} />
            </Td>
            <Td dataLabel="Comment" className="cs-text">
              {signOff.comment || '–'}
            </Td>
            <Td dataLabel="In the ledger">
              <LeafNumber entryId={signOff.ledgerEntry} />
            </Td>
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
}
