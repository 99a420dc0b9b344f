// Every new handler is written down with the way it came about; whoever assigned by the rule says beforehand what was weighed.
import { accountsOf } from '../../../../platform/server/access/public.ts'
import type { Happened } from '../../../../platform/contract/event.ts'
import type { Ctx } from '../../../../platform/server/ctx.ts'
import { Conflict } from '../../../../platform/server/errors.ts'
import { reaction } from '../../../../platform/server/module.ts'
import { CaseAssigned, loadCase } from '../../../cases/public.ts'
import type { Way } from '../../contract/assignment.ts'
import { insertAssignment, type KeptExplanation } from './assignment-store.ts'
import { vetoesOf } from './veto.ts'

interface Announced { way: Way; explanation: KeptExplanation | null }
const announced = new WeakMap<object, Map<string, Announced>>()

/** The next new handler of the case in this transaction comes this way. */
export function announceAssignment(ctx: Ctx, caseId: string, what: Announced): void {
  const tx = ctx.sql<unknown>(), all = announced.get(tx) ?? new Map<string, Announced>()
  announced.set(tx, all.set(caseId, what))
}

export const assignmentReactions = [reaction({ name: 'dispatch.record-assignment', to: CaseAssigned, when: 'in-transaction', run: recordAssignment })]

/** Vetoes of other domains hold for every way, also for a lead by hand and an accepted transfer (S-050). Throws Conflict `case-guard`. */
async function recordAssignment(ctx: Ctx, { data, reason }: Happened<{ caseId: string; handlerId: string; fromHandlerId: string | null }>): Promise<void> {
  const facts = await loadCase(ctx, data.caseId), veto = (await vetoesOf(ctx, facts, [data.handlerId])).get(data.handlerId)
  if (veto) throw new Conflict('case-guard', {}, veto.map((v) => ({ pointer: '/handlerId', ...v })))
  const said = announced.get(ctx.sql<unknown>())?.get(data.caseId), from = data.fromHandlerId ? (await accountsOf(ctx, [data.fromHandlerId]))[0]?.name ?? null : null
  announced.get(ctx.sql<unknown>())?.delete(data.caseId)
  const way = said?.way ?? (ctx.actor.id !== data.handlerId ? 'hand' : data.fromHandlerId ? 'transfer' : 'taken')
  await insertAssignment(ctx, { case_id: data.caseId, way, handler_id: data.handlerId, handler_name: facts.handlerName ?? '', from_id: data.fromHandlerId, from_name: from, reason, explanation: said?.explanation ?? null })
}
