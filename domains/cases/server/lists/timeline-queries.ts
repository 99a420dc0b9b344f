// The facts of a case, and of those that were merged into it, from the event log.
import { sql } from 'kysely'
import type { Changes } from '../../../../platform/contract/event.ts'
import type { Ctx } from '../../../../platform/server/ctx.ts'

export interface CaseEvent { seq: string; caseId: string; id: string; name: string; at: Date; actorId: string; actorName: string; data: unknown; changes: Changes | null; reason: string | null }

/** Oldest first; `names` limits to these kinds of facts, null to none. Marks that only serve the product itself are left out; who read what is told by the audit trail. */
export async function eventsOfCase(ctx: Ctx, caseIds: readonly string[], afterSeq: string, limit: number, names: readonly string[] | null): Promise<CaseEvent[]> {
  const found = await sql<CaseEvent>`select seq, id, name, substr(subject, 6) as "caseId", at, actor_id as "actorId", actor_name as "actorName", data, changes, reason from event_log
    where subject = any(${caseIds.map((id) => `case:${id}`)}::text[]) and seq > ${afterSeq}::bigint and (${names === null} or name = any(${names ?? []})) and name not in ('cases.message-needed@1', 'cases.restricted-case-read@1') order by seq limit ${limit}`.execute(ctx.sql<unknown>())
  return found.rows
}
