// Open queues and case pages hear of every fact about a case that they may read; requesters of public facts only.
import type { EventType } from '../../../platform/contract/event.ts'
import { live, type TopicRule } from '../../../platform/server/module.ts'
import { casesEvents, RestrictedCaseRead } from '../contract/events.ts'
import { caseScope } from './case-scope.ts'
import { readCase } from './case-store.ts'

interface About { caseId: string; unitId: string | null; customerId: string | null; requesterId: string; handlerId: string | null; firstOwnerId: string | null; toId?: string }

// That somebody read a restricted case changes nothing on any screen.
export const casesLive = casesEvents.filter((to) => to.name !== RestrictedCaseRead.name).map((to) => live<About>({
  to: to as unknown as EventType<About>,
  permission: 'cases.read',
  topics: (event) => ['cases', `case:${event.data.caseId}`],
  row: (_ctx, { data }) => ({
    unitId: data.unitId, customerId: to.audience === 'public' ? data.customerId : null,
    people: [to.audience === 'public' ? data.requesterId : null, data.handlerId, data.firstOwnerId, data.toId ?? null],
  }),
}))

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** Who else has the case open. Of a data-security case only those who take part may know (§3.1-3). */
export const casesTopics: readonly TopicRule[] = [{
  prefix: 'case', permission: 'cases.read',
  async row(ctx, id) {
    const facts = UUID.test(id) ? await readCase(ctx, id) : null
    if (!facts) return null
    return facts.problemClass === 'data-security' ? { people: caseScope(facts).people } : caseScope(facts)
  },
}]
