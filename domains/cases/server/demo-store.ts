// The cases of the demo company: those of its people as requesters, whoever opened them.
import { sql } from 'kysely'
import { demoRecords } from '../../../platform/server/demo-records.ts'
import type { Ctx } from '../../../platform/server/ctx.ts'

export async function demoCases(ctx: Ctx): Promise<string[]> {
  const { accounts } = await demoRecords(ctx)
  const found = await sql<{ id: string }>`select id from cases where requester_id = any(${accounts}::uuid[])`.execute(ctx.sql<unknown>())
  return found.rows.map((r) => r.id)
}

/** The cases with everything that hangs on them; own cases forget that they were compared or put together with one of them. */
export async function deleteDemoCases(ctx: Ctx, ids: readonly string[]): Promise<void> {
  const list = [...ids], db = ctx.sql<unknown>()
  await sql`update cases set recurrence_of = null where recurrence_of = any(${list}::uuid[]) and not (id = any(${list}::uuid[]))`.execute(db)
  await sql`delete from cases where id = any(${list}::uuid[])`.execute(db)
}

export interface OwnCase { number: string; handler: string | null; unit: string | null }

/** Open cases of real requesters that somebody or a unit of the demo company would have to finish. */
export async function ownCasesInDemoHands(ctx: Ctx, limit: number): Promise<OwnCase[]> {
  const { accounts, units } = await demoRecords(ctx)
  const found = await sql<OwnCase>`select number, coalesce(handler_name, first_owner_name) as handler, unit_name as unit from cases
    where open and (handler_id = any(${accounts}::uuid[]) or first_owner_id = any(${accounts}::uuid[]) or asked_id = any(${accounts}::uuid[]) or unit_id = any(${units}::uuid[])) order by id limit ${limit}`.execute(ctx.sql<unknown>())
  return found.rows
}

/** Own cases that ended stay as they are; only what would lead nowhere is taken off: the demo customer and the demo unit. */
export async function detachEndedCases(ctx: Ctx): Promise<void> {
  const { units, customers } = await demoRecords(ctx), db = ctx.sql<unknown>()
  await sql`update cases set customer_id = null, customer_number = null, customer_name = null, tier = null where customer_id = any(${customers}::uuid[])`.execute(db)
  await sql`update cases set unit_id = null where unit_id = any(${units}::uuid[])`.execute(db)
}
