import { Button, Label } from '@patternfly/react-core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from 'react-router-dom';
import { download, type Schemas } from '../../api/client';
import { governance } from '../../api/governance';
import { type Column, DataTable } from '../../shared/DataTable';
import { links } from '../../shared/links';
import { Loaded } from '../../shared/Loaded';
import { ProblemAlert } from '../../shared/ProblemAlert';
import { Section } from '../../shared/Section';
import { capitalized, plural, spelledOut } from '../../shared/text';
import { Timestamp } from '../../shared/Timestamp';

type Item = Schemas['CardItem'];

const ORIGINS = { known: ['blue', 'Known'], entered: ['green', 'Filled in'], empty: ['grey', 'Empty'] } as const;

/** The model card: what the server knows, what people filled in, and what nobody has. */
export function ModelCardSection({ model, version }: { model: string; version: number }) {
  const card = useQuery(governance.card(model, version));
  const save = useMutation({
    mutationFn: () => download(`/v1/models/${encodeURIComponent(model)}/versions/${version}/bom`, `${model}-${version}.cdx.json`),
  });
  return (
    <>
      <Section
        title="Model card"
        intro={
          <>
            Composed from what is known of the version and what people filled in; each line says which it is. What is empty is filled in on{' '}
            <Link to={`${links.model(model)}?tab=inventory`}>the model&apos;s page</Link>.
          </>
        }
        actions={
          <Button variant="secondary" size="sm" isLoading={save.isPending} onClick={() => save.mutate()}>
            Download as CycloneDX
          </Button>
        }
      >
        {save.error && <ProblemAlert error={save.error} />}
        <Loaded query={card} what="the model card">
          {({ sections }) => <Summary items={sections.flatMap(({ items }) => items)} />}
        </Loaded>
      </Section>
      {card.data?.sections
        .filter(({ items }) => items.length > 0)
        .map(({ key, title, items }) => (
          <Section key={key} title={title}>
            <DataTable label={title} items={items} id={({ field, source }) => `${source} ${field}`} columns={COLUMNS} />
          </Section>
        ))}
    </>
  );
}

function Summary({ items }: { items: Item[] }) {
  const count = (origin: Item['origin']) => items.filter((item) => item.origin === origin).length;
  return (
    <p>
      {plural(items.length, 'line')}: {count('known')} known, {count('entered')} filled in, {count('empty')} empty.
    </p>
  );
}

const COLUMNS: Column<Item>[] = [
  { title: 'What', width: 20, cell: ({ field }) => named(field) },
  { title: 'Value', width: 50, className: 'cs-wrap', cell: (item) => <Value item={item} /> },
  {
    title: 'Origin',
    cell: ({ origin }) => (
      <Label isCompact color={ORIGINS[origin][0]} variant={origin === 'empty' ? 'outline' : 'filled'}>
        {ORIGINS[origin][1]}
      </Label>
    ),
  },
  { title: 'Source', cell: ({ source }) => sourceName(source) },
];

function Value({ item: { field, value, origin, source } }: { item: Item }) {
  if (origin === 'empty') {
    return <>–</>;
  }
  if (/^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value)) {
    return <Timestamp at={value} />;
  }
  return field === 'run' && source === 'run' ? <Link to={links.run(value)}>{value}</Link> : <>{value}</>;
}

/** A field of ours in words; a name from the run, such as a metric's, as it is. */
function named(field: string) {
  return /^[a-zA-Z-]+$/.test(field) ? spelledOut(field.replaceAll('-', ' ')) : <code>{field}</code>;
}

/** "form:data-quality" as people read it: "Form: data quality". */
function sourceName(source: string): string {
  return source === 'MLmodel' ? source : capitalized(source.replaceAll('-', ' ').replace(':', ': '));
}
