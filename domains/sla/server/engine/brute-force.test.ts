// 2,000 random records x policies x calendars x pause histories: the engine against a model that walks minute by minute. No difference is allowed.
import { expect, it } from 'vitest'
import { apply, openRecord, type SlaEventType } from './apply-event.ts'
import { NATURAL, type Calendar } from './calendar/calendar.ts'
import { compileCalendar } from './calendar/compile-calendar.ts'
import { WEEKDAYS, type HourPair, type WorkingPlan } from './calendar/working-week.ts'
import { observed, remainingOf, stateOf } from './clock-state.ts'
import { judgeByMinutes, openMinutes, type ModelCalendar, type ModelEvent } from './minute-model.testing.ts'
import { makeRulebook, type PolicyVersion } from './policy.ts'
import { seededPolicies, seededVersions } from './seeded-policies.ts'
import { seededTables } from './seeded-tables.ts'

const MINUTE = 60_000, HOUR = 60 * MINUTE, RECORDS = 2000

/** The same numbers on every machine (mulberry32). */
function numbers(seed: number): () => number {
  let a = seed
  return () => { a = (a + 0x6d2b79f5) | 0; let t = Math.imul(a ^ (a >>> 15), 1 | a); t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t; return ((t ^ (t >>> 14)) >>> 0) / 4294967296 }
}
const random = numbers(20_250_303), below = (n: number): number => Math.floor(random() * n), oneOf = <T>(items: readonly T[]): T => items[below(items.length)]!

const minuteOf = (t: string): number => Number(t.slice(0, 2)) * 60 + Number(t.slice(3))
const shifts = (hours: readonly HourPair[]): [number, number][] => hours.map(([from, to]) => [minuteOf(from), minuteOf(to) > minuteOf(from) ? minuteOf(to) : minuteOf(to) + 1440])

