import { Button, Label } from '@patternfly/react-core';
import { useInfiniteQuery, useMutation } from '@tanstack/react-query';
import { Link } from 'react-router-dom';
import { download, type Schemas } from '../../api/client';
import { governance } from '../../api/governance';
import { type Column, DataTable } from '../../shared/DataTable';
import { links } from '../../shared/links';
import { Loaded } from '../../shared/Loaded';
import { MoreButton } from '../../shared/MoreButton';
import { Nothing } from '../../shared/Nothing';
import { Page } from '../../shared/Page';
import { ProblemAlert } from '../../shared/ProblemAlert';
import { tierInWords } from '../../shared/text';
import { formatDay } from '../../shared/time';

type Entry = Schemas['InventoryEntry'];

/** The model inventory, as risk teams keep it in spreadsheets elsewhere. */
export default function InventoryPage() {
  const entries = useInfiniteQuery(governance.inventoryList());
  const save = useMutation({
    mutationFn: (format: 'csv' | 'json') => download(`/v1/inventory/export?format=${format}`, `model-inventory-${new Date().toISOString().slice(0, 10)}.${format}`),
  });
  return (
    <Page
      title="Model inventory"
      intro="What each model is for, who answers for it and its risk tier. An entry is filled in on the model's page; what the tier asks for and is empty keeps versions from guarded stages."
      actions={
        <>
          <Button variant="secondary" isDisabled={save.isPending} onClick={() => save.mutate('csv')}>
            Download as CSV
          </Button>{' '}
          <Button variant="link" isDisabled={save.isPending} onClick={() => save.mutate('json')}>
            JSON
          </Button>
        </>
      }
    >
      {save.error && <ProblemAlert error={save.error} />}
      <Loaded query={entries} what="the inventory">
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items);
          return items.length === 0 ? (
            <Nothing title="No entry was filled in yet">Open a model and fill in its inventory entry: it then stands here.</Nothing>
          ) : (
            <DataTable label="Model inventory" items={items} id={({ model }) => model} columns={COLUMNS} />
          );
        }}
      </Loaded>
      <MoreButton query={entries} what="models" />
    </Page>
  );
}

const COLUMNS: Column<Entry>[] = [
  {
    title: 'Model',
    width: 30,
    cell: ({ model, fields }) => (
      <>
        <Link to={`${links.model(model)}?tab=inventory`} className="cs-strong">
          {model}
        </Link>
        {fields.purpose && <div className="cs-secondary cs-clamped">{fields.purpose}</div>}
      </>
    ),
  },
  {
    title: 'Risk tier',
    cell: ({ tier: { value, source } }) => (source === 'unassessed' ? <span className="cs-secondary">not assessed</span> : tierInWords(String(value))),
  },
  { title: 'Owner', cell: ({ fields }) => fields.owner?.name ?? '–' },
  { title: 'Business line', cell: ({ fields }) => fields.businessLine ?? '–' },
  { title: 'Next revalidation', cell: ({ fields }) => (fields.nextRevalidation ? formatDay(fields.nextRevalidation) : '–') },
  {
    title: 'Entry',
    cell: ({ missing, revision }) =>
      missing.length > 0 ? (
        <Label isCompact color="orange">
          {missing.length} missing
        </Label>
      ) : (
        <Label isCompact color={revision === 0 ? 'grey' : 'green'}>
          {revision === 0 ? 'Not filled in' : 'Complete'}
        </Label>
      ),
  },
];
