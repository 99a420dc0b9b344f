// Versions of the process, what stands where, and the paths of a period.
import { sql, type Expression, type SqlBool } from 'kysely'
import type { Ctx } from '../../../platform/server/ctx.ts'
import type { CaseState } from '../../cases/public.ts'
import type { PathQuery } from '../contract/api.ts'
import type { Definition } from '../contract/definition.ts'
import type { CasePath } from './rules/mine-paths.ts'

export interface VersionRow { number: number; state: 'draft' | 'live' | 'superseded'; definition: Definition; closed: string[]; note: string | null; saved_by: string; published_at: Date | null; published_by: string | null; version: number }

const one = async (ctx: Ctx, where: Expression<SqlBool>): Promise<VersionRow | null> => (await sql<VersionRow>`select * from process_versions where ${where}`.execute(ctx.sql<unknown>())).rows[0] ?? null

export const liveVersion = (ctx: Ctx): Promise<VersionRow | null> => one(ctx, sql<SqlBool>`state = 'live'`)
export const draftVersion = (ctx: Ctx): Promise<VersionRow | null> => one(ctx, sql<SqlBool>`state = 'draft'`)
export const publishedVersion = (ctx: Ctx, number: number): Promise<VersionRow | null> => one(ctx, sql<SqlBool>`number = ${number} and state <> 'draft'`)

/** Moves that the version in force closes; none without a version. Read with every move of a case, so no more than that. */
export async function closedMoves(ctx: Ctx): Promise<readonly string[]> {
  return (await sql<{ closed: string[] }>`select closed from process_versions where state = 'live'`.execute(ctx.sql<unknown>())).rows[0]?.closed ?? []
}

/** Published versions, newest first. */
export async function publishedVersions(ctx: Ctx): Promise<VersionRow[]> {
  return (await sql<VersionRow>`select * from process_versions where state <> 'draft' order by number desc`.execute(ctx.sql<unknown>())).rows
}

/** The version in force at a moment, else the first one. */
export async function versionAt(ctx: Ctx, at: Date): Promise<VersionRow | null> {
  return (await sql<VersionRow>`select * from process_versions where state <> 'draft' order by (published_at <= ${at}) desc, case when published_at <= ${at} then number end desc, number limit 1`.execute(ctx.sql<unknown>())).rows[0] ?? null
}

/** Holds the versions against other writers until the transaction ends. */
export async function lockVersions(ctx: Ctx): Promise<void> { await sql`lock table process_versions in share row exclusive mode`.execute(ctx.sql<unknown>()) }

const nextNumber = sql`(select coalesce(max(number), 0) + 1 from process_versions)`

export async function insertDraft(ctx: Ctx, definition: Definition, by: string): Promise<VersionRow> {
  return (await sql<VersionRow>`insert into process_versions (number, state, definition, saved_by) values (${nextNumber}, 'draft', ${JSON.stringify(definition)}::jsonb, ${by}) returning *`.execute(ctx.sql<unknown>())).rows[0]!
}
export async function updateDraft(ctx: Ctx, definition: Definition, by: string): Promise<VersionRow> {
  return (await sql<VersionRow>`update process_versions set definition = ${JSON.stringify(definition)}::jsonb, saved_by = ${by}, version = version + 1 where state = 'draft' returning *`.execute(ctx.sql<unknown>())).rows[0]!
}
export async function deleteDraft(ctx: Ctx): Promise<void> { await sql`delete from process_versions where state = 'draft'`.execute(ctx.sql<unknown>()) }

/** The draft takes the place of the version in force. */
export async function makeLive(ctx: Ctx, closed: readonly string[], note: string, by: string): Promise<void> {
  const db = ctx.sql<unknown>()
  await sql`update process_versions set state = 'superseded' where state = 'live'`.execute(db)
  await sql`update process_versions set state = 'live', closed = ${closed}::text[], note = ${note}, published_at = ${ctx.now()}, published_by = ${by} where state = 'draft'`.execute(db)
}

export async function insertFirst(ctx: Ctx, definition: Definition, by: string): Promise<void> {
  await sql`insert into process_versions (number, state, definition, saved_by, published_at, published_by) values (1, 'live', ${JSON.stringify(definition)}::jsonb, ${by}, ${ctx.now()}, ${by}) on conflict do nothing`.execute(ctx.sql<unknown>())
}

export interface StateCount { state: CaseState; count: number; breached: number; at_risk: number; oldest_id: string; oldest_number: string; since: Date }

/** Open cases by state, with the one that has stood there longest. `soon`: due until then counts as at risk. */
export async function countStates(ctx: Ctx, scope: Expression<SqlBool>, soon: Date): Promise<StateCount[]> {
  const found = await sql<StateCount>`with here as (select id, number, state, (stages -> -1 ->> 'enteredAt')::timestamptz as since, next_due_breached, next_due_at, next_due_warned_at from cases_paths where open and ${scope})
    select state, count(*)::int as count, (count(*) filter (where next_due_breached))::int as breached, (count(*) filter (where not next_due_breached and (next_due_warned_at is not null or next_due_at <= ${soon})))::int as at_risk,
      (array_agg(id order by since, id))[1] as oldest_id, (array_agg(number order by since, id))[1] as oldest_number, min(since) as since
    from here group by state`.execute(ctx.sql<unknown>())
  return found.rows
}

/** Newest first, `limit` at most, and how many there are. */
export async function pathsBetween(ctx: Ctx, scope: Expression<SqlBool>, query: Omit<PathQuery, 'unit'> & { units: readonly string[] | null }, from: Date, to: Date, limit: number): Promise<{ paths: CasePath[]; of: number }> {
  const which = sql<SqlBool>`created_at >= ${from} and created_at < ${to} and ${scope} and (${query.units}::uuid[] is null or unit_id = any(${query.units}::uuid[])) and (${query.serviceLine ?? null}::text is null or service_line = ${query.serviceLine ?? null})
    and (${query.level ?? null}::text is null or level = ${query.level ?? null}) and (${query.requesterType ?? null}::text is null or requester_type = ${query.requesterType ?? null})`
  const paths = (await sql<CasePath>`select id, number, stages from cases_paths where ${which} order by created_at desc limit ${limit}`.execute(ctx.sql<unknown>())).rows
  const of = paths.length < limit ? paths.length : Number((await sql<{ n: string }>`select count(*) as n from cases_paths where ${which}`.execute(ctx.sql<unknown>())).rows[0]!.n)
  return { paths, of }
}
