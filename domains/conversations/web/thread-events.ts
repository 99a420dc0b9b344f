// What happened to a case, as one-line entries between the messages: only what a reader of the conversation needs to know.
import type { TimelineEntry } from '../../cases/contract/list.ts'
import type { Message } from '../contract/message.ts'

export type EventIcon = 'move' | 'pause' | 'resume' | 'person' | 'late' | 'soon' | 'link' | 'vendor' | 'done' | 'mark' | 'call' | 'rule'
export type ThreadItem = { at: string; message: Message } | { at: string; event: TimelineEntry; icon: EventIcon }

/** Said already by the message itself, by another entry, or only bookkeeping. */
const ICONS: Readonly<Record<string, EventIcon>> = {
  'cases.case-classified@1': 'mark', 'cases.case-reclassified@1': 'mark', 'cases.level-changed@1': 'mark', 'cases.outside-mark-set@1': 'mark', 'cases.outside-mark-cleared@1': 'mark', 'cases.vendor-contacted@1': 'vendor', 'cases.case-assigned@1': 'person',
  'cases.transfer-offered@1': 'person', 'cases.transfer-answered@1': 'person', 'cases.containment-done@1': 'done', 'cases.case-linked@1': 'link', 'cases.case-merged@1': 'link', 'cases.follow-up-opened@1': 'call',
  'cases.follow-up-done@1': 'call', 'cases.confirmation-reminded@1': 'call', 'cases.user-answered@1': 'done', 'cases.case-rated@1': 'done', 'sla.clock-breached@1': 'late', 'sla.clock-warned@1': 'soon', 'sla.escalated@1': 'late', 'conversations.message-moved@1': 'link', 'conversations.macro-ran@1': 'rule', 'conversations.side-conversation-opened@1': 'vendor', 'automation.rule-acted@1': 'rule', 'automation.rule-failed@1': 'rule',
  'casework.diagnosis-concluded@1': 'done', 'casework.plan-approved@1': 'done', 'casework.plan-ended@1': 'done', 'casework.change-applied@1': 'mark', 'casework.change-rolled-back@1': 'mark', 'casework.session-requested@1': 'call', 'casework.session-answered@1': 'call',
  'casework.session-started@1': 'call', 'casework.session-ended@1': 'call', 'casework.sub-task-opened@1': 'person', 'casework.sub-task-answered@1': 'done', 'casework.sub-task-overdue@1': 'late', 'casework.vendor-answered@1': 'vendor',
  'field.visit-planned@1': 'person', 'field.engineer-arrived@1': 'person', 'field.visit-signed@1': 'done', 'field.visit-failed@1': 'late', 'field.visit-kept@1': 'late', 'field.repair-received@1': 'mark', 'field.case-referred@1': 'person', 'field.referral-result@1': 'done',
}
/** States that other entries announce: the assignment, the first response, the archiving of a record. */
const QUIET_STATES = new Set(['new', 'classified', 'assigned', 'responded', 'awaiting-confirmation'])

export function iconOf(entry: Pick<TimelineEntry, 'name' | 'data'>): EventIcon | null {
  if (entry.name !== 'cases.state-changed@1') return ICONS[entry.name] ?? null
  const from = String(entry.data['from'] ?? ''), to = String(entry.data['to'] ?? '')
  if (to.startsWith('waiting') || to === 'on-site-scheduled') return 'pause'
  if (from.startsWith('waiting') || from === 'on-site-scheduled') return 'resume'
  if (QUIET_STATES.has(to)) return null
  return to === 'resolved' || to === 'confirmed' || to === 'archived' ? 'done' : 'move'
}

/** Messages and events in one order of time; events from before the oldest message stay out while older messages are not loaded. */
export function threadOf(messages: readonly Message[], events: readonly TimelineEntry[], complete: boolean): ThreadItem[] {
  const first = messages[0]?.at
  const shown = events.flatMap((event): ThreadItem[] => { const icon = iconOf(event); return icon && (complete || !first || event.at >= first) ? [{ at: event.at, event, icon }] : [] })
  return [...messages.map((message): ThreadItem => ({ at: message.at, message })), ...shown].toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at))
}

type EventItem = Extract<ThreadItem, { event: TimelineEntry }>
/** A run of events that is shown as one line until somebody asks. */
export interface FoldedEvents { at: string; folded: readonly EventItem[] }

/** Runs of more than `most` events of one day keep their last `tail` lines; the earlier ones fold into one. Lateness that still lasts stays in the clocks. */
export function fold(items: readonly ThreadItem[], dayOf: (at: string) => string, most = 4, tail = 2): (ThreadItem | FoldedEvents)[] {
  const result: (ThreadItem | FoldedEvents)[] = []
  let run: EventItem[] = []
  const close = () => {
    if (run.length <= most) result.push(...run)
    else result.push({ at: run[0]!.at, folded: run.slice(0, -tail) }, ...run.slice(-tail))
    run = []
  }
  for (const item of items) {
    if ('message' in item || (run[0] && dayOf(run[0].at) !== dayOf(item.at))) close()
    if ('message' in item) result.push(item)
    else run.push(item)
  }
  close()
  return result
}
