// Where many cases belong, in one statement.
import { sql } from 'kysely'
import type { Ctx } from '../../../../platform/server/ctx.ts'
import type { CaseFacts } from '../case-facts.ts'

export type CasePlace = Pick<CaseFacts, 'id' | 'problemClass' | 'unitId' | 'customerId' | 'requesterId' | 'handlerId' | 'firstOwnerId' | 'askedId'>

export async function placesOf(ctx: Ctx, ids: readonly string[]): Promise<CasePlace[]> {
  if (ids.length === 0) return []
  const found = await sql<CasePlace>`select id, problem_class as "problemClass", unit_id as "unitId", customer_id as "customerId", requester_id as "requesterId", handler_id as "handlerId",
    first_owner_id as "firstOwnerId", asked_id as "askedId" from cases where id = any(${[...ids]}::uuid[])`.execute(ctx.sql<unknown>())
  return found.rows
}
