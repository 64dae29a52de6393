import { useInfiniteQuery } from '@tanstack/react-query';
import { queries } from '../../api/queries';
import { Loaded } from '../../shared/Loaded';
import { MoreButton } from '../../shared/MoreButton';
import { Nothing } from '../../shared/Nothing';
import { PromotionTable } from './PromotionTable';

/** The promotions of a model, or of one version of it. */
export function PromotionHistory({ model, version }: { model: string; version?: number }) {
  const promotions = useInfiniteQuery(queries.promotions({ model }));
  return (
    <>
      <Loaded query={promotions} what="promotions">
        {({ pages }) => {
          const shown = pages
            .flatMap((page) => page.items)
            .filter((promotion) => version === undefined || promotion.version === version);
          return shown.length > 0 ? (
            <PromotionTable promotions={shown} withModel={false} />
          ) : (
            <Nothing title="No promotion was requested yet" />
          );
        }}
      </Loaded>
      <MoreButton query={promotions} what="promotions" />
    </>
  );
}
