// The dispatch board: what lies unassigned, what is at risk or breached, and who could take it (§1.1-4, §1.2-11, §2.1).
import type { Ctx } from '../../../../platform/server/ctx.ts'
import { setting } from '../../../../platform/server/settings/public.ts'
import { DueSoonMinutes, summariesOf } from '../../../cases/public.ts'
import { deputyOf, dutyOf, listStaff, staffByIds, type StaffFacts, type UnitFacts } from '../../../org/public.ts'
import type { Board, BoardPerson, BoardQuery, Load } from '../../contract/board.ts'
import { DEFAULT_RULE } from '../../contract/rule.ts'
import { loadsBy } from '../assign/load-candidates.ts'
import { openWorkOf, type LoadRow } from '../assign/load-queries.ts'
import { weightOf } from '../rules/choose-handler.ts'
import { resolveRule, type RuleInForce, type RuleRow } from '../rules/resolve-rule.ts'
import { rulesInForce } from '../rules/rule-store.ts'
import { boardColumns, type ColumnRow } from './board-queries.ts'
import { sightOf, type Sight } from './reach.ts'
import { pathOf, rootsOf } from './unit-tree.ts'

const LEADING = ['lead', 'regional-manager'], PEOPLE = 200

export const soonOf = async (ctx: Ctx): Promise<Date> => new Date(ctx.now().getTime() + await setting(ctx, DueSoonMinutes) * 60_000)

export async function showBoard(ctx: Ctx, query: BoardQuery): Promise<Board> {
  const sight = await sightOf(ctx, query.unit), soon = await soonOf(ctx), rules = await rulesInForce(ctx)
  const { columns, open, handlers } = await boardColumns(ctx, sight, soon, query.limit)
  const column = async (row: ColumnRow | undefined) => ({ count: row?.count ?? 0, items: row ? await summariesOf(ctx, row.ids) : [] })
  const byId = new Map(sight.all.map((u) => [u.id, u])), ruleOf = (unitId: string | null): RuleInForce => resolveRule(rules, pathOf(byId, unitId), null)
  return {
    unit: sight.unit && { id: sight.unit.id, name: sight.unit.name }, units: sight.tree.map(({ id, name, tier, depth }) => ({ id, name, tier, depth })), mode: ruleOf(sight.unit?.id ?? sight.tree[0]?.id ?? null).definition.mode,
    unassigned: await column(columns.get('unassigned')), atRisk: await column(columns.get('atRisk')), breached: await column(columns.get('breached')),
    people: await peopleOf(ctx, sight, rules, handlers, soon, byId, ruleOf), open, at: ctx.now().toISOString(),
  }
}

/** Those whom a rule may choose, those who lead, and whoever has a case here; present and least loaded first. */
async function peopleOf(ctx: Ctx, sight: Sight, rules: readonly RuleRow[], handlers: readonly string[], soon: Date, byId: ReadonlyMap<string, UnitFacts>, ruleOf: (unitId: string | null) => RuleInForce): Promise<BoardPerson[]> {
  const roles = new Set([...rules.flatMap((r) => r.definition.roles), ...DEFAULT_RULE.roles, ...LEADING]), staff = new Map<string, StaffFacts>()
  for (const root of sight.unit ? [sight.unit] : rootsOf(sight.tree)) for (const s of await listStaff(ctx, { unitId: root.id })) if (s.roles.some((r) => roles.has(r))) staff.set(s.id, s)
  for (const s of await staffByIds(ctx, handlers.filter((id) => !staff.has(id)))) staff.set(s.id, s)
  const ids = [...staff.keys()].slice(0, PEOPLE), loads = loadsBy(await openWorkOf(ctx, ids, soon)), duty = await dutyOf(ctx, ids, ctx.now())
  const people = await Promise.all(ids.map(async (id): Promise<BoardPerson> => {
    const s = staff.get(id)!, on = duty.get(id)!, rule = ruleOf(s.unitId).definition
    return { id, name: s.name, unit: s.unitId ? { id: s.unitId, name: byId.get(s.unitId)?.name ?? '' } : null, roles: s.roles, shift: on.shift, absentUntil: on.absentUntil?.toISOString() ?? null, deputy: null, load: loadOf(rule, loads.get(id) ?? []), maxWeight: rule.maxWeight }
  }))
  for (const p of people) if (p.absentUntil) p.deputy = await nameOfDeputy(ctx, p.id)
  const away = (p: BoardPerson): number => (p.absentUntil ? 2 : p.shift === 'off' ? 1 : 0)
  return people.sort((a, b) => away(a) - away(b) || a.load.weight - b.load.weight || a.name.localeCompare(b.name, 'zh'))
}

async function nameOfDeputy(ctx: Ctx, id: string): Promise<BoardPerson['deputy']> {
  const deputy = await deputyOf(ctx, id), person = deputy ? (await staffByIds(ctx, [deputy]))[0] : undefined
  return person ? { id: person.id, name: person.name } : null
}

function loadOf(rule: RuleInForce['definition'], rows: readonly LoadRow[]): Load {
  const sum = (of: (r: LoadRow) => number): number => rows.reduce((all, r) => all + of(r), 0), byLevel: Record<string, number> = {}
  for (const r of rows) byLevel[r.level ?? 'none'] = (byLevel[r.level ?? 'none'] ?? 0) + r.cases
  return { cases: sum((r) => r.cases), weight: sum((r) => r.cases * weightOf(rule, r.level, r.waiting)), waiting: sum((r) => (r.waiting ? r.cases : 0)), atRisk: sum((r) => r.at_risk), breached: sum((r) => r.breached), byLevel }
}
