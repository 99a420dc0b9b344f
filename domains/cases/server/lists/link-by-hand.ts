// Staff link cases that belong together; both must be in their reach.
import { CaseLinked } from '../../contract/events.ts'
import type { Ctx } from '../../../../platform/server/ctx.ts'
import { AppError, Conflict } from '../../../../platform/server/errors.ts'
import type { CaseFacts } from '../case-facts.ts'
import { may, whereOf } from '../case-scope.ts'
import { findCase } from '../find-case.ts'
import { linkCases } from './links-store.ts'

/** Links once; a second time changes nothing. Throws 403 `case-role` for who does not work on the case, Conflict `case-guard` for a case with itself. */
export async function linkByHand(ctx: Ctx, id: string, otherId: string, kind: 'related' | 'parent'): Promise<CaseFacts> {
  const facts = await findCase(ctx, id), other = await findCase(ctx, otherId)
  if (!may(ctx, 'cases.work', facts)) throw new AppError(403, 'case-role', {}, [{ pointer: '/', code: 'case.role.handler' }])
  if (facts.id === other.id) throw new Conflict('case-guard', {}, [{ pointer: '/otherId', code: 'case.guard.link-self', clause: '§3.2-5' }])
  if (await linkCases(ctx, facts.id, other.id, kind)) await ctx.emit(CaseLinked, { ...whereOf(facts), otherId: other.id, otherNumber: other.number, kind })
  return facts
}
