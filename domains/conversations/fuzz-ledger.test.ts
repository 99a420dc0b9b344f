// Damaged messages, the same ones on every run: each ends in the ledger with an outcome and its own bytes. `npm run fuzz:mail` runs 10,000.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fuzzLedger } from './fuzz-ledger.ts'
import { startDesk, type Desk } from './testing.ts'

let desk: Desk
beforeAll(async () => { desk = await startDesk() })
afterAll(() => desk.stop())

test('RX-9 150 damaged messages: nothing is lost', async () => {
  const result = await fuzzLedger(desk, { count: 150, seed: 20250303 })
  expect(result.lost).toEqual([])
  expect(Object.values(result.outcomes).reduce((a, b) => a + b, 0)).toBe(150)
}, 120_000)
