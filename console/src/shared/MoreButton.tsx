import { Button } from '@patternfly/react-core';

interface PagedQuery {
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  fetchNextPage: () => unknown;
}

/** Reads the next page of a listing; not there on the last one. */
export function MoreButton({ query, what }: { query: PagedQuery; what: string }) {
  if (!query.hasNextPage) {
    return null;
  }
  return (
    <Button
      variant="link"
      className="cs-more"
      isLoading={query.isFetchingNextPage}
      onClick={() => void query.fetchNextPage()}
    >
      Show more {what}
    </Button>
  );
}
