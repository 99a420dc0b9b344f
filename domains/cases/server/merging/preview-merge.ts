// What a merge would do, before anybody does it: both cases side by side and every condition that is not met.
import type { MergePreview } from '../../contract/merge.ts'
import type { Ctx } from '../../../../platform/server/ctx.ts'
import { translate } from '../../../../platform/server/i18n.ts'
import { listedOf, type CaseFacts } from '../case-facts.ts'
import { isRestrictedFor, may } from '../case-scope.ts'
import { readCase } from '../case-store.ts'
import { findCase } from '../find-case.ts'
import type { Unmet } from '../flow/guards.ts'
import { toSummary } from '../show-case.ts'
import { unmetOfMerge } from './merge-case.ts'

/** Reads only. Throws NotFound, Forbidden `case-restricted`. */
export async function previewMerge(ctx: Ctx, id: string, into: string): Promise<MergePreview> {
  const absorbed = await findCase(ctx, id), other = await readCase(ctx, into)
  const survivor = other && may(ctx, 'cases.read', other) ? other : null, unmet: Unmet[] = await unmetOfMerge(ctx, absorbed, into)
  const allowed: Unmet[] = may(ctx, 'cases.merge', absorbed) ? [] : [{ pointer: '/', code: 'case.role.merger', clause: '§1.2' }]
  return {
    ok: unmet.length + allowed.length === 0,
    reasons: [...allowed, ...unmet].map((u) => ({ code: u.code, detail: translate(ctx.locale, `field.${u.code}`, u.params), clause: u.clause })),
    absorbed: side(ctx, absorbed), survivor: survivor && side(ctx, survivor), otherRequester: survivor !== null && survivor.requesterId !== absorbed.requesterId,
    keepsStart: survivor && new Date(Math.min(survivor.createdAt.getTime(), absorbed.createdAt.getTime())).toISOString(),
  }
}

const side = (ctx: Ctx, c: CaseFacts) => ({ ...toSummary(ctx, listedOf(c)), description: isRestrictedFor(ctx, c) ? '' : c.description })
