// What cases measure of the handbook's clauses beside their clocks: satisfaction, confirmation, reviews, complete reports, verification, handovers.
import type { Ctx } from '../../../../platform/server/ctx.ts'
import { BadInput } from '../../../../platform/server/errors.ts'
import { decodeCursor, toPage } from '../../../../platform/server/paging.ts'
import { NOWHERE } from '../../../../platform/server/scope.ts'
import type { ClauseFigures } from '../../../handbook/public.ts'
import { listUnits } from '../../../org/public.ts'
import { CASE_FIGURES, figuresByWeek, missedCases, type CaseFigure } from './case-figure-queries.ts'

const isOurs = (figure: string): figure is CaseFigure => figure in CASE_FIGURES
const reachOf = (ctx: Ctx) => ctx.reach('cases.read') ?? NOWHERE

/** Counted are only cases in reach of `cases.read`. */
export const caseFigures: ClauseFigures = {
  name: 'cases', knows: isOurs,
  async weekly(ctx, figures, weeks, units) { return figuresByWeek(ctx, reachOf(ctx), figures.filter(isOurs), weeks.map((w) => w.from), weeks.at(-1)!.to, units) },
  async exceptions(ctx, figure, period, units, page) {
    if (!isOurs(figure)) return { items: [], nextCursor: null }
    const rows = await missedCases(ctx, reachOf(ctx), figure, period.from, period.to, units, page.cursor === undefined ? null : cursorOf(page.cursor), page.limit + 1), names = new Map((await listUnits(ctx)).map((u) => [u.id, u.name]))
    return toPage(rows, page.limit, (r) => [r.at.toISOString(), r.id], (r) => ({ recordKind: 'case', recordId: r.id, number: r.number, title: r.restricted ? null : r.title, url: `/cases/${r.id}`, unit: r.unit_id ? names.get(r.unit_id) ?? null : null, level: r.level,
      dueAt: null, endedAt: r.at.toISOString(), overdueBy: null, explained: false, explanation: null }))
  },
}

function cursorOf(text: string): [string, string] {
  const [at, id] = decodeCursor(text, 2).map(String) as [string, string]
  if (Number.isNaN(Date.parse(at)) || !/^[0-9a-f-]{36}$/.test(id)) throw new BadInput([{ pointer: '/query/cursor', code: 'paging.cursor' }])
  return [at, id]
}
