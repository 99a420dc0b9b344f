import { spawn } from 'node:child_process'
import { afterAll, expect, it, vi } from 'vitest'
import { keepRunning } from './keep-running.ts'
import { isAlive } from './process-facts.ts'
import type { RunningServer } from './server-process.ts'

const pids: number[] = []
const said: string[] = []
const log = { info: () => undefined, warn: () => undefined, error: (text: string) => void said.push(text) }
afterAll(() => pids.filter(isAlive).forEach((pid) => process.kill(pid, 'SIGKILL')))

/** Stands for a server; what it does does not matter here. */
function standIn(port: number): RunningServer {
  const child = spawn('sleep', ['60'], { stdio: 'ignore' })
  pids.push(child.pid!)
  return { pid: child.pid!, port, child }
}

it('starts a dead server again on its port, gives up after five deaths and leaves it alone when released', async () => {
  const restart = vi.fn((port: number) => Promise.resolve(standIn(port)))
  const kept = keepRunning(standIn(5000), { log, restart })
  for (let death = 1; death <= 5; death++) {
    process.kill(kept.current().pid, 'SIGKILL')
    await vi.waitFor(() => expect(restart).toHaveBeenCalledTimes(death), { timeout: 10_000 })
    await vi.waitFor(() => expect(isAlive(kept.current().pid)).toBe(true))
  }
  expect(restart.mock.calls).toEqual(Array.from({ length: 5 }, () => [5000]))
  process.kill(kept.current().pid, 'SIGKILL')
  await vi.waitFor(() => expect(said.at(-1)).toContain('not started again'), { timeout: 5000 })
  expect(restart).toHaveBeenCalledTimes(5)
  await kept.release()

  const second = keepRunning(standIn(5001), { log, restart })
  const last = await second.release()
  process.kill(last.pid, 'SIGKILL')
  await vi.waitFor(() => expect(isAlive(last.pid)).toBe(false))
  expect(restart).toHaveBeenCalledTimes(5)
})
