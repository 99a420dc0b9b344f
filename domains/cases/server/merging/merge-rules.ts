// What a merge keeps of the absorbed case, and what its undoing puts back. Pure.
import type { CaseFacts, CasePatch } from '../case-facts.ts'
import type { Unmet } from '../flow/guards.ts'
import type { Before, MergeRow } from './merge-store.ts'

/** Everything that the move to `merged` overwrites (effects.ts), as it was. */
export const keptOf = (c: CaseFacts): Before => ({
  state: c.state, stages: c.stages, resumeState: c.resumeState, waitingReason: c.waitingReason, waitingUntil: c.waitingUntil?.toISOString() ?? null, askedId: c.askedId, closedAt: c.closedAt?.toISOString() ?? null,
})

const moment = (text: string | null): Date | null => (text === null ? null : new Date(text))

/** The row as it was before the merge; `staffLeft`: the handler works here no longer, so the case waits for another one. */
export const restoring = (before: Before, staffLeft: boolean): CasePatch => ({
  state: before.state, stages: before.stages, resumeState: before.resumeState, waitingReason: before.waitingReason, waitingUntil: moment(before.waitingUntil), askedId: before.askedId, closedAt: moment(before.closedAt),
  mergedInto: null, ...(staffLeft ? { handlerId: null, handlerName: null } : {}),
})

/** Why a merge cannot be undone now; every condition that is not met. A chain is undone from its end. */
export function unmetOfUnmerge(absorbed: Pick<CaseFacts, 'state'>, merge: MergeRow | null, survivor: Pick<CaseFacts, 'state' | 'number'> | null): Unmet[] {
  if (absorbed.state !== 'merged') return [{ pointer: '/', code: 'case.guard.not-merged', clause: '§1.2' }]
  const unmet: Unmet[] = []
  if (!merge) unmet.push({ pointer: '/', code: 'case.guard.merge-old', clause: '§1.2' })
  if (survivor?.state === 'merged') unmet.push({ pointer: '/', code: 'case.guard.merge-chain', clause: '§1.2', params: { number: survivor.number } })
  return unmet
}
