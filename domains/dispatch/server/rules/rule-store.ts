// Rules and their versions; dedicated agents of customers.
import { sql } from 'kysely'
import type { RuleDefinition } from '../../contract/rule.ts'
import type { Ctx } from '../../../../platform/server/ctx.ts'
import { newId } from '../../../../platform/server/ids.ts'
import type { RuleRow } from './resolve-rule.ts'

export interface VersionRow { version: number; definition: RuleDefinition; reason: string; published_by: string; published_by_name: string; published_at: Date }

export async function rulesInForce(ctx: Ctx): Promise<(RuleRow & VersionRow)[]> {
  const found = await sql<RuleRow & VersionRow>`select r.id, r.unit_id as "unitId", r.service_line as "serviceLine", v.* from dispatch_rules r join dispatch_rule_versions v on v.rule_id = r.id and v.version = r.version order by r.unit_id nulls first, r.service_line nulls first`.execute(ctx.sql<unknown>())
  return found.rows
}

export async function versionsOf(ctx: Ctx, ruleId: string): Promise<VersionRow[]> {
  const found = await sql<VersionRow>`select version, definition, reason, published_by, published_by_name, published_at from dispatch_rule_versions where rule_id = ${ruleId} order by version desc`.execute(ctx.sql<unknown>())
  return found.rows
}

export async function lockRule(ctx: Ctx, unitId: string | null, serviceLine: string | null): Promise<{ id: string; version: number } | null> {
  const found = await sql<{ id: string; version: number }>`select id, version from dispatch_rules where unit_id is not distinct from ${unitId} and service_line is not distinct from ${serviceLine} for update`.execute(ctx.sql<unknown>())
  return found.rows[0] ?? null
}

/** The next version of the rule; its first one makes the rule. */
export async function saveVersion(ctx: Ctx, rule: { id: string; version: number } | null, of: { unitId: string | null; serviceLine: string | null }, definition: RuleDefinition, reason: string): Promise<{ id: string; version: number }> {
  const db = ctx.sql<unknown>(), id = rule?.id ?? newId(), version = (rule?.version ?? 0) + 1
  if (rule) await sql`update dispatch_rules set version = ${version} where id = ${id}`.execute(db)
  else await sql`insert into dispatch_rules (id, unit_id, service_line, version, created_at) values (${id}, ${of.unitId}, ${of.serviceLine}, 1, ${ctx.now()})`.execute(db)
  await sql`insert into dispatch_rule_versions (rule_id, version, definition, reason, published_by, published_by_name, published_at)
    values (${id}, ${version}, ${JSON.stringify(definition)}::jsonb, ${reason}, ${ctx.actor.id}, ${ctx.actor.name}, ${ctx.now()})`.execute(db)
  return { id, version }
}

export interface DedicatedRow { customer_id: string; agent_id: string | null; deputy_id: string | null; version: number; since: Date }

export async function dedicatedOf(ctx: Ctx, customerId: string): Promise<DedicatedRow | null> {
  return (await sql<DedicatedRow>`select * from dispatch_dedicated where customer_id = ${customerId}`.execute(ctx.sql<unknown>())).rows[0] ?? null
}

export async function saveDedicated(ctx: Ctx, customerId: string, agentId: string | null, deputyId: string | null): Promise<DedicatedRow> {
  const saved = await sql<DedicatedRow>`insert into dispatch_dedicated (customer_id, agent_id, deputy_id, since) values (${customerId}, ${agentId}, ${deputyId}, ${ctx.now()})
    on conflict (customer_id) do update set agent_id = excluded.agent_id, deputy_id = excluded.deputy_id, since = excluded.since, version = dispatch_dedicated.version + 1 returning *`.execute(ctx.sql<unknown>())
  return saved.rows[0]!
}

/** Customers whose agent or deputy the person is. */
export async function dedicatedTo(ctx: Ctx, personId: string): Promise<DedicatedRow[]> {
  return (await sql<DedicatedRow>`select * from dispatch_dedicated where agent_id = ${personId} or deputy_id = ${personId} for update`.execute(ctx.sql<unknown>())).rows
}

/** Rules of units that are taken out, with their versions. */
export async function deleteRulesOf(ctx: Ctx, units: readonly string[]): Promise<void> {
  await sql`delete from dispatch_rules where unit_id = any(${[...units]}::uuid[])`.execute(ctx.sql<unknown>())
}

/** Dedicated agents of customers that are taken out; people who are taken out look after nobody. */
export async function forgetPeople(ctx: Ctx, customers: readonly string[], people: readonly string[]): Promise<void> {
  await sql`delete from dispatch_dedicated where customer_id = any(${[...customers]}::uuid[]) or agent_id = any(${[...people]}::uuid[])`.execute(ctx.sql<unknown>())
  await sql`update dispatch_dedicated set deputy_id = null where deputy_id = any(${[...people]}::uuid[])`.execute(ctx.sql<unknown>())
}
