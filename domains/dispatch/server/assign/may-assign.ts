import type { Ctx } from '../../../../platform/server/ctx.ts'
import { inScope } from '../../../../platform/server/scope.ts'
import { caseScope, isRestrictedFor, type CaseFacts } from '../../../cases/public.ts'

/** A lead's case: in reach of `cases.assign`, and its content may be seen (§2.1-4, §3.1-3). */
export const may = (ctx: Ctx, facts: CaseFacts): boolean => inScope(ctx.reach('cases.assign'), ctx.actor.id, caseScope(facts)) && !isRestrictedFor(ctx, facts)
