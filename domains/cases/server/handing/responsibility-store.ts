// Open work of a person or a unit.
import { sql } from 'kysely'
import type { Ctx } from '../../../../platform/server/ctx.ts'

export interface OpenWork { id: string; number: string }

/** Open cases that somebody handles or owns, or that lie in a unit; at most `limit`. */
export async function openWorkOf(ctx: Ctx, of: { personId: string } | { unitId: string }, limit: number): Promise<OpenWork[]> {
  const where = 'personId' in of ? sql`(handler_id = ${of.personId} or first_owner_id = ${of.personId})` : sql`unit_id = ${of.unitId}`
  const found = await sql<OpenWork>`select id, number from cases where open and ${where} order by id limit ${limit} for update`.execute(ctx.sql<unknown>())
  return found.rows
}

/** How many cases hang on a customer or a requester, and the numbers of the newest five. */
export async function casesOf(ctx: Ctx, of: { customerId: string } | { requesterId: string }): Promise<{ count: number; numbers: string[] }> {
  const where = 'customerId' in of ? sql`customer_id = ${of.customerId}` : sql`requester_id = ${of.requesterId}`
  const found = await sql<{ count: number; numbers: string[] | null }>`select count(*)::int as count, (select array_agg(number) from (select number from cases where ${where} order by id desc limit 5) n) as numbers from cases where ${where}`.execute(ctx.sql<unknown>())
  return { count: found.rows[0]!.count, numbers: found.rows[0]!.numbers ?? [] }
}
