// Tables of work inside a case.
import { sql, type Expression, type SqlBool } from 'kysely'
import type { Excluded, StoredEvidence } from '../contract/diagnosis.ts'
import type { Change, Plan, PlanStep, StoredCheck } from '../contract/plan.ts'
import type { RemoteSession } from '../contract/session.ts'
import type { Released, SubTask, VendorTask } from '../contract/task.ts'
import type { Nature } from '../../cases/public.ts'
import type { Ctx } from '../../../platform/server/ctx.ts'
import { recordTable } from '../../../platform/server/record-table.ts'

export interface DiagnosisRow {
  id: string; caseId: string; round: number; state: 'open' | 'concluded'; hypothesis: string; evidence: StoredEvidence[]; excluded: Excluded[]; nature: Nature | null; cause: string | null; conclusion: string | null
  byId: string; byName: string; createdAt: Date; concludedAt: Date | null; version: number
}
export interface PlanRow {
  id: string; caseId: string; round: number; state: Plan['state']; kinds: Plan['kinds']; summary: string; risk: Plan['risk']; riskNote: string | null; rollbackVersion: string | null; plannedAt: Date | null; steps: PlanStep[]; needsApproval: boolean
  byId: string; byName: string; approverId: string | null; approverName: string | null; decidedAt: Date | null; decisionNote: string | null; result: string | null; finishedAt: Date | null; createdAt: Date; version: number
}
export interface ChangeRow {
  id: string; caseId: string; round: number; state: Change['state']; item: string; valueBefore: string; valueAfter: string; reason: string; beforeCheck: StoredCheck | null; afterCheck: StoredCheck | null
  byId: string; byName: string; approverId: string | null; approverName: string | null; decidedAt: Date | null; decisionNote: string | null; appliedAt: Date | null; rolledBackAt: Date | null; rollbackReason: string | null; createdAt: Date; version: number
}
export interface SessionRow {
  id: string; caseId: string; state: RemoteSession['state']; tool: RemoteSession['tool']; address: string | null; purpose: string; requesterId: string; requestedById: string; requestedByName: string; requestedAt: Date
  consentWay: RemoteSession['consentWay']; consentWords: string | null; consentById: string | null; consentByName: string | null; answeredAt: Date | null; operatorId: string | null; operatorName: string | null
  startedAt: Date | null; endedAt: Date | null; notes: string | null; recordingUrl: string | null
}
export interface SubTaskRow {
  id: string; caseId: string; state: SubTask['state']; unitId: string; unitName: string; unitNameEn: string; title: string; text: string; dueAt: Date; blocking: boolean; overdue: boolean; askedById: string; askedByName: string
  createdAt: Date; takenById: string | null; takenByName: string | null; takenAt: Date | null; answer: string | null; answeredById: string | null; answeredByName: string | null; endedAt: Date | null; cancelReason: string | null
}
export interface KeptAnswer { id: string; by: string; text: string; ticket: string | null; expectedAt: string | null; fileIds: string[]; at: string }
export interface VendorTaskRow {
  id: string; caseId: string; state: VendorTask['state']; vendor: string; email: string | null; question: string; released: { facts: Released[]; fileIds: string[] }; expiresAt: Date; askedById: string; askedByName: string
  createdAt: Date; answers: KeptAnswer[]; uploads: string[]; closedAt: Date | null
}

export const diagnoses = recordTable<DiagnosisRow>('casework_diagnoses', ['id', 'caseId', 'round', 'state', 'hypothesis', 'evidence', 'excluded', 'nature', 'cause', 'conclusion', 'byId', 'byName', 'createdAt', 'concludedAt', 'version'], ['evidence', 'excluded'])
export const plans = recordTable<PlanRow>('casework_plans', ['id', 'caseId', 'round', 'state', 'kinds', 'summary', 'risk', 'riskNote', 'rollbackVersion', 'plannedAt', 'steps', 'needsApproval', 'byId', 'byName', 'approverId',
  'approverName', 'decidedAt', 'decisionNote', 'result', 'finishedAt', 'createdAt', 'version'], ['steps'])
export const changes = recordTable<ChangeRow>('casework_changes', ['id', 'caseId', 'round', 'state', 'item', 'valueBefore', 'valueAfter', 'reason', 'beforeCheck', 'afterCheck', 'byId', 'byName', 'approverId', 'approverName',
  'decidedAt', 'decisionNote', 'appliedAt', 'rolledBackAt', 'rollbackReason', 'createdAt', 'version'], ['beforeCheck', 'afterCheck'])
export const sessions = recordTable<SessionRow>('casework_sessions', ['id', 'caseId', 'state', 'tool', 'address', 'purpose', 'requesterId', 'requestedById', 'requestedByName', 'requestedAt', 'consentWay', 'consentWords', 'consentById',
  'consentByName', 'answeredAt', 'operatorId', 'operatorName', 'startedAt', 'endedAt', 'notes', 'recordingUrl'])
