// What domains ask before they remove a record themselves.
import type { Ctx } from '../ctx.ts'
import { Conflict } from '../errors.ts'
import { effectiveDays, removableFrom } from './retention-period.ts'
import { findPeriods, heldSubjects } from './retention-store.ts'

export { heldSubjects } from './retention-store.ts'

/** Days that records of a class are kept now, never below the floor; null without limit, undefined where nobody declares the class. */
export async function keptDays(ctx: Ctx, className: string): Promise<number | null | undefined> {
  const declared = ctx.host.registry.retention.get(className)
  return declared && effectiveDays(declared, (await findPeriods(ctx)).get(className))
}

/**
 * Refuses to remove a record before its time or while it is on hold (§5.1-4, §6.2-4).
 * @param recordedAt the moment that the period counts from
 * @throws Conflict `retention.too-early` or `retention.held`, with the clause
 */
export async function refuseEarlyRemoval(ctx: Ctx, className: string, subject: string, recordedAt: Date): Promise<void> {
  const declared = ctx.host.registry.retention.get(className)
  if (!declared) throw new Error(`no module declares the retention class ${className}`)
  const days = effectiveDays(declared, (await findPeriods(ctx)).get(className))
  const from = days === null ? null : removableFrom(recordedAt, days)
  if (!from || from > ctx.now()) {
    const day = from?.toISOString().slice(0, 10) ?? '—'
    throw new Conflict('retention.too-early', { day, days: days ?? 0 }, [{ pointer: '', code: 'retention.too-early', params: { day }, clause: declared.clause }])
  }
  if ((await heldSubjects(ctx, [subject])).length > 0) throw new Conflict('retention.held', {}, [{ pointer: '', code: 'retention.held', clause: declared.clause }])
}
