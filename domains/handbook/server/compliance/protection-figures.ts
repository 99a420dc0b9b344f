// What the platform measures of §7.4: backups, restore tests, passwords, second factors, the check of the audit chain. States of now: the last week carries them.
import { passwordsInTime, secondFactors } from '../../../../platform/server/access/public.ts'
import { chainChecked } from '../../../../platform/server/audit/public.ts'
import { backupFigures, testsPassedSince } from '../../../../platform/server/backup/public.ts'
import type { Ctx } from '../../../../platform/server/ctx.ts'
import type { ClauseFigures, WeekFigure } from './clause-figures.ts'

const HOUR = 3_600_000, DAY = 24 * HOUR, YEAR = 365 * DAY
type Now = Pick<WeekFigure, 'n' | 'met' | 'value'>

/** By the module that must be there. Null: nothing to say yet. */
const SOURCES: Readonly<Record<string, { module: string; read: (ctx: Ctx) => Promise<Now | null> }>> = {
  // Hours since the newest backup that was proven; without any, since the installation, once that is a day old (wall time).
  'backup/age': { module: 'backup', read: async (ctx) => {
    const { provenSnapshotAt, installedAt } = await backupFigures(ctx.sql<unknown>()), now = ctx.host.realNow().getTime(), since = provenSnapshotAt ?? installedAt
    return since && (provenSnapshotAt || now - since.getTime() > DAY) ? { n: 0, met: 0, value: hours(now - since.getTime()) } : null
  } },
  // Restore tests of the last year; a young installation owes one for every quarter that it has seen.
  'backup/restore-tests': { module: 'backup', read: async (ctx) => {
    const { installedAt } = await backupFigures(ctx.sql<unknown>()), now = ctx.host.realNow().getTime(), passed = await testsPassedSince(ctx.sql<unknown>(), new Date(now - YEAR)), quarters = installedAt ? Math.floor((now - installedAt.getTime()) / (YEAR / 4)) : 0
    return quarters === 0 ? null : { n: 0, met: 0, value: quarters >= 4 ? passed : Math.floor((passed / quarters) * 40) / 10 }
  } },
  'access/passwords': { module: 'access', read: passwordsInTime },
  'access/second-factor': { module: 'access', read: secondFactors },
  // Hours since the chain was found whole; a broken one is older than any limit.
  'audit/chain': { module: 'audit', read: async (ctx) => { const last = await chainChecked(ctx); return last && { n: 0, met: 0, value: last.ok ? hours(ctx.now().getTime() - Date.parse(last.at)) : 9_999 } } },
}
const hours = (ms: number): number => Math.max(0, Math.round(ms / (HOUR / 10)) / 10)

export const protectionFigures: ClauseFigures = {
  name: 'protection', knows: (figure) => figure in SOURCES,
  async weekly(ctx, figures, weeks, units) {
    const there = new Set(ctx.host.registry.modules.map((m) => m.id)), found: WeekFigure[] = []
    // The whole installation, never one unit.
    if (units !== null) return found
    for (const figure of figures) {
      const source = SOURCES[figure]!, now = there.has(source.module) ? await source.read(ctx) : null
      if (now) found.push({ figure, week: weeks.length - 1, ...now })
    }
    return found
  },
}
