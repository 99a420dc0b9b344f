// The printed limits that hold now, for others to show beside what they limit.
import { msToSpan } from '../../../../platform/contract/time.ts'
import type { Ctx } from '../../../../platform/server/ctx.ts'
import { inForce } from '../engine/policy.ts'
import { rulesNow } from './rulebook.ts'

/** `levels` are the values of the record that tell the row from others (A, B, C; URGENT); `target` is an ISO 8601 duration. */
export interface LimitInForce { policy: string; kind: string; levels: readonly string[]; target: string; clause: string }

/** Limits of the versions in force at this moment, in the order in which they stand. Limits that are printed but not enforced (B-6) are left out. */
export async function limitsInForce(ctx: Ctx): Promise<LimitInForce[]> {
  const { book } = await rulesNow(ctx), now = ctx.now().getTime()
  return [...book.versions.values()].flatMap((versions) => inForce(versions, now) ?? []).flatMap((v) => v.limits.flatMap((l) => (l.target === null ? [] : [{
    policy: v.code, kind: l.kind, levels: l.when.flatMap((c) => (c.is ?? []).map(String)), target: msToSpan(l.target), clause: l.clause,
  }])))
}
