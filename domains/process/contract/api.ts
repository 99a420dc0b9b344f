// The HTTP surface of the process: the drawing with what happens on it now, its versions, the paths that cases really took.
import { z } from 'zod'
import { endpoint } from '../../../platform/contract/endpoint.ts'
import { Id } from '../../../platform/contract/ids.ts'
import { LongText } from '../../../platform/contract/text.ts'
import { Moment, Span } from '../../../platform/contract/time.ts'
import { CaseState, RequesterType, ServiceLine } from '../../cases/contract/case.ts'
import { Definition } from './definition.ts'

export const Found = z.object({ severity: z.enum(['error', 'warning']), code: z.string(), step: z.string().nullable(), clause: z.string(), text: z.string() })
export const LimitText = z.object({ step: z.string(), policy: z.string().nullable(), rows: z.array(z.object({ levels: z.array(z.string()), target: Span, clause: z.string() })) })
export const StepNow = z.object({ step: z.string(), count: z.number().int(), breached: z.number().int(), atRisk: z.number().int(), oldest: z.object({ id: Id, number: z.string(), since: Moment }).nullable() })
/** Conditions under which the running machine lets a case leave the step (Part C.6). */
export const DoneWhen = z.object({ step: z.string(), conditions: z.array(z.object({ guard: z.string(), text: z.string(), clause: z.string() })) })

export const ProcessView = z.object({
  version: z.number().int(), state: z.enum(['draft', 'live', 'superseded']), note: z.string().nullable(), publishedAt: Moment.nullable(), publishedBy: z.string().nullable(), definition: Definition,
  limits: z.array(LimitText), doneWhen: z.array(DoneWhen), found: z.array(Found),
  /** Moves of the machine that this version closes, as `from>to` or `>to`. */
  closed: z.array(z.string()), draftVersion: z.number().int().nullable(), mayDesign: z.boolean(),
})
export type ProcessView = z.infer<typeof ProcessView>
export const ProcessNow = z.object({ at: Moment, steps: z.array(StepNow) })
export type ProcessNow = z.infer<typeof ProcessNow>

export const Draft = ProcessView.extend({ /** For If-Match. */ version: z.number().int(), number: z.number().int(), changes: z.array(z.string()) })
export type Draft = z.infer<typeof Draft>
export const VersionRow = z.object({ version: z.number().int(), state: z.enum(['live', 'superseded']), note: z.string().nullable(), publishedAt: Moment, publishedBy: z.string(), changes: z.array(z.string()) })

/** `days` before the end of the period, in place of `from`. */
export const PathQuery = z.object({ from: Moment.optional(), days: z.coerce.number().int().min(1).max(1_100).optional(), to: Moment.optional(), unit: Id.optional(), serviceLine: ServiceLine.optional(), level: z.string().max(20).optional(), requesterType: RequesterType.optional() })
export type PathQuery = z.infer<typeof PathQuery>
/** Spans are business seconds on the wall, 24 hours a day. */
export const Paths = z.object({
  from: Moment, to: Moment, cases: z.number().int(), of: z.number().int(),
  steps: z.array(z.object({ step: z.string(), visits: z.number().int(), cases: z.number().int(), again: z.number().int(), medianSeconds: z.number(), p90Seconds: z.number(), totalSeconds: z.number(), share: z.number() })),
  edges: z.array(z.object({ from: z.string(), to: z.string(), count: z.number().int(), cases: z.number().int(), drawn: z.boolean(), medianSeconds: z.number(), p90Seconds: z.number() })),
  variants: z.array(z.object({ steps: z.array(z.string()), count: z.number().int(), share: z.number(), medianSeconds: z.number(), drawn: z.boolean(), example: z.object({ id: Id, number: z.string() }) })),
  loops: z.array(z.object({ steps: z.array(z.string()), cases: z.number().int(), rounds: z.number().int() })),
  /** Cases whose every move stands on the drawing in force when they began. */
  conforming: z.number().int(),
})
export type Paths = z.infer<typeof Paths>

export const CaseConformance = z.object({
  version: z.number().int(), /** 0 to 1: moves that the drawing has, of all moves. */ score: z.number(), moves: z.number().int(),
  path: z.array(z.object({ step: z.string().nullable(), state: CaseState, enteredAt: Moment, leftAt: Moment.nullable(), seconds: z.number(), again: z.boolean() })),
  deviations: z.array(z.object({ from: CaseState, to: CaseState, at: Moment, text: z.string() })),
  lists: z.object({ five: z.number().int().nullable(), six: z.number().int().nullable(), steps: z.number().int().nullable(), four: z.number().int().nullable() }),
})
export type CaseConformance = z.infer<typeof CaseConformance>

const read = 'process.read', design = 'process.design'
export const processApi = {
  show: endpoint({ method: 'GET', path: '/process', permission: read, summary: 'The process in force, with limits and conditions of every step (§8.1)', reply: ProcessView }),
  now: endpoint({ method: 'GET', path: '/process/now', permission: read, summary: 'How many of the readable open cases stand at each step, at risk, late, and the oldest', reply: ProcessNow }),
  versions: endpoint({ method: 'GET', path: '/process/versions', permission: read, summary: 'Published versions, newest first, with what each changed', reply: z.object({ items: z.array(VersionRow), nextCursor: z.null() }) }),
  showVersion: endpoint({ method: 'GET', path: '/process/versions/:version', permission: read, summary: 'A published version as it was', params: z.object({ version: z.coerce.number().int().min(1).max(1_000_000) }), reply: ProcessView }),
  draft: endpoint({ method: 'GET', path: '/process/draft', permission: design, summary: 'The draft with what stands in the way of publishing it', reply: Draft, etag: true }),
  saveDraft: endpoint({ method: 'PUT', path: '/process/draft', permission: design, summary: 'Keep a draft; without If-Match a new one', body: z.strictObject({ definition: Definition }), reply: Draft, etag: true, errors: ['stale', 'process-draft-there'] }),
  dropDraft: endpoint({ method: 'DELETE', path: '/process/draft', permission: design, summary: 'Throw the draft away' }),
  publish: endpoint({ method: 'POST', path: '/process/draft/publications', permission: design, summary: 'Make the draft the process in force: the drawing changes and the state machine follows it', body: z.strictObject({ note: LongText(1_000) }), reply: ProcessView, etag: true, errors: ['process-unsound', 'stale'], example: { note: '现场服务改由区域安排' } }),
  paths: endpoint({ method: 'GET', path: '/process/paths', permission: read, summary: 'The paths that cases of a period really took: visits, waiting, loops, variants', query: PathQuery, reply: Paths,
    description: 'Readable cases that were opened in the period (30 days unless told), the newest 20,000 at most; `of` says how many there are.' }),
  ofCase: endpoint({ method: 'GET', path: '/process/cases/:id', permission: read, summary: 'How the path of one case follows the drawing', params: z.object({ id: Id }), reply: CaseConformance }),
}
