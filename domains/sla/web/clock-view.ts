// Which clocks a page shows, and in which order: governing ones of the latest round; those to come are drawn as not started.
import type { Clock, ClockKind } from '../contract/clock.ts'

/** The order in which promises fall due in the life of a case. */
export const STRIP_ORDER: readonly ClockKind[] = ['response', 'vendor-contact', 'initial-solution', 'initial-handling', 'resolution', 'result-feedback', 'user-feedback', 'kb-archive']
/** Promises that every case makes once it is solved (§3.3-3, §3.4-3), with their targets, shown before they start. */
export const LATER: readonly { kind: ClockKind; target: string; clause: string }[] = [
  { kind: 'result-feedback', target: 'PT24H', clause: '§3.3-3' }, { kind: 'user-feedback', target: 'PT24H', clause: '§3.3-3' }, { kind: 'kb-archive', target: 'PT72H', clause: '§3.4-3' },
]

/** A cell of the strip: a clock that exists, or a promise still to come. */
export type StripCell = { kind: ClockKind; clock: Clock } | { kind: ClockKind; later: typeof LATER[number] }

/** First to go when there are more than fit: what is done, then what lies furthest ahead. The rest is one click away. */
const MAY_GO: readonly ((cell: StripCell) => boolean)[] = [
  (c) => c.kind === 'progress-update', (c) => 'later' in c && c.kind === 'user-feedback', (c) => 'clock' in c && c.clock.state === 'met' && (c.kind === 'initial-handling' || c.kind === 'vendor-contact'),
  (c) => 'later' in c && c.kind === 'result-feedback', (c) => 'clock' in c && c.clock.state === 'met', (c) => 'later' in c, () => true,
]

/** What the strip shows, in the order of the life of a case, at most `most` cells (picture 02 has five). */
export function stripOf(clocks: readonly Clock[], most = 5): StripCell[] {
  const now = governing(clocks), kinds = new Set(now.map((c) => c.kind))
  if (now.length === 0) return []
  let cells: StripCell[] = [...now.map((clock): StripCell => ({ kind: clock.kind, clock })), ...LATER.filter((later) => !kinds.has(later.kind)).map((later): StripCell => ({ kind: later.kind, later }))].sort((a, b) => place(a.kind) - place(b.kind))
  for (const goes of MAY_GO) while (cells.length > most) {
    const at = cells.findIndex(goes)
    if (at < 0) break
    cells = cells.toSpliced(at, 1)
  }
  return cells
}

/** Reasons that the product gives itself; anything else was written by a person. */
export const BECAUSE: ReadonlySet<string> = new Set(['opened', 'classified', 'reclassified', 'level-changed', 'graded', 'outside-mark-cleared', 'merged', 'cancelled', 'reopened', 'start-moved', 're-evaluated'])

const place = (kind: ClockKind) => { const at = STRIP_ORDER.indexOf(kind); return at < 0 ? STRIP_ORDER.length : at }

/** Governing clocks, one per kind: of the last round, not superseded. */
export function governing(clocks: readonly Clock[]): Clock[] {
  const latest = new Map<ClockKind, Clock>()
  for (const clock of clocks) {
    if (clock.reference || clock.state === 'superseded') continue
    const known = latest.get(clock.kind)
    if (known && clock.supersededAt !== null) continue
    if (!known || known.supersededAt !== null || clock.round >= known.round) latest.set(clock.kind, clock)
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
