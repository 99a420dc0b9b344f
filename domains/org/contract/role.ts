// Roles as the organisation sees them, and the rules that say where new work lands.
import { z } from 'zod'
import { Layer, Reach } from '../../../platform/contract/access.ts'
import { Id } from '../../../platform/contract/ids.ts'
import { Named } from './person.ts'

export const Role = z.object({
  code: z.string(), name: z.string(), nameZh: z.string(), nameEn: z.string(), layer: Layer, privileged: z.boolean(),
  permissions: z.array(z.object({ permission: z.string(), reach: Reach })),
})
export type Role = z.infer<typeof Role>

export const RoutingRule = z.object({
  id: Id, position: z.number().int(), serviceLine: z.string().nullable(), problemClass: z.string().nullable(), requesterType: z.string().nullable(), region: Named.nullable(), unit: Named,
})
export type RoutingRule = z.infer<typeof RoutingRule>
const Condition = z.string().trim().regex(/^[a-z][a-z-]{0,39}$/, 'org.condition').nullable()
/** All rules in their order; the first that fits decides. A condition that is absent fits everything. */
export const SetRoutingRules = z.strictObject({
  rules: z.array(z.strictObject({ serviceLine: Condition.optional(), problemClass: Condition.optional(), requesterType: Condition.optional(), regionId: Id.nullable().optional(), unitId: Id })).max(200),
})
export type SetRoutingRules = z.infer<typeof SetRoutingRules>
