import { Link } from 'react-router-dom';
import type { Schemas } from '../../api/client';
import { Facts } from '../../shared/Facts';
import { StageLabel } from '../../shared/labels';
import { links } from '../../shared/links';
import { tierInWords } from '../../shared/text';
import { Timestamp } from '../../shared/Timestamp';

export function PromotionFacts({ promotion }: { promotion: Schemas['Promotion'] }) {
  return (
    <Facts
      facts={{
        Request: (
          <>
            Move{' '}
            <Link to={links.version(promotion.model, promotion.version)}>
              {promotion.model}, version {promotion.version}
            </Link>{' '}
            to <StageLabel stage={promotion.targetStage} />
            {promotion.archiveExisting ? ' and archive the version that is there now' : ' beside what is there now'}
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
      }}
    />
  );
}
