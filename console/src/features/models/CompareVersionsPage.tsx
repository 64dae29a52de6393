import { Form, Label } from '@patternfly/react-core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useParams, useSearchParams } from 'react-router-dom';
import type { Schemas } from '../../api/client';
import { governance } from '../../api/governance';
import { queries } from '../../api/queries';
import { CheckField } from '../../shared/CheckField';
import { type Column, DataTable } from '../../shared/DataTable';
import { ChoiceField } from '../../shared/fields';
import { links } from '../../shared/links';
import { Loaded } from '../../shared/Loaded';
import { Nothing } from '../../shared/Nothing';
import { Page } from '../../shared/Page';
import { Quiet } from '../../shared/Quiet';
import { Section } from '../../shared/Section';

type Row = Schemas['ComparedRow'];
type Comparison = Schemas['VersionComparison'];

const PARTS: [keyof Pick<Comparison, 'policyResults' | 'metrics' | 'params' | 'signature' | 'datasets' | 'artifacts'>, string][] = [
  ['policyResults', 'Policy results'],
  ['metrics', 'Metrics'],
  ['params', 'Parameters'],
  ['signature', 'Signature'],
  ['datasets', 'Datasets'],
  ['artifacts', 'Files'],
];

/** Two versions of a model side by side: what the newer does otherwise. */
export default function CompareVersionsPage() {
  const { name = '' } = useParams();
  const [params, setParams] = useSearchParams();
  const model = useQuery(queries.model(name));
  const [newest, before] = model.data?.versions.map(({ version }) => version) ?? [];
  const left = Number(params.get('left') ?? before ?? 0);
  const right = Number(params.get('right') ?? newest ?? 0);
  const options = model.data?.versions.map(({ version, stage }): [string, string] => [String(version), `Version ${version}${stage === 'None' ? '' : `, ${stage}`}`]) ?? [];
  const choose = (next: Record<string, string>) => setParams({ left: String(left), right: String(right), ...next }, { replace: true });
  return (
    <Page
      title={`Versions of ${name} side by side`}
      crumbs={[
        { text: 'Models', to: links.models() },
        { text: name, to: links.model(name) },
      ]}
      intro="What two versions share and where they differ: how the policy judges them, what they measured, what they were trained with, and their files."
    >
      <Loaded query={model} what="the model">
        {({ versions }) =>
          versions.length < 2 ? (
            <Nothing title="There is one version at most">Two are needed for a comparison.</Nothing>
          ) : (
            <>
              <Form isHorizontal className="cs-filter">
                <ChoiceField label="Left" value={String(left)} set={(value) => choose({ left: value })} options={options} />
                <ChoiceField label="Right" value={String(right)} set={(value) => choose({ right: value })} options={options} />
              </Form>
              {left === right ? <Quiet>Choose two different versions.</Quiet> : <Compared model={name} left={left} right={right} />}
            </>
          )
        }
      </Loaded>
    </Page>
  );
}

function Compared({ model, left, right }: { model: string; left: number; right: number }) {
  const comparison = useQuery(governance.compare(model, left, right));
  const [differing, setDiffering] = useState(false);
  return (
    <Loaded query={comparison} what="the comparison">
      {(found) => (
        <>
          <CheckField className="cs-filter" label="Only what differs" value={differing} set={setDiffering} />
          {PARTS.map(([part, title]) => (
            <Part key={part} title={title} rows={found[part]} left={left} right={right} differing={differing} />
          ))}
        </>
      )}
    </Loaded>
  );
}

interface PartProps {
  title: string;
  rows: Row[];
  left: number;
  right: number;
  differing: boolean;
}

function Part({ title, rows, left, right, differing }: PartProps) {
  const shown = differing ? rows.filter(({ same }) => !same) : rows;
  const columns: Column<Row>[] = [
    {
      title: 'What',
      width: 30,
      cell: ({ key, same }) => (
        <>
          <code className="cs-wrap">{key}</code>{' '}
          {!same && (
            <Label isCompact color="orange">
              Differs
            </Label>
          )}
        </>
      ),
    },
    { title: `Version ${left}`, className: 'cs-wrap', cell: (row) => row.left ?? '–' },
    { title: `Version ${right}`, className: 'cs-wrap', cell: (row) => row.right ?? '–' },
  ];
  return (
    <Section title={title}>
      {shown.length > 0 ? (
        <DataTable label={title} items={shown} id={({ key }) => key} columns={columns} />
      ) : (
        <Quiet>{rows.length === 0 ? 'Neither has any.' : 'They are the same.'}</Quiet>
      )}
    </Section>
  );
}
