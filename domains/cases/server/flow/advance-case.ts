// Steps that follow by themselves once their conditions hold: a classified case with a handler is assigned, an assigned case that was
// answered is responded. Without this an early answer would have to be entered twice.
import type { CaseState } from '../../contract/case.ts'
import { CaseStateChanged } from '../../contract/events.ts'
import type { Ctx } from '../../../../platform/server/ctx.ts'
import type { CaseFacts } from '../case-facts.ts'
import { whereOf } from '../case-scope.ts'
import { readCase, updateCase } from '../case-store.ts'
import { enter } from './effects.ts'
import { keepCleared } from './keep-cleared.ts'

/** The next state that needs nobody's act; null when somebody has to do something. */
export function nextByItself(facts: Pick<CaseFacts, 'state' | 'handlerId' | 'respondedAt'>): CaseState | null {
  if (facts.state === 'classified' && facts.handlerId) return 'assigned'
  if (facts.state === 'assigned' && facts.respondedAt) return 'responded'
  return null
}

/** Takes these steps in the name of the product and answers the case as it is then. */
export async function advanceCase(ctx: Ctx, id: string): Promise<CaseFacts> {
  await keepCleared(ctx, (await readCase(ctx, id))!)
  for (;;) {
    const facts = await readCase(ctx, id)
    const to = nextByItself(facts!)
    if (!to) return facts!
    const moved = await updateCase(ctx, id, enter(facts!, to, ctx.now()), { count: false })
    await ctx.asSystem().emit(CaseStateChanged, { ...whereOf(moved), from: facts!.state, to }, { changes: { state: { from: facts!.state, to } } })
  }
}
