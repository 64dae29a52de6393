import { Alert, Button, CodeBlock, CodeBlockCode, Content } from '@patternfly/react-core';
import { useMutation } from '@tanstack/react-query';
import { api, body, type Schemas } from '../../api/client';
import { type Column, DataTable } from '../../shared/DataTable';
import { ProblemAlert } from '../../shared/ProblemAlert';
import { Section } from '../../shared/Section';
import { plural, spelledOut } from '../../shared/text';

type Difference = Schemas['ReplayDifference'];

/** Whether the live tables say what the ledger says, and how to check the ledger itself without trusting this server. */
export function VerificationSection() {
  const replay = useMutation({ mutationFn: () => body(api.GET('/v1/ledger/replay')) });
  return (
    <>
      <Section
        title="Live tables against the ledger"
        intro="Rebuilds stages, aliases, requests and sign-offs from the ledger's entries and compares them with what the tables say. A change that left no entry shows here. It reads the whole ledger, which takes its time on a large one."
        actions={
          <Button variant="secondary" size="sm" isLoading={replay.isPending} isDisabled={replay.isPending} onClick={() => replay.mutate()}>
            {replay.isPending ? 'Comparing' : 'Compare now'}
          </Button>
        }
      >
        <div aria-live="polite">
          {replay.error && <ProblemAlert error={replay.error} />}
          {replay.data && <Compared report={replay.data} />}
        </div>
      </Section>
      <Section title="Offline, without trusting this server" intro="The verifier needs a Java runtime, an export and the public key; no network, no database. It names the first leaf that is not what was signed.">
        <CodeBlock className="cs-left">
          <CodeBlockCode>{`./countersign verify log EXPORT --key KEY
./countersign verify consistency OLD NEW --key KEY`}</CodeBlockCode>
        </CodeBlock>
        <Content component="p" className="cs-hint">
          Download the export above; the key stands beside the checkpoint. Keep the checkpoint of every export: a later one must begin with it.
        </Content>
      </Section>
    </>
  );
}

function Compared({ report: { agrees, entries, compared, differences, differenceCount } }: { report: Schemas['ReplayReport'] }) {
  const counts = Object.entries(compared)
    .map(([aspect, count]) => plural(count, aspect.replaceAll('-', ' '), ASPECTS[aspect]))
    .join(', ');
  return (
    <>
      <Alert
        isInline
        component="h3"
        variant={agrees ? 'success' : 'danger'}
        title={agrees ? 'The tables say what the ledger says' : `The tables differ from the ledger in ${plural(differenceCount, 'place')}`}
      >
        {entries.toLocaleString('en')} entries read; compared: {counts || 'nothing yet'}.
      </Alert>
      {!agrees && <DataTable label="Differences" items={differences} id={({ aspect, subject }) => `${aspect} ${subject}`} columns={COLUMNS} />}
    </>
  );
}

const ASPECTS: Record<string, string> = { alias: 'aliases' };

const COLUMNS: Column<Difference>[] = [
  { title: 'What', cell: ({ aspect }) => spelledOut(aspect.replaceAll('-', ' ')) },
  { title: 'Of', className: 'cs-wrap', cell: ({ subject }) => subject },
  { title: 'The ledger says', className: 'cs-wrap', cell: ({ ledger }) => ledger ?? 'nothing' },
  { title: 'The table says', className: 'cs-wrap', cell: ({ live }) => live ?? 'nothing' },
];
