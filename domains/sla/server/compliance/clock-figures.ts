// What the clocks measure of the handbook's clauses: shares of limits that were met, and first owners of solved cases.
import type { Ctx } from '../../../../platform/server/ctx.ts'
import { BadInput } from '../../../../platform/server/errors.ts'
import { translate } from '../../../../platform/server/i18n.ts'
import { decodeCursor, toPage } from '../../../../platform/server/paging.ts'
import { NOWHERE, type Scope } from '../../../../platform/server/scope.ts'
import { msToSpan } from '../../../../platform/contract/time.ts'
import type { ClauseFigures, Week, WeekFigure } from '../../../handbook/public.ts'
import { listUnits } from '../../../org/public.ts'
import { rulesNow } from '../policies/rulebook.ts'
import { escalationsByWeek, firstOwnersByWeek, lateClocks, openEscalations, ownerless, verdictsByWeek, type LateRow, type VerdictRow } from './figure-queries.ts'

const OWNER = 'case/first-owner', TAKEN_UP = 'escalation/acknowledged'

/** Names: `clock/<policy>/<clause>/<kind>/<level>`; `*` is any, an empty level is none. Counted are only records in reach of `sla.read`. */
export const clockFigures: ClauseFigures = {
  name: 'sla', knows: (figure) => figure.startsWith('clock/') || figure === OWNER || figure === TAKEN_UP,
  async weekly(ctx, figures, weeks, units) {
    const reach = reachOf(ctx), starts = weeks.map((w) => w.from), { to } = weeks.at(-1)!, verdicts = await verdictsByWeek(ctx, reach, starts, to, units)
    const owners = figures.includes(OWNER) ? await firstOwnersByWeek(ctx, reach, starts, to, units) : []
    const hops = figures.includes(TAKEN_UP) ? (await escalationsByWeek(ctx, reach, starts, to, units)).map((e): WeekFigure => ({ figure: TAKEN_UP, ...e })) : []
    return [...hops, ...figures.filter((f) => f.startsWith('clock/')).flatMap((figure) => perWeek(figure, verdicts)), ...owners.map((o): WeekFigure => ({ figure: OWNER, ...o }))]
  },
  async exceptions(ctx, figure, period, units, page) {
    if (figure === OWNER) return withoutOwner(ctx, period, units, page.limit)
    if (figure === TAKEN_UP) return notTakenUp(ctx, period, units, page.limit)
    const { policy, clause, kind, level } = patternOf(figure), after = page.cursor === undefined ? null : cursorOf(page.cursor)
    const rows = await lateClocks(ctx, reachOf(ctx), { policy, clause, kind, level }, period.from, period.to, units, after, page.limit + 1), names = await unitNames(ctx), { book } = await rulesNow(ctx), now = ctx.now().getTime()
    return toPage(rows, page.limit, (r) => [r.due_at.toISOString(), r.record_id, r.no], (r) => shown(ctx, r, names, book.calendarOf(r.calendar).elapsed(r.due_at.getTime(), Math.max(r.due_at.getTime(), r.stopped_at?.getTime() ?? now))))
  },
}

const reachOf = (ctx: Ctx): Scope => ctx.reach('sla.read') ?? NOWHERE

interface Pattern { readonly policy: string | null; readonly clause: string | null; readonly kind: string | null; readonly level: string | null }
function patternOf(figure: string): Pattern {
  const [, policy, clause, kind, level] = figure.split('/').map((part) => (part === '*' ? null : part)) as (string | null)[]
  return { policy: policy ?? null, clause: clause ?? null, kind: kind ?? null, level: level ?? null }
}
const fits = (p: Pattern, v: VerdictRow): boolean => (p.policy === null ? v.policy !== 'POL-3.1-CAT' : p.policy === v.policy) && (p.clause === null || p.clause === v.clause) && (p.kind === null || p.kind === v.kind) && (p.level === null || p.level === v.level)

function perWeek(figure: string, verdicts: readonly VerdictRow[]): WeekFigure[] {
  const pattern = patternOf(figure), weeks = new Map<number, WeekFigure>()
  for (const v of verdicts.filter((x) => fits(pattern, x))) {
    const known = weeks.get(v.week) ?? { figure, week: v.week, n: 0, met: 0, explained: 0 }
    weeks.set(v.week, { ...known, n: known.n + v.n, met: known.met + v.met, explained: (known.explained ?? 0) + v.explained })
  }
  return [...weeks.values()]
}

const unitNames = async (ctx: Ctx): Promise<Map<string, string>> => new Map((await listUnits(ctx)).map((u) => [u.id, u.name]))
const explanation = (ctx: Ctx, explained: boolean): string | null => (explained ? translate(ctx.locale, 'sla.exception.reviewed') : null)

const shown = (ctx: Ctx, r: LateRow, names: ReadonlyMap<string, string>, overdue: number) => ({
  recordKind: r.record_kind, recordId: r.record_id, number: r.number, title: r.restricted ? null : r.title, url: r.url, unit: r.unit_id ? names.get(r.unit_id) ?? null : null, level: r.level,
  dueAt: r.due_at.toISOString(), endedAt: r.stopped_at?.toISOString() ?? null, overdueBy: msToSpan(overdue), explained: r.archived, explanation: explanation(ctx, r.archived),
})

async function withoutOwner(ctx: Ctx, { from, to }: Week, units: readonly string[] | null, limit: number) {
  const rows = await ownerless(ctx, reachOf(ctx), from, to, units, limit), names = await unitNames(ctx)
  return { nextCursor: null, items: rows.map((r) => ({ recordKind: 'case', recordId: r.id, number: r.number, title: r.restricted ? null : r.title, url: `/cases/${r.id}`, unit: r.unit_id ? names.get(r.unit_id) ?? null : null, level: r.level,
    dueAt: null, endedAt: r.resolved_at.toISOString(), overdueBy: null, explained: r.archived, explanation: explanation(ctx, r.archived) })) }
}

async function notTakenUp(ctx: Ctx, { from, to }: Week, units: readonly string[] | null, limit: number) {
  const rows = await openEscalations(ctx, reachOf(ctx), from, to, units, limit), names = await unitNames(ctx)
  return { nextCursor: null, items: rows.map((r) => ({ recordKind: r.record_kind, recordId: r.record_id, number: r.number, title: r.restricted ? null : r.title, url: r.url, unit: names.get(r.to_unit) ?? null, level: null, dueAt: r.at.toISOString(), endedAt: null, overdueBy: null, explained: false, explanation: null })) }
}

function cursorOf(text: string): [string, string, number] {
  const [at, id, no] = decodeCursor(text, 3)
  if (Number.isNaN(Date.parse(String(at))) || !/^[0-9a-f-]{36}$/.test(String(id)) || !Number.isInteger(no)) throw new BadInput([{ pointer: '/query/cursor', code: 'paging.cursor' }])
  return [String(at), String(id), Number(no)]
}
