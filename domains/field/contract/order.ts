// A visit: what was planned and what happened on site (Part C.2 FieldWorkOrder, R5.2-15). `Visit` is what devices change, also while offline.
import { z } from 'zod'
import { Id } from '../../../platform/contract/ids.ts'
import { Line, LongText, Phone } from '../../../platform/contract/text.ts'
import { Moment } from '../../../platform/contract/time.ts'
import { Level } from '../../cases/contract/case.ts'

export const OrderState = z.enum(['planned', 'dispatched', 'accepted', 'travelling', 'on-site', 'done', 'signed', 'failed', 'cancelled'])
export type OrderState = z.infer<typeof OrderState>
export const Person = z.object({ id: Id, name: z.string() })
const At = Moment.nullable()

export const Step = z.object({ id: Id, text: z.string(), photos: z.number().int(), part: z.boolean(), doneAt: At, note: z.string().nullable() })
export type Step = z.infer<typeof Step>
export const Part = z.object({ id: Id, partNo: z.string(), name: z.string(), quantity: z.number().int(), serial: z.string().nullable(), at: Moment })
export type Part = z.infer<typeof Part>
/** Lines of a pen, each as x, y, x, y … on a field of 1000 × 400. */
export const Strokes = z.array(z.array(z.number().int().min(-50).max(1050)).min(2).max(4_000)).min(1).max(120)
export const Position = z.object({ latitude: z.number().min(-90).max(90), longitude: z.number().min(-180).max(180), accuracy: z.number().min(0).max(100_000) })

/** Which device wrote a field last, and at which version of the order: so that two devices are told from one that writes twice. */
export const Stamp = z.object({ version: z.number().int(), device: z.string() })
export const Visit = z.object({
  acceptedAt: At, travellingAt: At, arrivedAt: At, startedAt: At, finishedAt: At, signedAt: At, position: Position.nullable(), steps: z.array(Step), parts: z.array(Part), serialFound: z.string().nullable(), work: z.string(),
  failReason: z.string().nullable(), signedBy: z.string().nullable(), signature: Strokes.nullable(), unsignedReason: z.string().nullable(), score: z.number().int().nullable(), comment: z.string().nullable(), stamps: z.record(z.string(), Stamp),
})
export type Visit = z.infer<typeof Visit>

export const Photo = z.object({ id: Id, kind: z.enum(['before', 'after', 'part', 'other']), stepId: Id.nullable(), name: z.string(), takenAt: Moment, by: z.string() })
export type Photo = z.infer<typeof Photo>
/** What a device brought that did not fit what the server had: both versions stay until somebody decides. */
export const KeptCommand = z.object({ id: Id, kind: z.string(), data: z.record(z.string(), z.unknown()), theirs: z.unknown(), code: z.string(), reason: z.string(), madeAt: Moment, receivedAt: Moment, by: z.string() })
export type KeptCommand = z.infer<typeof KeptCommand>

/** With what of the case the engineer needs, and no more. */
export const WorkOrder = z.object({
  id: Id, number: z.string(), caseId: Id, caseNumber: z.string(), level: Level.nullable(), due: z.object({ kind: z.string(), dueAt: Moment, breached: z.boolean() }).nullable(), state: OrderState, title: z.string(), task: z.string(), warning: z.string().nullable(), tools: z.string().nullable(),
  address: z.string(), latitude: z.number().nullable(), longitude: z.number().nullable(), contactName: z.string().nullable(), contactPhone: z.string().nullable(), customerName: z.string().nullable(), tier: z.string().nullable(),
  from: Moment, to: Moment, engineer: Person.nullable(), plannedBy: Person, handler: z.object({ name: z.string(), phone: z.string().nullable() }).nullable(), serialExpected: z.string().nullable(), visit: Visit, photos: z.array(Photo), kept: z.array(KeptCommand), cancelReason: z.string().nullable(),
  createdAt: Moment, version: z.number().int(), mine: z.boolean(), mayPlan: z.boolean(),
})
export type WorkOrder = z.infer<typeof WorkOrder>

const Planned = z.strictObject({
  title: Line(200), task: LongText(5_000), warning: LongText(1_000).optional(), tools: LongText(1_000).optional(), address: LongText(500), latitude: z.number().min(-90).max(90).optional(), longitude: z.number().min(-180).max(180).optional(),
  contactName: Line(120).optional(), contactPhone: Phone.optional(), from: Moment, to: Moment, engineerId: Id.optional(), serialExpected: Line(120).optional(),
})
/** `photos`: how many pictures a step asks for; `part`: it uses a part. */
export const PlanVisit = Planned.extend({ steps: z.array(z.strictObject({ text: LongText(500), photos: z.number().int().min(0).max(20).default(0), part: z.boolean().default(false) })).max(30).default([]) })
export type PlanVisit = z.infer<typeof PlanVisit>
export const EditVisit = Planned.partial().extend({ engineerId: Id.nullable().optional() })
export type EditVisit = z.infer<typeof EditVisit>
export const CancelVisit = z.strictObject({ reason: LongText(1_000) })

export const StockItem = z.object({ partNo: z.string(), name: z.string(), quantity: z.number().int() })
export type StockItem = z.infer<typeof StockItem>
/** Everything that the phone keeps for working without a network. */
export const Jobs = z.object({ orders: z.array(WorkOrder), stock: z.array(StockItem), routeLink: z.string(), at: Moment })
export type Jobs = z.infer<typeof Jobs>
