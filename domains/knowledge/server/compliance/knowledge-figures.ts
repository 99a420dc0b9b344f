// What the knowledge base measures of the handbook's clauses: articles reviewed in time (§4.3), records of cases with all five parts (§3.4-3).
import type { ClauseFigures } from '../../../handbook/public.ts'
import { recordsByWeek, reviewedAt } from './knowledge-figure-queries.ts'

const REVIEWED = 'knowledge/reviewed', COMPLETE = 'knowledge/complete'
/** Annex 2, J-32: an article is reviewed every 180 days. The handbook says "regularly" (B-46). */
export const REVIEW_DAYS = 180

export const knowledgeFigures: ClauseFigures = {
  name: 'knowledge', knows: (figure) => figure === REVIEWED || figure === COMPLETE,
  async weekly(ctx, figures, weeks, units) {
    const records = figures.includes(COMPLETE) ? (await recordsByWeek(ctx, weeks.map((w) => w.from), weeks.at(-1)!.to, units)).map((r) => ({ figure: COMPLETE, ...r })) : []
    if (!figures.includes(REVIEWED)) return records
    // A state, not a stream: each week shows its end, and only the last one counts.
    const ends = weeks.map((w) => (w.to < ctx.now() ? w.to : ctx.now())), states = await Promise.all(ends.map((at) => reviewedAt(ctx, at, REVIEW_DAYS)))
    return [...records, ...states.flatMap((s, week) => (s.n === 0 ? [] : [{ figure: REVIEWED, week, ...(week === weeks.length - 1 ? s : { n: 0, met: 0 }), value: Math.floor((s.met / s.n) * 10_000) / 100 }]))]
  },
}
