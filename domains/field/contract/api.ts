// The HTTP surface of visits, repairs and referrals.
import { z } from 'zod'
import { endpoint } from '../../../platform/contract/endpoint.ts'
import { Id } from '../../../platform/contract/ids.ts'
import { PageQuery, pageOf } from '../../../platform/contract/paging.ts'
import { Moment } from '../../../platform/contract/time.ts'
import { Line } from '../../../platform/contract/text.ts'
import { Outcome, SendCommands } from './command.ts'
import { CancelVisit, EditVisit, Jobs, Photo, PlanVisit, StockItem, WorkOrder } from './order.ts'
import { AdvanceRepair, AnswerReferral, EditPoint, NewPoint, OfferReferral, OpenRepair, RecordResult, Referral, Repair, SerialEntry, ServicePoint } from './repair.ts'

const ById = z.object({ id: Id }), OfWork = z.object({ id: Id, workId: Id })
const read = 'field.read', plan = 'field.plan', work = 'field.work'
const guarded = ['case-guard', 'case-restricted', 'work-state'] as const

export const CaseField = z.object({ visits: z.array(WorkOrder), repairs: z.array(Repair), referrals: z.array(Referral), mayPlan: z.boolean() })
export type CaseField = z.infer<typeof CaseField>

export const fieldApi = {
  ofCase: endpoint({ method: 'GET', path: '/cases/:id/field', permission: read, summary: 'Visits, repairs and referrals of a case', params: ById, reply: CaseField, errors: ['case-restricted'] }),
  planVisit: endpoint({ method: 'POST', path: '/cases/:id/visits', permission: plan, summary: 'Plan a visit; with an engineer it is dispatched', status: 201, params: ById, body: PlanVisit, reply: WorkOrder, etag: true, errors: guarded,
    example: { title: '更换控制器 B', task: '双控之一离线，更换控制器 B', address: '门诊楼 B1 机房', from: '2025-03-03T15:00:00+08:00', to: '2025-03-03T17:00:00+08:00', steps: [{ text: '更换控制器 B', photos: 2, part: true }] } }),
  visits: endpoint({ method: 'GET', path: '/field/visits', permission: read, summary: 'Visits in reach, the next first', query: PageQuery.extend({ view: z.enum(['open', 'over']).default('open'), engineerId: Id.optional() }), reply: pageOf(WorkOrder) }),
  visit: endpoint({ method: 'GET', path: '/field/visits/:id', permission: read, summary: 'One visit', params: ById, reply: WorkOrder, etag: true }),
  editVisit: endpoint({ method: 'PATCH', path: '/field/visits/:id', permission: plan, summary: 'Change time, place, task or engineer of a visit', params: ById, body: EditVisit, reply: WorkOrder, etag: true, errors: ['stale', 'work-state'] }),
  cancelVisit: endpoint({ method: 'POST', path: '/field/visits/:id/cancel', permission: plan, summary: 'Call a visit off', params: ById, body: CancelVisit, reply: WorkOrder, etag: true, errors: ['work-state'] }),
  engineers: endpoint({ method: 'GET', path: '/field/engineers', permission: plan, summary: 'Who may be sent, with how many visits they have that day', query: z.object({ on: Moment.optional() }), reply: z.object({ items: z.array(z.object({ id: Id, name: z.string(), visits: z.number().int() })) }) }),

  jobs: endpoint({ method: 'GET', path: '/field/jobs', permission: work, summary: 'Own visits with everything that the phone needs without a network', reply: Jobs }),
  send: endpoint({ method: 'POST', path: '/field/commands', permission: work, summary: 'Acts of a device, each by its own id: sent twice, done once; what does not fit is kept', body: SendCommands, reply: z.object({ results: z.array(Outcome), orders: z.array(WorkOrder) }),
    description: 'Acts are carried out one by one in the order given; each answers for itself, so one that is refused holds up no other.',
    example: { device: 'phone-0001', commands: [{ id: '01900000-0000-7000-8000-000000000001', orderId: '01900000-0000-7000-8000-000000000002', kind: 'arrive', madeAt: '2025-03-03T15:02:00+08:00', base: 3, data: {} }] } }),
  addPhoto: endpoint({ method: 'POST', path: '/field/visits/:id/photos', permission: work, kind: 'upload', status: 201, summary: 'A picture of the visit; its id is made by the device', params: ById, query: z.object({ photoId: Id, kind: z.enum(['before', 'after', 'part', 'other']).default('other'), stepId: Id.optional(), takenAt: Moment.optional() }), reply: Photo, errors: ['file-too-large'] }),
  photo: endpoint({ method: 'GET', path: '/field/photos/:id', permission: read, kind: 'download', summary: 'A picture of a visit', params: ById, errors: ['file-blocked', 'file-infected', 'file-unscanned'] }),
  decideKept: endpoint({ method: 'POST', path: '/field/visits/:id/kept/:workId', permission: read, summary: 'Decide between what the server had and what a device brought', params: OfWork, body: z.strictObject({ take: z.enum(['mine', 'theirs']) }), reply: WorkOrder, etag: true, errors: ['work-state'] }),
  setStock: endpoint({ method: 'PUT', path: '/field/engineers/:id/stock', permission: plan, summary: 'The parts that an engineer carries', params: ById, body: z.strictObject({ items: z.array(z.strictObject({ partNo: Line(80), name: Line(120), quantity: z.number().int().min(0).max(100_000) })).max(500) }), reply: z.object({ items: z.array(StockItem) }) }),

  openRepair: endpoint({ method: 'POST', path: '/cases/:id/repairs', permission: plan, summary: 'Take an appliance in for repair; its warranty is checked (R2.2-7)', status: 201, params: ById, body: OpenRepair, reply: Repair, errors: guarded }),
  advanceRepair: endpoint({ method: 'POST', path: '/cases/:id/repairs/:workId/advance', permission: plan, summary: 'Diagnosed, repairing, tested, returned, or called off', params: OfWork, body: AdvanceRepair, reply: Repair, errors: guarded }),
  points: endpoint({ method: 'GET', path: '/service-points', permission: read, summary: 'Specialists and authorised points; those that fit product and area first', query: z.object({ product: z.string().trim().max(120).optional(), area: z.string().trim().max(120).optional(), all: z.stringbool().optional() }), reply: z.object({ items: z.array(ServicePoint) }) }),
  addPoint: endpoint({ method: 'POST', path: '/service-points', permission: 'field.manage', summary: 'Add a specialist or an authorised point', status: 201, body: NewPoint, reply: ServicePoint }),
  editPoint: endpoint({ method: 'PATCH', path: '/service-points/:id', permission: 'field.manage', summary: 'Change a specialist or an authorised point, or take it out of use', params: ById, body: EditPoint, reply: ServicePoint, etag: true, errors: ['stale'] }),
  saveSerials: endpoint({ method: 'PUT', path: '/field/serials', permission: 'field.manage', summary: 'Enter serial numbers with product and warranty', body: z.strictObject({ source: Line(120), items: z.array(SerialEntry).min(1).max(5_000) }), reply: z.object({ saved: z.number().int() }) }),
  refer: endpoint({ method: 'POST', path: '/cases/:id/referrals', permission: plan, summary: 'Refer to a specialist or authorised point; the first owner stays accountable (B-22)', status: 201, params: ById, body: OfferReferral, reply: Referral, errors: guarded }),
  answerReferral: endpoint({ method: 'POST', path: '/cases/:id/referrals/:workId/answer', permission: plan, summary: 'Note whether the point takes it', params: OfWork, body: AnswerReferral, reply: Referral, errors: guarded }),
  referralResult: endpoint({ method: 'POST', path: '/cases/:id/referrals/:workId/result', permission: plan, summary: 'Record the result of a referral; until then the case cannot be resolved', params: OfWork, body: RecordResult, reply: Referral, errors: guarded }),
}
