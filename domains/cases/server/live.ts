// Open queues and case pages hear of every fact about a case that they may read.
import type { EventType } from '../../../platform/contract/event.ts'
import { live } from '../../../platform/server/module.ts'
import { casesEvents } from '../contract/events.ts'

interface About { caseId: string; unitId: string | null; customerId: string | null; requesterId: string; handlerId: string | null; firstOwnerId: string | null; toId?: string }

export const casesLive = casesEvents.map((to) => live<About>({
  to: to as unknown as EventType<About>,
  permission: 'cases.read',
  topics: (event) => ['cases', `case:${event.data.caseId}`],
  row: (_ctx, { data }) => ({ unitId: data.unitId, customerId: data.customerId, people: [data.requesterId, data.handlerId, data.firstOwnerId, data.toId ?? null] }),
}))
