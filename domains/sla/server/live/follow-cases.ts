// The clocks follow the case: every fact about it runs through the same fold as a simulation, in the same transaction.
import type { Happened } from '../../../../platform/contract/event.ts'
import type { Ctx } from '../../../../platform/server/ctx.ts'
import { reaction } from '../../../../platform/server/module.ts'
import { setting } from '../../../../platform/server/settings/public.ts'
import { CaseArchived, CaseCancelled, CaseClassified, CaseClosedUnconfirmed, CaseMerged, CaseOpened, CaseReclassified, CaseReopened, CaseResolved, CaseResponded, CaseStateChanged, CaseUnmerged, ContainmentDone,
  InitialSolutionSent, loadCase, OutsideMarkCleared, OutsideMarkSet, ResultSent, UserAnswered, VendorContacted, type CaseFacts } from '../../../cases/public.ts'
import { MessageAdded } from '../../../conversations/public.ts'
import { apply, openRecord, type SlaEvent } from '../engine/apply-event.ts'
import type { RawAttributes } from '../engine/attributes.ts'
import { rulesNow } from '../policies/rulebook.ts'
import { Combine, timingNow } from '../settings.ts'
import { noteStep } from './journal-store.ts'
import { mergeClocks, unmergeClocks } from './merge-clocks.ts'
import { holdRecord } from './record-memory.ts'
import { saveClocks } from './save-clocks.ts'

type Step = Omit<SlaEvent, 'at' | 'reason'>

/** What decides level, policy and clocks of a case. */
export const attributesOfCase = (c: CaseFacts): RawAttributes => ({
  requesterType: c.requesterType, serviceLine: c.serviceLine, problemClass: c.problemClass, urgency: c.urgency, complexity: c.complexity, impact: c.impact, effects: c.effects, severity: c.severity,
  outsideService: c.outsideService, customerId: c.customerId,
})

const handLevelOf = (c: CaseFacts): string | null => (c.levelByHand ? c.level : null)

/** Starts the clocks of a new case from its first receipt. */
async function openClocks(ctx: Ctx, caseId: string): Promise<void> {
  const facts = await loadCase(ctx, caseId), { book } = await rulesNow(ctx)
  const after = openRecord(book, { kind: 'case', start: facts.createdAt.getTime(), now: ctx.now().getTime(), attributes: attributesOfCase(facts), level: handLevelOf(facts), mode: await setting(ctx, Combine) })
  await saveClocks(ctx, book, await timingNow(ctx), facts, null, after)
}

/** One event of a case. A case without clocks (older than every policy) has nothing to follow. */
export async function followCase(ctx: Ctx, caseId: string, step: Step, at: Date, reason: string | null): Promise<void> {
  const { book } = await rulesNow(ctx)
  const before = await holdRecord(ctx, book, caseId)
  if (!before) return
  const event = { ...step, ...(reason === null ? {} : { reason }) }, after = apply(book, before.state, { ...event, at: at.getTime() })
  // Nothing concerns a record that ended, so nothing of it is repeated when a merge is undone.
  if (!before.state.ended) noteStep(ctx, [caseId], { at: at.getTime(), event })
  await saveClocks(ctx, book, await timingNow(ctx), await loadCase(ctx, caseId), before, after)
}

const follow = (step: Step) => (ctx: Ctx, event: Happened<{ caseId: string }>) => followCase(ctx, event.data.caseId, step, event.at, event.reason)

/** Class, factors, line, requester type, level or mark: all of them as they are now. */
const reclassify = (type: 'classified' | 'reclassified') => async (ctx: Ctx, event: Happened<{ caseId: string }>): Promise<void> => {
  const facts = await loadCase(ctx, event.data.caseId)
  await followCase(ctx, event.data.caseId, { type, set: attributesOfCase(facts), level: handLevelOf(facts) }, event.at, event.reason)
}

async function changeState(ctx: Ctx, event: Happened<{ caseId: string; from: string; to: string }>): Promise<void> {
  const { from, to, caseId } = event.data
  // Merging interrupts nothing and its undoing resumes nothing: both are folded as a whole (merge-clocks.ts).
  if (from === to || from === 'merged' || to === 'merged') return
  if (from === 'waiting-vendor') await followCase(ctx, caseId, { type: 'waiting-vendor-end' }, event.at, event.reason)
  if (to === 'waiting-vendor') await followCase(ctx, caseId, { type: 'waiting-vendor-start' }, event.at, event.reason)
  if (from === 'waiting-requester') await followCase(ctx, caseId, { type: 'waiting-requester-end' }, event.at, event.reason)
  if (to === 'waiting-requester') await followCase(ctx, caseId, { type: 'waiting-requester-start' }, event.at, event.reason)
}

/** Staff said something to the requester: the next update is owed from now (CL-20). */
async function noteUpdate(ctx: Ctx, event: Happened<{ caseId: string; direction: string; automatic: boolean }>): Promise<void> {
  if (event.data.direction === 'out' && !event.data.automatic) await followCase(ctx, event.data.caseId, { type: 'public-update' }, event.at, null)
}

const when = 'in-transaction' as const

export const clockReactions = [
  reaction({ name: 'sla.open-clocks', to: CaseOpened, when, run: (ctx, e) => openClocks(ctx, e.data.caseId) }),
  reaction({ name: 'sla.classify', to: CaseClassified, when, run: reclassify('classified') }),
  reaction({ name: 'sla.reclassify', to: CaseReclassified, when, run: reclassify('reclassified') }),
  reaction({ name: 'sla.mark-outside', to: OutsideMarkSet, when, run: follow({ type: 'outside-mark-set' }) }),
  reaction({ name: 'sla.unmark-outside', to: OutsideMarkCleared, when, run: follow({ type: 'outside-mark-cleared' }) }),
  reaction({ name: 'sla.vendor-contacted', to: VendorContacted, when, run: follow({ type: 'vendor-contacted' }) }),
  reaction({ name: 'sla.responded', to: CaseResponded, when, run: follow({ type: 'response-complete' }) }),
  reaction({ name: 'sla.solution-sent', to: InitialSolutionSent, when, run: follow({ type: 'first-solution-sent' }) }),
  reaction({ name: 'sla.contained', to: ContainmentDone, when, run: follow({ type: 'containment-done' }) }),
  reaction({ name: 'sla.wait', to: CaseStateChanged, when, run: changeState }),
  reaction({ name: 'sla.resolved', to: CaseResolved, when, run: follow({ type: 'resolved' }) }),
  reaction({ name: 'sla.result-sent', to: ResultSent, when, run: follow({ type: 'result-message-sent' }) }),
  reaction({ name: 'sla.answered', to: UserAnswered, when, run: follow({ type: 'user-answered' }) }),
  reaction({ name: 'sla.reopened', to: CaseReopened, when, run: follow({ type: 'reopened' }) }),
  reaction({ name: 'sla.closed-unconfirmed', to: CaseClosedUnconfirmed, when, run: follow({ type: 'closed-unconfirmed' }) }),
  reaction({ name: 'sla.archived', to: CaseArchived, when, run: follow({ type: 'archived' }) }),
  reaction({ name: 'sla.merged', to: CaseMerged, when, run: mergeClocks }),
  reaction({ name: 'sla.unmerged', to: CaseUnmerged, when, run: unmergeClocks }),
  reaction({ name: 'sla.public-update', to: MessageAdded, when, run: noteUpdate }),
  reaction({ name: 'sla.cancelled', to: CaseCancelled, when, run: follow({ type: 'cancelled' }) }),
]
