// Rows of rules, versions, tries and runs.
import { sql } from 'kysely'
import type { Ctx } from '../../../platform/server/ctx.ts'
import type { Definition, DryRun, RuleRun } from '../contract/rule.ts'

export interface RuleRow {
  id: string; name: string; position: number; state: 'off' | 'on' | 'stopped'; stopped_reason: string | null; definition: Definition; limit_per_hour: number; version: number; tested_version: number | null
  on_since: Date | null; edited_by: string; edited_by_name: string; edited_at: Date
}
export interface Did { zh: string; en: string }
export interface Cause { kind: string; event: string; at: string; said?: string | null; score?: number | null }
export interface RunRow { id: string; rule_id: string; rule_version: number; anchor: string; cause: Cause; case_id: string; case_number: string; at: Date; outcome: RuleRun['outcome']; acts: Did[]; error: Did | null; chain: string[] }

export async function listRuleRows(ctx: Ctx, onlyOn = false): Promise<RuleRow[]> {
  return (await sql<RuleRow>`select * from automation_rules ${onlyOn ? sql`where state = 'on'` : sql``} order by position, id`.execute(ctx.sql<unknown>())).rows
}
export async function findRule(ctx: Ctx, id: string, lock = false): Promise<RuleRow | null> {
  return (await sql<RuleRow>`select * from automation_rules where id = ${id} ${lock ? sql`for update` : sql``}`.execute(ctx.sql<unknown>())).rows[0] ?? null
}
export type RuleText = Pick<RuleRow, 'id' | 'name' | 'definition' | 'limit_per_hour' | 'version'>

/** Writes a version: a new rule at the end of the order, or the next words of an old one, which is off then. */
export async function saveRule(ctx: Ctx, r: RuleText, why: string | null): Promise<void> {
  const by = ctx.actor, definition = JSON.stringify(r.definition)
  await sql`insert into automation_rules (id, name, position, definition, limit_per_hour, version, edited_by, edited_by_name, edited_at)
    values (${r.id}, ${r.name}, (select coalesce(max(position), 0) + 1 from automation_rules), ${definition}::jsonb, ${r.limit_per_hour}, ${r.version}, ${by.id}, ${by.name}, ${ctx.now()})
    on conflict (id) do update set name = excluded.name, definition = excluded.definition, limit_per_hour = excluded.limit_per_hour, version = excluded.version, edited_by = excluded.edited_by, edited_by_name = excluded.edited_by_name,
      edited_at = excluded.edited_at, state = 'off', on_since = null, stopped_reason = null`.execute(ctx.sql<unknown>())
  await sql`insert into automation_versions (rule_id, version, name, definition, limit_per_hour, by_id, by_name, at, why)
    values (${r.id}, ${r.version}, ${r.name}, ${definition}::jsonb, ${r.limit_per_hour}, ${by.id}, ${by.name}, ${ctx.now()}, ${why})`.execute(ctx.sql<unknown>())
}
export async function setState(ctx: Ctx, id: string, state: RuleRow['state'], reason: string | null = null): Promise<void> {
  await sql`update automation_rules set state = ${state}, stopped_reason = ${reason}, on_since = ${state === 'on' ? ctx.now() : null} where id = ${id}`.execute(ctx.sql<unknown>())
}
export async function orderRules(ctx: Ctx, ids: readonly string[]): Promise<void> {
  await sql`update automation_rules r set position = o.place from unnest(${[...ids]}::uuid[]) with ordinality as o(id, place) where r.id = o.id`.execute(ctx.sql<unknown>())
}
export async function deleteRule(ctx: Ctx, id: string): Promise<void> { await sql`delete from automation_rules where id = ${id}`.execute(ctx.sql<unknown>()) }

export interface VersionRow { version: number; name: string; definition: Definition; limit_per_hour: number; by_id: string; by_name: string; at: Date; why: string | null }
export async function versionsOf(ctx: Ctx, ruleId: string): Promise<VersionRow[]> {
  return (await sql<VersionRow>`select * from automation_versions where rule_id = ${ruleId} order by version desc limit 200`.execute(ctx.sql<unknown>())).rows
}

export interface TryRow { id: string; version: number; days: number; result: Omit<DryRun, 'id' | 'version' | 'days' | 'at' | 'by'>; by_id: string; by_name: string; at: Date }
export async function insertTry(ctx: Ctx, ruleId: string, t: Pick<TryRow, 'id' | 'version' | 'days' | 'result'>): Promise<TryRow> {
  const row = (await sql<TryRow>`insert into automation_tries (id, rule_id, version, days, result, by_id, by_name, at) values (${t.id}, ${ruleId}, ${t.version}, ${t.days}, ${JSON.stringify(t.result)}::jsonb, ${ctx.actor.id}, ${ctx.actor.name}, ${ctx.now()}) returning *`.execute(ctx.sql<unknown>())).rows[0]!
  await sql`update automation_rules set tested_version = ${t.version} where id = ${ruleId} and version = ${t.version}`.execute(ctx.sql<unknown>())
  return row
}
export async function triesOf(ctx: Ctx, ruleId: string): Promise<TryRow[]> {
  return (await sql<TryRow>`select * from automation_tries where rule_id = ${ruleId} order by at desc, id desc limit 10`.execute(ctx.sql<unknown>())).rows
}

