// Builders for tests: the handbook's rules, and records that live through events, without a database.
import type { CombineMode, RecordKind } from './contract/clock.ts'
import { apply, openRecord, type SlaEvent, type SlaEventType } from './server/engine/apply-event.ts'
import { NATURAL } from './server/engine/calendar/calendar.ts'
import { observed, stateOf } from './server/engine/clock-state.ts'
import { makeRulebook, type Rulebook } from './server/engine/policy.ts'
import type { Clock, RecordState } from './server/engine/record-state.ts'
import { seededPolicies, seededVersions } from './server/engine/seeded-policies.ts'
import { seededTables } from './server/engine/seeded-tables.ts'

/** The rules as seeded. */
export const handbook: Rulebook = makeRulebook(seededPolicies, seededVersions, seededTables, () => NATURAL)

/** `03-03 09:00` or `03-03 09:00:30` of 2025 in Asia/Shanghai, or a whole ISO moment. */
export const at = (text: string): number => Date.parse(/^\d\d-\d\d /.test(text) ? `2025-${text.replace(' ', 'T')}+08:00` : text)
/** The reverse, for comparisons that read well. */
export function shown(ms: number | null): string | null {
  if (ms === null) return null
  const text = new Date(ms + 8 * 3_600_000).toISOString()
  return `${text.slice(5, 10)} ${text.slice(17, 23) === '00.000' ? text.slice(11, 16) : text.slice(17, 23).endsWith('.000') ? text.slice(11, 19) : text.slice(11, 23)}`
}

export type Step = [at: string, type: SlaEventType, rest?: Omit<SlaEvent, 'at' | 'type'>]
export interface Life { kind?: RecordKind; start?: string; mode?: CombineMode; level?: string; rules?: Rulebook; [attribute: string]: unknown }

/** A record with these attributes after these events. */
export function live(life: Life, ...steps: Step[]): RecordState {
  const { kind = 'case', start = '03-03 09:00', mode = 'governing', level, rules = handbook, ...attributes } = life
  let state = openRecord(rules, { kind, start: at(start), attributes, level: level ?? null, mode })
  for (const [when, type, rest] of steps) state = apply(rules, state, { at: at(when), type, ...rest })
  return state
}

export interface Seen { due: string | null; state: string; clause: string; policy: string; clock: Clock }

/** One clock as it stands at a moment: the newest governing one of its kind unless asked otherwise. Throws when there is none. */
export function look(state: RecordState, kind: string, when: string, which: { reference?: boolean; clause?: string; history?: boolean; rules?: Rulebook } = {}): Seen {
  const found = state.clocks.findLast((c) => c.kind === kind && c.reference === (which.reference ?? false) && (c.supersededAt !== null) === (which.history ?? false) && (!which.clause || c.clause === which.clause))
  if (!found) throw new Error(`no such clock: ${kind} ${JSON.stringify(which)} among ${state.clocks.map((c) => `${c.kind}${c.reference ? ' (ref)' : ''} ${c.clause}`).join(', ')}`)
  const clock = observed(found, (which.rules ?? handbook).calendarOf(found.calendar), at(when))
  return { due: shown(clock.due), state: stateOf(clock), clause: clock.clause, policy: clock.policy, clock }
}

/** `kind -> due` of the governing clocks that are not history. */
export function dues(state: RecordState, when = '03-03 09:00'): Record<string, string | null> {
  return Object.fromEntries(state.clocks.filter((c) => !c.reference && c.supersededAt === null).map((c) => [c.kind, look(state, c.kind, when).due]))
}

/** `clause kind -> due` of the references that are not history. */
export function references(state: RecordState, when = '03-03 09:00'): Record<string, string | null> {
  return Object.fromEntries(state.clocks.filter((c) => c.reference && c.supersededAt === null).map((c) => [`${c.clause} ${c.kind}`, look(state, c.kind, when, { reference: true, clause: c.clause }).due]))
}
