// What people have on their hands, and when they were last given something. `cases_work` is the view that cases publishes.
import { sql } from 'kysely'
import type { Ctx } from '../../../../platform/server/ctx.ts'

export interface LoadRow { handler_id: string; level: string | null; waiting: boolean; cases: number; at_risk: number; breached: number }

/** Waits for somebody else: the requester, a provider, an appointment, or the answer to the result. */
export const WAITING = sql.raw(`state in ('waiting-requester', 'waiting-vendor', 'on-site-scheduled', 'resolved', 'awaiting-confirmation')`)
/** Warned, or due before `soon`, and not breached yet. */
export const atRisk = (soon: Date) => sql`(open and not next_due_breached and next_due_at < 'infinity' and (next_due_warned_at is not null or next_due_at <= ${soon}))`

/** Open cases of people by level. */
export async function openWorkOf(ctx: Ctx, people: readonly string[], soon: Date): Promise<LoadRow[]> {
  if (people.length === 0) return []
  const found = await sql<LoadRow>`select handler_id, level, ${WAITING} as waiting, count(*)::int as cases, count(*) filter (where ${atRisk(soon)})::int as at_risk, count(*) filter (where next_due_breached)::int as breached
    from cases_work where open and handler_id = any(${[...people]}::uuid[]) group by 1, 2, 3`.execute(ctx.sql<unknown>())
  return found.rows
}

export async function lastAssignedOf(ctx: Ctx, people: readonly string[]): Promise<Map<string, Date>> {
  if (people.length === 0) return new Map()
  const found = await sql<{ id: string; at: Date }>`select p.id, a.at from unnest(${[...people]}::uuid[]) as p (id) cross join lateral (select at from dispatch_assignments where handler_id = p.id order by at desc limit 1) a`.execute(ctx.sql<unknown>())
  return new Map(found.rows.map((r) => [r.id, r.at]))
}

/** Open cases that a person handles, the most urgent first. */
export async function handledBy(ctx: Ctx, personId: string, limit: number): Promise<string[]> {
  const found = await sql<{ id: string }>`select id from cases_work where open and handler_id = ${personId} order by rank, next_due_at, id limit ${limit}`.execute(ctx.sql<unknown>())
  return found.rows.map((r) => r.id)
}

/** Who declined the case before. */
export async function declinedBy(ctx: Ctx, caseId: string): Promise<Set<string>> {
  const found = await sql<{ person_id: string }>`select distinct person_id from cases_declines where case_id = ${caseId}`.execute(ctx.sql<unknown>())
  return new Set(found.rows.map((r) => r.person_id))
}
