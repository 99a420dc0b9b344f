// Sub-tasks to other departments: a due time of their own, an answer, and no resolving while a blocking one is open (R2.1-10, C.6). They pause no clock (B-1, table 3).
import { SubTaskAnswered, SubTaskCancelled, SubTaskOpened, SubTaskOverdue, SubTaskTaken } from '../contract/events.ts'
import type { AnswerSubTask, OpenSubTask, SubTask } from '../contract/task.ts'
import type { Ctx, JobType } from '../../../platform/server/ctx.ts'
import { BadInput, NotFound } from '../../../platform/server/errors.ts'
import { attachDrafts, filesOf } from '../../../platform/server/files/public.ts'
import { newId } from '../../../platform/server/ids.ts'
import { decodeCursor, toPage } from '../../../platform/server/paging.ts'
import { inScope, scopeFilter } from '../../../platform/server/scope.ts'
import { isRestrictedFor, loadCase, type CaseFacts } from '../../cases/public.ts'
import { findUnit } from '../../org/public.ts'
import { holdCaseForWork, holdRecord, iso, notNow, person, tell } from './hold-work.ts'
import { subTasks, subTasksAfter, type SubTaskRow } from './work-store.ts'

export const subTaskFiles = (id: string): string => `sub-task:${id}`

/** @throws BadInput for a unit that does not exist, or a due time that has passed */
export async function openSubTask(ctx: Ctx, caseId: string, input: OpenSubTask): Promise<SubTask> {
  const facts = await holdCaseForWork(ctx, caseId), unit = await findUnit(ctx, input.unitId), dueAt = new Date(input.dueAt)
  if (!unit) throw new BadInput([{ pointer: '/unitId', code: 'casework.unit' }])
  if (dueAt <= ctx.now()) throw new BadInput([{ pointer: '/dueAt', code: 'casework.due', clause: '§2.1' }])
  const row = await subTasks.insert(ctx, {
    id: newId(), caseId, state: 'open', unitId: unit.id, unitName: unit.nameZh, unitNameEn: unit.nameEn, title: input.title, text: input.text, dueAt, blocking: input.blocking, overdue: false, askedById: ctx.actor.id, askedByName: ctx.actor.name,
    createdAt: ctx.now(), takenById: null, takenByName: null, takenAt: null, answer: null, answeredById: null, answeredByName: null, endedAt: null, cancelReason: null,
  })
  await ctx.enqueue(subTaskDue, { id: row.id }, { at: dueAt, key: row.id })
  await tell(ctx, SubTaskOpened, facts, row.id, row.title, { outcome: unit.name })
  return showSubTask(ctx, row, facts)
}

export async function cancelSubTask(ctx: Ctx, caseId: string, workId: string, reason: string): Promise<SubTask> {
  const facts = await holdCaseForWork(ctx, caseId), row = await holdRecord(ctx, subTasks, caseId, workId)
  return showSubTask(ctx, await dropSubTask(ctx, facts, row, reason), facts)
}

export async function dropSubTask(ctx: Ctx, facts: CaseFacts, row: SubTaskRow, reason: string): Promise<SubTaskRow> {
  if (row.state === 'done' || row.state === 'cancelled') throw notNow('task-ended', '/state')
  const kept = await subTasks.update(ctx, row.id, { state: 'cancelled', cancelReason: reason, endedAt: ctx.now() })
  await ctx.cancel(subTaskDue as JobType<never>, row.id)
  await tell(ctx, SubTaskCancelled, facts, row.id, row.title, { reason })
  return kept
}

export async function takeSubTask(ctx: Ctx, id: string): Promise<SubTask> {
  const row = await holdOwn(ctx, id), facts = await loadCase(ctx, row.caseId)
  if (row.state !== 'open') throw notNow(row.state === 'doing' ? 'task-taken' : 'task-ended', '/state')
  const kept = await subTasks.update(ctx, id, { state: 'doing', takenById: ctx.actor.id, takenByName: ctx.actor.name, takenAt: ctx.now() })
  await tell(ctx, SubTaskTaken, facts, id, row.title, { by: ctx.actor.name })
  return showSubTask(ctx, kept, facts)
}

