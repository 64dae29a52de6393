import { Button } from '@patternfly/react-core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { download, type Schemas } from '../../api/client';
import { operations } from '../../api/operations';
import { type Column, DataTable } from '../../shared/DataTable';
import { Loaded } from '../../shared/Loaded';
import { ProblemAlert } from '../../shared/ProblemAlert';
import { Section } from '../../shared/Section';
import { roleName } from '../../shared/text';
import { Timestamp } from '../../shared/Timestamp';
import { MadeReports } from '../reports/MadeReports';
import { ACCESS_REVIEW } from '../reports/templates';
import { rulesInWords } from './names';

type Reviewed = Schemas['ReviewedPerson'];

/** Who can do what, and who used it: to be looked through at regular times, and kept as a signed report. */
export function ReviewSection() {
  const review = useQuery(operations.accessReview());
  const save = useMutation({ mutationFn: () => download('/v1/access-review/csv', `access-review-${new Date().toISOString().slice(0, 10)}.csv`) });
  return (
    <>
      <Section
        title="Access review"
        intro="Who can do what, by the roles of their last token, what narrows them, and the keys for which they answer; and who has used it. Look for people who have left, roles that nobody uses, and keys without an end."
        actions={
          <Button variant="secondary" size="sm" isLoading={save.isPending} onClick={() => save.mutate()}>
            Download as CSV
          </Button>
        }
      >
        {save.error && <ProblemAlert error={save.error} />}
        <Loaded query={review} what="the access review">
          {({ asOf, people }) => (
            <>
              <p className="cs-hint">
                As of <Timestamp at={asOf} />
              </p>
              <DataTable label="Access review" items={people} id={({ subject }) => subject} columns={COLUMNS} />
            </>
          )}
        </Loaded>
      </Section>
      <MadeReports request={ACCESS_REVIEW} intro="The review as a signed PDF, as it stands when it is made, for an auditor's file." />
    </>
  );
}

const COLUMNS: Column<Reviewed>[] = [
  {
    title: 'Name',
    width: 20,
    cell: ({ name, kind, leftAt }) => (
      <>
        <span className="cs-strong">{name}</span>
        {kind === 'service-account' && <div className="cs-secondary">service account</div>}
        {leftAt && (
          <div className="cs-secondary">
            left <Timestamp at={leftAt} />
          </div>
        )}
      </>
    ),
  },
  {
    title: 'Roles and what they cover',
    width: 30,
    cell: ({ roles }) =>
      roles.length === 0
        ? 'none'
        : roles.map(({ role, models, experiments }) => (
            <div key={role}>
              {roleName(role)}
              {(models ?? experiments) && (
                <span className="cs-secondary">
                  {' '}
                  models: {rulesInWords(models)}, experiments: {rulesInWords(experiments)}
                </span>
              )}
            </div>
          )),
  },
  {
    title: 'Keys',
    width: 30,
    cell: ({ keys }) =>
      keys.length === 0
        ? 'none'
        : keys.map(({ id, name, roles, lastUsedAt, expiresAt }) => (
            <div key={id}>
              {name}{' '}
              <span className="cs-secondary">
                {roles.map(({ role }) => roleName(role)).join(', ')}; last used {lastUsedAt ? <Timestamp at={lastUsedAt} /> : 'never'}, until{' '}
                <Timestamp at={expiresAt} />
              </span>
            </div>
          )),
  },
  { title: 'Last seen', cell: ({ lastSeenAt }) => <Timestamp at={lastSeenAt} /> },
];
