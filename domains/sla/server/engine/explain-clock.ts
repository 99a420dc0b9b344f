// "Why this due time?": the arithmetic of a clock in words, in the reader's language (R0-2).
import { overdueOf, remainingOf, stateOf, stretchesOf } from './clock-state.ts'
import { sayMoment, saySpan } from './say-time.ts'
import { allHold, type Condition, type Rulebook, type TableRow } from './policy.ts'
import { factsOf } from './reconcile-clocks.ts'
import type { Clock, RecordState } from './record-state.ts'

export interface Say { (key: string, params?: Record<string, unknown>): string; readonly locale: 'zh-CN' | 'en' }

/** Policy, version, clause, level row, start, calendar, target, pauses, due time, verdict, and the limits that lost. */
export function explain(rulebook: Rulebook, record: RecordState, clock: Clock, at: number, say: Say): string {
  const zone = rulebook.calendarOf(clock.calendar).zone
  const time = (ms: number) => sayMoment(ms, zone, say.locale, clock.start)
  const parts = [
    say('sla.why.limit', { kind: say(`sla.kind.${clock.kind}`), target: saySpan(clock.target, say), policy: clock.policy, version: clock.version, clause: clock.clause }),
    clock.basis.days ? say(`sla.why.days-${clock.basis.days.of}`, { n: clock.basis.days.count }) : '',
    clock.reference ? say('sla.why.reference') : clock.provisional && clock.supersededAt === null ? say('sla.why.provisional') : '',
    clock.basis.level === null ? '' : levelText(rulebook, record, clock, say),
    say(`sla.why.start.${clock.cause === 'opened' ? record.kind : clock.cause}`, { at: sayMoment(clock.start, zone, say.locale, null), calendar: calendarName(clock.calendar, say) }),
    clock.cause === 'marked' && clock.start > record.start ? say('sla.why.since-report', { at: time(record.start), span: saySpan(clock.start - record.start, say) }) : '',
    ...stretchesOf(clock.rows ?? []).filter((s) => s.state !== 'running').map((s) => say(`sla.why.${s.state}${s.to === null ? '-open' : ''}`, { from: time(s.from), to: s.to === null ? '' : time(s.to), span: saySpan((s.to ?? at) - s.from, say) })),
    verdict(rulebook, clock, at, say, time),
    clock.basis.note ? say(`sla.note.${clock.basis.note}`) : clock.basis.printed ? printedText(clock, say) : '',
    ...clock.basis.others.map((o) => say(`sla.why.other.${relation(o, clock)}`, { clause: o.clause, policy: o.policy, target: saySpan(o.target, say), due: time(o.due) })),
  ]
  return parts.filter(Boolean).join(say.locale === 'en' ? ' ' : '')
}

/** `URGENT, table LEVEL-1.2 version 1 row 1: …`; the row is named so that anyone can look it up. */
export function levelText(rulebook: Rulebook, record: RecordState, clock: Clock, say: Say): string {
  const level = say(`sla.level.${clock.basis.level}`)
  const rule = record.levelRule
  if (clock.basis.level !== record.level) return say('sla.why.level', { level })
  if (!rule) return record.tableLevel === null ? say('sla.why.level', { level }) : say('sla.why.level-by-hand', { level, table: say(`sla.level.${record.tableLevel}`) })
  const row = rulebook.tables.get(rule.table)?.find((t) => t.version === rule.version)?.rows[rule.row - 1]
  return say('sla.why.level-by-row', { level, table: rule.table, version: rule.version, row: rule.row, when: row ? rowText(matching(row, record), say) : '' })
}

/** Only what really matched: of three alternatives and five effects, the ones that the record has. */
function matching(row: TableRow, record: RecordState): TableRow {
  const facts = factsOf(record)
  const when = row.when.filter((conditions) => allHold(conditions, facts)).map((conditions) => conditions.map((c) => (c.has ? { ...c, has: c.has.filter((v) => (facts[c.field] as string[]).includes(v)) } : c.is ? { ...c, is: c.is.filter((v) => v === facts[c.field]) } : c)))
  return when.length > 0 ? { ...row, when } : row
}

/** The conditions of a row in words. */
export function rowText(row: TableRow, say: Say): string {
  if (row.when.some((conditions) => conditions.length === 0)) return say('sla.why.row-else')
  return row.when.map((conditions) => conditions.map((c) => conditionText(c, say)).join(say('sla.why.and'))).join(say('sla.why.or'))
}

/** One condition in words. */
export function conditionText(condition: Condition, say: Say): string {
  const kind = condition.has ? 'has' : condition.not ? 'not' : 'is'
  const values = (condition.has ?? condition.not ?? condition.is ?? []).map((v) => say(`sla.value.${String(v)}`)).join(say('sla.why.or-value'))
  return say(`sla.why.when-${kind}`, { field: say(`sla.field.${condition.field}`), values })
}

function verdict(rulebook: Rulebook, clock: Clock, at: number, say: Say, time: (ms: number) => string): string {
  const calendar = rulebook.calendarOf(clock.calendar)
  const due = clock.due === null ? '' : time(clock.due)
  switch (stateOf(clock)) {
    case 'running': return say('sla.why.running', { due, left: saySpan(remainingOf(clock, calendar, at) ?? 0, say) })
    case 'paused': return say('sla.why.paused-now', { left: saySpan(remainingOf(clock, calendar, at) ?? 0, say) })
    case 'met': return say('sla.why.met', { due, at: time(clock.stoppedAt!) })
    case 'superseded': return say('sla.why.superseded', { at: time(clock.supersededAt!), reason: becauseText(clock.because, say) })
    case 'breached': case 'missed': return say(`sla.why.${clock.reference ? 'missed' : 'breached'}${clock.stoppedAt === null ? '-open' : ''}`, {
      due, at: clock.stoppedAt === null ? '' : time(clock.stoppedAt), late: saySpan(overdueOf(clock, calendar, at) ?? 0, say) })
  }
}

/** Reasons that the engine gives itself; anything else was written by a person. */
export const OWN_REASONS: ReadonlySet<string> = new Set(['opened', 'classified', 'reclassified', 'level-changed', 'graded', 'outside-mark-cleared', 'merged', 'cancelled', 'reopened', 'start-moved', 're-evaluated'])
/** Either one of the engine's own events, or the reason that a person gave. */
const becauseText = (because: string | null, say: Say): string => (because !== null && OWN_REASONS.has(because) ? say(`sla.because.${because}`) : because ?? '')

function printedText(clock: Clock, say: Say): string {
  const { from, to } = clock.basis.printed!
  return from === undefined ? say('sla.why.printed', { clause: clock.clause, value: saySpan(to, say) }) : say('sla.why.printed-window', { clause: clock.clause, from: saySpan(from, say), to: saySpan(to, say) })
}

const relation = (other: { due: number; target: number }, clock: Clock): string => (other.target === clock.target ? 'same' : other.target > clock.target ? 'looser' : 'stricter')
const calendarName = (key: string, say: Say): string => (key === '24x7' ? say('sla.calendar.24x7') : key)
