// What cases really did, on the drawing in force; and one case against the drawing that was in force when it began.
import type { Ctx } from '../../../platform/server/ctx.ts'
import { BadInput, NotFound } from '../../../platform/server/errors.ts'
import { translate } from '../../../platform/server/i18n.ts'
import { expandUnits } from '../../org/public.ts'
import { findCase } from '../../cases/public.ts'
import type { CaseConformance, PathQuery, Paths } from '../contract/api.ts'
import { liveVersion, pathsBetween, versionAt } from './process-store.ts'
import { movesDrawn, stepOf } from './rules/machine.ts'
import { deviationsOf, minePaths } from './rules/mine-paths.ts'
import { readable } from './show-process.ts'

const DAY_MS = 86_400_000, MOST_CASES = 20_000, MOST_DAYS = 1_100

/** Throws BadInput for a period that is empty or longer than three years. */
export async function showPaths(ctx: Ctx, query: PathQuery): Promise<Paths> {
  const to = query.to ? new Date(query.to) : new Date(ctx.now().getTime() + 1), from = query.from ? new Date(query.from) : new Date(Math.max(0, to.getTime() - (query.days ?? 30) * DAY_MS))
  if (from >= to || to.getTime() - from.getTime() > MOST_DAYS * DAY_MS) throw new BadInput([{ pointer: '/from', code: 'process.period' }])
  const live = await liveVersion(ctx)
  if (!live) throw new NotFound('process')
  const { paths, of } = await pathsBetween(ctx, readable(ctx), { ...query, units: query.unit ? await expandUnits(ctx, [query.unit]) : null }, from, to, MOST_CASES)
  return { from: from.toISOString(), to: to.toISOString(), cases: paths.length, of, ...minePaths(live.definition, paths, ctx.now().getTime()) }
}

/** Throws NotFound for a case out of sight. */
export async function showConformance(ctx: Ctx, caseId: string): Promise<CaseConformance> {
  const facts = await findCase(ctx, caseId), drawing = await versionAt(ctx, facts.createdAt)
  if (!drawing) throw new NotFound('process')
  const { definition } = drawing, path = facts.stages, deviations = deviationsOf(movesDrawn(definition), path), moves = Math.max(0, path.length - 1), seen = new Set<string>(), now = ctx.now().getTime()
  const current = stepOf(definition, path.findLast((s) => stepOf(definition, s.stage) !== null)?.stage ?? 'new')
  return {
    version: drawing.number, moves, score: moves === 0 ? 1 : (moves - deviations.length) / moves,
    path: path.map((stay, i) => {
      const step = stepOf(definition, stay.stage)?.id ?? null, before = i > 0 ? stepOf(definition, path[i - 1]!.stage)?.id : null, again = step !== null && step !== before && seen.has(step)
      if (step) seen.add(step)
      return { step, state: stay.stage, enteredAt: stay.enteredAt, leftAt: stay.leftAt, seconds: Math.round(((stay.leftAt ? Date.parse(stay.leftAt) : now) - Date.parse(stay.enteredAt)) / 1000), again }
    }),
    deviations: deviations.map((d) => ({ ...d, text: translate(ctx.locale, 'process.deviation', { from: translate(ctx.locale, `cases.state.${d.from}`), to: translate(ctx.locale, `cases.state.${d.to}`) }) })),
    lists: { five: current?.five ?? null, six: current?.six ?? null, steps: current?.steps ?? null, four: current?.four ?? null },
  }
}
