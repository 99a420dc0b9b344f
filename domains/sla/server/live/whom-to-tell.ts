// Whether a notice about a clock goes out now or waits for the next shift, and to whom (RX-4, RX-16). Pure; moments in ms.

/** The duty of the unit that is told. `planned`: it has a roster. */
export interface Duty { readonly planned: boolean; readonly on: readonly string[]; /** Start of the next shift, when nobody is on now. */ readonly next: number | null }
export type Telling = { readonly now: readonly string[] } | { readonly later: number }

/**
 * Level 1 is told at once, to everybody concerned. A unit without a roster: to those concerned, as always. With one: who is on shift is told, others not;
 * nobody on shift: the next shift at its start, if that is within `patience` and, for a warning, before the due time (`before`); else the leads, at once.
 */
export function whomToTell(q: { readonly urgent: boolean; readonly concerned: readonly string[]; readonly leads: readonly string[]; readonly duty: Duty; readonly now: number; readonly before: number | null; readonly patience: number }): Telling {
  const { duty } = q, everybody = [...new Set([...q.concerned, ...duty.on])]
  if (q.urgent) return { now: everybody }
  if (!duty.planned) return { now: [...new Set(q.concerned)] }
  if (duty.on.length > 0) return { now: [...new Set(duty.on)] }
  if (duty.next !== null && duty.next - q.now <= q.patience && (q.before === null || duty.next < q.before)) return { later: duty.next }
  return { now: [...new Set(q.leads.length > 0 ? q.leads : q.concerned)] }
}
