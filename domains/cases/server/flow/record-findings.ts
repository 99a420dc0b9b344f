// What work inside the case established, written on the case: nature and cause, solution, checks of configuration changes (§1.2, §3.1-2, §3.2-4).
import type { Nature } from '../../contract/case.ts'
import { CaseEdited } from '../../contract/events.ts'
import type { Ctx } from '../../../../platform/server/ctx.ts'
import { Conflict } from '../../../../platform/server/errors.ts'
import type { CaseFacts, CasePatch, Check } from '../case-facts.ts'
import { whereOf } from '../case-scope.ts'
import { updateCase } from '../case-store.ts'
import { changesOf } from '../changes.ts'
import { holdCase } from '../find-case.ts'
import { BEFORE_RESOLVED } from './stages.ts'

export interface Findings { nature?: Nature; cause?: string; evidence?: string; solution?: string; planExecuted?: boolean; configurationStability?: Check; configurationSecurity?: Check }

/** The case, held, while work on it may still be recorded. Throws NotFound, Forbidden `case-restricted`, Conflict `case-guard` once it is resolved or ended. */
export async function holdForWork(ctx: Ctx, caseId: string): Promise<CaseFacts> {
  const facts = await holdCase(ctx, caseId)
  if (!(BEFORE_RESOLVED as readonly string[]).includes(facts.state)) throw new Conflict('case-guard', {}, [{ pointer: '/state', code: 'case.guard.not-in-work', clause: '§3.4-3' }])
  return facts
}

/** Facts that the guards of later moves look at. What does not differ is not written. */
export async function recordFindings(ctx: Ctx, facts: CaseFacts, found: Findings): Promise<CaseFacts> {
  const patch: CasePatch = Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined)), changes = changesOf(facts, patch)
  if (!changes) return facts
  const told = await updateCase(ctx, facts.id, patch)
  await ctx.emit(CaseEdited, whereOf(told), { changes })
  return told
}
