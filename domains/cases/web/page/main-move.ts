// Which of the allowed moves is the obvious next one: the button of the page; everything else goes into the menu.
import type { Case, CaseState } from '../../contract/case.ts'
import { isWaitingState, movesOf, type Move } from './use-case-acts.ts'

/** The main line of a case (Part C.2), in its order. */
const LINE: readonly CaseState[] = ['new', 'classified', 'assigned', 'responded', 'diagnosing', 'solving', 'verifying', 'resolved', 'awaiting-confirmation', 'confirmed', 'closed-unconfirmed', 'reviewed', 'archived']
/** Made by other means: the reply in the composer, taking or handing over, the requester's answer. */
const ELSEWHERE: ReadonlySet<CaseState> = new Set<CaseState>(['assigned', 'responded', 'confirmed'])

export interface MoveChoice { main: Move | null; /** The main move goes back to work after waiting. */ resuming: boolean; rest: readonly Move[] }

export function chooseMoves(value: Pick<Case, 'state' | 'allowed' | 'reviewRequired' | 'review'>): MoveChoice {
  const moves = movesOf(value).filter((m) => !ELSEWHERE.has(m.to)), open = moves.filter((m) => m.ok)
  const resuming = isWaitingState(value.state) && open.length > 0
  const from = value.state === 'reopened' ? LINE.indexOf('responded') : LINE.indexOf(value.state)
  const ahead = open.filter((m) => LINE.indexOf(m.to) > from).toSorted((a, b) => LINE.indexOf(a.to) - LINE.indexOf(b.to))
  // A review is a step on the way only where the handbook asks for one (§5.2-6).
  const next = ahead.find((m) => m.to !== 'reviewed' || (value.reviewRequired && !value.review)) ?? ahead[0] ?? null
  const main = resuming ? open[0]! : next
  return { main, resuming, rest: moves.filter((m) => m !== main) }
}
