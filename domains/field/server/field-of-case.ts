// What a case shows of visits, repairs and referrals, and what of them is unfinished for its guards.
import type { CaseField } from '../contract/api.ts'
import { StockSet } from '../contract/events.ts'
import type { StockItem } from '../contract/order.ts'
import type { Ctx } from '../../../platform/server/ctx.ts'
import { NotFound } from '../../../platform/server/errors.ts'
import { inScope } from '../../../platform/server/scope.ts'
import { caseScope, findCase, type CaseFacts, type OpenWork } from '../../cases/public.ts'
import { listStaff } from '../../org/public.ts'
import { ofCase, orders, replaceStock, stockOf, unfinishedOf, visitCounts, type Unfinished } from './field-store.ts'
import { referralsOf } from './refer-case.ts'
import { repairsOf } from './repair.ts'
import { showOrders } from './show-visits.ts'

export async function showFieldOfCase(ctx: Ctx, caseId: string): Promise<CaseField> {
  const facts = await findCase(ctx, caseId)
  if (!inScope(ctx.reach('field.read'), ctx.actor.id, caseScope(facts))) throw new NotFound('case')
  return { visits: await showOrders(ctx, await orders.list(ctx, ofCase(caseId))), repairs: await repairsOf(ctx, caseId), referrals: await referralsOf(ctx, caseId), mayPlan: facts.open && facts.resolvedAt === null && inScope(ctx.reach('field.plan'), ctx.actor.id, caseScope(facts)) }
}

const GUARDS: Record<Unfinished['kind'], { pointer: string; clause: string }> = { visit: { pointer: '/visits', clause: '§5.2' }, repair: { pointer: '/repairs', clause: '§2.2-3' }, referral: { pointer: '/referrals', clause: '§2.2' } }

/** A visit that is not signed off, an appliance that is not back, a referral without result: none of them is a solved problem. */
export const unfinishedField = async (ctx: Ctx, facts: CaseFacts): Promise<OpenWork[]> =>
  (await unfinishedOf(ctx, facts.id)).map(({ kind, id, text }) => ({ before: 'resolved', clause: GUARDS[kind].clause, pointer: `${GUARDS[kind].pointer}/${id}`, code: `field.guard.${kind}`, params: { text } }))

const DAY = 86_400_000
/** Active staff who may work in the field, with their visits of the day. */
export async function listEngineers(ctx: Ctx, on: string | undefined): Promise<{ items: { id: string; name: string; visits: number }[] }> {
  const at = on ? new Date(on) : ctx.now(), start = new Date(at.getTime() - ((at.getTime() + 8 * 3_600_000) % DAY)), counts = await visitCounts(ctx, start, new Date(start.getTime() + DAY))
  const people = await listStaff(ctx, { role: 'field-engineer', limit: 200 })
  return { items: people.map((p) => ({ id: p.id, name: p.name, visits: counts.get(p.id) ?? 0 })).toSorted((a, b) => a.visits - b.visits) }
}

export async function setStock(ctx: Ctx, engineerId: string, items: readonly StockItem[]): Promise<{ items: StockItem[] }> {
  const engineer = (await listStaff(ctx, { role: 'field-engineer', limit: 500 })).find((p) => p.id === engineerId)
  if (!engineer || !inScope(ctx.reach('field.plan'), ctx.actor.id, { unitId: engineer.unitId })) throw new NotFound('engineer')
  await replaceStock(ctx, engineerId, items)
  await ctx.emit(StockSet, { engineerId, count: items.length })
  return { items: await stockOf(ctx, engineerId) }
}
