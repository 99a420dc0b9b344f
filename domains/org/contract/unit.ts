// Units of the one tree (B-21): support and after-sales share it; tier, layer, service line and function are attributes.
import { z } from 'zod'
import { Layer } from '../../../platform/contract/access.ts'
import { Id } from '../../../platform/contract/ids.ts'
import { Line, LongText } from '../../../platform/contract/text.ts'
import { Moment } from '../../../platform/contract/time.ts'

/** §1.1, §2.1: headquarters, region, frontline team or outlet. */
export const Tier = z.enum(['hq', 'region', 'frontline'])
export const UnitServiceLine = z.enum(['support', 'after-sales', 'both'])
/** §2.1: 技术支持, 客户服务, 质量保障, 流程管理. */
export const UnitFunction = z.enum(['technical-support', 'customer-service', 'quality-assurance', 'process-management'])
export const UnitState = z.enum(['draft', 'active', 'closing', 'closed'])
export { Layer }
export type Tier = z.infer<typeof Tier>
export type UnitServiceLine = z.infer<typeof UnitServiceLine>
export type UnitFunction = z.infer<typeof UnitFunction>
export type UnitState = z.infer<typeof UnitState>

const Day = z.array(z.tuple([z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'org.time-of-day'), z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, 'org.time-of-day')])
  .refine(([from, to]) => from < to, 'org.hours-order')).max(4)
/** Opening hours per weekday, e.g. `{ mon: [["09:00","12:00"],["13:30","18:00"]] }`; a day that is absent is closed. */
export const OpeningHours = z.strictObject({ mon: Day, tue: Day, wed: Day, thu: Day, fri: Day, sat: Day, sun: Day }).partial().meta({ examples: [{ mon: [['09:00', '12:00'], ['13:30', '18:00']] }] })
export type OpeningHours = z.infer<typeof OpeningHours>

export const UnitCode = z.string().trim().regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,31}$/, 'org.unit-code')

const UnitFields = z.strictObject({
  nameZh: Line(120), nameEn: Line(120), layer: Layer, serviceLine: UnitServiceLine, function: UnitFunction.nullable(),
  address: Line(300).nullable(), serviceArea: LongText(1_000).nullable(), openingHours: OpeningHours.nullable(),
})

export const CreateUnit = UnitFields.partial().required({ nameZh: true }).extend({
  code: UnitCode.optional(), tier: Tier, parentId: Id.nullable().optional(), state: z.enum(['draft', 'active']).default('active'), effectiveFrom: Moment.optional(),
})
export type CreateUnit = z.infer<typeof CreateUnit>
/** A change; with `effectiveFrom` in the future it is announced now and takes effect then. */
export const PatchUnit = UnitFields.partial().extend({ state: z.enum(['draft', 'active']).optional(), effectiveFrom: Moment.optional(), reason: LongText(1_000).optional() })
export type PatchUnit = z.infer<typeof PatchUnit>
export const MoveUnit = z.strictObject({ parentId: Id, effectiveFrom: Moment.optional(), reason: LongText(1_000) })
export type MoveUnit = z.infer<typeof MoveUnit>
/** Closing: announced now, closed at `effectiveFrom`; open work goes to `successorId`. */
export const CloseUnit = z.strictObject({ effectiveFrom: Moment.optional(), successorId: Id.optional(), reason: LongText(1_000) })
export type CloseUnit = z.infer<typeof CloseUnit>

export const Unit = z.object({
  id: Id, code: z.string(), name: z.string(), nameZh: z.string(), nameEn: z.string(), tier: Tier, layer: Layer, serviceLine: UnitServiceLine, function: UnitFunction.nullable(),
  parentId: Id.nullable(), depth: z.number().int(), state: UnitState, address: z.string().nullable(), serviceArea: z.string().nullable(), openingHours: OpeningHours.nullable(),
  validFrom: Moment, validTo: Moment.nullable(), version: z.number().int(),
})
export type Unit = z.infer<typeof Unit>
/** What a unit was, is and will be. */
export const UnitHistory = z.object({ items: z.array(Unit), nextCursor: z.null() })

export const UnitQuery = z.object({
  asOf: Moment.optional(), tier: Tier.optional(), layer: Layer.optional(), serviceLine: UnitServiceLine.optional(), function: UnitFunction.optional(),
  state: UnitState.optional(), parentId: Id.optional(), q: z.string().trim().max(100).optional(),
  limit: z.coerce.number().int().min(1).max(1_000).default(500), cursor: z.string().max(500).optional(),
})
export type UnitQuery = z.infer<typeof UnitQuery>
