import { ToggleGroup, ToggleGroupItem, Toolbar, ToolbarContent, ToolbarItem } from '@patternfly/react-core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useSearchParams } from 'react-router-dom';
import type { Schemas } from '../../api/client';
import { queries } from '../../api/queries';
import { stateText } from '../../shared/labels';
import { Loaded } from '../../shared/Loaded';
import { MoreButton } from '../../shared/MoreButton';
import { Nothing } from '../../shared/Nothing';
import { Page } from '../../shared/Page';
import { PromotionTable } from './PromotionTable';

type State = Schemas['PromotionState'];
const STATES: State[] = ['open', 'approved', 'rejected', 'withdrawn', 'refused', 'superseded', 'expired', 'void'];

export default function PromotionsPage() {
  const [params, setParams] = useSearchParams();
  const state = STATES.find((one) => one === params.get('state'));
  const promotions = useInfiniteQuery(queries.promotions(state ? { state } : {}));
  return (
    <Page
      title="Promotions"
      intro="Requests to move a model version into a guarded stage. Each one freezes its evidence, is judged by a policy and waits for the sign-offs that the policy asks for."
    >
      <Toolbar>
        <ToolbarContent>
          <ToolbarItem>
            <ToggleGroup aria-label="Show promotions by state">
              <ToggleGroupItem text="All" isSelected={!state} onChange={() => setParams({})} />
              {STATES.map((one) => (
                <ToggleGroupItem
                  key={one}
                  text={stateText(one)}
                  isSelected={state === one}
                  onChange={() => setParams({ state: one })}
                />
              ))}
            </ToggleGroup>
          </ToolbarItem>
        </ToolbarContent>
      </Toolbar>
      <Loaded query={promotions} what="promotions">
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items);
          return items.length > 0 ? (
            <PromotionTable promotions={items} />
          ) : (
            <Nothing title={state ? `No promotion is in the state “${stateText(state)}”` : 'No promotion was requested yet'}>
              An engineer or model owner requests one on the page of a model version, or with an MLflow client&apos;s
              transition-stage call.
            </Nothing>
          );
        }}
      </Loaded>
      <MoreButton query={promotions} what="promotions" />
    </Page>
  );
}
