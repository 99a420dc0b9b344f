// Who is told what about work inside a case: the user is asked for consent, departments for answers, handlers learn what came back.
import { caseworkEvents, PlanProposed, SessionAnswered, SessionRequested, SubTaskAnswered, SubTaskOpened, SubTaskOverdue, VendorAnswered, type WorkFact } from '../contract/events.ts'
import type { EventType, Happened } from '../../../platform/contract/event.ts'
import type { Ctx } from '../../../platform/server/ctx.ts'
import { live, reaction } from '../../../platform/server/module.ts'
import { notify } from '../../../platform/server/notify/public.ts'
import { CaseCancelled, CaseMerged, loadCase, type CaseFacts } from '../../cases/public.ts'
import { leadsOf, listStaff } from '../../org/public.ts'
import { linkUrl } from './signed-link.ts'
import { dropSubTask } from './sub-task.ts'
import { endWorkOf, runningSubTasks, subTasks } from './work-store.ts'

const MOST = 20

async function tellPeople(ctx: Ctx, event: Happened<WorkFact>, name: string, to: readonly (string | null)[], url: string, facts: CaseFacts): Promise<void> {
  const people = [...new Set(to)].filter((id): id is string => id !== null && id !== event.actorId)
  const hidden = facts.problemClass === 'data-security'
  if (people.length > 0) await notify(ctx, { name, to: people, params: { number: facts.number, title: hidden ? '' : facts.title, by: event.data.by || event.actorName, text: hidden ? '' : event.data.text, outcome: event.data.outcome }, subject: `case:${facts.id}`, url, dedupeKey: `${event.id}:${name}` })
}

/** Those who lead the department; where nobody does, who works there. */
async function departmentOf(ctx: Ctx, workId: string): Promise<string[]> {
  const task = await subTasks.read(ctx, workId)
  if (!task) return []
  if (task.takenById) return [task.takenById]
  const leads = await leadsOf(ctx, task.unitId)
  return leads.length > 0 ? leads : (await listStaff(ctx, { unitId: task.unitId, limit: MOST })).map((p) => p.id)
}

type Told = (ctx: Ctx, event: Happened<WorkFact>, facts: CaseFacts) => Promise<void>
const when = (name: string, to: EventType<WorkFact>, run: Told) => reaction({ name: `casework.${name}`, to, when: 'after-commit', run: async (ctx, event: Happened<WorkFact>) => run(ctx, event, await loadCase(ctx, event.data.caseId)) })

export const noticeReactions = [
  when('ask-consent', SessionRequested, (ctx, e, c) => tellPeople(ctx, e, 'casework.consent-asked', [c.requesterId], linkUrl(ctx, 'consent', e.data.workId), c)),
  when('tell-consent', SessionAnswered, (ctx, e, c) => tellPeople(ctx, e, `casework.consent-${e.data.outcome === 'consented' ? 'given' : 'refused'}`, [c.handlerId], `/cases/${c.id}`, c)),
  when('tell-department', SubTaskOpened, async (ctx, e, c) => tellPeople(ctx, e, 'casework.sub-task-asked', await departmentOf(ctx, e.data.workId), '/sub-tasks', c)),
  when('tell-overdue', SubTaskOverdue, async (ctx, e, c) => tellPeople(ctx, e, 'casework.sub-task-overdue', [...await departmentOf(ctx, e.data.workId), c.handlerId, (await subTasks.read(ctx, e.data.workId))?.askedById ?? null], '/sub-tasks', c)),
  when('tell-answer', SubTaskAnswered, async (ctx, e, c) => tellPeople(ctx, e, 'casework.sub-task-answered', [c.handlerId, (await subTasks.read(ctx, e.data.workId))?.askedById ?? null], `/cases/${c.id}`, c)),
  when('tell-vendor', VendorAnswered, (ctx, e, c) => tellPeople(ctx, e, 'casework.vendor-answered', [c.handlerId ?? c.firstOwnerId], `/cases/${c.id}`, c)),
  when('ask-approval', PlanProposed, async (ctx, e, c) => tellPeople(ctx, e, 'casework.approval-asked', c.unitId ? await leadsOf(ctx, c.unitId) : [], `/cases/${c.id}`, c)),
]

/** Work on a case that was merged or cancelled is over: nobody keeps a task that leads nowhere. */
const endWork = async (ctx: Ctx, caseId: string): Promise<void> => {
  const facts = await loadCase(ctx, caseId)
  for (const task of await runningSubTasks(ctx, caseId)) await dropSubTask(ctx, facts, task, facts.cancelReason ?? facts.state)
  await endWorkOf(ctx, caseId)
}
export const endingReactions = [
  reaction({ name: 'casework.end-of-cancelled', to: CaseCancelled, when: 'in-transaction', run: (ctx, e) => endWork(ctx, e.data.caseId) }),
  reaction({ name: 'casework.end-of-merged', to: CaseMerged, when: 'in-transaction', run: (ctx, e) => endWork(ctx, e.data.caseId) }),
]

const work = ['in-app'] as const, both = ['in-app', 'mail'] as const
export const caseworkNotifications = [
  { name: 'casework.consent-asked', channels: both, urgent: true }, { name: 'casework.consent-given', channels: work }, { name: 'casework.consent-refused', channels: work }, { name: 'casework.sub-task-asked', channels: both },
  { name: 'casework.sub-task-overdue', channels: both }, { name: 'casework.sub-task-answered', channels: work }, { name: 'casework.vendor-answered', channels: both }, { name: 'casework.approval-asked', channels: both },
]

/** Open case pages hear of the work; the requester of what concerns them. */
export const caseworkLive = caseworkEvents.map((to) => live<WorkFact>({
  to, permission: to.audience === 'public' ? 'cases.read' : 'casework.read', topics: (e) => [`case:${e.data.caseId}`, 'sub-tasks'],
  row: (_ctx, { data }) => ({ unitId: data.unitId, customerId: null, people: [to.audience === 'public' ? data.requesterId : null, data.handlerId, data.firstOwnerId] }),
}))
