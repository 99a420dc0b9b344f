// Moments that people name for changes: now or later. A minute of slack, since clocks and networks are late.
import type { Ctx } from '../../../platform/server/ctx.ts'
import { BadInput } from '../../../platform/server/errors.ts'

const SLACK_MS = 60_000

/** The moment from which something holds; now without one. Throws BadInput at `pointer` for a moment that has passed. */
export function comingMoment(ctx: Ctx, given: string | undefined, pointer: string): Date {
  const now = ctx.now()
  if (given === undefined) return now
  const at = new Date(given)
  if (at.getTime() < now.getTime() - SLACK_MS) throw new BadInput([{ pointer, code: 'org.effective-past' }])
  return at < now ? now : at
}

/** A period that begins now or later. Throws BadInput when it ends before it begins. */
export function comingPeriod(ctx: Ctx, given: { validFrom?: string; validTo?: string | null }): { from: Date; to: Date | null } {
  const from = comingMoment(ctx, given.validFrom, '/validFrom')
  const to = given.validTo ? new Date(given.validTo) : null
  if (to && to <= from) throw new BadInput([{ pointer: '/validTo', code: 'org.period-order' }])
  return { from, to }
}
