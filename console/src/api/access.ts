import { queryOptions } from '@tanstack/react-query';
import { api, body } from './client';
import { pages } from './queries';

export const accessQueries = {
  keys: (accountable?: string) =>
    pages(['keys', accountable], (pageToken) => body(api.GET('/v1/keys', { params: { query: { accountable, pageToken } } }))),

  grants: (subject?: string) =>
    queryOptions({
      queryKey: ['grants', subject],
      queryFn: () => body(api.GET('/v1/grants', { params: { query: { subject } } })),
    }),

  colleagues: (search: string) =>
    queryOptions({
      queryKey: ['people', 'directory', search],
      queryFn: () => body(api.GET('/v1/people/directory', { params: { query: { search: search || undefined } } })),
    }),

  people: () => pages(['people'], (pageToken) => body(api.GET('/v1/people', { params: { query: { pageToken, maxResults: 200 } } }))),
};
