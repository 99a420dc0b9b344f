// The record of one case, for staff who may read the case (B-17: never for customers).
import { caseRecordOf, editCaseRecord, type CaseRecord, type EditCaseRecord } from '../../../knowledge/public.ts'
import type { Ctx } from '../../../../platform/server/ctx.ts'
import { AppError, NotFound } from '../../../../platform/server/errors.ts'
import { may } from '../case-scope.ts'
import { findCase } from '../find-case.ts'

/** Throws NotFound before the first resolution and for requesters. */
export async function showRecordOf(ctx: Ctx, caseId: string): Promise<CaseRecord> {
  const facts = await findCase(ctx, caseId)
  const record = ctx.actor.kind === 'requester' ? null : await caseRecordOf(ctx, facts.id)
  if (!record) throw new NotFound('case-record')
  return record
}

/** Throws 403 `case-role` for who neither works on the case nor archives it; Conflict `case-archived` afterwards. */
export async function editRecordOf(ctx: Ctx, caseId: string, edit: EditCaseRecord, version: number | null): Promise<CaseRecord> {
  const facts = await findCase(ctx, caseId)
  if (!may(ctx, 'cases.work', facts) && !may(ctx, 'cases.archive', facts)) throw new AppError(403, 'case-role', {}, [{ pointer: '/', code: 'case.role.handler' }])
  return editCaseRecord(ctx, facts.id, edit, version)
}
