import {
  Button,
  Form,
  FormGroup,
  FormSelect,
  FormSelectOption,
  Grid,
  GridItem,
  HelperText,
  HelperTextItem,
  TextInput,
} from '@patternfly/react-core';
import { type FormEvent, useState } from 'react';
import type { Run } from '../../api/mlflow';
import { commonMetrics } from './run';

interface RunSearchFormProps {
  filter: string;
  order: string;
  /** Those found so far: their metrics are offered to order by. */
  runs: Run[];
  apply: (search: Record<string, string>) => void;
}

/** The filter in MLflow's own language, with examples that can be clicked. */
export function RunSearchForm({ filter, order, runs, apply }: RunSearchFormProps) {
  const [text, setText] = useState(filter);
  const metrics = commonMetrics(runs, 12);
  const search = (nextFilter: string, nextOrder: string) =>
    apply({ ...(nextFilter.trim() && { filter: nextFilter.trim() }), order: nextOrder });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    search(text, order);
  };
  const example = metrics[0] ? `metrics.\`${metrics[0]}\` > 0.75` : "attributes.status = 'FINISHED'";
  return (
    <Form onSubmit={submit} role="search" aria-label="Search runs">
      <Grid hasGutter>
        <GridItem md={7}>
          <FormGroup label="Filter" fieldId="filter">
            <TextInput id="filter" value={text} onChange={(_, value) => setText(value)} spellCheck={false} />
            <HelperText>
              <HelperTextItem>
                MLflow&apos;s search language, for example{' '}
                <Button variant="link" isInline onClick={() => setText(example)}>
                  {example}
                </Button>{' '}
                or <code>params.seed = &apos;42&apos; and tags.team LIKE &apos;retail%&apos;</code>
              </HelperTextItem>
            </HelperText>
          </FormGroup>
        </GridItem>
        <GridItem md={3}>
          <FormGroup label="Order" fieldId="order">
            <FormSelect id="order" value={order} onChange={(_, value) => search(text, value)}>
              {orders(metrics, order).map(([value, label]) => (
                <FormSelectOption key={value} value={value} label={label} />
              ))}
            </FormSelect>
          </FormGroup>
        </GridItem>
        <GridItem md={2} className="cs-beside-inputs">
          <Button type="submit" variant="secondary">
            Search
          </Button>{' '}
          {filter && (
            <Button variant="link" onClick={() => search('', order)}>
              Clear
            </Button>
          )}
        </GridItem>
      </Grid>
    </Form>
  );
}

function orders(metrics: string[], chosen: string): [string, string][] {
  const offered: [string, string][] = [
    ['attributes.start_time DESC', 'Newest first'],
    ['attributes.start_time ASC', 'Oldest first'],
    ...metrics.flatMap((metric): [string, string][] => [
      [`metrics.\`${metric}\` DESC`, `${metric}, highest first`],
      [`metrics.\`${metric}\` ASC`, `${metric}, lowest first`],
    ]),
  ];
  return offered.some(([value]) => value === chosen) ? offered : [...offered, [chosen, chosen]];
}
