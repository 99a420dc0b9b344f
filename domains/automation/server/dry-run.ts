// What a rule would have done in the last days: the facts that could have set it off, against the cases as they were then. Nothing is done.
import type { Ctx } from '../../../platform/server/ctx.ts'
import { NotFound } from '../../../platform/server/errors.ts'
import { hiddenSubjects } from '../../../platform/server/hidden-subjects.ts'
import { newId } from '../../../platform/server/ids.ts'
import { readCases, type CaseFacts } from '../../cases/public.ts'
import { RuleTried } from '../contract/events.ts'
import type { Definition, DryRun } from '../contract/rule.ts'
import { describeActs } from './describe.ts'
import { changesSince, pastEvents, type PastEvent } from './history-queries.ts'
import { findRings } from './find-rings.ts'
import { matches, ruleFacts } from './match-rule.ts'
import { findRule, insertTry, listRuleRows, triesOf, type TryRow } from './rule-store.ts'
import { factOf, isTriggered, namesOf } from './triggers.ts'

const DAY_MS = 86_400_000, HOUR_MS = 3_600_000
const MOST_EVENTS = 20_000, SAMPLES = 20

interface Moment { at: Date; seq: string; caseId: string; data: Record<string, unknown> }

/** @throws NotFound */
export async function tryRule(ctx: Ctx, ruleId: string, days: number): Promise<DryRun> {
  const rule = await findRule(ctx, ruleId)
  if (!rule) throw new NotFound('rule')
  const since = new Date(ctx.now().getTime() - days * DAY_MS), events = await pastEvents(ctx, namesOf(rule.definition.trigger), since, MOST_EVENTS)
  const moments = rule.definition.trigger.kind === 'time' ? staysOf(rule.definition, events, ctx.now()) : events.flatMap((e): Moment[] => { const f = factOf(e.name, e.data); return f && isTriggered(rule.definition.trigger, f) ? [{ at: e.at, seq: e.seq, caseId: f.caseId, data: e.data }] : [] })
  const matched = await matchThen(ctx, rule.definition, moments, since)
  const hours = Map.groupBy(matched, (m) => Math.floor(m.at.getTime() / HOUR_MS)), perHour = [...hours.values()].map((m) => m.length)
  const acts = rule.definition.actions, mailing = acts.filter((a) => a.do === 'template').length, telling = acts.filter((a) => a.do === 'notify').length
  const result: TryRow['result'] = {
    looked: moments.length, cut: events.length === MOST_EVENTS, matched: matched.length, cases: new Set(matched.map((m) => m.caseId)).size, mails: matched.length * mailing, notices: matched.length * telling,
    peakPerHour: Math.max(0, ...perHour), wouldBeHeld: perHour.reduce((sum, n) => sum + Math.max(0, n - rule.limit_per_hour), 0), perDay: perDayOf(matched, since, days),
    samples: await samplesOf(ctx, rule.definition, matched), rings: findRings(rule.id, (await listRuleRows(ctx)).filter((r) => r.state === 'on' || r.id === rule.id)),
  }
  const row = await insertTry(ctx, rule.id, { id: newId(), version: rule.version, days, result })
  await ctx.emit(RuleTried, { ruleId, version: rule.version, days, matched: matched.length })
  return toDryRun(row)
}

/** Each stay in the state that lasted long enough, dated when it had. `events`: newest first. */
function staysOf({ trigger }: Definition, events: readonly PastEvent[], now: Date): Moment[] {
  if (trigger.kind !== 'time') return []
  const found: Moment[] = []
  for (const [caseId, mine] of Map.groupBy(events, (e) => e.case_id)) {
    let leftAt = now
    for (const e of mine) {
      const state = e.name.startsWith('cases.case-opened') ? 'new' : String(e.data['to'])
      const due = new Date(e.at.getTime() + trigger.hours * HOUR_MS)
      if (state === trigger.state && due <= leftAt) found.push({ at: due, seq: e.seq, caseId, data: {} })
      leftAt = e.at
    }
  }
  return found
}

type Then = Moment & { facts: CaseFacts }

/** The case as it was at a moment: today's values, set back by every later change that the log holds. */
async function matchThen(ctx: Ctx, definition: Definition, moments: readonly Moment[], since: Date): Promise<Then[]> {
  const ids = [...new Set(moments.map((m) => m.caseId))], matched: Then[] = []
  for (let i = 0; i < ids.length; i += 500) {
    const some = ids.slice(i, i + 500), now = await readCases(ctx, some), changes = Map.groupBy(await changesSince(ctx, some, since), (c) => c.case_id)
    for (const id of some) {
      const today = now.get(id)
      if (!today) continue
      const later = (changes.get(id) ?? []).toReversed()
      for (const m of moments.filter((x) => x.caseId === id)) {
        const facts: Record<string, unknown> = { ...today }
        for (const c of later) if (Number(c.seq) > Number(m.seq) && c.at >= m.at) for (const [field, { from }] of Object.entries(c.changes)) if (field in today) facts[field] = from
        if (matches(definition.conditions, ruleFacts(facts as unknown as CaseFacts, m.at, { score: typeof m.data['score'] === 'number' ? m.data['score'] : null }))) matched.push({ ...m, facts: facts as unknown as CaseFacts })
      }
    }
  }
  return matched.sort((a, b) => b.at.getTime() - a.at.getTime())
}

const dayOf = (at: Date): string => new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' }).format(at)
function perDayOf(matched: readonly Then[], since: Date, days: number): { day: string; matched: number }[] {
  const counts = Map.groupBy(matched, (m) => dayOf(m.at))
  return Array.from({ length: days }, (_, i) => dayOf(new Date(since.getTime() + (i + 1) * DAY_MS))).map((day) => ({ day, matched: counts.get(day)?.length ?? 0 }))
}

/** Examples among the cases that the reader may look into. */
async function samplesOf(ctx: Ctx, definition: Definition, matched: readonly Then[]): Promise<DryRun['samples']> {
  const some = matched.slice(0, 200), hidden = await hiddenSubjects(ctx, some.map((m) => `case:${m.caseId}`)), acts = await describeActs(ctx, definition)
  return some.filter((m) => !hidden.has(`case:${m.caseId}`)).slice(0, SAMPLES).map((m) => ({ caseId: m.caseId, number: m.facts.number, title: m.facts.title, at: m.at.toISOString(), acts }))
}

export const toDryRun = (t: TryRow): DryRun => ({ id: t.id, version: t.version, days: t.days, at: t.at.toISOString(), by: { id: t.by_id, name: t.by_name }, ...t.result })
export async function showTries(ctx: Ctx, ruleId: string): Promise<{ items: DryRun[] }> {
  // Samples were chosen for who tried; others see the figures.
  return { items: (await triesOf(ctx, ruleId)).map((t) => (t.by_id === ctx.actor.id ? toDryRun(t) : { ...toDryRun(t), samples: [] })) }
}
