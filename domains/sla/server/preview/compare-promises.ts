// What becomes of the promises to one record, and the sum over many. Pure.
import type { z } from 'zod'
import type { ClockKind } from '../../contract/clock.ts'
import type { Preview, PreviewRow } from '../../contract/policy-desk.ts'
import type { Promised } from './evaluate-record.ts'

export type Effect = PreviewRow['effect']
export interface Moved { readonly recordId: string; readonly kind: ClockKind; readonly before: Promised | null; readonly after: Promised | null; readonly effect: Effect }
type KindRow = z.infer<typeof Preview>['byKind'][number]

/** Null when nothing changes. A clock that has its verdict keeps it (CL-01), so it is not compared unless `replay`. */
export function effectOf(before: Promised | null, after: Promised | null, replay: boolean): Effect | null {
  if (!before) return after && (replay || !after.ended) ? 'started' : null
  if (!after) return 'ended'
  if (before.breached !== after.breached) return after.breached ? 'breach-gained' : 'breach-lost'
  if (before.due !== after.due) return (after.due ?? before.due ?? 0) < (before.due ?? after.due ?? 0) ? 'earlier' : 'later'
  if (before.target !== after.target) return after.target < before.target ? 'earlier' : 'later'
  return before.policy !== after.policy || before.version !== after.version || before.clause !== after.clause ? 'renamed' : null
}

const ORDER: readonly Effect[] = ['breach-gained', 'breach-lost', 'earlier', 'later', 'started', 'ended', 'renamed']

/** Sums without keeping every record: only the rows that will be shown are held. */
export class Tally {
  readonly clocks = { evaluated: 0, earlier: 0, later: 0, started: 0, ended: 0, renamed: 0 }
  readonly breaches = { before: 0, after: 0, gained: 0, lost: 0 }
  readonly records = { evaluated: 0, changed: 0 }
  moved: Moved[] = []
  movedTotal = 0
  readonly #limit: number
  readonly #kinds = new Map<string, KindRow & { metBefore: number; metAfter: number; lateBefore: number; lateAfter: number }>()
  constructor(limit: number) { this.#limit = limit }

  add(recordId: string, before: ReadonlyMap<ClockKind, Promised>, after: ReadonlyMap<ClockKind, Promised>, replay: boolean): void {
    this.records.evaluated++
    let changed = false
    for (const kind of new Set([...before.keys(), ...after.keys()])) {
      const b = before.get(kind) ?? null, a = after.get(kind) ?? null, effect = effectOf(b, a, replay)
      if (!b && effect === null) continue
      this.#count(b, a, effect)
      if (effect === null) continue
      if (effect !== 'renamed') { changed = true; this.movedTotal++ }
      this.#keep({ recordId, kind, before: b, after: a, effect })
    }
    if (changed) this.records.changed++
  }

  byKind(): KindRow[] {
    const percent = (met: number, late: number): number | null => (met + late === 0 ? null : Math.round((met / (met + late)) * 1000) / 10)
    return [...this.#kinds.values()].map(({ metBefore, metAfter, lateBefore, lateAfter, ...row }) => ({ ...row, attainmentBefore: percent(metBefore, lateBefore), attainmentAfter: percent(metAfter, lateAfter) }))
      .sort((a, b) => (a.kind === b.kind ? (a.level ?? '') < (b.level ?? '') ? -1 : 1 : a.kind < b.kind ? -1 : 1))
  }

  /** Gained breaches first, then the largest moves. */
  shown(): Moved[] { return sorted(this.moved).slice(0, this.#limit) }

  #count(b: Promised | null, a: Promised | null, effect: Effect | null): void {
    this.clocks.evaluated++
    if (effect === 'earlier' || effect === 'later' || effect === 'started' || effect === 'ended' || effect === 'renamed') this.clocks[effect]++
    if (b?.breached) this.breaches.before++
    if (a?.breached) this.breaches.after++
    if (!b?.breached && a?.breached) this.breaches.gained++
    if (b?.breached && a && !a.breached) this.breaches.lost++
    const { kind, level } = (a ?? b)!, key = `${kind}|${level}`
    const row = this.#kinds.get(key) ?? { kind, level, evaluated: 0, moved: 0, breachedBefore: 0, breachedAfter: 0, attainmentBefore: null, attainmentAfter: null, metBefore: 0, metAfter: 0, lateBefore: 0, lateAfter: 0 }
    this.#kinds.set(key, row)
    row.evaluated++
    if (effect !== null && effect !== 'renamed') row.moved++
    if (b?.breached) { row.breachedBefore++; row.lateBefore++ } else if (b?.ended) row.metBefore++
    if (a?.breached) { row.breachedAfter++; row.lateAfter++ } else if (a?.ended) row.metAfter++
  }

  #keep(m: Moved): void {
    if (m.effect === 'renamed' && this.moved.length >= this.#limit) return
    this.moved.push(m)
    if (this.moved.length > this.#limit * 20) this.moved = sorted(this.moved).slice(0, this.#limit)
  }
}

const moveOf = (m: Moved): number => (m.before?.due != null && m.after?.due != null ? Math.abs(m.after.due - m.before.due) : 0)
const sorted = (moved: readonly Moved[]): Moved[] => [...moved].sort((a, b) => ORDER.indexOf(a.effect) - ORDER.indexOf(b.effect) || moveOf(b) - moveOf(a) || (a.recordId < b.recordId ? -1 : 1))
