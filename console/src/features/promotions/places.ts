import type { Schemas } from '../../api/client';

type Request = Schemas['PromotionRequest'];

/** Where a request leads: a guarded stage, a protected alias, or away from one. */
export type Place = Pick<Request, 'stage' | 'alias' | 'removeAlias'>;

/** A place as a form holds it, with what people read. */
export type PlaceOption = [value: string, text: string];

export function asPlace(value: string): Place {
  const [kind, name] = [value.slice(0, value.indexOf(':')), value.slice(value.indexOf(':') + 1)];
  return kind === 'stage' ? { stage: name } : { alias: name, ...(kind === 'no-alias' && { removeAlias: true }) };
}

/** Away from a protected alias. */
export function withoutAlias(alias: string): PlaceOption {
  return [`no-alias:${alias}`, `No longer ${alias}`];
}

/** What a version can ask for: guarded stages in which it is not, then protected aliases. */
export function placesFor({ items, protectedAliases }: Schemas['StageList'], { stage }: Pick<Schemas['Version'], 'stage'>): PlaceOption[] {
  const stages = items
    .filter(({ name, guardedBy }) => guardedBy && name !== stage)
    .sort((a, b) => b.position - a.position)
    // The last active stage is what is asked for most.
    .sort((a, b) => Number(b.active) - Number(a.active))
    .map(({ name }): PlaceOption => [`stage:${name}`, `Stage ${name}`]);
  return [...stages, ...protectedAliases.map((alias): PlaceOption => [`alias:${alias}`, `Alias ${alias}`])];
}

/** The place that a request named. */
export function placeOf({ targetKind, targetStage }: Pick<Schemas['Promotion'], 'targetKind' | 'targetStage'>): PlaceOption {
  if (targetKind === 'ALIAS_REMOVAL') {
    return withoutAlias(targetStage);
  }
  return targetKind === 'ALIAS' ? [`alias:${targetStage}`, `Alias ${targetStage}`] : [`stage:${targetStage}`, `Stage ${targetStage}`];
}

/** The places to which a version can go back: it was approved for them, and the approval has not ended. */
export function placesApproved(promotions: Schemas['Promotion'][], version: number, stage: string): PlaceOption[] {
  const places = promotions
    .filter((one) => one.version === version && one.approval && !one.approval.endedAt && one.targetKind !== 'ALIAS_REMOVAL')
    .filter((one) => one.targetKind === 'ALIAS' || one.targetStage !== stage)
    .map(placeOf);
  return [...new Map(places)];
}
