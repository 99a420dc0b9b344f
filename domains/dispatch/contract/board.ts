// The dispatch board of leads and regions, the regional cockpit and the open loops (§1.1, §1.2, §2.1).
import { z } from 'zod'
import { Id } from '../../../platform/contract/ids.ts'
import { PageQuery, pageOf } from '../../../platform/contract/paging.ts'
import { Moment } from '../../../platform/contract/time.ts'
import { CaseSummary } from '../../cases/contract/case.ts'
import { Tier } from '../../org/contract/unit.ts'
import { Mode } from './rule.ts'

const Named = z.object({ id: Id, name: z.string() })
export const Column = z.object({ count: z.number().int(), items: z.array(CaseSummary) })
/** cases: how many open cases; weight: what they weigh by the rule of the unit; waiting ones count half. */
export const Load = z.object({ cases: z.number().int(), weight: z.number(), waiting: z.number().int(), atRisk: z.number().int(), breached: z.number().int(), byLevel: z.record(z.string(), z.number().int()) })
export type Load = z.infer<typeof Load>
export const BoardPerson = z.object({
  id: Id, name: z.string(), unit: Named.nullable(), roles: z.array(z.string()), /** on, off; none: nobody plans shifts for the person's unit. */ shift: z.enum(['on', 'off', 'none']),
  absentUntil: Moment.nullable(), deputy: Named.nullable(), load: Load, maxWeight: z.number().int().nullable(),
})
export type BoardPerson = z.infer<typeof BoardPerson>
export const BoardUnit = z.object({ id: Id, name: z.string(), tier: Tier, depth: z.number().int() })
export type BoardUnit = z.infer<typeof BoardUnit>

export const BoardQuery = z.object({ unit: Id.optional(), limit: z.coerce.number().int().min(1).max(200).default(100) })
export type BoardQuery = z.infer<typeof BoardQuery>
export const Board = z.object({
  unit: Named.nullable(), units: z.array(BoardUnit), mode: Mode, unassigned: Column, atRisk: Column, breached: Column, people: z.array(BoardPerson), open: z.number().int(), at: Moment,
})
export type Board = z.infer<typeof Board>

export const Period = z.object({ unit: Id.optional(), from: Moment.optional(), to: Moment.optional() })
export type Period = z.infer<typeof Period>
/** Counts of a unit with everything below it. Rates are shares of 0 to 1; null without a base. */
export const UnitFigures = z.object({
  unit: z.object({ id: Id, name: z.string(), tier: Tier, depth: z.number().int() }), open: z.number().int(), unassigned: z.number().int(), atRisk: z.number().int(), breached: z.number().int(), waiting: z.number().int(),
  opened: z.number().int(), resolved: z.number().int(), reopened: z.number().int(), escalated: z.number().int(), acknowledged: z.number().int(), acknowledgeMinutes: z.number().nullable(),
  firstContact: z.number().int(), firstContactRate: z.number().nullable(), repeated: z.number().int(), repeatRate: z.number().nullable(),
})
export type UnitFigures = z.infer<typeof UnitFigures>
export const Cockpit = z.object({ from: Moment, to: Moment, items: z.array(UnitFigures) })
export type Cockpit = z.infer<typeof Cockpit>

/** Loops that nobody closes: who has it, what comes next, who waits for whom, and what the requester still owes or is owed (R1.2-15). */
export const Loop = z.enum(['no-owner', 'no-handler', 'no-next-step', 'waiting-long', 'unconfirmed', 'unrated', 'unarchived'])
export type Loop = z.infer<typeof Loop>
export const LoopQuery = PageQuery.extend({ loop: Loop.default('no-next-step'), unit: Id.optional() })
export type LoopQuery = z.infer<typeof LoopQuery>
export const LoopCase = z.object({ case: CaseSummary, since: Moment })
export type LoopCase = z.infer<typeof LoopCase>
export const LoopPage = pageOf(LoopCase)
export const LoopCounts = z.object({ counts: z.record(Loop, z.number().int()) })

/** Of the own team: how many can take a case now. */
export const Availability = z.object({ here: z.number().int(), of: z.number().int() })
