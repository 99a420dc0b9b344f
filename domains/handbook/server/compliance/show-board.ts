// The board: every measurable clause with what really happens (R0-2). Figures come from the parts that know them, a few queries in all.
import type { z } from 'zod'
import type { Ctx } from '../../../../platform/server/ctx.ts'
import { NotFound } from '../../../../platform/server/errors.ts'
import { setting } from '../../../../platform/server/settings/public.ts'
import { expandUnits, findUnit } from '../../../org/public.ts'
import type { ComplianceBoard, ComplianceExceptions, ComplianceQuery, ComplianceRow, ExceptionQuery } from '../../contract/compliance.ts'
import { CloseMargin, LimitTarget, SmallSample } from '../settings.ts'
import { measures, rulings, type Measure } from '../register/measures.ts'
import type { Pair } from '../register/clause-seed.ts'
import { seedOf } from '../register/clause-seeds.ts'
import { clauseFigures, type ClauseFigures, type Week, type WeekFigure } from './clause-figures.ts'
import { hundredth, judge, wilson } from './judge-figure.ts'
import { weeksUntil } from './weeks.ts'

interface Rules { readonly limitTarget: number; readonly smallSample: number; readonly margin: number }

/** Throws NotFound for a unit that does not exist. */
export async function showBoard(ctx: Ctx, { weeks: count, unitId }: z.infer<typeof ComplianceQuery>): Promise<ComplianceBoard> {
  const weeks = weeksUntil(ctx.now(), count), units = await unitsBelow(ctx, unitId), say = (pair: Pair) => pair[ctx.locale === 'en' ? 1 : 0]
  const rows = await rowsFor(ctx, weeks, units), inState = (state: ComplianceRow['state']) => rows.filter((r) => r.state === state).length
  const chapters = [...new Set(rows.map((r) => r.key[0]!))].map((number) => {
    const items = rows.filter((r) => r.key.startsWith(`${number}.`)), judged = items.filter((r) => ['met', 'close', 'missed'].includes(r.state))
    return { number, title: say(seedOf(number)!.title), met: judged.filter((r) => r.state !== 'missed').length, total: judged.length, items }
  })
  return {
    at: ctx.now().toISOString(), from: weeks[0]!.from.toISOString(), to: ctx.now().toISOString(), chapters,
    counts: { all: rows.length, met: inState('met'), close: inState('close'), missed: inState('missed'), smallSample: inState('small-sample'), notDue: inState('not-due'), notMeasured: inState('not-measured'), conflicts: rows.filter((r) => r.conflict !== null).length },
    exceptions: { count: rows.reduce((n, r) => n + r.exceptions.count, 0), explained: rows.reduce((n, r) => n + r.exceptions.explained, 0) },
    conflicts: rulings.map((r) => ({ decision: r.decision, clauses: [...r.clauses], text: say(r.text), taken: say(r.taken) })),
  }
}

/** All rows of the register over the given weeks, within what the reader may see. */
export async function rowsFor(ctx: Ctx, weeks: readonly Week[], units: readonly string[] | null): Promise<ComplianceRow[]> {
  const rules: Rules = { limitTarget: await setting(ctx, LimitTarget), smallSample: await setting(ctx, SmallSample), margin: await setting(ctx, CloseMargin) }
  const found = new Map<string, WeekFigure[]>()
  for (const source of clauseFigures.of(ctx.host.registry)) {
    const wanted = measures.filter((m) => sourceOf(ctx, m) === source).map((m) => m.figure)
    if (wanted.length > 0) for (const f of await source.weekly(ctx, [...new Set(wanted)], weeks, units)) found.set(f.figure, [...(found.get(f.figure) ?? []), f])
  }
  return measures.map((m) => rowOf(ctx, m, weeks, sourceOf(ctx, m), found.get(m.figure) ?? [], rules))
}

/** Records behind the exceptions of a row. Throws NotFound for a row that does not exist. */
export async function listExceptions(ctx: Ctx, key: string, q: z.infer<typeof ExceptionQuery>): Promise<z.infer<typeof ComplianceExceptions>> {
  const measure = measures.find((m) => m.key === key)
  if (!measure) throw new NotFound('row')
  const weeks = weeksUntil(ctx.now(), q.weeks), source = sourceOf(ctx, measure)
  return await source?.exceptions?.(ctx, measure.figure, { from: weeks[0]!.from, to: weeks.at(-1)!.to }, await unitsBelow(ctx, q.unitId), { limit: q.limit, cursor: q.cursor }) ?? { items: [], nextCursor: null }
}

/** Who measures it here; null when its part is not built or nobody does. */
function sourceOf(ctx: Ctx, m: Measure): ClauseFigures | null {
  const { registry } = ctx.host
  if (!registry.modules.some((x) => x.id === m.part)) return null
  return clauseFigures.of(registry).find((s) => s.knows(m.figure)) ?? null
}

async function unitsBelow(ctx: Ctx, unitId: string | undefined): Promise<string[] | null> {
  if (unitId === undefined) return null
  if (!await findUnit(ctx, unitId)) throw new NotFound('unit')
  return expandUnits(ctx, [unitId])
}

function rowOf(ctx: Ctx, m: Measure, weeks: readonly Week[], source: ClauseFigures | null, figures: readonly WeekFigure[], rules: Rules): ComplianceRow {
  const say = (pair: Pair) => pair[ctx.locale === 'en' ? 1 : 0], share = m.target.unit === 'percent', value = m.target.value ?? rules.limitTarget
  const perWeek = weeks.map((w, i) => {
    const own = figures.filter((f) => f.week === i), n = sum(own, 'n'), met = sum(own, 'met'), given = own.findLast((f) => f.value !== undefined)?.value
    return { from: w.from.toISOString(), to: w.to.toISOString(), n, met, value: given ?? (share && n > 0 ? hundredth((met / n) * 100) : null) }
  })
  const n = sum(perWeek, 'n'), met = sum(perWeek, 'met'), current = share ? (n > 0 ? hundredth((met / n) * 100) : null) : perWeek.findLast((w) => w.value !== null)?.value ?? null
  const verdict = source === null ? { state: 'not-measured' as const, gap: null, smallSample: false } : judge({ value: current, n, met }, { op: m.target.op, value, share, smallSample: rules.smallSample, margin: rules.margin })
  const interval = share ? wilson(met, n) : null, ruling = m.decision ? rulings.find((r) => r.decision === m.decision) : undefined
  return {
    key: m.key, clause: `§${m.clause}`, requirement: say(m.requirement), target: { ...m.target, value }, current: { value: current, n, met, low: interval?.low ?? null, high: interval?.high ?? null, smallSample: verdict.smallSample },
    gap: verdict.gap, weeks: perWeek, state: verdict.state, exceptions: { count: n - met, of: n, explained: sum(figures, 'explained') }, conflict: ruling ? { decision: ruling.decision, text: say(ruling.taken) } : null,
    part: m.part, evidence: n - met > 0 && source?.exceptions ? `/api/v1/handbook/compliance/${m.key}/exceptions` : null, note: m.note ? say(m.note) : null,
  }
}

const sum = <K extends string>(items: readonly Partial<Record<K, number | undefined>>[], field: K): number => items.reduce((total, i) => total + (i[field] ?? 0), 0)
