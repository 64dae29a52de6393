import { queryOptions } from '@tanstack/react-query';
import { api, body } from './client';

/** What our own API tells of runs beyond what MLflow's does. */
export const runQueries = {
  detail: (runId: string) =>
    queryOptions({
      queryKey: ['runs', 'detail', runId],
      queryFn: () => body(api.GET('/v1/runs/{runId}', { params: { path: { runId } } })),
    }),

  seal: (runId: string) =>
    queryOptions({
      queryKey: ['runs', 'seal', runId],
      queryFn: () => body(api.GET('/v1/runs/{runId}/seal', { params: { path: { runId } } })),
    }),

  comments: (runId: string) =>
    queryOptions({
      queryKey: ['runs', 'comments', runId],
      queryFn: () => body(api.GET('/v1/runs/{runId}/comments', { params: { path: { runId } } })),
    }),

  lineage: (node: string) =>
    queryOptions({
      queryKey: ['lineage', node],
      queryFn: () => body(api.GET('/v1/lineage/graph', { params: { query: { node, direction: 'both', depth: 6 } } })),
    }),
};

/** The id of a node in the lineage graph: a colon parts it, so within a part it is written otherwise. */
export function lineageNode(kind: string, ...parts: string[]): string {
  return [kind, ...parts.map((part) => part.replaceAll('%', '%25').replaceAll(':', '%3A'))].join(':');
}
