import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api, body, type Schemas } from './client';

interface PageOf<T> {
  items: T[];
  nextPageToken?: string;
}

/** What ledger entries are searched by. */
export type LedgerFilter = Partial<Record<'text' | 'subjectKind' | 'subjectId' | 'action' | 'actor' | 'since' | 'until', string>>;

/** A listing that is read page by page. */
export function pages<T>(key: readonly unknown[], read: (pageToken: string | undefined) => Promise<PageOf<T>>) {
  return infiniteQueryOptions({
    queryKey: key,
    queryFn: ({ pageParam }) => read(pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page: PageOf<T>) => page.nextPageToken,
  });
}

/** MLflow's filter for names that contain the words; quotes are left out, since its grammar cannot escape them. */
export function nameFilter(words: string): string | undefined {
  const plain = words.trim().replace(/['"]/g, '');
  return plain === '' ? undefined : `name ILIKE '%${plain}%'`;
}

export const queries = {
  me: () => queryOptions({ queryKey: ['me'], queryFn: () => body(api.GET('/v1/me')), staleTime: Infinity }),

  models: (words = '') =>
    pages(['models', 'list', words], (pageToken) =>
      body(api.GET('/v1/models', { params: { query: { filter: nameFilter(words), pageToken } } })),
    ),

  model: (name: string) =>
    queryOptions({
      queryKey: ['models', 'one', name],
      queryFn: () => body(api.GET('/v1/models/{name}', { params: { path: { name } } })),
    }),

  version: (name: string, version: number) =>
    queryOptions({
      queryKey: ['models', 'one', name, version],
      queryFn: () => body(api.GET('/v1/models/{name}/versions/{version}', { params: { path: { name, version } } })),
    }),

  promotions: (filter: { state?: Schemas['PromotionState']; model?: string } = {}) =>
    pages(['promotions', 'list', filter], (pageToken) =>
      body(api.GET('/v1/promotions', { params: { query: { ...filter, pageToken } } })),
    ),

  promotion: (id: string) =>
    queryOptions({
      queryKey: ['promotions', 'one', id],
      queryFn: () => body(api.GET('/v1/promotions/{id}', { params: { path: { id } } })),
    }),

  tasks: ({ process = '', overdue = false, model }: { process?: string; overdue?: boolean; model?: string } = {}) =>
    queryOptions({
      queryKey: ['tasks', process, overdue, model],
      queryFn: () =>
        body(
          api.GET('/v1/tasks', {
            params: { query: { maxResults: 200, process: process || undefined, overdue: overdue || undefined, model } },
          }),
        ),
      refetchInterval: 30_000,
    }),

  reports: (subject?: Schemas['SubjectRef']) =>
    pages(['reports', subject?.kind, subject?.id], (pageToken) =>
      body(
        api.GET('/v1/reports', {
          params: { query: { subjectKind: subject?.kind, subjectId: subject?.id, pageToken } },
        }),
      ),
    ),

  ledgerEntries: (filter: LedgerFilter) =>
    pages(['ledger', 'entries', filter], (pageToken) =>
      body(api.GET('/v1/ledger/entries', { params: { query: { ...filter, pageToken } } })),
    ),

  checkpoint: () =>
    queryOptions({
      queryKey: ['ledger', 'checkpoint'],
      queryFn: () => body(api.GET('/v1/ledger/checkpoint', { parseAs: 'text' })),
    }),

  ledgerKey: () =>
    queryOptions({
      queryKey: ['ledger', 'key'],
      queryFn: () => body(api.GET('/v1/ledger/key', { parseAs: 'text' })),
      staleTime: Infinity,
    }),

  inclusion: (entryId: string) =>
    queryOptions({
      queryKey: ['ledger', 'inclusion', entryId],
      queryFn: () => body(api.GET('/v1/ledger/entries/{entryId}/inclusion', { params: { path: { entryId } } })),
      // A pending entry is looked at again until a checkpoint covers it; an included one never changes.
      staleTime: (query) => (query.state.data?.status === 'included' ? Infinity : 0),
      refetchInterval: (query) => (query.state.data?.status === 'pending' ? 2_000 : false),
    }),
};
