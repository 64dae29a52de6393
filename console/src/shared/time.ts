/** In the person's zone, which is named: "23 Nov 2026, 10:20 CET". */
export function formatLocal(at: string, zone?: string): string {
  const moment = new Date(at);
  return Number.isNaN(moment.getTime())
    ? at
    : new Intl.DateTimeFormat('en-GB', {
        day: 'numeric',
        month: 'short',
        year: 'numeric',
        hour: '2-digit',
        minute: '2-digit',
        timeZoneName: 'short',
        timeZone: zone,
      }).format(moment);
}

/** The form of the records: 2026-11-23 09:20:00 UTC. */
export function formatUtc(at: string): string {
  const moment = new Date(at);
  return Number.isNaN(moment.getTime()) ? at : `${moment.toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}

/** A day without a time, "2026-12-24", as people read it. */
export function formatDay(day: string): string {
  return new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`));
}
