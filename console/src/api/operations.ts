import { queryOptions } from '@tanstack/react-query';
import { api, body, type Schemas } from './client';
import { pages } from './queries';

/** What administrators and auditors look after: custody of the ledger, retention of runs, the engine, what leaves the database. */
export const operations = {
  ledgerHolds: () => queryOptions({ queryKey: ['custody', 'holds'], queryFn: () => body(api.GET('/v1/ledger/holds')) }),

  ledgerRetention: () => queryOptions({ queryKey: ['custody', 'retention'], queryFn: () => body(api.GET('/v1/ledger/retention')) }),

  custodyRequests: () => queryOptions({ queryKey: ['custody', 'requests'], queryFn: () => body(api.GET('/v1/ledger/requests')) }),

  keyRotations: () =>
    queryOptions({ queryKey: ['ledger', 'rotations'], queryFn: () => body(api.GET('/v1/ledger/key/rotations', { parseAs: 'text' })) }),

  purgeCandidates: (experimentId?: string) =>
    pages(['retention', 'candidates', experimentId], (pageToken) =>
      body(api.GET('/v1/retention/candidates', { params: { query: { experimentId, pageToken, maxResults: 200 } } })),
    ),

  purges: () =>
    pages(['retention', 'purges'], (pageToken) => body(api.GET('/v1/retention/purges', { params: { query: { pageToken } } }))),

  runHolds: () =>
    pages(['retention', 'holds'], (pageToken) => body(api.GET('/v1/legal-holds', { params: { query: { pageToken } } }))),

  incidents: () =>
    queryOptions({ queryKey: ['engine', 'incidents'], queryFn: () => body(api.GET('/v1/engine/incidents')), refetchInterval: 30_000 }),

  processes: () => queryOptions({ queryKey: ['engine', 'processes'], queryFn: () => body(api.GET('/v1/engine/processes')) }),

  outbox: (state?: Schemas['OutboxMessage']['state']) =>
    pages(['outbox', state], (pageToken) => body(api.GET('/v1/outbox', { params: { query: { state, pageToken } } }))),

  refusedCalls: () =>
    pages(['refused-calls'], (pageToken) => body(api.GET('/v1/refused-calls', { params: { query: { pageToken } } }))),

  accessReview: () => queryOptions({ queryKey: ['access-review'], queryFn: () => body(api.GET('/v1/access-review')) }),
};
