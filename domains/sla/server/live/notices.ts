// Who is told about a clock: at the warning the handler and the lead, at the breach the same, above the unit by escalation (RX-4).
import type { Happened } from '../../../../platform/contract/event.ts'
import type { Ctx } from '../../../../platform/server/ctx.ts'
import { reaction } from '../../../../platform/server/module.ts'
import { notify } from '../../../../platform/server/notify/public.ts'
import { leadsOf } from '../../../org/public.ts'
import { deputyOf } from '../../../org/public.ts'
import type { RecordKind } from '../../contract/clock.ts'
import { ClockBreached, ClockRepeated, ClockWarned, Escalated, RecordEscalated } from '../../contract/events.ts'
import { sayIn } from '../say.ts'
import { findSubject, type Subject } from './subject.ts'

type About = { recordId: string; recordKind: RecordKind; kind?: string; clause?: string; dueAt?: string }

/** Whoever may not read the case is not told of it (RX-8); the content of restricted cases stays out (§3.1-3). */
async function tell(ctx: Ctx, event: Happened<About>, name: string, people: (subject: Subject) => Promise<string[]>, params: Record<string, unknown> = {}): Promise<void> {
  const { recordKind, recordId, kind, clause, dueAt } = event.data, subject = await findSubject(ctx, recordKind, recordId)
  if (!subject) return
  await notify(ctx, {
    name, to: await people(subject), permission: subject.permission, row: subject.row, subject: `${recordKind}:${recordId}`, ...(subject.url ? { url: subject.url } : {}), dedupeKey: `${event.id}:${name}`, ...(subject.urgent ? { urgent: true } : {}),
    params: { number: subject.number ?? '', title: subject.title ?? '', ...(kind ? { kind } : {}), ...(clause ? { clause } : {}), ...(dueAt ? { due: sayIn('zh-CN').moment(dueAt) } : {}), ...params },
  })
}

/** Whoever is away is told through the deputy too (§2.1). */
async function withDeputies(ctx: Ctx, people: readonly (string | null)[]): Promise<string[]> {
  const real = people.filter((id): id is string => id !== null), deputies: string[] = []
  for (const id of real) { const deputy = await deputyOf(ctx, id); if (deputy) deputies.push(deputy) }
  return [...real, ...deputies]
}
const handlerAndLeads = async (ctx: Ctx, s: Subject): Promise<string[]> => withDeputies(ctx, [s.responsible, ...(s.unitId ? await leadsOf(ctx, s.unitId) : [])])

export const noticeReactions = [
  reaction({ name: 'sla.tell-warning', to: ClockWarned, when: 'after-commit', run: (ctx, e) => tell(ctx, e, 'sla.warning', (c) => handlerAndLeads(ctx, c), { percent: e.data.percent }) }),
  // The user's own silence is followed up by the case, not reported as a failure of the team.
  reaction({ name: 'sla.tell-breach', to: ClockBreached, when: 'after-commit', run: async (ctx, e) => { if (e.data.kind !== 'user-feedback') await tell(ctx, e, 'sla.breach', (c) => handlerAndLeads(ctx, c)) } }),
  reaction({ name: 'sla.tell-escalation', to: Escalated, when: 'after-commit', run: (ctx, e) => tell(ctx, e, 'sla.escalation', async () => withDeputies(ctx, await leadsOf(ctx, e.data.toUnitId)), { step: e.data.step }) }),
  reaction({ name: 'sla.tell-repeat', to: ClockRepeated, when: 'after-commit', run: (ctx, e) => tell(ctx, e, 'sla.repeat', (s) => handlerAndLeads(ctx, s), { n: e.data.n }) }),
  reaction({ name: 'sla.tell-escalated', to: RecordEscalated, when: 'after-commit', run: (ctx, e) => tell(ctx, e, 'sla.escalated-by-hand', async () => withDeputies(ctx, await leadsOf(ctx, e.data.toUnitId)), { reason: e.reason ?? '' }) }),
]

export const slaNotifications = [
  { name: 'sla.warning', channels: ['in-app'] as const }, { name: 'sla.breach', channels: ['in-app', 'mail'] as const }, { name: 'sla.escalation', channels: ['in-app', 'mail'] as const },
  { name: 'sla.repeat', channels: ['in-app'] as const }, { name: 'sla.escalated-by-hand', channels: ['in-app', 'mail'] as const },
]
