import { Content, ProgressStep, ProgressStepper } from '@patternfly/react-core';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router-dom';
import { governance } from '../../api/governance';
import { links } from '../../shared/links';
import { Loaded } from '../../shared/Loaded';
import { Timestamp } from '../../shared/Timestamp';

/** The stages through which a version went, oldest first. */
export function StageHistory({ model, version }: { model: string; version: number }) {
  const history = useQuery(governance.stageHistory(model, version));
  return (
    <Loaded query={history} what="the history">
      {({ items }) =>
        items.length === 0 ? (
          <Content component="p" className="cs-secondary">
            It has not moved yet.
          </Content>
        ) : (
          <ProgressStepper isVertical aria-label="Stages">
            {items.map(({ stage, at, by, requestId, ledgerEntry }, i) => (
              <ProgressStep
                key={ledgerEntry}
                id={`step-${ledgerEntry}`}
                titleId={`title-${ledgerEntry}`}
                variant={i === items.length - 1 ? 'info' : 'success'}
                isCurrent={i === items.length - 1}
                aria-label={stage === 'None' ? 'No stage' : stage}
                description={
                  <>
                    <Timestamp at={at} /> by {by.name}
                    {requestId && (
                      <>
                        , by <Link to={links.promotion(requestId)}>this request</Link>
                      </>
                    )}
                  </>
                }
              >
                {stage === 'None' ? 'No stage' : stage}
              </ProgressStep>
            ))}
          </ProgressStepper>
        )
      }
    </Loaded>
  );
}
