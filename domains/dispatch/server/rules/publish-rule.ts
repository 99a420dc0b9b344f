// Publishes a version of a rule, and names dedicated agents. Who manages a unit rules there and below; everywhere takes the right everywhere.
import { accountsOf } from '../../../../platform/server/access/public.ts'
import type { Ctx } from '../../../../platform/server/ctx.ts'
import { BadInput, NotFound, Stale } from '../../../../platform/server/errors.ts'
import { reaction } from '../../../../platform/server/module.ts'
import { inScope } from '../../../../platform/server/scope.ts'
import { customerOf } from '../../../customers/public.ts'
import { findUnit, isActiveStaff, listUnits, PersonDisabling } from '../../../org/public.ts'
import { DedicatedNamed, RulePublished } from '../../contract/events.ts'
import type { Dedicated, NameDedicated, PublishRule, Rule, RuleVersion } from '../../contract/rule.ts'
import { forgetRules } from './rule-for-case.ts'
import { dedicatedOf, dedicatedTo, lockRule, rulesInForce, saveDedicated, saveVersion, versionsOf, type VersionRow } from './rule-store.ts'

const mayManage = (ctx: Ctx, unitId: string | null): boolean => { const reach = ctx.reach('dispatch.manage'); return reach !== null && (unitId === null ? reach.all : inScope(reach, ctx.actor.id, { unitId })) }

/** Throws BadInput for a unit out of reach, Stale when somebody published meanwhile. */
export async function publishRule(ctx: Ctx, input: PublishRule, ifMatch: number | null): Promise<Rule> {
  if (input.unitId !== null && !await findUnit(ctx, input.unitId)) throw new BadInput([{ pointer: '/unitId', code: 'dispatch.unit-unknown' }])
  if (!mayManage(ctx, input.unitId)) throw new BadInput([{ pointer: '/unitId', code: 'dispatch.unit-outside', clause: '§2.1-4' }])
  const held = await lockRule(ctx, input.unitId, input.serviceLine)
  if (ifMatch !== null && ifMatch !== (held?.version ?? 0)) throw new Stale(held?.version ?? 0)
  const before = held ? (await versionsOf(ctx, held.id))[0]?.definition ?? null : null, saved = await saveVersion(ctx, held, input, input.definition, input.reason)
  await ctx.emit(RulePublished, { ruleId: saved.id, version: saved.version, unitId: input.unitId, serviceLine: input.serviceLine }, { changes: { definition: { from: before, to: input.definition } }, reason: input.reason })
  ctx.afterCommit(() => forgetRules(ctx.host))
  return (await showRules(ctx)).items.find((r) => r.id === saved.id)!
}

export async function showRules(ctx: Ctx): Promise<{ items: Rule[]; nextCursor: null }> {
  const names = new Map((await listUnits(ctx)).map((u) => [u.id, u.name]))
  const items = (await rulesInForce(ctx)).map((r) => ({ id: r.id, unit: r.unitId ? { id: r.unitId, name: names.get(r.unitId) ?? '' } : null, serviceLine: r.serviceLine as Rule['serviceLine'], version: r.version, current: toVersion(r), mayManage: mayManage(ctx, r.unitId) }))
  return { items, nextCursor: null }
}

const toVersion = (v: VersionRow): RuleVersion => ({ version: v.version, definition: v.definition, reason: v.reason, publishedBy: { id: v.published_by, name: v.published_by_name }, publishedAt: v.published_at.toISOString() })

/** Newest first. Throws NotFound. */
export async function showVersions(ctx: Ctx, ruleId: string): Promise<{ items: RuleVersion[]; nextCursor: null }> {
  const rows = await versionsOf(ctx, ruleId)
  if (rows.length === 0) throw new NotFound('rule')
  return { items: rows.map(toVersion), nextCursor: null }
}

/** Throws NotFound for an unknown customer. */
export async function showDedicated(ctx: Ctx, customerId: string): Promise<Dedicated> {
  const customer = await customerOf(ctx, customerId)
  if (!customer || !inScope(ctx.reach('customers.read'), ctx.actor.id, { unitId: customer.regionId, customerId })) throw new NotFound('customer')
  const row = await dedicatedOf(ctx, customerId), people = new Map((await accountsOf(ctx, [row?.agent_id, row?.deputy_id].filter((id) => typeof id === 'string'))).map((a) => [a.id, { id: a.id, name: a.name }]))
  const one = (id: string | null | undefined) => (id ? people.get(id) ?? null : null)
  return { customerId, agent: one(row?.agent_id), deputy: one(row?.deputy_id), since: row?.since.toISOString() ?? null, version: row?.version ?? 0, mayManage: mayName(ctx, customer.regionId) }
}

/** Customers without a region are everybody's who may name at all. */
const mayName = (ctx: Ctx, regionId: string | null): boolean => { const reach = ctx.reach('dispatch.manage'); return reach !== null && (reach.all || regionId === null || inScope(reach, ctx.actor.id, { unitId: regionId })) }

/** Throws NotFound, BadInput (nobody who works here, deputy without agent, region out of reach), Stale. */
export async function nameDedicated(ctx: Ctx, customerId: string, input: NameDedicated, ifMatch: number | null): Promise<Dedicated> {
  const before = await showDedicated(ctx, customerId), faults: { pointer: string; code: string; clause?: string }[] = []
  if (!before.mayManage) throw new BadInput([{ pointer: '/agentId', code: 'dispatch.unit-outside', clause: '§2.1-4' }])
  if (ifMatch !== null && ifMatch !== before.version) throw new Stale(before.version)
  if (input.agentId && !await isActiveStaff(ctx, input.agentId)) faults.push({ pointer: '/agentId', code: 'dispatch.person-unfit' })
  if (input.deputyId && (input.deputyId === input.agentId || !await isActiveStaff(ctx, input.deputyId))) faults.push({ pointer: '/deputyId', code: 'dispatch.person-unfit' })
  if (input.deputyId && !input.agentId) faults.push({ pointer: '/agentId', code: 'missing' })
  if (faults.length > 0) throw new BadInput(faults)
  await saveDedicated(ctx, customerId, input.agentId, input.deputyId)
  const after = await showDedicated(ctx, customerId)
  await ctx.emit(DedicatedNamed, { customerId, agentId: input.agentId, deputyId: input.deputyId }, { changes: { agent: { from: before.agent?.name ?? null, to: after.agent?.name ?? null }, deputy: { from: before.deputy?.name ?? null, to: after.deputy?.name ?? null } }, ...(input.reason ? { reason: input.reason } : {}) })
  return after
}

/** Nobody who left stays the agent of a customer: who takes over the work follows, else the deputy (§2.1-9). */
export const followLeaving = reaction({ name: 'dispatch.dedicated-of-who-leaves', to: PersonDisabling, when: 'in-transaction', async run(ctx, { data }) {
  for (const row of await dedicatedTo(ctx, data.personId)) {
    const agentId = row.agent_id === data.personId ? data.reassignTo ?? row.deputy_id : row.agent_id, deputyId = row.deputy_id === data.personId || row.deputy_id === agentId ? null : row.deputy_id
    await saveDedicated(ctx, row.customer_id, agentId, deputyId)
    await ctx.emit(DedicatedNamed, { customerId: row.customer_id, agentId, deputyId }, { changes: { agentId: { from: row.agent_id, to: agentId }, deputyId: { from: row.deputy_id, to: deputyId } } })
  }
} })
