// How long records are really kept, in years: what administrators chose, never below the floor (§5.1-4, §6.2-4).
import { keptDays } from '../../../../platform/server/retention/public.ts'
import type { ClauseFigures } from './clause-figures.ts'

const PREFIX = 'retention/', WITHOUT_LIMIT = 99

export const retentionFigures: ClauseFigures = {
  name: 'retention', knows: (figure) => figure.startsWith(PREFIX),
  async weekly(ctx, figures, weeks) {
    if (!ctx.host.registry.modules.some((m) => m.id === 'retention')) return []
    const kept = await Promise.all(figures.map(async (figure) => ({ figure, days: await keptDays(ctx, figure.slice(PREFIX.length)) })))
    return kept.flatMap(({ figure, days }) => (days === undefined ? [] : weeks.map((_, week) => ({ figure, week, n: 0, met: 0, value: days === null ? WITHOUT_LIMIT : Math.floor((days / 365) * 100) / 100 }))))
  },
}
