import {
  Button,
  Form,
  FormGroup,
  FormSelect,
  FormSelectOption,
  Grid,
  GridItem,
  TextInput,
} from '@patternfly/react-core';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { useSearchParams } from 'react-router-dom';
import { queries } from '../../api/queries';
import { Loaded } from '../../shared/Loaded';
import { MoreButton } from '../../shared/MoreButton';
import { Nothing } from '../../shared/Nothing';
import { Section } from '../../shared/Section';
import { ACTIONS, SUBJECT_KINDS } from './actions';
import { EntryTable } from './EntryTable';

const FILTERS = ['text', 'action', 'subjectKind', 'subjectId', 'actor', 'since', 'until'] as const;
type Filter = Partial<Record<(typeof FILTERS)[number], string>>;

export function EntriesSection() {
  const [params, setParams] = useSearchParams();
  const filter: Filter = {};
  for (const name of FILTERS) {
    const value = params.get(name);
    if (value) {
      filter[name] = value;
    }
  }
  const entries = useInfiniteQuery(queries.ledgerEntries(filter));
  return (
    <Section title="Entries" intro="Newest first. Open an entry to see the exact text that is hashed, and what stands beside it.">
      <FilterForm key={params.toString()} filter={filter} apply={(next) => setParams(next)} />
      <Loaded query={entries} what="entries">
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items);
          return items.length > 0 ? <EntryTable entries={items} /> : <Nothing title="No entry matches" />;
        }}
      </Loaded>
      <MoreButton query={entries} what="entries" />
    </Section>
  );
}

function FilterForm({ filter, apply }: { filter: Filter; apply: (filter: Record<string, string>) => void }) {
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const next: Record<string, string> = {};
    for (const [name, value] of new FormData(event.currentTarget)) {
      if (typeof value === 'string' && value.trim()) {
        next[name] = /^(since|until)$/.test(name) ? `${value}T00:00:00Z` : value.trim();
      }
    }
    apply(next);
  };
  return (
    <Form onSubmit={submit} className="cs-filter" role="search" aria-label="Search entries">
      <Grid hasGutter md={6} xl={3}>
        <GridItem span={12}>
          <FormGroup label="Words" fieldId="text">
            <TextInput
              id="text"
              name="text"
              type="search"
              defaultValue={filter.text}
              placeholder={'in subjects, names, comments and reasons: "exact words", or, -without'}
            />
          </FormGroup>
        </GridItem>
        <Choice name="action" label="Action" any="Any action" options={ACTIONS} chosen={filter.action} />
        <Choice name="subjectKind" label="Kind of subject" any="Any kind" options={SUBJECT_KINDS} chosen={filter.subjectKind} />
        <GridItem>
          <FormGroup label="Id of subject" fieldId="subjectId">
            <TextInput id="subjectId" name="subjectId" defaultValue={filter.subjectId} />
          </FormGroup>
        </GridItem>
        <GridItem>
          <FormGroup label="Actor" fieldId="actor">
            <TextInput id="actor" name="actor" defaultValue={filter.actor} placeholder="Subject id" />
          </FormGroup>
        </GridItem>
        <Day name="since" label="From (UTC)" value={filter.since} />
        <Day name="until" label="Until before (UTC)" value={filter.until} />
      </Grid>
      <div>
        <Button type="submit" variant="secondary">
          Search
        </Button>{' '}
        <Button variant="link" onClick={() => apply({})}>
          Clear
        </Button>
      </div>
    </Form>
  );
}

/** A day, which the server is told as its first moment. */
function Day({ name, label, value }: { name: string; label: string; value?: string }) {
  return (
    <GridItem>
      <FormGroup label={label} fieldId={name}>
        <TextInput id={name} name={name} type="date" defaultValue={value?.slice(0, 10)} />
      </FormGroup>
    </GridItem>
  );
}

interface ChoiceProps {
  name: string;
  label: string;
  any: string;
  options: readonly string[];
  chosen?: string;
}

function Choice({ name, label, any, options, chosen = '' }: ChoiceProps) {
  // An address may carry a value that this console does not know yet.
  const all = chosen === '' || options.includes(chosen) ? options : [...options, chosen];
  return (
    <GridItem>
      <FormGroup label={label} fieldId={name}>
        <FormSelect id={name} name={name} defaultValue={chosen}>
          <FormSelectOption value="" label={any} />
          {all.map((option) => (
            <FormSelectOption key={option} value={option} label={option} />
          ))}
        </FormSelect>
      </FormGroup>
    </GridItem>
  );
}
