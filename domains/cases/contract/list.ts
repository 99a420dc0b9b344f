// Lists of cases: views of the desk, counts, timeline.
import { z } from 'zod'
import { Id } from '../../../platform/contract/ids.ts'
import { PageQuery } from '../../../platform/contract/paging.ts'
import { Moment } from '../../../platform/contract/time.ts'
import { CaseState, Channel, Level, ProblemClass, ServiceLine } from './case.ts'

export const CaseView = z.enum(['open', 'mine', 'first-owner', 'unassigned', 'due-soon', 'waiting', 'awaiting', 'to-archive', 'breached', 'all', 'closed', 'requested', 'offered'])
export type CaseView = z.infer<typeof CaseView>
/** priority: urgent and A first, then VIP customers, then the time left (R5.2-6). */
export const CaseSort = z.enum(['priority', 'due', 'newest', 'updated'])
export type CaseSort = z.infer<typeof CaseSort>

export const CaseQuery = PageQuery.extend({
  view: CaseView.default('open'), sort: CaseSort.optional(), q: z.string().trim().max(200).optional(), state: CaseState.optional(), unit: Id.optional(), handler: Id.optional(),
  /** In the filter language of the desk, Chinese or English: `状态:处理中 级别:1,2 即将超时 负责人:我`. */ filter: z.string().trim().max(1000).optional(),
  requester: Id.optional(), customer: Id.optional(), level: Level.optional(), problemClass: ProblemClass.optional(), serviceLine: ServiceLine.optional(), channel: Channel.optional(),
})
export type CaseQuery = z.infer<typeof CaseQuery>

/** What is exported: a view as the filter narrows it. */
export const ExportQuery = z.object({ format: z.enum(['csv', 'xlsx']).default('csv'), view: CaseView.default('open'), filter: z.string().trim().max(1000).optional() })

/** Counts stop at `limit`; a count that reached it means "at least". */
export const CaseCounts = z.object({ limit: z.number().int(), views: z.record(z.string(), z.number().int()) })

export const TimelineEntry = z.object({
  /** The case that it happened to: this one, or one that was merged into it. */ caseId: Id, caseNumber: z.string(),
  id: Id, at: Moment, by: z.object({ id: Id, name: z.string() }), name: z.string(), title: z.string(), audience: z.enum(['public', 'staff']),
  changes: z.array(z.object({ field: z.string(), label: z.string(), from: z.unknown(), to: z.unknown() })), reason: z.string().nullable(), data: z.record(z.string(), z.unknown()),
})
export type TimelineEntry = z.infer<typeof TimelineEntry>
