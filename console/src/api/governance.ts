import { queryOptions } from '@tanstack/react-query';
import { api, body, type Schemas } from './client';
import { pages } from './queries';

/** Policies, findings and waivers, the process of a request; the inventory and what hangs on it. */
export const governance = {
  findings: (filter: { model?: string; state?: Schemas['FindingState'] } = {}) =>
    pages(['findings', 'list', filter], (pageToken) => body(api.GET('/v1/findings', { params: { query: { ...filter, pageToken } } }))),

  finding: (id: string) =>
    queryOptions({
      queryKey: ['findings', 'one', id],
      queryFn: () => body(api.GET('/v1/findings/{id}', { params: { path: { id } } })),
    }),

  waivers: (model?: string) =>
    pages(['waivers', model], (pageToken) => body(api.GET('/v1/waivers', { params: { query: { model, pageToken } } }))),

  policies: () => queryOptions({ queryKey: ['policies'], queryFn: () => body(api.GET('/v1/policies')) }),

  table: (id: string, version: number, which: 'thresholds' | 'required-sign-offs') =>
    queryOptions({
      queryKey: ['policies', 'table', id, version, which],
      queryFn: () => {
        const options = { params: { path: { id, version } }, parseAs: 'text' as const };
        return body(
          which === 'thresholds'
            ? api.GET('/v1/policies/{id}/{version}/thresholds', options)
            : api.GET('/v1/policies/{id}/{version}/required-sign-offs', options),
        );
      },
      staleTime: Infinity,
    }),

  policyChanges: () =>
    pages(['policies', 'changes'], (pageToken) => body(api.GET('/v1/policy-changes', { params: { query: { pageToken } } }))),

  policyChange: (id: string) =>
    queryOptions({
      queryKey: ['policies', 'change', id],
      queryFn: () => body(api.GET('/v1/policy-changes/{id}', { params: { path: { id } } })),
    }),

  proposal: (id: string) =>
    queryOptions({
      queryKey: ['policies', 'proposal', id],
      queryFn: () => body(api.GET('/v1/policy-changes/{id}/proposal', { params: { path: { id } } })),
      staleTime: Infinity,
    }),

  process: (id: string) =>
    queryOptions({
      queryKey: ['promotions', 'process', id],
      queryFn: () => body(api.GET('/v1/promotions/{id}/process', { params: { path: { id } } })),
    }),

  inventory: (name: string) =>
    queryOptions({
      queryKey: ['inventory', 'one', name],
      queryFn: () => body(api.GET('/v1/models/{name}/inventory', { params: { path: { name } } })),
    }),

  inventoryList: () =>
    pages(['inventory', 'list'], (pageToken) => body(api.GET('/v1/inventory', { params: { query: { pageToken } } }))),

  forms: (name: string) =>
    queryOptions({
      queryKey: ['forms', name],
      queryFn: () => body(api.GET('/v1/models/{name}/forms', { params: { path: { name } } })),
    }),

  documents: (name: string) =>
    queryOptions({
      queryKey: ['documents', name],
      queryFn: () => body(api.GET('/v1/models/{name}/documents', { params: { path: { name } } })),
    }),

  stageHistory: (name: string, version: number) =>
    queryOptions({
      queryKey: ['models', 'history', name, version],
      queryFn: () => body(api.GET('/v1/models/{name}/versions/{version}/history', { params: { path: { name, version } } })),
    }),

  stages: () => queryOptions({ queryKey: ['stages'], queryFn: () => body(api.GET('/v1/stages')) }),

  obstacles: (name: string, version: number, stage: string) =>
    queryOptions({
      queryKey: ['models', 'obstacles', name, version, stage],
      queryFn: () =>
        body(api.GET('/v1/models/{name}/versions/{version}/obstacles', { params: { path: { name, version }, query: { stage } } })),
    }),

  card: (name: string, version: number) =>
    queryOptions({
      queryKey: ['models', 'card', name, version],
      queryFn: () => body(api.GET('/v1/models/{name}/versions/{version}/card', { params: { path: { name, version } } })),
    }),

  compare: (name: string, left: number, right: number) =>
    queryOptions({
      queryKey: ['models', 'compare', name, left, right],
      queryFn: () => body(api.GET('/v1/models/{name}/compare', { params: { path: { name }, query: { left, right } } })),
    }),

  tierOverrides: (name: string) =>
    queryOptions({
      queryKey: ['inventory', 'overrides', name],
      queryFn: () => body(api.GET('/v1/models/{name}/tier-overrides', { params: { path: { name } } })),
    }),

  absences: () => queryOptions({ queryKey: ['absences'], queryFn: () => body(api.GET('/v1/me/absences')) }),

  notices: () => queryOptions({ queryKey: ['notices'], queryFn: () => body(api.GET('/v1/me/notices')) }),

  webhooks: () => queryOptions({ queryKey: ['webhooks'], queryFn: () => body(api.GET('/v1/webhooks')) }),

  deliveries: (id: string) =>
    queryOptions({
      queryKey: ['webhooks', 'deliveries', id],
      queryFn: () => body(api.GET('/v1/webhooks/{id}/deliveries', { params: { path: { id } } })),
    }),
};
