import { expect, test } from 'vitest'
import type { Case, CaseState } from '../../contract/case.ts'
import { chooseMoves } from './main-move.ts'

const at = (state: CaseState, moves: readonly CaseState[], refused: readonly CaseState[] = [], review = false) => chooseMoves({
  state, reviewRequired: review, review: null,
  allowed: [...moves.map((action) => ({ action, ok: true, needs: [], reasons: [] })), ...refused.map((action) => ({ action, ok: false, needs: [], reasons: [] })), { action: 'transfer', ok: true, needs: [], reasons: [] }],
} as Pick<Case, 'state' | 'allowed' | 'reviewRequired' | 'review'>)

test.each([
  ['goes forward, never back', at('solving', ['diagnosing', 'verifying', 'waiting-requester']), 'verifying'],
  ['takes the first step that is open', at('new', ['classified', 'cancelled']), 'classified'],
  ['archives where no review is asked for', at('confirmed', ['reviewed', 'archived', 'reopened']), 'archived'],
  ['reviews first where the handbook asks for it', at('confirmed', ['reviewed', 'archived'], [], true), 'reviewed'],
  ['a reopened case starts with the diagnosis', at('reopened', ['diagnosing', 'cancelled']), 'diagnosing'],
] as const)('the main move %s', (_name, choice, to) => { expect(choice.main?.to).toBe(to) })

test('a waiting case is resumed where it stood', () => {
  const choice = at('waiting-requester', ['diagnosing', 'solving', 'cancelled'])
  expect([choice.main?.to, choice.resuming]).toEqual(['diagnosing', true])
})

test('what is refused is no main move but stays in the menu with its reason', () => {
  const choice = at('awaiting-confirmation', [], ['confirmed', 'reopened'])
  expect(choice.main).toBeNull()
  expect(choice.rest.map((m) => m.to)).toEqual(['reopened'])
})
