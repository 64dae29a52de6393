import { Alert, Button, Form, List, ListItem } from '@patternfly/react-core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { api, body, type Schemas } from '../../api/client';
import { governance } from '../../api/governance';
import { ChoiceField } from '../../shared/fields';
import { Loaded } from '../../shared/Loaded';
import { ProblemAlert } from '../../shared/ProblemAlert';
import { Quiet } from '../../shared/Quiet';
import { Section } from '../../shared/Section';
import { plural, tierInWords } from '../../shared/text';
import { asPlace, type PlaceOption, placesFor } from './places';
import { RequiredSignOffs } from './SignOffs';
import { ThresholdTable } from './ThresholdTable';

/** "Would this pass?": judged as a request would be, without asking anybody. */
export function DryRunSection({ version }: { version: Schemas['Version'] }) {
  const stages = useQuery(governance.stages());
  return (
    <Section
      title="Would this pass?"
      intro="Judges the version by the policy in force, as a request would, and asks nobody: nothing is frozen, nothing is signed."
    >
      <Loaded query={stages} what="stages">
        {(found) => <DryRun version={version} places={placesFor(found, version)} />}
      </Loaded>
    </Section>
  );
}

function DryRun({ version: { model, version }, places }: { version: Schemas['Version']; places: PlaceOption[] }) {
  const [place, setPlace] = useState(places[0]?.[0] ?? '');
  const { stage } = asPlace(place);
  const judge = useMutation({
    mutationFn: () =>
      body(api.POST('/v1/promotions/dry-run', { body: { model, version, ...asPlace(place), rationale: 'Would this pass?', archiveExisting: true } })),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    judge.mutate();
  };
  if (places.length === 0) {
    return <Quiet>No policy guards a stage or an alias that this version does not have already.</Quiet>;
  }
  return (
    <>
      <Form isHorizontal onSubmit={submit} className="cs-filter">
        <ChoiceField
          label="Target"
          value={place}
          set={(next) => {
            setPlace(next);
            judge.reset();
          }}
          options={places}
        />
        <div>
          <Button type="submit" variant="secondary" isLoading={judge.isPending} isDisabled={judge.isPending}>
            Judge it
          </Button>
        </div>
      </Form>
      <div aria-live="polite">
        {judge.error && <ProblemAlert error={judge.error} />}
        {judge.data && <Verdict answer={judge.data} />}
      </div>
      {!judge.data && stage && <Obstacles model={model} version={version} stage={stage} />}
    </>
  );
}

function Verdict({ answer: { wouldPass, thresholds, requiredSignOffs, policy, tier, obstacles = [] } }: { answer: Schemas['DryRun'] }) {
  const failed = thresholds.filter(({ verdict }) => verdict === 'failed').length;
  const why = [
    failed > 0 && `${plural(failed, 'threshold')} of ${thresholds.length} failed`,
    obstacles.length > 0 && `${plural(obstacles.length, 'thing is', 'things are')} to be put in order`,
  ].filter(Boolean);
  return (
    <>
      <Alert
        isInline
        component="h3"
        className="cs-filter"
        variant={wouldPass ? 'success' : 'danger'}
        title={
          wouldPass
            ? `It meets all thresholds${requiredSignOffs.length > 0 ? ' and would be put to the people below' : ' and would be applied at once'}`
            : `It would be refused: ${why.join(', ')}`
        }
      >
        By {policy.id}, version {policy.version}, for risk tier {tierInWords(tier)}.
        {failed > 0 && ' A failed threshold can be let pass by a waiver, which is asked for with the request.'}
      </Alert>
      <ObstacleList items={obstacles} />
      <ThresholdTable thresholds={thresholds} />
      <div className="cs-gap">
        {requiredSignOffs.length > 0 && <Quiet>Who would be asked to sign:</Quiet>}
        <RequiredSignOffs required={requiredSignOffs} state="asked" />
      </div>
    </>
  );
}

/** What keeps the version from a stage whatever its numbers are: inventory, forms, broken bytes. */
function Obstacles({ model, version, stage }: { model: string; version: number; stage: string }) {
  const obstacles = useQuery(governance.obstacles(model, version, stage));
  return (
    <Loaded query={obstacles} what="obstacles">
      {({ items }) => (items.length === 0 ? <Quiet>Inventory, forms and bytes are in order for {stage}.</Quiet> : <ObstacleList items={items} />)}
    </Loaded>
  );
}

function ObstacleList({ items }: { items: Schemas['Obstacle'][] }) {
  return items.length === 0 ? null : (
    <Alert isInline component="h3" variant="warning" className="cs-filter" title="To be put in order first, whatever the numbers say">
      <List>
        {items.map(({ code, field, text }) => (
          <ListItem key={`${code} ${field}`}>{text}</ListItem>
        ))}
      </List>
    </Alert>
  );
}
