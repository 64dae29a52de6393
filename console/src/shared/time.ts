export function formatLocal(at: string, zone?: string): string {
  const moment = new Date(at);
  return Number.isNaN(moment.getTime())
    ? at
    : new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short', timeZone: zone }).format(moment);
}

/** The form of the records: 2026-11-23 09:20:00 UTC. */
export function formatUtc(at: string): string {
  const moment = new Date(at);
  return Number.isNaN(moment.getTime()) ? at : `${moment.toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}
