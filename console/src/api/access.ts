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

  people: () => pages(['people'], (pageToken) => body(api.GET('/v1/people', { params: { query: { pageToken, maxResults: 200 } } }))),
};