/** False when the same fact set the rule off before. */
export async function insertRun(ctx: Ctx, r: RunRow): Promise<boolean> {
  const made = await sql`insert into automation_runs (id, rule_id, rule_version, anchor, cause, case_id, case_number, at, outcome, acts, error, chain)
    values (${r.id}, ${r.rule_id}, ${r.rule_version}, ${r.anchor}, ${JSON.stringify(r.cause)}::jsonb, ${r.case_id}, ${r.case_number}, ${r.at}, ${r.outcome}, ${JSON.stringify(r.acts)}::jsonb, ${r.error && JSON.stringify(r.error)}::jsonb, ${r.chain}::uuid[]) on conflict (rule_id, anchor) do nothing`.execute(ctx.sql<unknown>())
  return made.numAffectedRows === 1n
}
export async function endRun(ctx: Ctx, id: string, end: Pick<RunRow, 'outcome' | 'acts' | 'error'>): Promise<void> {
  await sql`update automation_runs set outcome = ${end.outcome}, acts = ${JSON.stringify(end.acts)}::jsonb, error = ${end.error && JSON.stringify(end.error)}::jsonb, at = ${ctx.now()} where id = ${id}`.execute(ctx.sql<unknown>())
}
export async function findRunRow(ctx: Ctx, id: string): Promise<RunRow | null> {
  return (await sql<RunRow>`select * from automation_runs where id = ${id}`.execute(ctx.sql<unknown>())).rows[0] ?? null
}
export async function heldRuns(ctx: Ctx, ruleId: string, limit: number): Promise<RunRow[]> {
  return (await sql<RunRow>`select * from automation_runs where rule_id = ${ruleId} and outcome = 'held' order by id limit ${limit}`.execute(ctx.sql<unknown>())).rows
}
/** Acts of a rule since a moment: altogether, and on one case. One after the other per rule, so that the limit holds across processes. */
export async function countRuns(ctx: Ctx, ruleId: string, caseId: string, since: Date): Promise<{ all: number; onCase: number }> {
  await sql`select pg_advisory_xact_lock(7246031, hashtext(${ruleId}))`.execute(ctx.sql<unknown>())
  return (await sql<{ all: number; onCase: number }>`select (select count(*)::int from automation_runs where rule_id = ${ruleId} and outcome = 'done' and at > ${since}) as "all",
    (select count(*)::int from automation_runs where rule_id = ${ruleId} and case_id = ${caseId} and outcome = 'done' and at > ${since}) as "onCase"`.execute(ctx.sql<unknown>())).rows[0]!
}
export async function runFigures(ctx: Ctx, since: Date): Promise<Map<string, { done: number; failed: number; held: number }>> {
  const rows = (await sql<{ rule_id: string; done: number; failed: number; held: number }>`select rule_id, count(*) filter (where outcome = 'done' and at > ${since})::int as done, count(*) filter (where outcome in ('failed', 'looped') and at > ${since})::int as failed,
    count(*) filter (where outcome = 'held')::int as held from automation_runs where at > ${since} or outcome = 'held' group by rule_id`.execute(ctx.sql<unknown>())).rows
  return new Map(rows.map((r) => [r.rule_id, { done: r.done, failed: r.failed, held: r.held }]))
}
export async function pageRuns(ctx: Ctx, f: { ruleId?: string; outcome?: string; before: string | null; limit: number }): Promise<(RunRow & { rule_name: string })[]> {
  return (await sql<RunRow & { rule_name: string }>`select r.*, a.name as rule_name from automation_runs r join automation_rules a on a.id = r.rule_id where true ${f.ruleId ? sql`and r.rule_id = ${f.ruleId}` : sql``}
    ${f.outcome ? sql`and r.outcome = ${f.outcome}` : sql``} ${f.before ? sql`and r.id < ${f.before}::uuid` : sql``} order by r.id desc limit ${f.limit}`.execute(ctx.sql<unknown>())).rows
}
export async function hasRuns(ctx: Ctx, ruleId: string): Promise<boolean> {
  return (await sql`select 1 from automation_runs where rule_id = ${ruleId} limit 1`.execute(ctx.sql<unknown>())).rows.length > 0
}
export async function deleteOldRuns(ctx: Ctx, olderThan: Date, limit: number): Promise<string[]> {
  return (await sql<{ id: string }>`delete from automation_runs where id in (select id from automation_runs where at < ${olderThan} order by at, id limit ${limit} for update skip locked) returning id`.execute(ctx.sql<unknown>())).rows.map((r) => r.id)
}
export async function deleteRunsOf(ctx: Ctx, caseIds: readonly string[]): Promise<void> {
  await sql`delete from automation_runs where case_id = any(${[...caseIds]}::uuid[])`.execute(ctx.sql<unknown>())
}
