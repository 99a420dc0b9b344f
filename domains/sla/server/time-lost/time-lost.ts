// Where the time went, for one case and over a period: us, the requester, the vendor, force majeure. Figures only; no due time moves.
import type { z } from 'zod'
import { msToSpan } from '../../../../platform/contract/time.ts'
import type { Ctx } from '../../../../platform/server/ctx.ts'
import { BadInput, Forbidden, NotFound } from '../../../../platform/server/errors.ts'
import { inScope, NOWHERE } from '../../../../platform/server/scope.ts'
import { unitName } from '../../../org/public.ts'
import { caseScope, findCase, holdCase } from '../../../cases/public.ts'
import type { MarkForceMajeure, TimeLost, TimeOfRecord } from '../../contract/escalation.ts'
import { ForceMajeureMarked } from '../../contract/events.ts'
import { attributeTime, type Attribution, type Party } from '../engine/attribute-time.ts'
import { NATURAL } from '../engine/calendar/calendar.ts'
import { readRecord } from '../live/clock-store.ts'
import { followCase } from '../live/follow-cases.ts'
import { subjectOfCase } from '../live/subject.ts'
import { rulesNow } from '../policies/rulebook.ts'
import { solvedPage } from './time-queries.ts'

type Sums = Record<Party, number>
const PAGE = 2000

/** Throws NotFound. */
export async function timeOfCase(ctx: Ctx, caseId: string): Promise<TimeOfRecord> {
  const facts = await findCase(ctx, caseId)
  if (!inScope(ctx.reach('sla.read'), ctx.actor.id, caseScope(facts))) throw new NotFound('case')
  return shown(ctx, caseId)
}

/** Says so from now on; a second time in a row changes nothing. Throws NotFound, Forbidden. */
export async function markForceMajeure(ctx: Ctx, caseId: string, { on, reason }: z.infer<typeof MarkForceMajeure>): Promise<TimeOfRecord> {
  const facts = await findCase(ctx, caseId), subject = subjectOfCase(facts)
  if (!inScope(ctx.reach('cases.assign'), ctx.actor.id, subject.row)) throw new Forbidden('cases.assign')
  await holdCase(ctx, caseId)
  if ((await shown(ctx, caseId)).forceMajeure !== on) {
    await followCase(ctx, caseId, { type: on ? 'force-majeure-start' : 'force-majeure-end' }, ctx.now(), reason)
    await ctx.emit(ForceMajeureMarked, { recordId: caseId, recordKind: 'case', unitId: subject.unitId, customerId: subject.customerId, people: subject.people, on }, { reason })
  }
  return shown(ctx, caseId)
}

async function shown(ctx: Ctx, caseId: string): Promise<TimeOfRecord> {
  const rows = await readRecord(ctx, caseId), { book } = await rulesNow(ctx)
  if (!rows) throw new NotFound('case')
  const key = rows.clocks.findLast((c) => c.kind === 'resolution' && !c.reference)?.calendar ?? NATURAL.key
  const time = attributeTime(rows.state.start, rows.state.facts, book.calendarOf(key), ctx.now().getTime()), iso = (at: number) => new Date(at).toISOString()
  return {
    from: iso(time.from), to: iso(time.to), ended: time.ended, calendar: key, total: msToSpan(time.total), shares: spans(time.shares), forceMajeure: time.held,
    stretches: time.stretches.map((s, i) => ({ from: iso(s.from), to: !time.ended && i === time.stretches.length - 1 ? null : iso(s.to), party: s.party, cause: s.cause, open: msToSpan(s.open) })),
  }
}

/** Cases resolved in [from, to) within the reader's reach. Throws BadInput for a period that ends before it starts. */
export async function timeLost(ctx: Ctx, { from, to }: { from: string; to: string }): Promise<TimeLost> {
  if (Date.parse(to) < Date.parse(from)) throw new BadInput([{ pointer: '/query/to', code: 'sla.end-before-start' }])
  const reach = ctx.reach('sla.read') ?? NOWHERE, { book } = await rulesNow(ctx), units = new Map<string | null, { records: number; sums: Sums }>()
  for (let after: string | null = null; ;) {
    const page = await solvedPage(ctx, reach, Date.parse(from), Date.parse(to), after, PAGE)
    for (const r of page) add(units, r.unitId, attributeTime(r.state.start, r.state.facts, book.calendarOf(r.calendar ?? NATURAL.key), ctx.now().getTime()))
    if (page.length < PAGE) break
    after = page.at(-1)!.id
  }
  const byUnit: TimeLost['byUnit'] = []
  for (const [unitId, { records, sums }] of units) byUnit.push({ unitId, unit: unitId ? await unitName(ctx, unitId) : '', records, total: msToSpan(totalOf(sums)), shares: spans(sums) })
  const all = [...units.values()].reduce<Sums>((sum, u) => joined(sum, u.sums), nothing()), total = totalOf(all), percent = (ms: number): number => (total === 0 ? 0 : Math.round((ms / total) * 1000) / 10)
  return {
    from, to, records: [...units.values()].reduce((n, u) => n + u.records, 0), total: msToSpan(total), shares: spans(all), byUnit: byUnit.sort((a, b) => b.records - a.records),
    percent: { us: percent(all.us), requester: percent(all.requester), vendor: percent(all.vendor), forceMajeure: percent(all['force-majeure']) },
  }
}

function add(units: Map<string | null, { records: number; sums: Sums }>, unitId: string | null, time: Attribution): void {
  const known = units.get(unitId) ?? { records: 0, sums: nothing() }
  units.set(unitId, { records: known.records + 1, sums: joined(known.sums, time.shares) })
}

const nothing = (): Sums => ({ us: 0, requester: 0, vendor: 0, 'force-majeure': 0 })
const joined = (a: Sums, b: Readonly<Sums>): Sums => ({ us: a.us + b.us, requester: a.requester + b.requester, vendor: a.vendor + b.vendor, 'force-majeure': a['force-majeure'] + b['force-majeure'] })
const totalOf = (s: Sums): number => s.us + s.requester + s.vendor + s['force-majeure']
const spans = (s: Readonly<Sums>) => ({ us: msToSpan(s.us), requester: msToSpan(s.requester), vendor: msToSpan(s.vendor), forceMajeure: msToSpan(s['force-majeure']) })