export async function answerSubTask(ctx: Ctx, id: string, input: AnswerSubTask): Promise<SubTask> {
  const row = await holdOwn(ctx, id), facts = await loadCase(ctx, row.caseId)
  if (row.state === 'done' || row.state === 'cancelled') throw notNow('task-ended', '/answer')
  await attachDrafts(ctx, input.fileIds ?? [], subTaskFiles(id), '/fileIds')
  const kept = await subTasks.update(ctx, id, { state: 'done', answer: input.answer, answeredById: ctx.actor.id, answeredByName: ctx.actor.name, endedAt: ctx.now() })
  await ctx.cancel(subTaskDue as JobType<never>, id)
  await tell(ctx, SubTaskAnswered, facts, id, row.title, { by: ctx.actor.name, reason: input.answer.slice(0, 1_000) })
  return showSubTask(ctx, kept, facts)
}

/** Of the own departments only; what lies elsewhere does not exist. */
async function holdOwn(ctx: Ctx, id: string): Promise<SubTaskRow> {
  const row = await subTasks.read(ctx, id, true)
  if (!row || !mayAnswer(ctx, row)) throw new NotFound('sub-task')
  return row
}

const mayAnswer = (ctx: Ctx, row: SubTaskRow): boolean => inScope(ctx.reach('casework.answer'), ctx.actor.id, { unitId: row.unitId, people: [row.takenById] })

export async function listSubTasks(ctx: Ctx, query: { view: 'open' | 'ended'; limit: number; cursor?: string }): Promise<{ items: SubTask[]; nextCursor: string | null }> {
  const mine = scopeFilter(ctx.require('casework.answer'), ctx.actor.id, { unit: 'unit_id', people: ['taken_by_id'] })
  const rows = await subTasksAfter(ctx, query.view, mine, query.cursor ? placeOf(query.cursor) : null, query.limit + 1)
  const page = toPage(rows, query.limit, (r) => [r.dueAt.toISOString(), r.id], (r) => r)
  const items: SubTask[] = []
  for (const row of page.items) items.push(await showSubTask(ctx, row, await loadCase(ctx, row.caseId)))
  return { items, nextCursor: page.nextCursor }
}

function placeOf(cursor: string): [dueAt: Date, id: string] {
  const [at, id] = decodeCursor(cursor, 2), dueAt = new Date(String(at))
  if (Number.isNaN(dueAt.getTime()) || !/^[0-9a-f-]{36}$/.test(String(id))) throw new BadInput([{ pointer: '/query/cursor', code: 'paging.cursor' }])
  return [dueAt, String(id)]
}

/** The due time came: the department and who asked are told, once. */
export const subTaskDue: JobType<{ id: string }> = {
  name: 'casework.sub-task-due',
  async run(ctx, { id }) {
    const row = await subTasks.read(ctx, id, true)
    if (!row || row.overdue || row.state === 'done' || row.state === 'cancelled') return
    await subTasks.update(ctx, id, { overdue: true })
    await tell(ctx, SubTaskOverdue, await loadCase(ctx, row.caseId), id, row.title)
  },
}

export async function showSubTask(ctx: Ctx, t: SubTaskRow, facts: CaseFacts): Promise<SubTask> {
  const files = await filesOf(ctx, subTaskFiles(t.id))
  return {
    id: t.id, caseId: t.caseId, caseNumber: facts.number, caseTitle: isRestrictedFor(ctx, facts) ? '' : facts.title, state: t.state, unit: { id: t.unitId, name: ctx.locale === 'en' ? t.unitNameEn : t.unitName }, title: t.title, text: t.text,
    dueAt: t.dueAt.toISOString(), blocking: t.blocking, overdue: t.overdue, askedBy: { id: t.askedById, name: t.askedByName }, createdAt: t.createdAt.toISOString(), takenBy: person(t.takenById, t.takenByName), takenAt: iso(t.takenAt),
    answer: t.answer, answeredBy: person(t.answeredById, t.answeredByName), endedAt: iso(t.endedAt), cancelReason: t.cancelReason, files: files.map((f) => ({ id: f.id, name: f.name })),
    mayAnswer: (t.state === 'open' || t.state === 'doing') && mayAnswer(ctx, t),
  }
}
