// Who looked inside a data-security case is on record (§3.1-3): reading leaves no other trace.
import { SYSTEM_ID, type Ctx } from '../../../platform/server/ctx.ts'
import type { Host } from '../../../platform/server/host.ts'
import { RestrictedCaseRead } from '../contract/events.ts'
import type { CaseFacts } from './case-facts.ts'
import { isRestrictedFor, whereOf } from './case-scope.ts'

/** Wall time. A page that reads itself again is one reading. */
const SAME_READING_MS = 15 * 60_000
const MOST_KEPT = 10_000
const lately = new WeakMap<Host, Map<string, number>>()

/** An audit entry for a cleared reader, once in 15 minutes per person, case and process. Not for the requester's own case, nor for who sees the number only. Written as soon as the reading has ended. */
export function noteReading(ctx: Ctx, c: CaseFacts): void {
  if (c.problemClass !== 'data-security' || ctx.actor.id === SYSTEM_ID || ctx.actor.id === c.requesterId || isRestrictedFor(ctx, c)) return
  const { host, actor, origin } = ctx
  if (!isNew(host, `${actor.id} ${c.id}`)) return
  const where = whereOf(c)
  ctx.afterCommit(() => {
    host.transaction(actor, (own) => own.emit(RestrictedCaseRead, where), origin).catch((error: unknown) => {
      lately.get(host)?.delete(`${actor.id} ${where.caseId}`)
      host.log.error({ err: error, caseId: where.caseId, readerId: actor.id }, 'the reading of a restricted case could not be put on record')
    })
  })
}

function isNew(host: Host, reading: string): boolean {
  const now = host.realNow().getTime(), known = lately.get(host) ?? new Map<string, number>()
  lately.set(host, known)
  if (now - (known.get(reading) ?? -SAME_READING_MS) < SAME_READING_MS) return false
  if (known.size >= MOST_KEPT) known.clear()
  known.set(reading, now)
  return true
}