/** Offsets of a zone found by formatting, not by the engine's tables; remembered per quarter of an hour. */
function offsets(zone: string): (at: number) => number {
  const format = new Intl.DateTimeFormat('en-GB', { timeZone: zone, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' }), known = new Map<number, number>()
  return (at) => {
    const quarter = Math.floor(at / (15 * MINUTE))
    let offset = known.get(quarter)
    if (offset === undefined) {
      const p = Object.fromEntries(format.formatToParts(quarter * 15 * MINUTE).map((x) => [x.type, x.value]))
      offset = Date.UTC(Number(p['year']), Number(p['month']) - 1, Number(p['day']), Number(p['hour']), Number(p['minute'])) - quarter * 15 * MINUTE
      known.set(quarter, offset)
    }
    return offset
  }
}

const HOURS: readonly (readonly HourPair[])[] = [[['09:00', '12:00'], ['13:00', '18:00']], [['08:30', '17:30']], [['00:00', '24:00']], [['22:00', '06:00']], [['06:00', '10:00'], ['16:00', '20:00'], ['23:30', '01:15']]]
const ZONES = ['Asia/Shanghai', 'America/New_York', 'Europe/Berlin', 'Asia/Kathmandu', 'Australia/Lord_Howe'].map((zone) => ({ zone, offsetAt: offsets(zone) }))

function aCalendar(name: string, start: number): { calendar: Calendar; model: ModelCalendar } {
  const { zone, offsetAt } = oneOf(ZONES), open = WEEKDAYS.map(() => (random() < 0.7 ? oneOf(HOURS) : []))
  if (open.every((h) => h.length === 0)) open[0] = HOURS[0]!
  const exceptions: { date: string; kind: 'closed' | 'special'; hours?: HourPair[] }[] = []
  for (let i = 0; i < below(5); i++) {
    const date = new Date(start + below(12) * 86_400_000).toISOString().slice(0, 10)
    if (!exceptions.some((e) => e.date === date)) exceptions.push(random() < 0.5 ? { date, kind: 'closed' } : { date, kind: 'special', hours: [...oneOf(HOURS)] })
  }
  const plan: WorkingPlan = { zone, week: Object.fromEntries(WEEKDAYS.map((d, i) => [d, open[i]!])), exceptions }
  return { calendar: compileCalendar(name, plan), model: { offsetAt, week: open.map(shifts), exceptions: new Map(exceptions.map((e) => [e.date, shifts(e.hours ?? [])])) } }
}

const RECORD_KINDS: readonly Record<string, unknown>[] = [
  { requesterType: 'customer', serviceLine: 'technical-support', urgency: 'high' }, { requesterType: 'customer', serviceLine: 'technical-support', urgency: 'low', complexity: 'low', impact: 'one-person' }, { requesterType: 'customer', serviceLine: 'after-sales' },
  { requesterType: 'customer', serviceLine: 'enquiry' }, { requesterType: 'internal', effects: ['data-loss'] }, { requesterType: 'internal', effects: ['permission-problem'] }, { requesterType: 'internal', effects: ['display-problem'] },
]
const TYPES: Readonly<Record<ModelEvent['what'], SlaEventType>> = { respond: 'response-complete', wait: 'waiting-requester-start', resume: 'waiting-requester-end', solve: 'resolved', reopen: 'reopened' }
/** Starts around both changes of the clocks, a leap day, a month's end and a year's end. */
const STARTS = ['2025-03-03T01:00Z', '2025-03-08T20:00Z', '2025-03-29T18:00Z', '2025-10-25T20:00Z', '2025-11-01T21:00Z', '2024-02-28T14:00Z', '2025-12-31T10:00Z', '2025-04-05T09:00Z'].map((t) => Date.parse(t))

/** A history that a person could make: what cannot happen twice does not. */
function aHistory(start: number): ModelEvent[] {
  const events: ModelEvent[] = []
  let at = start, responded = false, waiting = false, solved = false
  for (let n = below(8); n > 0; n--) {
    at += below(n % 2 === 0 ? 90 : 800) * MINUTE
    const possible: ModelEvent['what'][] = solved ? ['reopen'] : [...(responded ? [] : ['respond' as const, 'respond' as const]), waiting ? 'resume' : 'wait', ...(responded ? ['solve' as const] : [])], what = oneOf(possible)
    if (what === 'respond') responded = true
    if (what === 'wait') waiting = true
    if (what === 'resume') waiting = false
    if (what === 'solve') { solved = true; waiting = false }
    if (what === 'reopen') solved = false
    events.push({ at, what })
  }
  return events
}

it('2,000 random lives: engine and minute model agree on every verdict, stop and rest', () => {
  let clocks = 0, breached = 0, working = 0
  for (let n = 0; n < RECORDS; n++) {
    const start = oneOf(STARTS) + below(5000) * MINUTE, own = random() < 0.6 ? aCalendar('own@1', start) : null
    // Targets of a few minutes to two days, so that the walk stays short; a third of them on the minute of an edge.
    const targets = new Map<string, number>(), target = (key: string): number => { const known = targets.get(key) ?? (1 + below(random() < 0.3 ? 2880 : 600)) * MINUTE; targets.set(key, known); return known }
    const versions: PolicyVersion[] = seededVersions.map((v) => ({ ...v, calendar: own ? 'own@1' : '24x7', effectiveFrom: -Infinity, limits: v.limits.map((l) => (l.target === null ? l : { ...l, target: target(`${v.code}/${l.kind}/${JSON.stringify(l.when)}`) })) }))
    const rules = makeRulebook(seededPolicies, versions, seededTables.map((t) => ({ ...t, effectiveFrom: -Infinity })), (key) => (key === 'own@1' ? own!.calendar : NATURAL))
    const events = aHistory(start), now = (events.at(-1)?.at ?? start) + below(2500) * MINUTE, open = openMinutes(own?.model ?? null, start, now)
    let state = openRecord(rules, { kind: 'case', start, attributes: oneOf(RECORD_KINDS), mode: random() < 0.5 ? 'governing' : 'strictest' })
    for (const e of events) state = apply(rules, state, { at: e.at, type: TYPES[e.what] })
    for (const c of state.clocks) {
      if (c.supersededAt !== null || !['response', 'initial-solution', 'initial-handling', 'resolution'].includes(c.kind)) continue
      const seen = observed(c, rules.calendarOf(c.calendar), now), calendar = rules.calendarOf(c.calendar)
      const model = judgeByMinutes({ kind: c.kind as 'resolution', start, target: c.target, open }, events, now)
      const got = { breachedAt: seen.breachedAt, stoppedAt: seen.stoppedAt, left: seen.breachedAt !== null || seen.stoppedAt !== null ? null : remainingOf(seen, calendar, now) }
      expect(got, `record ${n}, ${c.kind} of ${c.policy}, ${JSON.stringify({ start: new Date(start).toISOString(), target: c.target / MINUTE, events: events.map((e) => [(e.at - start) / MINUTE, e.what]), now: (now - start) / MINUTE })}`).toEqual(model)
      expect(stateOf(seen) === (c.reference ? 'missed' : 'breached')).toBe(model.breachedAt !== null)
      clocks++
      if (model.breachedAt !== null) breached++
      if (own) working++
    }
  }
  // The comparison is worth something only when all kinds of lives came up.
  expect(clocks).toBeGreaterThan(4000)
  expect(breached).toBeGreaterThan(500)
  expect(clocks - breached).toBeGreaterThan(500)
  expect(working).toBeGreaterThan(1500)
}, 60_000)

it('the model knows its hours: lunch, night shift, DST', () => {
  const shanghai: ModelCalendar = { offsetAt: () => 8 * HOUR, week: WEEKDAYS.map(() => [[540, 720], [1320, 1800]] as const), exceptions: new Map() }, noon = Date.parse('2025-03-03T12:00+08:00')
  expect([noon - MINUTE, noon, noon + 12 * HOUR, noon + 18 * HOUR - MINUTE, noon + 18 * HOUR].map((at) => judgeOpen(shanghai, at))).toEqual([true, false, true, true, false])
})
const judgeOpen = (calendar: ModelCalendar, at: number): boolean => judgeByMinutes({ kind: 'response', start: at, target: 2 * MINUTE, open: openMinutes(calendar, at, at + MINUTE) }, [], at + MINUTE).left === MINUTE
