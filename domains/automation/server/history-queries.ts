// Reads the event log: what could have set a rule off, what changed afterwards, and which request a fact came from.
import { sql } from 'kysely'
import type { Changes } from '../../../platform/contract/event.ts'
import type { Ctx } from '../../../platform/server/ctx.ts'

export interface PastEvent { seq: string; id: string; name: string; at: Date; case_id: string; data: Record<string, unknown> }

/** Newest first. */
export async function pastEvents(ctx: Ctx, names: readonly string[], since: Date, limit: number): Promise<PastEvent[]> {
  return (await sql<PastEvent>`select seq, id, name, at, substr(subject, 6) as case_id, data from event_log where name = any(${[...names]}::text[]) and at > ${since} and subject like 'case:%' order by at desc, seq desc limit ${limit}`.execute(ctx.sql<unknown>())).rows
}

/** Changes of these cases, oldest first. */
export async function changesSince(ctx: Ctx, caseIds: readonly string[], since: Date): Promise<{ seq: string; case_id: string; at: Date; changes: Changes }[]> {
  if (caseIds.length === 0) return []
  return (await sql<{ seq: string; case_id: string; at: Date; changes: Changes }>`select seq, substr(subject, 6) as case_id, at, changes from event_log where subject = any(${caseIds.map((id) => `case:${id}`)}::text[]) and changes is not null and at >= ${since} order by seq`.execute(ctx.sql<unknown>())).rows
}

export async function requestOf(ctx: Ctx, event: { id: string; name: string; at: Date }): Promise<string | null> {
  return (await sql<{ request_id: string | null }>`select request_id from event_log where name = ${event.name} and at = ${event.at} and id = ${event.id}`.execute(ctx.sql<unknown>())).rows[0]?.request_id ?? null
}

/** Open cases in a state, oldest first. */
export async function casesInState(ctx: Ctx, state: string, limit: number): Promise<string[]> {
  return (await sql<{ id: string }>`select id from cases_summary where state = ${state} order by created_at limit ${limit}`.execute(ctx.sql<unknown>())).rows.map((r) => r.id)
}
