import { useQuery } from '@tanstack/react-query';
import { queries } from '../../api/queries';

/** Where an entry stands in the signed tree. */
export function LeafNumber({ entryId }: { entryId: string }) {
  const { data, error } = useQuery(queries.inclusion(entryId));
  if (error) {
    return <span title={error.message}>unknown</span>;
  }
  if (!data) {
    return <span aria-label="loading">…</span>;
  }
  return data.status === 'included' ? <>leaf {data.leafIndex}</> : <>being included</>;
}
