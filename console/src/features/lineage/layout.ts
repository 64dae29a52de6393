import type { Schemas } from '../../api/client';

type Graph = Schemas['LineageGraph'];

export interface Placed {
  node: Schemas['LineageNode'];
  column: number;
  row: number;
}

/** Columns by distance from the node asked for: what it comes from stands left of it, what came of it right. */
export function place({ root, nodes, edges }: Graph): Placed[] {
  const columns = new Map<string, number>([[root, 0]]);
  walk(root, columns, edges.map(({ from, to }) => [to, from]), -1);
  walk(root, columns, edges.map(({ from, to }) => [from, to]), 1);
  // What hangs together with the root only by a detour stands beside the neighbour that is placed.
  for (let changed = true; changed; ) {
    changed = false;
    for (const { from, to } of edges) {
      const [left, right] = [columns.get(from), columns.get(to)];
      if (left === undefined && right !== undefined) {
        columns.set(from, right - 1);
        changed = true;
      } else if (right === undefined && left !== undefined) {
        columns.set(to, left + 1);
        changed = true;
      }
    }
  }
  const first = Math.min(...columns.values());
  const filled = new Map<number, number>();
  return nodes
    .filter(({ id }) => columns.has(id))
    .map((node) => {
      const column = (columns.get(node.id) ?? 0) - first;
      const row = filled.get(column) ?? 0;
      filled.set(column, row + 1);
      return { node, column, row };
    });
}

/** The longest way decides, so that an edge never points backwards; a circle ends at the number of nodes. */
function walk(root: string, columns: Map<string, number>, ways: [string, string][], step: 1 | -1): void {
  let front = [root];
  for (let round = 0; front.length > 0 && round <= ways.length; round++) {
    const next = new Set<string>();
    for (const [from, to] of ways) {
      if (front.includes(from) && to !== root) {
        columns.set(to, (columns.get(from) ?? 0) + step);
        next.add(to);
      }
    }
    front = [...next];
  }
}

const KINDS: Record<string, string> = {
  dataset: 'Dataset',
  job: 'Job',
  'job-run': 'Run of a job',
  run: 'Run',
  'logged-model': 'Logged model',
  'model-version': 'Model version',
  deployment: 'Deployment',
};

export function kindName(kind: string): string {
  return KINDS[kind] ?? kind;
}

/** The parts of a node's id after its kind. */
export function parts(id: string): string[] {
  return id.split(':').slice(1).map(decodeURIComponent);
}

export function nodeName({ id, label, kind }: Schemas['LineageNode']): string {
  const [first = '', ...rest] = parts(id);
  return label || (kind === 'model-version' ? `${first}, version ${rest.join('')}` : kind === 'dataset' ? rest.join(':') : [first, ...rest].join(':'));
}
