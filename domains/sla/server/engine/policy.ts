// Policies, levels and calendars as data: what the engine is given, and nothing that it knows by itself.
import type { ClockKind, RecordKind } from '../../contract/clock.ts'
import type { Calendar } from './calendar/calendar.ts'

/** What conditions read: attributes of the record, and what follows from them (`level`, `graded`, `outsideMark`). */
export type Facts = Readonly<Record<string, unknown>>

/** All conditions of a list must hold. An attribute that nobody knows satisfies only `not`. */
export interface Condition {
  readonly field: string
  /** The value is one of these. */
  readonly is?: readonly (string | boolean)[] | undefined
  /** The value is none of these. */
  readonly not?: readonly (string | boolean)[] | undefined
  /** The list holds one of these. */
  readonly has?: readonly string[] | undefined
}

/** One printed limit. The first row of a version that fits the record gives the clock of its kind. */
export interface Limit {
  readonly kind: ClockKind
  /** Level, severity, class: whatever tells the rows apart. */
  readonly when: readonly Condition[]
  /** Milliseconds; null: printed in the handbook but not enforced (B-6). */
  readonly target: number | null
  /** A target said in days: `working` ends with the n-th working day after the day of the start, `natural` is n x 24 h. `target` then holds n x 24 h, for comparisons. */
  readonly days?: { readonly count: number; readonly of: 'working' | 'natural' } | undefined
  readonly clause: string
  /** What the handbook prints where that is not the target: another value, or a window (ms). */
  readonly printed?: { readonly from?: number | undefined; readonly to: number } | undefined
  /** Key below `sla.note.` that says why the target differs or stands beside others. */
  readonly note?: string | undefined
}

/** ranked: competes, the highest rank governs. additive: its kinds exist nowhere else. reference: shown, never a breach. */
export type PolicyRole = 'ranked' | 'additive' | 'reference'

export interface Policy {
  readonly code: string
  readonly recordKind: RecordKind
  readonly role: PolicyRole
  readonly rank: number
  /** Governs only the kinds that it names; the others come from the next matching rank (CL-15). */
  readonly overlay: boolean
  /** Limits of another policy that it replaces in both modes (CL-05). */
  readonly replaces: readonly { readonly policy: string; readonly kind: ClockKind }[]
  /** Decided by the product, not printed in the handbook (B-7, B-47). */
  readonly internal: boolean
  /** For the register: the clauses that the policy carries. */
  readonly clauses: readonly string[]
}

export interface PolicyVersion {
  readonly code: string
  readonly version: number
  /** In force for records that start in [effectiveFrom, effectiveTo). */
  readonly effectiveFrom: number
  readonly effectiveTo: number | null
  /** Key of a calendar: `24x7`, `code@version`, or `code@*` for the version in force when the record starts. */
  readonly calendar: string
  readonly condition: readonly Condition[]
  readonly limits: readonly Limit[]
}

export interface TableRow {
  /** One of these lists of conditions must hold; an empty list always does. */
  readonly when: readonly (readonly Condition[])[]
  readonly level: string
}

/** A level decision table: the first row that matches wins. */
export interface DecisionTable {
  readonly code: string
  readonly clause: string
  readonly version: number
  readonly effectiveFrom: number
  readonly effectiveTo: number | null
  /** Factors whose values must be known, or make no difference, before the level is certain; with all their values. */
  readonly factors: Readonly<Record<string, readonly string[]>>
  readonly rows: readonly TableRow[]
}

/** Everything that is published. */
export interface Rulebook {
  readonly policies: readonly Policy[]
  /** Published versions by policy code. */
  readonly versions: ReadonlyMap<string, readonly PolicyVersion[]>
  /** Published versions by table code. */
  readonly tables: ReadonlyMap<string, readonly DecisionTable[]>
  /** Throws RangeError for a key that does not exist. */
  readonly calendarOf: (key: string) => Calendar
  /** `code@*` as the key of the version in force at the start of a record; other keys as they are. */
  readonly pinned: (key: string, start: number) => string
}

const byCode = <T extends { code: string }>(items: readonly T[]): Map<string, T[]> => {
  const groups = new Map<string, T[]>()
  for (const item of items) groups.set(item.code, [...(groups.get(item.code) ?? []), item])
  return groups
}

export const makeRulebook = (policies: readonly Policy[], versions: readonly PolicyVersion[], tables: readonly DecisionTable[], calendarOf: Rulebook['calendarOf'], pinned: Rulebook['pinned'] = (key) => key): Rulebook =>
  ({ policies, versions: byCode(versions), tables: byCode(tables), calendarOf, pinned })

/** The calendar that a version binds a record to. */
export const calendarFor = (rulebook: Rulebook, version: Pick<PolicyVersion, 'calendar'>, start: number): Calendar => rulebook.calendarOf(rulebook.pinned(version.calendar, start))

/** Open time that a limit grants from `start` on (ms). */
export const targetFrom = (calendar: Calendar, limit: Limit & { readonly target: number }, start: number): number =>
  limit.days?.of === 'working' ? calendar.elapsed(start, calendar.endOfDay(start, limit.days.count)) : limit.target

export function holds(condition: Condition, facts: Facts): boolean {
  const value = facts[condition.field]
  if (condition.has) return Array.isArray(value) && condition.has.some((v) => value.includes(v))
  if (condition.not) return !condition.not.includes(value as string)
  return condition.is?.includes(value as string) ?? false
}

export const allHold = (conditions: readonly Condition[], facts: Facts): boolean => conditions.every((c) => holds(c, facts))

/** Conditions as text, the same however they were stored. */
export const conditionsKey = (conditions: readonly Condition[]): string =>
  conditions.map((c) => `${c.field}${c.has ? ' has ' : c.not ? ' not ' : ' is '}${[...(c.has ?? c.not ?? c.is ?? [])].map(String).sort().join(',')}`).sort().join('; ')

/** What makes a row of limits the same row in another version. */
export const limitKey = (l: Pick<Limit, 'kind' | 'when'>): string => `${l.kind} | ${conditionsKey(l.when)}`

/** The version of one code that is in force at the start of a record: the latest `effectiveFrom`, then the highest number (B-1 step 2). */
export function inForce<T extends { version: number; effectiveFrom: number; effectiveTo: number | null }>(versions: readonly T[] | undefined, start: number): T | null {
  let best: T | null = null
  for (const v of versions ?? []) {
    if (v.effectiveFrom > start || (v.effectiveTo !== null && start >= v.effectiveTo)) continue
    if (!best || v.effectiveFrom > best.effectiveFrom || (v.effectiveFrom === best.effectiveFrom && v.version > best.version)) best = v
  }
  return best
}
