// All work inside a case at one look, and the files of it.
import type { CaseWork } from '../contract/api.ts'
import type { Ctx } from '../../../platform/server/ctx.ts'
import { NotFound } from '../../../platform/server/errors.ts'
import { fileReply, subjectOfFile } from '../../../platform/server/files/public.ts'
import type { FileReply } from '../../../platform/server/http/reply.ts'
import { findCase, type CaseFacts, type OpenWork } from '../../cases/public.ts'
import { toChange } from './change-configuration.ts'
import { filesSubject, toDiagnosis } from './diagnose.ts'
import { reaches } from './hold-work.ts'
import { toPlan } from './plan-solution.ts'
import { toSession } from './remote-session.ts'
import { showSubTask, subTaskFiles } from './sub-task.ts'
import { showVendorTask } from './vendor-task.ts'
import { changes, diagnoses, ofCase, plans, sessions, subTasks, unfinishedOf, vendorTasks, type Unfinished } from './work-store.ts'

/** Throws NotFound outside the reach, Forbidden `case-restricted` (§3.1-3). */
async function readableCase(ctx: Ctx, caseId: string): Promise<CaseFacts> {
  const facts = await findCase(ctx, caseId)
  if (!reaches(ctx, 'casework.read', facts)) throw new NotFound('case')
  return facts
}

export async function showWork(ctx: Ctx, caseId: string): Promise<CaseWork> {
  const facts = await readableCase(ctx, caseId), here = ofCase(caseId)
  const tasks = [], vendors = []
  for (const row of await subTasks.list(ctx, here)) tasks.push(await showSubTask(ctx, row, facts))
  for (const row of await vendorTasks.list(ctx, here)) vendors.push(await showVendorTask(ctx, row))
  return {
    diagnoses: (await diagnoses.list(ctx, here)).map(toDiagnosis), plans: (await plans.list(ctx, here)).map(toPlan), changes: (await changes.list(ctx, here)).map(toChange), sessions: (await sessions.list(ctx, here)).map(toSession),
    subTasks: tasks, vendorTasks: vendors, mayWrite: facts.resolvedAt === null && facts.open && reaches(ctx, 'casework.write', facts), mayApprove: facts.resolvedAt === null && facts.open && reaches(ctx, 'casework.approve', facts),
  }
}

/** Files of evidence, answers of departments and of vendors, for who may read the work. */
export async function readWorkFile(ctx: Ctx, caseId: string, fileId: string): Promise<FileReply> {
  await readableCase(ctx, caseId)
  const subject = await subjectOfFile(ctx, fileId), [kind, id] = (subject ?? '').split(':')
  const owner = subject === filesSubject(caseId) ? caseId : kind === 'sub-task' && subject === subTaskFiles(id!) ? (await subTasks.read(ctx, id!))?.caseId : kind === 'vendor-task' ? (await vendorTasks.read(ctx, id!))?.caseId : null
  if (owner !== caseId) throw new NotFound('file')
  return fileReply(ctx, fileId)
}

const GUARDS: Record<Unfinished['kind'], Pick<OpenWork, 'before' | 'clause' | 'pointer'>> = {
  'sub-task': { before: 'verifying', clause: '§2.1', pointer: '/subTasks' }, plan: { before: 'verifying', clause: '§1.2', pointer: '/plans' }, change: { before: 'verifying', clause: '§3.1-2', pointer: '/changes' }, session: { before: 'resolved', clause: '§1.3', pointer: '/remoteSessions' },
}

/** What the guards of the case ask: each unfinished piece is named (C.6: solving to verifying, verifying to resolved). */
export const unfinishedWork = async (ctx: Ctx, facts: CaseFacts): Promise<OpenWork[]> =>
  (await unfinishedOf(ctx, facts.id, facts.round)).map(({ kind, id, text }) => ({ ...GUARDS[kind], pointer: `${GUARDS[kind].pointer}/${id}`, code: `casework.guard.${kind}`, params: { text } }))
