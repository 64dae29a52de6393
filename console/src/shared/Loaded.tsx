import type { ReactNode } from 'react';
import { Loading } from './Loading';
import { ProblemAlert } from './ProblemAlert';

interface QueryState<T> {
  data: T | undefined;
  error: unknown;
  refetch: () => unknown;
}

/** The three states of anything that comes from the server: loading, failed, there. */
export function Loaded<T>({ query, what, children }: { query: QueryState<T>; what: string; children: (data: T) => ReactNode }) {
  if (query.data !== undefined) {
    return children(query.data);
  }
  if (query.error) {
    return <ProblemAlert error={query.error} retry={() => void query.refetch()} />;
  }
  return <Loading what={what} />;
}
