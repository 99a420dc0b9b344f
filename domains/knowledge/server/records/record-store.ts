// Reads and writes case records and the copies of their editions.
import { sql } from 'kysely'
import type { CaseRecord, RecordParts } from '../../contract/case-record.ts'
import type { Ctx } from '../../../../platform/server/ctx.ts'
import { scopeFilter } from '../../../../platform/server/scope.ts'

export interface RecordRow {
  caseId: string; number: string; title: string; state: CaseRecord['state']; parts: RecordParts; missing: string[]; unitId: string | null; customerId: string | null; clearance: string | null
  version: number; edition: number; createdAt: Date; updatedAt: Date; archivedAt: Date | null
}

const columns = sql.raw(`case_id as "caseId", number, title, state, parts, missing, unit_id as "unitId", customer_id as "customerId", clearance, version, edition,
  created_at as "createdAt", updated_at as "updatedAt", archived_at as "archivedAt"`)

export async function readRecord(ctx: Ctx, caseId: string, hold = false): Promise<RecordRow | null> {
  const found = await sql<RecordRow>`select ${columns} from knowledge_case_records where case_id = ${caseId} ${sql.raw(hold ? 'for update' : '')}`.execute(ctx.sql<unknown>())
  return found.rows[0] ?? null
}

export type NewRecord = Pick<RecordRow, 'caseId' | 'number' | 'title' | 'parts' | 'missing' | 'unitId' | 'customerId' | 'clearance'>

/** A draft; a record that exists becomes a draft again with these parts, its editions stay. */
export async function saveDraft(ctx: Ctx, r: NewRecord): Promise<RecordRow> {
  const saved = await sql<RecordRow>`insert into knowledge_case_records (case_id, number, title, state, parts, missing, unit_id, customer_id, clearance, created_at, updated_at)
    values (${r.caseId}, ${r.number}, ${r.title}, 'draft', ${JSON.stringify(r.parts)}::jsonb, ${r.missing}, ${r.unitId}, ${r.customerId}, ${r.clearance}, ${ctx.now()}, ${ctx.now()})
    on conflict (case_id) do update set title = excluded.title, state = 'draft', parts = excluded.parts, missing = excluded.missing, unit_id = excluded.unit_id, customer_id = excluded.customer_id,
      clearance = excluded.clearance, version = knowledge_case_records.version + 1, updated_at = excluded.updated_at, archived_at = null
    returning ${columns}`.execute(ctx.sql<unknown>())
  return saved.rows[0]!
}

export async function saveParts(ctx: Ctx, caseId: string, parts: RecordParts, missing: string[], state: CaseRecord['state']): Promise<RecordRow> {
  const saved = await sql<RecordRow>`update knowledge_case_records set parts = ${JSON.stringify(parts)}::jsonb, missing = ${missing}, state = ${state}, version = version + 1, updated_at = ${ctx.now()}
    where case_id = ${caseId} returning ${columns}`.execute(ctx.sql<unknown>())
  return saved.rows[0]!
}

/** Marks the record archived and keeps a copy that nobody changes any more. */
export async function keepEdition(ctx: Ctx, caseId: string): Promise<RecordRow> {
  const saved = await sql<RecordRow>`update knowledge_case_records set state = 'archived', edition = edition + 1, version = version + 1, archived_at = ${ctx.now()}, updated_at = ${ctx.now()}
    where case_id = ${caseId} returning ${columns}`.execute(ctx.sql<unknown>())
  const row = saved.rows[0]!
  await sql`insert into knowledge_case_record_editions (case_id, edition, parts, archived_at, archived_by) values (${caseId}, ${row.edition}, ${JSON.stringify(row.parts)}::jsonb, ${ctx.now()}, ${ctx.actor.id})`.execute(ctx.sql<unknown>())
  return row
}

export async function setState(ctx: Ctx, caseId: string, state: CaseRecord['state']): Promise<void> {
  await sql`update knowledge_case_records set state = ${state}, version = version + 1, updated_at = ${ctx.now()}, archived_at = case when ${state} = 'archived' then archived_at end where case_id = ${caseId}`.execute(ctx.sql<unknown>())
}

/** Records in reach, newest first; those that need a clearance only with it. */
export async function pageRecords(ctx: Ctx, page: { state?: string; after: [string, string] | null; limit: number }): Promise<RecordRow[]> {
  const reach = ctx.require('knowledge.read')
  const cleared = [...ctx.actor.grants.keys()]
  const found = await sql<RecordRow>`select ${columns} from knowledge_case_records
    where ${scopeFilter(reach, ctx.actor.id, { unit: 'unit_id' })} and (clearance is null or clearance = any(${cleared}) or ${ctx.actor.kind === 'system'})
      and (${page.state ?? null}::text is null or state = ${page.state ?? null}) and (${page.after?.[0] ?? null}::timestamptz is null or (created_at, case_id) < (${page.after?.[0] ?? null}::timestamptz, ${page.after?.[1] ?? null}::uuid))
    order by created_at desc, case_id desc limit ${page.limit + 1}`.execute(ctx.sql<unknown>())
  return found.rows
}

export async function deleteRecord(ctx: Ctx, caseId: string): Promise<void> {
  await sql`delete from knowledge_case_records where case_id = ${caseId}`.execute(ctx.sql<unknown>())
}
