import { Link } from 'react-router-dom';
import type { Schemas } from '../../api/client';
import { Facts } from '../../shared/Facts';
import { StageLabel } from '../../shared/labels';
import { links } from '../../shared/links';
import { plural, tierInWords } from '../../shared/text';
import { Timestamp } from '../../shared/Timestamp';

export function PromotionFacts({ promotion }: { promotion: Schemas['Promotion'] }) {
  return (
    <Facts
      facts={{
        Request: (
          <>
            {promotion.targetKind === 'ALIAS_REMOVAL' ? 'Take from' : 'Move'}{' '}
            <Link to={links.version(promotion.model, promotion.version)}>
              {promotion.model}, version {promotion.version}
            </Link>{' '}
            {WAYS[promotion.targetKind ?? 'STAGE']} <StageLabel stage={promotion.targetStage} />
            {promotion.targetKind?.startsWith('ALIAS') ? '' : promotion.archiveExisting ? ' and archive the version that is there now' : ' beside what is there now'}
          </>
        ),
        Rationale: <span className="cs-text">{promotion.rationale || '–'}</span>,
        Requested: (
          <>
            <Timestamp at={promotion.requestedAt} /> by {promotion.requestedBy.name}
          </>
        ),
        Closed: promotion.closedAt && <Timestamp at={promotion.closedAt} />,
        Outcome: promotion.outcome && <span className="cs-text">{promotion.outcome}</span>,
        'Risk tier': tierInWords(promotion.tier),
        Kind: KINDS[promotion.kind ?? 'promotion'],
        'Waivers asked for': promotion.waivers?.length ? <Waivers waivers={promotion.waivers} /> : undefined,
        'Good until': promotion.approval && <Validity approval={promotion.approval} />,
        'Review afterwards': promotion.review && <Reviewed review={promotion.review} />,
      }}
    />
  );
}

const WAYS = { STAGE: 'to', ALIAS: 'under alias', ALIAS_REMOVAL: 'the alias' } as const;

const KINDS: Record<string, string | undefined> = {
  rollback: 'Rollback: back to a version that was approved for this place before',
  emergency: 'Emergency change: applied when a second person confirms, reviewed afterwards',
};

function Waivers({ waivers }: { waivers: Schemas['AskedWaiver'][] }) {
  return (
    <ul className="cs-tree">
      {waivers.map(({ metric, reason, until }) => (
        <li key={metric}>
          <code>{metric}</code> until <Timestamp at={until} />: {reason}
        </li>
      ))}
    </ul>
  );
}

function Validity({ approval }: { approval: Schemas['Approval'] }) {
  if (approval.endedAt) {
    return (
      <>
        ended <Timestamp at={approval.endedAt} />
        {approval.endReason && `: ${approval.endReason}`}
      </>
    );
  }
  return (
    <>
      {approval.validUntil ? <Timestamp at={approval.validUntil} /> : 'without a date'}
      {approval.conditions.length > 0 && `, on ${plural(approval.conditions.length, 'condition')}: it lapses when a finding passes its due date`}
    </>
  );
}

function Reviewed({ review }: { review: Schemas['Review'] }) {
  return review.closedAt ? (
    <>
      closed <Timestamp at={review.closedAt} />, {review.upheld ? 'upheld' : 'not upheld'}
    </>
  ) : (
    <>
      due <Timestamp at={review.dueAt} /> {review.overdue && 'and overdue'}
    </>
  );
}
