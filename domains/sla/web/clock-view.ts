// Which clocks a page shows, and in which order: governing ones of the latest round; those to come are drawn as not started.
import type { Clock, ClockKind } from '../contract/clock.ts'

/** The order in which promises fall due in the life of a case. */
export const STRIP_ORDER: readonly ClockKind[] = ['response', 'vendor-contact', 'initial-solution', 'initial-handling', 'resolution', 'result-feedback', 'user-feedback', 'kb-archive']
/** Promises that every case makes once it is solved (§3.3-3, §3.4-3), with their targets, shown before they start. */
export const LATER: readonly { kind: ClockKind; target: string; clause: string }[] = [
  { kind: 'result-feedback', target: 'PT24H', clause: '§3.3-3' }, { kind: 'kb-archive', target: 'PT72H', clause: '§3.4-3' },
]

const place = (kind: ClockKind) => { const at = STRIP_ORDER.indexOf(kind); return at < 0 ? STRIP_ORDER.length : at }

/** Governing clocks, one per kind: of the last round, not superseded. */
export function governing(clocks: readonly Clock[]): Clock[] {
  const latest = new Map<ClockKind, Clock>()
  for (const clock of clocks) {
    if (clock.reference || clock.state === 'superseded') continue
    const known = latest.get(clock.kind)
    if (!known || clock.round >= known.round) latest.set(clock.kind, clock)
  }
  return [...latest.values()].sort((a, b) => place(a.kind) - place(b.kind))
}

export const references = (clocks: readonly Clock[]): Clock[] => clocks.filter((c) => c.reference && c.state !== 'superseded')
export const history = (clocks: readonly Clock[]): Clock[] => clocks.filter((c) => c.state === 'superseded')

/** The running clock that runs out first; a late one stays first. */
export function nextPromise(clocks: readonly Clock[]): Clock | null {
  const open = governing(clocks).filter((c) => c.dueAt !== null && c.stoppedAt === null && (c.state === 'running' || c.state === 'breached') && c.kind !== 'user-feedback' && c.kind !== 'kb-archive')
  return open.sort((a, b) => Date.parse(a.dueAt!) - Date.parse(b.dueAt!))[0] ?? null
}
