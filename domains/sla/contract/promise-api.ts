// What we would promise for a request that is not sent yet, so that the button can say it with a time (§1.2, §3.3).
import { z } from 'zod'
import { endpoint } from '../../../platform/contract/endpoint.ts'
import { Moment, Span } from '../../../platform/contract/time.ts'
import { Effect, Factor, ProblemClass, ServiceLine } from '../../cases/contract/case.ts'
import { ClockKind } from './clock.ts'

export const PromiseQuery = z.object({ serviceLine: ServiceLine.optional(), urgency: Factor.optional(), effect: Effect.optional(), problemClass: ProblemClass.optional() })
export type PromiseQuery = z.infer<typeof PromiseQuery>
export const PromisePreview = z.object({ items: z.array(z.object({ kind: ClockKind, target: Span, dueAt: Moment, clause: z.string() })), nextCursor: z.null() })
export type PromisePreview = z.infer<typeof PromisePreview>

export const promiseApi = {
  promises: endpoint({ method: 'GET', path: '/sla/promises', permission: 'any-role', summary: 'What we would promise for a request sent now, by the rules in force', query: PromiseQuery, reply: PromisePreview,
    description: 'For the own customer, or for an internal user. Nothing is stored; once the request is classified other promises may govern.' }),
}
