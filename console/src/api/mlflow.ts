import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { API_MOUNT, HEADERS, send } from './client';
import { nameFilter } from './queries';

/** What the tracking pages read, in MLflow's own form: the same calls that its clients make. */
export interface NameValue {
  key: string;
  value: string;
}

/** A number, or the name of one that JSON cannot hold. */
export type MetricValue = number | 'NaN' | 'Infinity' | '-Infinity';

export interface Metric {
  key: string;
  value: MetricValue;
  timestamp: number | string;
  step?: number | string;
  run_id?: string;
}

export interface Experiment {
  experiment_id: string;
  name: string;
  artifact_location?: string;
  lifecycle_stage?: string;
  creation_time?: number | string;
  last_update_time?: number | string;
  tags?: NameValue[];
}

export interface DatasetInput {
  dataset: { name: string; digest: string; source_type?: string; source?: string; profile?: string };
  tags?: NameValue[];
}

export interface Run {
  info: {
    run_id: string;
    run_name?: string;
    experiment_id: string;
    user_id?: string;
    status: string;
    start_time?: number | string;
    end_time?: number | string;
    artifact_uri?: string;
    lifecycle_stage?: string;
  };
  data?: { metrics?: Metric[]; params?: NameValue[]; tags?: NameValue[] };
  inputs?: { dataset_inputs?: DatasetInput[] };
}

export interface ArtifactFile {
  path: string;
  is_dir: boolean;
  file_size?: number | string;
}

type Query = Record<string, string | number | undefined | readonly string[]>;

const MLFLOW = `${API_MOUNT}/2.0/mlflow/`;

async function get<T>(path: string, query: Query): Promise<T> {
  const url = new URL(MLFLOW + path, window.location.origin);
  for (const [name, value] of Object.entries(query)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== undefined && one !== '') {
        url.searchParams.append(name, String(one));
      }
    }
  }
  return (await send(new Request(url, { headers: HEADERS }))).json() as Promise<T>;
}

async function post<T>(path: string, body: unknown): Promise<T> {
  const request = new Request(new URL(MLFLOW + path, window.location.origin), {
    method: 'POST',
    headers: { ...HEADERS, 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
  return (await send(request)).json() as Promise<T>;
}

interface ExperimentPage {
  experiments?: Experiment[];
  next_page_token?: string;
}

export interface RunPage {
  runs?: Run[];
  next_page_token?: string;
}

/** What is asked of the runs of some experiments; filter and order in MLflow's search language. */
export interface RunSearch {
  experimentIds: string[];
  filter?: string;
  order?: string;
}

export const mlflow = {
  experiments: (words = '') =>
    infiniteQueryOptions({
      queryKey: ['experiments', words],
      queryFn: ({ pageParam }) =>
        post<ExperimentPage>('experiments/search', {
          max_results: 50,
          filter: nameFilter(words),
          order_by: ['last_update_time DESC'],
          page_token: pageParam,
        }),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: (page: ExperimentPage) => page.next_page_token || undefined,
    }),

  experiment: (id: string) =>
    queryOptions({
      queryKey: ['experiments', 'one', id],
      queryFn: async () => (await get<{ experiment: Experiment }>('experiments/get', { experiment_id: id })).experiment,
    }),

  runs: ({ experimentIds, filter, order }: RunSearch) =>
    infiniteQueryOptions({
      queryKey: ['runs', 'search', experimentIds, filter, order],
      queryFn: ({ pageParam }) =>
        post<RunPage>('runs/search', {
          experiment_ids: experimentIds,
          filter: filter || undefined,
          order_by: order ? [order] : undefined,
          max_results: 50,
          page_token: pageParam,
        }),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: (page: RunPage) => page.next_page_token || undefined,
    }),

  run: (id: string) =>
    queryOptions({
      queryKey: ['runs', 'one', id],
      queryFn: async () => (await get<{ run: Run }>('runs/get', { run_id: id })).run,
    }),

  /** All points of one metric of some runs, thinned by the server when there are many. */
  history: (runIds: string[], key: string) =>
    queryOptions({
      queryKey: ['runs', 'history', key, runIds],
      queryFn: async () =>
        (await get<{ metrics?: Metric[] }>('metrics/get-history-bulk-interval', { run_ids: runIds, metric_key: key, max_results: 1000 }))
          .metrics ?? [],
    }),

  artifacts: (runId: string, path: string) =>
    queryOptions({
      queryKey: ['runs', 'artifacts', runId, path],
      queryFn: async () => (await get<{ files?: ArtifactFile[] }>('artifacts/list', { run_id: runId, path })).files ?? [],
    }),
};

/** Path below the API's mount at which an artifact's bytes are. */
export function artifactPath(run: Run, path: string): string {
  const root = (run.info.artifact_uri ?? '').replace(/^mlflow-artifacts:\/+/, '');
  return `/2.0/mlflow-artifacts/artifacts/${[...root.split('/'), ...path.split('/')].map(encodeURIComponent).join('/')}`;
}
