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
