// Who is told about a clock: at the warning the handler and the lead, at the breach the same, above the unit by escalation (RX-4).
import type { Happened } from '../../../../platform/contract/event.ts'
import type { Ctx } from '../../../../platform/server/ctx.ts'
import { reaction } from '../../../../platform/server/module.ts'
import { notify } from '../../../../platform/server/notify/public.ts'
import { leadsOf } from '../../../org/public.ts'
import { caseScope, loadCase, type CaseFacts } from '../../../cases/public.ts'
import { ClockBreached, ClockWarned, Escalated } from '../../contract/events.ts'
import { sayIn } from '../say.ts'

type About = { recordId: string; kind: string; clause: string; dueAt: string }

/** Whoever may not read the case is not told of it (RX-8); the content of restricted cases stays out (§3.1-3). */
async function tell(ctx: Ctx, event: Happened<About>, name: string, people: (facts: CaseFacts) => Promise<string[]>, params: Record<string, unknown> = {}): Promise<void> {
  const facts = await loadCase(ctx, event.data.recordId)
  const title = facts.problemClass === 'data-security' ? '' : facts.title
  await notify(ctx, {
    name, to: await people(facts), permission: 'cases.read', row: caseScope(facts), subject: `case:${facts.id}`, url: `/cases/${facts.id}`, dedupeKey: `${event.id}:${name}`,
    params: { number: facts.number, title, kind: event.data.kind, clause: event.data.clause, due: sayIn('zh-CN').moment(event.data.dueAt), ...params },
  })
}

const handlerAndLeads = async (ctx: Ctx, c: CaseFacts): Promise<string[]> => [c.handlerId ?? c.firstOwnerId, ...(c.unitId ? await leadsOf(ctx, c.unitId) : [])].filter((id): id is string => id !== null)

export const noticeReactions = [
  reaction({ name: 'sla.tell-warning', to: ClockWarned, when: 'after-commit', run: (ctx, e) => tell(ctx, e, 'sla.warning', (c) => handlerAndLeads(ctx, c), { percent: e.data.percent }) }),
  // The user's own silence is followed up by the case, not reported as a failure of the team.
  reaction({ name: 'sla.tell-breach', to: ClockBreached, when: 'after-commit', run: async (ctx, e) => { if (e.data.kind !== 'user-feedback') await tell(ctx, e, 'sla.breach', (c) => handlerAndLeads(ctx, c)) } }),
  reaction({ name: 'sla.tell-escalation', to: Escalated, when: 'after-commit', run: (ctx, e) => tell(ctx, e, 'sla.escalation', () => leadsOf(ctx, e.data.toUnitId), { step: e.data.step }) }),
]

export const slaNotifications = [
  { name: 'sla.warning', channels: ['in-app'] as const }, { name: 'sla.breach', channels: ['in-app', 'mail'] as const }, { name: 'sla.escalation', channels: ['in-app', 'mail'] as const },
]
