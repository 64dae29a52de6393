import type { Schemas } from '../../api/client';
import { ApiProblem } from '../../api/problem';

/** Thresholds that somebody asks to let pass, by metric: why, and until which day. */
export type WaiverDraft = Record<string, { reason: string; until: string }>;

/** What a refused request says of its thresholds; empty when it was refused for something else. */
export function failedThresholds(error: unknown): Schemas['Threshold'][] {
  const results = ApiProblem.of(error).members['results'];
  return Array.isArray(results) ? (results as Schemas['Threshold'][]).filter(({ verdict }) => verdict === 'failed') : [];
}

export function complete(draft: WaiverDraft): boolean {
  return Object.values(draft).every(({ reason, until }) => reason.trim() !== '' && until !== '');
}

/** The end is the end of the day, in UTC. */
export function asked(draft: WaiverDraft): Schemas['AskedWaiver'][] {
  return Object.entries(draft).map(([metric, { reason, until }]) => ({ metric, reason: reason.trim(), until: `${until}T23:59:59Z` }));
}
