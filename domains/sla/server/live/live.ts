// Open queues and case pages hear of warnings, breaches and escalations of cases that they may read.
import type { EventType } from '../../../../platform/contract/event.ts'
import { live } from '../../../../platform/server/module.ts'
import { ClockBreached, ClockMissed, ClockWarned, Escalated, EscalationAcknowledged, RecordEscalated } from '../../contract/events.ts'

interface About { recordId: string; recordKind: string; unitId: string | null; customerId: string | null; people: string[] }

export const slaLive = [ClockWarned, ClockBreached, ClockMissed, Escalated, RecordEscalated, EscalationAcknowledged].map((to) => live<About>({
  to: to as unknown as EventType<About>, permission: 'cases.read', // Other kinds of records are announced to screens by their owners (sla.record-due-changed@1).
  topics: (e) => (e.data.recordKind === 'case' ? ['cases', `case:${e.data.recordId}`] : []),
  row: (_ctx, { data }) => ({ unitId: data.unitId, customerId: data.customerId, people: data.people }),
}))
