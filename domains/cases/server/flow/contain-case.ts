// Containment or a temporary fix was carried out: the first handling (B-44, CL-04).
import { ContainmentDone } from '../../contract/events.ts'
import type { Ctx } from '../../../../platform/server/ctx.ts'
import { Conflict } from '../../../../platform/server/errors.ts'
import type { CaseFacts } from '../case-facts.ts'
import { whereOf } from '../case-scope.ts'
import { updateCase } from '../case-store.ts'

/** Marks containment once; a second mark changes nothing. Throws Conflict `case-guard` when the case is no longer worked on. */
export async function containCase(ctx: Ctx, facts: CaseFacts, description: string): Promise<CaseFacts> {
  if (facts.containmentAt !== null) return facts
  if (!facts.open) throw new Conflict('case-guard', {}, [{ pointer: '/containment', code: 'case.guard.read-only', clause: '§3.3-2' }])
  const contained = await updateCase(ctx, facts.id, { containmentAt: ctx.now() })
  await ctx.emit(ContainmentDone, whereOf(contained), { reason: description || undefined })
  return contained
}
