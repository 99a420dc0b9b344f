// Staff link cases that belong together, and take links away; both must be in their reach.
import type { z } from 'zod'
import { CaseLinked, CaseUnlinked } from '../../contract/events.ts'
import type { LinkKindByHand } from '../../contract/merge.ts'
import type { Ctx } from '../../../../platform/server/ctx.ts'
import { AppError, Conflict, NotFound } from '../../../../platform/server/errors.ts'
import type { CaseFacts } from '../case-facts.ts'
import { may, whereOf } from '../case-scope.ts'
import { findCase } from '../find-case.ts'
import type { Unmet } from '../flow/guards.ts'
import { linkCases, parentsOf, unlinkCases } from './links-store.ts'

type Kind = z.infer<typeof LinkKindByHand>

/** Links once; a second time changes nothing. Throws 403 `case-role` for who does not work on the case, Conflict `case-guard` for a case with itself, a second parent, or a circle of parents. */
export async function linkByHand(ctx: Ctx, id: string, otherId: string, kind: Kind): Promise<CaseFacts> {
  const facts = await findCase(ctx, id), other = await findCase(ctx, otherId)
  refuseOthers(ctx, facts)
  const unmet = facts.id === other.id ? [unmetAt('case.guard.link-self')] : kind === 'parent' ? await unmetOfParent(ctx, facts, other) : []
  if (unmet.length > 0) throw new Conflict('case-guard', {}, unmet)
  if (await linkCases(ctx, facts.id, other.id, kind)) await ctx.emit(CaseLinked, { ...whereOf(facts), otherId: other.id, otherNumber: other.number, kind })
  return facts
}

/** Takes a link of one's own making away. Throws NotFound when there is none. */
export async function unlinkByHand(ctx: Ctx, id: string, otherId: string, kind: Kind): Promise<CaseFacts> {
  const facts = await findCase(ctx, id), other = await findCase(ctx, otherId)
  refuseOthers(ctx, facts)
  if (!await unlinkCases(ctx, facts.id, other.id, kind)) throw new NotFound('link')
  await ctx.emit(CaseUnlinked, { ...whereOf(facts), otherId: other.id, otherNumber: other.number, kind })
  return facts
}

function refuseOthers(ctx: Ctx, facts: CaseFacts): void {
  if (!may(ctx, 'cases.work', facts)) throw new AppError(403, 'case-role', {}, [{ pointer: '/', code: 'case.role.handler' }])
}

/** One parent, and nobody stands above themselves. */
async function unmetOfParent(ctx: Ctx, facts: CaseFacts, other: CaseFacts): Promise<Unmet[]> {
  const above = await parentsOf(ctx, facts.id)
  return [
    ...(above[0] && above[0] !== other.id ? [unmetAt('case.guard.link-second-parent')] : []),
    ...((await parentsOf(ctx, other.id)).includes(facts.id) ? [unmetAt('case.guard.link-circle', other.number)] : []),
  ]
}

const unmetAt = (code: string, number?: string): Unmet => ({ pointer: '/otherId', code, clause: '§3.2-5', ...(number ? { params: { number } } : {}) })