export const subTasks = recordTable<SubTaskRow>('casework_sub_tasks', ['id', 'caseId', 'state', 'unitId', 'unitName', 'unitNameEn', 'title', 'text', 'dueAt', 'blocking', 'overdue', 'askedById', 'askedByName', 'createdAt', 'takenById',
  'takenByName', 'takenAt', 'answer', 'answeredById', 'answeredByName', 'endedAt', 'cancelReason'])
export const vendorTasks = recordTable<VendorTaskRow>('casework_vendor_tasks', ['id', 'caseId', 'state', 'vendor', 'email', 'question', 'released', 'expiresAt', 'askedById', 'askedByName', 'createdAt', 'answers', 'uploads', 'closedAt'], ['released', 'answers'])

export const ofCase = (caseId: string) => sql`case_id = ${caseId}`

export interface Unfinished { kind: 'plan' | 'change' | 'sub-task' | 'session'; id: string; text: string }

/** Everything of the running round that is not finished, in one question: it is asked whenever a case that is being solved is shown. */
export async function unfinishedOf(ctx: Ctx, caseId: string, round: number): Promise<Unfinished[]> {
  const found = await sql<Unfinished>`select 'sub-task' as kind, id, title as text from casework_sub_tasks where case_id = ${caseId} and blocking and state in ('open', 'doing')
    union all select 'plan', id, left(summary, 80) from casework_plans where case_id = ${caseId} and round = ${round} and state in ('draft', 'proposed', 'approved')
    union all select 'change', id, item from casework_changes where case_id = ${caseId} and state in ('requested', 'approved', 'applied')
    union all select 'session', id, left(purpose, 80) from casework_sessions where case_id = ${caseId} and state = 'active' order by id`.execute(ctx.sql<unknown>())
  return found.rows
}

/** Sub-tasks in reach: open ones with the next due first, ended ones with the last due first. */
export async function subTasksAfter(ctx: Ctx, view: 'open' | 'ended', mine: Expression<SqlBool>, after: [dueAt: Date, id: string] | null, limit: number): Promise<SubTaskRow[]> {
  const states = view === 'open' ? ['open', 'doing'] : ['done', 'cancelled'], place = after ? sql`(${after[0]}::timestamptz, ${after[1]}::uuid)` : null
  const beyond = place === null ? sql`true` : view === 'open' ? sql`(due_at, id) > ${place}` : sql`(due_at, id) < ${place}`
  return subTasks.list(ctx, sql`state = any(${states}) and ${mine} and ${beyond}`, { order: view === 'open' ? 'due_at, id' : 'due_at desc, id desc', limit })
}

/** Sub-tasks and sessions that are not over, for a case that ends. */
export const runningSubTasks = (ctx: Ctx, caseId: string): Promise<SubTaskRow[]> => subTasks.list(ctx, sql`case_id = ${caseId} and state in ('open', 'doing')`)

/** What nobody will carry out any more because the case was merged or cancelled. */
export async function endWorkOf(ctx: Ctx, caseId: string): Promise<void> {
  const db = ctx.sql<unknown>(), now = ctx.now()
  await sql`update casework_plans set state = 'withdrawn', finished_at = ${now}, version = version + 1 where case_id = ${caseId} and state in ('draft', 'proposed', 'approved')`.execute(db)
  await sql`update casework_sessions set state = case when state = 'active' then 'ended' else 'cancelled' end, ended_at = case when state = 'active' then ${now}::timestamptz else ended_at end where case_id = ${caseId} and state in ('requested', 'consented', 'active')`.execute(db)
  await sql`update casework_vendor_tasks set state = 'closed', closed_at = ${now} where case_id = ${caseId} and state <> 'closed'`.execute(db)
}

/** The demo company's cases leave with everything about them. */
export async function deleteWorkOf(ctx: Ctx, caseIds: readonly string[]): Promise<{ subTasks: string[]; vendorTasks: string[] }> {
  const db = ctx.sql<unknown>(), list = [...caseIds]
  for (const table of ['casework_diagnoses', 'casework_plans', 'casework_changes', 'casework_sessions']) await sql`delete from ${sql.raw(table)} where case_id = any(${list}::uuid[])`.execute(db)
  const tasks = await sql<{ id: string }>`delete from casework_sub_tasks where case_id = any(${list}::uuid[]) returning id`.execute(db)
  const vendors = await sql<{ id: string }>`delete from casework_vendor_tasks where case_id = any(${list}::uuid[]) returning id`.execute(db)
  return { subTasks: tasks.rows.map((r) => r.id), vendorTasks: vendors.rows.map((r) => r.id) }
}
