// What the clocks put into the audit pack of a month: every verdict with its ledger, the rules that gave it, the open hours of its calendar.
import type { Ctx } from '../../../../platform/server/ctx.ts'
import { NOWHERE } from '../../../../platform/server/scope.ts'
import type { AuditPackPart, PackFile, Week } from '../../../handbook/public.ts'
import { NATURAL } from '../engine/calendar/calendar.ts'
import { openIntervals } from '../engine/calendar/open-intervals.ts'
import { rulesNow } from '../policies/rulebook.ts'
import { verdictsWithLedger, type PackRow } from './figure-queries.ts'

const DAY = 86_400_000

export const packClocks: AuditPackPart = {
  name: 'sla',
  async files(ctx: Ctx, period: Week): Promise<PackFile[]> {
    const { all } = await rulesNow(ctx), rows = (await verdictsWithLedger(ctx, ctx.reach('sla.read') ?? NOWHERE, period.from, period.to)).map(exact)
    const used = new Set(rows.map((r) => `${r.policy}@${r.version}`)), keys = [...new Set([NATURAL.key, ...rows.map((r) => r.calendar)])]
    const first = Math.min(period.from.getTime(), ...rows.map((r) => Date.parse(r.startedAt))) - DAY, last = Math.max(period.to.getTime(), ...rows.map((r) => Date.parse(r.dueAt ?? r.startedAt))) + 30 * DAY
    return [
      { path: 'clocks.ndjson', lines: rows },
      { path: 'policies.json', json: all.versions.filter((v) => used.has(`${v.code}@${v.version}`)).map((v) => ({ code: v.code, version: v.version, effectiveFrom: new Date(v.effectiveFrom).toISOString(), calendar: v.calendar, condition: v.condition, limits: v.limits, acknowledged: v.acknowledged })) },
      { path: 'calendars.json', json: keys.map((key) => { const found = all.calendars.find((c) => `${c.code}@${c.version}` === key); return { key, plan: found?.plan ?? null, open: found ? openIntervals(found.plan, first, last) : null } }) },
    ]
  },
}

const exactMoment = (text: string | null): string | null => (text === null ? null : new Date(text).toISOString())
const exact = (r: PackRow): PackRow => ({ ...r, startedAt: exactMoment(r.startedAt)!, dueAt: exactMoment(r.dueAt), stoppedAt: exactMoment(r.stoppedAt), breachedAt: exactMoment(r.breachedAt), supersededAt: exactMoment(r.supersededAt), rows: r.rows.map(([at, state, cause]) => [exactMoment(at)!, state, cause]) })
