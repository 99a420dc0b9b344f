// Follow-up tasks: somebody calls the user who did not answer.
import { sql } from 'kysely'
import type { Ctx } from '../../../../platform/server/ctx.ts'
import { scopeFilter } from '../../../../platform/server/scope.ts'

export interface FollowUpRow { id: string; caseId: string; number: string; title: string; round: number; assigneeId: string | null; openedAt: Date; doneAt: Date | null; note: string | null }

/** One task per round; false when it is there already. */
export async function insertFollowUp(ctx: Ctx, task: { id: string; caseId: string; round: number; assigneeId: string | null }): Promise<boolean> {
  const made = await sql`insert into cases_follow_ups (id, case_id, round, assignee_id, opened_at) values (${task.id}, ${task.caseId}, ${task.round}, ${task.assigneeId}, ${ctx.now()}) on conflict (case_id, round) do nothing`.execute(ctx.sql<unknown>())
  return made.numAffectedRows === 1n
}

export async function hasFollowUp(ctx: Ctx, caseId: string, round: number): Promise<boolean> {
  const found = await sql`select 1 from cases_follow_ups where case_id = ${caseId} and round = ${round}`.execute(ctx.sql<unknown>())
  return found.rows.length > 0
}

const columns = sql.raw(`f.id, f.case_id as "caseId", c.number, c.title, f.round, f.assignee_id as "assigneeId", f.opened_at as "openedAt", f.done_at as "doneAt", f.note`)

export async function finishFollowUpRow(ctx: Ctx, caseId: string, id: string, note: string): Promise<FollowUpRow | null> {
  const done = await sql<FollowUpRow>`update cases_follow_ups f set done_at = ${ctx.now()}, note = ${note} from cases c where c.id = f.case_id and f.id = ${id} and f.case_id = ${caseId} and f.done_at is null
    returning ${columns}`.execute(ctx.sql<unknown>())
  return done.rows[0] ?? null
}

/** Whatever is open for a case that has its answer is done by that. */
export async function closeFollowUps(ctx: Ctx, caseId: string): Promise<void> {
  await sql`update cases_follow_ups set done_at = ${ctx.now()} where case_id = ${caseId} and done_at is null`.execute(ctx.sql<unknown>())
}

/** Open tasks of the actor, or of everybody in reach for who assigns; oldest first. */
export async function pageFollowUps(ctx: Ctx, after: [string, string] | null, limit: number): Promise<FollowUpRow[]> {
  const leads = ctx.reach('cases.assign')
  const inReach = scopeFilter(leads, ctx.actor.id, { unit: 'c.unit_id', customer: 'c.customer_id', people: ['c.handler_id', 'c.first_owner_id'] })
  const found = await sql<FollowUpRow>`select ${columns} from cases_follow_ups f join cases c on c.id = f.case_id
    where f.done_at is null and (f.assignee_id = ${ctx.actor.id} or ${inReach}) and (c.problem_class is distinct from 'data-security' or ${ctx.reach('cases.restricted') !== null})
      and (${after?.[0] ?? null}::timestamptz is null or (f.opened_at, f.id) > (${after?.[0] ?? null}::timestamptz, ${after?.[1] ?? null}::uuid))
    order by f.opened_at, f.id limit ${limit + 1}`.execute(ctx.sql<unknown>())
  return found.rows
}
