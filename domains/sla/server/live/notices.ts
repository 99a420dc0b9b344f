// Who is told about a clock: at the warning the handler and the lead, at the breach the same, above the unit by escalation (RX-4).
// Where the unit plans duty, whoever is on shift is told instead, or the next shift at its start (whom-to-tell.ts); quiet hours are the notification centre's.
import type { Happened } from '../../../../platform/contract/event.ts'
import { spanToMs } from '../../../../platform/contract/time.ts'
import type { Ctx, JobType } from '../../../../platform/server/ctx.ts'
import { reaction } from '../../../../platform/server/module.ts'
import { notify } from '../../../../platform/server/notify/public.ts'
import { setting } from '../../../../platform/server/settings/public.ts'
import { absentUntil, deputyOf, hasRoster, leadsOf, nextOnShift, onShift } from '../../../org/public.ts'
import type { RecordKind } from '../../contract/clock.ts'
import { ClockBreached, ClockRepeated, ClockWarned, Escalated, RecordEscalated } from '../../contract/events.ts'
import { sayIn } from '../say.ts'
import { WaitForShift } from '../settings.ts'
import { isClockOpen } from './clock-store.ts'
import { findSubject } from './subject.ts'
import { whomToTell, type Duty } from './whom-to-tell.ts'

interface Notice {
  readonly name: string; readonly recordId: string; readonly recordKind: RecordKind; readonly key: string; readonly params: Record<string, unknown>
  /** The unit whose people are told; null: the record's own, with its handler. */ readonly unitId: string | null
  /** What is said of a clock that ended meanwhile is not said later. */ readonly clock: number | null
  /** A warning says nothing new after this moment. */ readonly before: string | null
}

/** What waited for a shift. Whoever is on shift then hears it; nobody waits twice. */
export const tellShift: JobType<Notice> = { name: 'sla.tell-shift', run: (ctx, notice) => tell(ctx, notice, true) }

/** Whoever may not read the record is not told of it (RX-8); the content of restricted ones stays out (§3.1-3). */
async function tell(ctx: Ctx, notice: Notice, waited = false): Promise<void> {
  const subject = await findSubject(ctx, notice.recordKind, notice.recordId)
  if (!subject || (waited && notice.clock !== null && !await isClockOpen(ctx, notice.recordId, notice.clock))) return
  const unitId = notice.unitId ?? subject.unitId, leads = await withDeputies(ctx, unitId ? await leadsOf(ctx, unitId) : [])
  const concerned = notice.unitId === null ? [...await withDeputies(ctx, [subject.responsible]), ...leads] : leads
  const patience = waited ? 0 : spanToMs(await setting(ctx, WaitForShift)), now = ctx.now().getTime()
  const telling = whomToTell({ urgent: subject.urgent, concerned, leads, duty: await dutyOf(ctx, unitId), now, before: notice.before === null ? null : Date.parse(notice.before), patience })
  if ('later' in telling && telling.later > now) return ctx.enqueue(tellShift, notice, { at: new Date(telling.later), key: notice.key })
  await notify(ctx, {
    name: notice.name, to: 'now' in telling ? telling.now : concerned, permission: subject.permission, row: subject.row, subject: `${subject.kind}:${subject.id}`, ...(subject.url ? { url: subject.url } : {}), dedupeKey: notice.key,
    ...(subject.urgent ? { urgent: true } : {}), params: { number: subject.number ?? '', title: subject.title ?? '', ...notice.params },
  })
}

async function dutyOf(ctx: Ctx, unitId: string | null): Promise<Duty> {
  if (unitId === null || !await hasRoster(ctx, unitId)) return { planned: false, on: [], next: null }
  const on = await onShift(ctx, unitId, ctx.now())
  return { planned: true, on, next: on.length > 0 ? null : (await nextOnShift(ctx, unitId, ctx.now()))?.at.getTime() ?? null }
}

/** Whoever is away is told through the deputy (§2.1); without one themselves, rather than nobody. */
async function withDeputies(ctx: Ctx, people: readonly (string | null)[]): Promise<string[]> {
  const told: string[] = []
  for (const id of people) {
    if (id === null) continue
    const deputy = await deputyOf(ctx, id)
    if (deputy) told.push(deputy)
    if (!deputy || !await absentUntil(ctx, id, ctx.now())) told.push(id)
  }
  return [...new Set(told)]
}

type About = { recordId: string; recordKind: RecordKind; clock?: number; kind?: string; clause?: string; dueAt?: string }

function noticeOf(event: Happened<About>, name: string, more: Partial<Pick<Notice, 'unitId' | 'before'>> & { params?: Record<string, unknown> } = {}): Notice {
  const { recordId, recordKind, clock, kind, clause, dueAt } = event.data
  return {
    name, recordId, recordKind, key: `${event.id}:${name}`, unitId: more.unitId ?? null, clock: clock ?? null, before: more.before ?? null,
    params: { ...(kind ? { kind } : {}), ...(clause ? { clause } : {}), ...(dueAt ? { due: sayIn('zh-CN').moment(dueAt) } : {}), ...more.params },
  }
}

export const noticeReactions = [
  reaction({ name: 'sla.tell-warning', to: ClockWarned, when: 'after-commit', run: (ctx, e) => tell(ctx, noticeOf(e, 'sla.warning', { before: e.data.dueAt, params: { percent: e.data.percent } })) }),
  // The user's own silence is followed up by the case, not reported as a failure of the team.
  reaction({ name: 'sla.tell-breach', to: ClockBreached, when: 'after-commit', run: async (ctx, e) => { if (e.data.kind !== 'user-feedback') await tell(ctx, noticeOf(e, 'sla.breach')) } }),
  reaction({ name: 'sla.tell-escalation', to: Escalated, when: 'after-commit', run: (ctx, e) => tell(ctx, noticeOf(e, 'sla.escalation', { unitId: e.data.toUnitId, params: { step: e.data.step } })) }),
  reaction({ name: 'sla.tell-repeat', to: ClockRepeated, when: 'after-commit', run: (ctx, e) => tell(ctx, noticeOf(e, 'sla.repeat', { params: { n: e.data.n } })) }),
  reaction({ name: 'sla.tell-escalated', to: RecordEscalated, when: 'after-commit', run: (ctx, e) => tell(ctx, noticeOf(e, 'sla.escalated-by-hand', { unitId: e.data.toUnitId, params: { reason: e.reason ?? '' } })) }),
]

export const slaNotifications = [
  { name: 'sla.warning', channels: ['in-app'] as const }, { name: 'sla.breach', channels: ['in-app', 'mail'] as const }, { name: 'sla.escalation', channels: ['in-app', 'mail'] as const },
  { name: 'sla.repeat', channels: ['in-app'] as const }, { name: 'sla.escalated-by-hand', channels: ['in-app', 'mail'] as const },
]
