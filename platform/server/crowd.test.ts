import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { enter, inTurn, isCrowded, leave, noLoad } from './crowd.ts'

const busy = (n: number) => { const host = { load: noLoad() }; for (let i = 0; i < n; i++) enter(host); return host }
const started = async (host: { load: ReturnType<typeof noLoad> }, pieces: number, ms: number) => {
  const at: number[] = [], begin = performance.now()
  await Promise.all(Array.from({ length: pieces }, () => inTurn(host, async () => { at.push(performance.now() - begin); await sleep(ms) })))
  return at
}

test('one request is no crowd; a crowd lingers for a moment after it has gone', async () => {
  expect(isCrowded(busy(1))).toBe(false)
  const host = busy(2)
  expect(isCrowded(host)).toBe(true)
  leave(host)
  leave(host)
  expect(host.load.requests).toBe(0)
  expect(isCrowded(host)).toBe(true)
  await sleep(130)
  expect(isCrowded(host)).toBe(false)
})

test('without a crowd pieces run side by side', async () => {
  expect(Math.max(...await started(busy(0), 4, 50))).toBeLessThan(50)
})

test('in a crowd they run one after the other with rests between, and none waits longer than two seconds', async () => {
  const at = await started(busy(2), 3, 30)
  expect(at[1]! - at[0]!).toBeGreaterThan(200)
  expect(at[2]! - at[1]!).toBeGreaterThan(200)
  const host = busy(2)
  host.load.restUntil = Infinity
  const [late] = await started(host, 1, 1)
  expect(late).toBeGreaterThanOrEqual(1_990)
})

test('when the crowd goes, what gave way to it goes on', async () => {
  const host = busy(2)
  host.load.restUntil = Infinity
  setTimeout(() => { leave(host); leave(host) }, 50)
  const [at] = await started(host, 1, 1)
  expect(at).toBeLessThan(1_500)
})
