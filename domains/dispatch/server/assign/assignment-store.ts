// Every assignment of a case, with what was weighed.
import { sql } from 'kysely'
import type { Because, Way } from '../../contract/assignment.ts'
import type { Method, Mode } from '../../contract/rule.ts'
import type { Ctx } from '../../../../platform/server/ctx.ts'
import { newId } from '../../../../platform/server/ids.ts'
import type { Out } from '../rules/choose-handler.ts'

/** As it was then: codes instead of words, so that every reader gets the own language. */
export interface KeptCandidate { id: string; name: string; unitId: string | null; chosen: boolean; out: Out[]; lacks: Out[]; cases: number; weight: number; lastAssignedAt: string | null; standsInFor: { id: string; name: string } | null }
export interface KeptExplanation {
  rule: { id: string | null; version: number; unitId: string | null; serviceLine: string | null; mode: Mode; method: Method }
  because: Because; chosen: { id: string; name: string } | null; candidates: KeptCandidate[]; language: string; skills: string[]
}

export interface AssignmentRow {
  id: string; case_id: string; at: Date; way: Way; handler_id: string; handler_name: string; from_id: string | null; from_name: string | null; by_id: string; by_name: string; reason: string | null; explanation: KeptExplanation | null
}

export async function insertAssignment(ctx: Ctx, a: Omit<AssignmentRow, 'id' | 'at' | 'by_id' | 'by_name'>): Promise<void> {
  await sql`insert into dispatch_assignments (id, case_id, at, way, handler_id, handler_name, from_id, from_name, by_id, by_name, reason, explanation)
    values (${newId()}, ${a.case_id}, ${ctx.now()}, ${a.way}, ${a.handler_id}, ${a.handler_name}, ${a.from_id}, ${a.from_name}, ${ctx.actor.id}, ${ctx.actor.name}, ${a.reason}, ${a.explanation === null ? null : JSON.stringify(a.explanation)}::jsonb)`.execute(ctx.sql<unknown>())
}

export async function assignmentsOf(ctx: Ctx, caseId: string, limit = 50): Promise<AssignmentRow[]> {
  const found = await sql<AssignmentRow>`select * from dispatch_assignments where case_id = ${caseId} order by at desc, id desc limit ${limit}`.execute(ctx.sql<unknown>())
  return found.rows
}
