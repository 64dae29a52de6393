import { Link } from 'react-router-dom';
import type { Schemas } from '../../api/client';
import { type Column, DataTable } from '../../shared/DataTable';
import { VerdictLabel } from '../../shared/labels';
import { links } from '../../shared/links';
import { Quiet } from '../../shared/Quiet';
import { capitalized, formatNumber } from '../../shared/text';

type Threshold = Schemas['Threshold'];

const IN_WORDS: Record<Threshold['comparator'], string> = {
  '>=': 'at least',
  '>': 'more than',
  '<=': 'at most',
  '<': 'less than',
  '=': 'exactly',
};

const SUPPLIERS: Record<string, string> = { developer: 'the developer', ci: 'CI', validator: 'a validator' };

/** What the policy asks of each metric, and what the evidence says. */
export function ThresholdTable({ thresholds }: { thresholds: Threshold[] }) {
  if (thresholds.length === 0) {
    return <Quiet>The policy sets no thresholds for this tier and stage.</Quiet>;
  }
  return (
    <DataTable
      label="Thresholds"
      items={thresholds}
      id={({ metric, comparator, limit, baseline }) => `${metric} ${comparator} ${limit} ${baseline ?? ''}`}
      columns={[...COLUMNS.slice(0, 4), thresholds.some(({ origin }) => origin) && FROM, ...COLUMNS.slice(4)]}
    />
  );
}

const COLUMNS: Column<Threshold>[] = [
  { title: 'Metric', cell: ({ metric, slice }) => <code>{slice ? metric.replace(`/${slice}`, '') : metric}</code> },
  { title: 'Slice', cell: ({ slice }) => slice?.replace(/_/g, ' ').replace(':', ': ') ?? 'all data' },
  { title: 'Required', cell: required },
  { title: 'Value', className: 'cs-number', cell: ({ value }) => (value === undefined ? 'not logged' : formatNumber(value)) },
  {
    title: 'Verdict',
    cell: ({ verdict, reason }) => (
      <>
        <VerdictLabel verdict={verdict} />
        {reason && <div className="cs-secondary">{reason}</div>}
      </>
    ),
  },
];

const FROM: Column<Threshold> = {
  title: 'Measured by',
  cell: ({ origin }) =>
    origin ? (
      <>
        <Link to={links.run(origin.run)}>{capitalized(SUPPLIERS[origin.supplier] ?? origin.supplier)}</Link>
        {origin.dataset && (
          <div className="cs-secondary">
            on {origin.dataset}
            {origin.split && `, ${origin.split}`}
          </div>
        )}
      </>
    ) : (
      '–'
    ),
};

/** "at least 0.75"; against the champion as a difference or a part of its value. */
function required({ comparator, limit, baseline, champion }: Threshold) {
  const compared = IN_WORDS[comparator] ?? comparator;
  if (!baseline?.startsWith('champion')) {
    return `${compared} ${formatNumber(limit)}`;
  }
  const [of, amount] =
    baseline === 'champion ratio' && typeof limit === 'number' ? ['part', `${formatNumber(limit * 100)} %`] : ['difference', formatNumber(limit)];
  return (
    <>
      {compared} {amount} against the champion{of === 'part' && ', of its value'}
      <div className="cs-secondary">{champion === undefined ? 'there is no champion' : `the champion has ${formatNumber(champion)}`}</div>
    </>
  );
}
