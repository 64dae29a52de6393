import { Alert, Content } from '@patternfly/react-core';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router-dom';
import type { Schemas } from '../../api/client';
import { runQueries } from '../../api/runs';
import { links } from '../../shared/links';
import { Loaded } from '../../shared/Loaded';
import { Section } from '../../shared/Section';
import { kindName, nodeName, parts, place, type Placed } from './layout';

const [WIDTH, HEIGHT, GAP_X, GAP_Y, EDGE] = [216, 58, 48, 18, 4];

/** Where something comes from and what came of it, as a picture whose nodes can be followed. */
export function LineageSection({ node }: { node: string }) {
  const graph = useQuery(runQueries.lineage(node));
  return (
    <Section title="Lineage" intro="Left what it was made from, right what was made of it. Every box leads further.">
      <Loaded query={graph} what="the lineage">
        {(found) =>
          found.nodes.length < 2 ? (
            <Content component="p" className="cs-secondary">
              Nothing is known before or after it. Log the datasets that a run reads, and register its model, to see them here.
            </Content>
          ) : (
            <>
              {found.truncated && <Alert isInline isPlain variant="info" title="Only the nearest part is shown: there is more" />}
              <Picture graph={found} />
            </>
          )
        }
      </Loaded>
    </Section>
  );
}

function Picture({ graph }: { graph: Schemas['LineageGraph'] }) {
  const placed = place(graph);
  const at = new Map(placed.map((one) => [one.node.id, one]));
  const width = (Math.max(...placed.map(({ column }) => column)) + 1) * (WIDTH + GAP_X) - GAP_X + 2 * EDGE;
  const height = (Math.max(...placed.map(({ row }) => row)) + 1) * (HEIGHT + GAP_Y) - GAP_Y + 2 * EDGE;
  return (
    <div className="cs-scrolls">
      <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} role="group" aria-label={`Lineage, ${placed.length} things`} className="cs-lineage">
        <defs>
          <marker id="arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">
            <path d="M0 0L8 4L0 8z" />
          </marker>
        </defs>
        {graph.edges.map(({ from, to }) => {
          const [source, target] = [at.get(from), at.get(to)];
          return source && target ? <path key={`${from} ${to}`} d={curve(source, target)} className="cs-edge" markerEnd="url(#arrow)" /> : null;
        })}
        {placed.map((one) => (
          <Box key={one.node.id} placed={one} isRoot={one.node.id === graph.root} />
        ))}
      </svg>
    </div>
  );
}

function Box({ placed: { node, column, row }, isRoot }: { placed: Placed; isRoot: boolean }) {
  const to = target(node);
  const [x, y] = [EDGE + column * (WIDTH + GAP_X), EDGE + row * (HEIGHT + GAP_Y)];
  const name = nodeName(node);
  const content = (
    <g transform={`translate(${x} ${y})`} className={isRoot ? 'cs-node cs-node-here' : 'cs-node'}>
      <title>{`${kindName(node.kind)}: ${name}`}</title>
      <rect width={WIDTH} height={HEIGHT} rx="6" />
      <text x="12" y="22" className="cs-node-kind">
        {kindName(node.kind)}
        {node.state ? ` · ${node.state.toLowerCase()}` : ''}
      </text>
      <text x="12" y="42">{name.length > 27 ? `${name.slice(0, 26)}…` : name}</text>
    </g>
  );
  return to && !isRoot ? (
    <Link to={to} aria-label={`${kindName(node.kind)}: ${name}`}>
      {content}
    </Link>
  ) : (
    content
  );
}

function target({ id, kind }: Schemas['LineageNode']): string | undefined {
  const [first = '', second = ''] = parts(id);
  return kind === 'run' ? links.run(first) : kind === 'model-version' ? links.version(first, Number(second)) : undefined;
}

function curve(from: Placed, to: Placed): string {
  const [x1, y1] = [EDGE + from.column * (WIDTH + GAP_X) + WIDTH, EDGE + from.row * (HEIGHT + GAP_Y) + HEIGHT / 2];
  const [x2, y2] = [EDGE + to.column * (WIDTH + GAP_X), EDGE + to.row * (HEIGHT + GAP_Y) + HEIGHT / 2];
  const bend = Math.max(28, Math.abs(x2 - x1) / 2);
  return `M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}`;
}
