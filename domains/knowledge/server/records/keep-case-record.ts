// The life of a case record: drafted when the case is resolved, completed by people, archived with its case, drafted again after reopening.
import type { CaseRecord, EditCaseRecord, RecordParts } from '../../contract/case-record.ts'
import { CaseRecordArchived, CaseRecordDrafted, CaseRecordEdited } from '../../contract/events.ts'
import type { Ctx } from '../../../../platform/server/ctx.ts'
import { Conflict, NotFound, Stale } from '../../../../platform/server/errors.ts'
import { missingParts } from './missing-parts.ts'
import { keepEdition, readRecord, saveDraft, saveParts, setState, type RecordRow } from './record-store.ts'

export interface RecordDraft {
  caseId: string; number: string; title: string; parts: RecordParts; unitId: string | null; customerId: string | null
  /** A permission that readers need beside `knowledge.read` (data-security cases). */
  clearance?: string | null
}

/** Makes the draft at resolution (B-17). Called again after a reopening it starts the next edition. */
export async function draftCaseRecord(ctx: Ctx, draft: RecordDraft): Promise<CaseRecord> {
  const row = await saveDraft(ctx, { ...draft, clearance: draft.clearance ?? null, missing: missingParts(draft.parts) })
  await ctx.emit(CaseRecordDrafted, { caseId: draft.caseId })
  return toRecord(row)
}

/** The record of a case; null while it was never resolved. Who may read it is decided by the case. */
export async function caseRecordOf(ctx: Ctx, caseId: string): Promise<CaseRecord | null> {
  const row = await readRecord(ctx, caseId)
  return row ? toRecord(row) : null
}

/** Changes parts of the draft. Throws NotFound, Stale, Conflict `case-archived` once it is archived (R3.4-11). */
export async function editCaseRecord(ctx: Ctx, caseId: string, edit: EditCaseRecord, version: number | null = null): Promise<CaseRecord> {
  const row = await readRecord(ctx, caseId, true)
  if (!row) throw new NotFound('case-record')
  if (version !== null && version !== row.version) throw new Stale(row.version)
  if (row.state === 'archived') throw new Conflict('case-archived')
  const parts: RecordParts = { ...row.parts, ...edit }
  const missing = missingParts(parts)
  const saved = await saveParts(ctx, caseId, parts, missing, missing.length === 0 ? 'complete' : 'draft')
  const changed = Object.keys(edit) as (keyof EditCaseRecord)[]
  await ctx.emit(CaseRecordEdited, { caseId }, { changes: Object.fromEntries(changed.map((k) => [k, { from: row.parts[k], to: parts[k] }])) })
  return toRecord(saved)
}

/** Archives the record with a copy of its own (R3.3-9). Throws NotFound; Conflict `case-record-incomplete` naming every missing item (R3.4-10). */
export async function completeCaseRecord(ctx: Ctx, caseId: string): Promise<CaseRecord> {
  const row = await readRecord(ctx, caseId, true)
  if (!row) throw new NotFound('case-record')
  const missing = missingParts(row.parts)
  if (missing.length > 0) throw new Conflict('case-record-incomplete', {}, missing.map((item) => ({ pointer: `/record/${item.replaceAll('.', '/')}`, code: `case.record.${item}`, clause: '§3.4-3' })))
  const kept = await keepEdition(ctx, caseId)
  await ctx.emit(CaseRecordArchived, { caseId, edition: kept.edition })
  return toRecord(kept)
}

/** After a reopening the archived copy keeps its edition; the record itself may be changed again (B-18). */
export async function reopenCaseRecord(ctx: Ctx, caseId: string): Promise<void> {
  const row = await readRecord(ctx, caseId, true)
  if (row && row.state !== 'draft') await setState(ctx, caseId, 'draft')
}

export const toRecord = (r: RecordRow): CaseRecord => ({
  caseId: r.caseId, number: r.number, title: r.title, state: r.state, parts: r.parts, missing: r.missing, version: r.version, edition: r.edition,
  createdAt: r.createdAt.toISOString(), updatedAt: r.updatedAt.toISOString(), archivedAt: r.archivedAt?.toISOString() ?? null,
})
