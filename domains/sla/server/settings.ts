// What administrators may change about clocks.
import { z } from 'zod'
import { Span, spanToMs } from '../../../platform/contract/time.ts'
import type { Ctx } from '../../../platform/server/ctx.ts'
import { defineSetting } from '../../../platform/server/module.ts'
import { setting } from '../../../platform/server/settings/public.ts'
import { CombineMode } from '../contract/clock.ts'
import type { ClockTiming } from '../contract/policy-desk.ts'
import type { Timing } from './engine/next-steps.ts'

/** Rules run also on what is no duration: it has its own message, and no length. */
const lengthOf = (span: string): number => (Span.safeParse(span).success ? spanToMs(span) : NaN)
const ascending = (values: readonly number[]): boolean => values.every((v, i) => i === 0 || v > values[i - 1]!)

/** B-1 step 5; applies to records that start afterwards, and to all open ones after a re-evaluation. */
export const Combine = defineSetting({ key: 'sla.combine', schema: CombineMode, default: 'governing' as CombineMode, group: 'sla', clause: '§1.2' })
/** Percent of the target after which the people concerned are warned (RX-4). */
export const WarnAt = defineSetting({ key: 'sla.warn-at', schema: z.array(z.number().min(1).max(99)).max(5).refine(ascending, 'sla.ascending'), default: [75], group: 'sla', clause: '§1.2' })
/** How long after a breach each level above the unit is told: region, then HQ (RX-4). */
export const EscalateAfter = defineSetting({ key: 'sla.escalate-after', schema: z.array(Span).max(4).refine((spans) => spans.some((x) => Number.isNaN(lengthOf(x))) || ascending(spans.map(lengthOf)), 'sla.ascending'), default: ['PT0S', 'PT2H'], group: 'sla', clause: '§1.1' })

/** Reminders while a clock stays late: every so often, so many times; 0 is none. */
export const RepeatAfterBreach = defineSetting({ key: 'sla.repeat-after-breach', schema: z.strictObject({ every: Span.refine((s) => !(lengthOf(s) < 300_000), 'sla.repeat-too-often'), times: z.number().int().min(0).max(20) }), default: { every: 'PT4H', times: 0 }, group: 'sla', clause: '§1.2' })
/** Where a unit plans duty and nobody is on shift: a notice waits for the next shift if that begins within this time, else the leads are told at once (§1.1). Level 1 never waits. */
export const WaitForShift = defineSetting({ key: 'sla.wait-for-shift', schema: Span.refine((s) => !(lengthOf(s) > 7 * 86_400_000), 'sla.wait-too-long'), default: 'PT12H', group: 'sla', clause: '§1.1' })
/** Whoever drafted a version, or changed it last, cannot approve it; publishing in one step is refused then (§1.1-7). */
export const TwoPerson = defineSetting({ key: 'sla.two-person', schema: z.boolean(), default: false, group: 'sla', clause: '§1.1' })

export const slaSettings = [Combine, WarnAt, EscalateAfter, RepeatAfterBreach, WaitForShift, TwoPerson]

export async function timingNow(ctx: Ctx): Promise<Timing> {
  return { warnAt: await setting(ctx, WarnAt), escalateAfter: (await setting(ctx, EscalateAfter)).map(spanToMs), repeat: repeatOf(await setting(ctx, RepeatAfterBreach)) }
}

const repeatOf = ({ every, times }: { every: string; times: number }): Timing['repeat'] => (times === 0 ? undefined : { every: spanToMs(every), times })

/** The same as people read it, for the policy desk. */
export async function showTiming(ctx: Ctx): Promise<ClockTiming> {
  return { combine: await setting(ctx, Combine), warnAt: await setting(ctx, WarnAt), escalateAfter: await setting(ctx, EscalateAfter), repeat: await setting(ctx, RepeatAfterBreach), waitForShift: await setting(ctx, WaitForShift), twoPerson: await setting(ctx, TwoPerson) }
}
