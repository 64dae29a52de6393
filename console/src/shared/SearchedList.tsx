import { SearchInput, Toolbar, ToolbarContent, ToolbarItem } from '@patternfly/react-core';
import SearchIcon from '@patternfly/react-icons/dist/esm/icons/search-icon';
import { type ReactNode, useState } from 'react';
import { useSearchParams } from 'react-router-dom';
import { Loaded } from './Loaded';
import { MoreButton } from './MoreButton';
import { Nothing } from './Nothing';

/** The words of the address by which a list is searched. */
export function useSearchWords(): string {
  return useSearchParams()[0].get('search') ?? '';
}

interface SearchedListProps<P, T> {
  /** In the plural: "models". */
  what: string;
  query: PagesQuery<P>;
  items: (page: P) => T[];
  show: (items: T[]) => ReactNode;
  /** There is nothing at all. */
  empty: ReactNode;
}

interface PagesQuery<P> {
  data: { pages: P[] } | undefined;
  error: unknown;
  refetch: () => unknown;
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  fetchNextPage: () => unknown;
}

/** A list that is searched by name and read page by page; what is searched for stands in the address. */
export function SearchedList<P, T>({ what, query, items, show, empty }: SearchedListProps<P, T>) {
  const [, setParams] = useSearchParams();
  const words = useSearchWords();
  const [typed, setTyped] = useState(words);
  const search = (text: string) => setParams(text.trim() ? { search: text.trim() } : {}, { replace: true });
  const clear = () => {
    setTyped('');
    search('');
  };
  return (
    <>
      <Toolbar>
        <ToolbarContent>
          <ToolbarItem>
            <SearchInput
              aria-label={`Search ${what} by name`}
              placeholder="Search by name"
              value={typed}
              onChange={(_, text) => setTyped(text)}
              onSearch={(_, text) => search(text)}
              onClear={clear}
            />
          </ToolbarItem>
        </ToolbarContent>
      </Toolbar>
      <Loaded query={query} what={what}>
        {({ pages }) => {
          const found = pages.flatMap(items);
          if (found.length > 0) {
            return show(found);
          }
          return words ? <Nothing title={`No ${what} whose name contains “${words}”`} icon={SearchIcon} /> : empty;
        }}
      </Loaded>
      <MoreButton query={query} what={what} />
    </>
  );
}
