// People who notice everything: each request must be answered, and rightly, at the first try.
import { randomUUID } from 'node:crypto'
import { asPerson } from './seed-installation.ts'

export interface StrictPeople { readonly asked: number; readonly failures: string[]; /** Tokens of the messages that were acknowledged. */ readonly written: string[]; /** The longest wait for an answer, milliseconds. */ readonly longest: number; finish(): Promise<void> }

const READERS = 8, WRITERS = 4, PACE_MS = 30

/** Works through `address` on one case until told to finish. */
export function sendStrictPeople(address: string, caseId: string): StrictPeople {
  const state = { asked: 0, failures: [] as string[], written: [] as string[], longest: 0 }
  let working = true
  const ask = async (what: string, init: RequestInit, expected: number): Promise<boolean> => {
    const from = performance.now()
    state.asked++
    try {
      const reply = await fetch(`${address}/api/v1${what}`, { ...init, signal: AbortSignal.timeout(20_000) })
      const text = await reply.text()
      if (reply.status !== expected) state.failures.push(`${init.method ?? 'GET'} ${what}: ${reply.status} ${text.slice(0, 200)}`)
      state.longest = Math.max(state.longest, performance.now() - from)
      return reply.status === expected
    } catch (error) {
      const { message, cause } = error as Error
      state.failures.push(`${init.method ?? 'GET'} ${what}: ${message} ${cause instanceof Error ? cause.message : ''}`)
      return false
    }
  }
  const loop = async (work: () => Promise<void>): Promise<void> => { while (working) { await work(); await new Promise((resolve) => setTimeout(resolve, PACE_MS * (0.5 + Math.random()))) } }
  const reading = async (): Promise<void> => { await ask(Math.random() < 0.5 ? '/cases?limit=20' : `/cases/${caseId}`, { headers: asPerson('c1') }, 200) }
  const writing = async (): Promise<void> => {
    const token = `strict-${randomUUID()}`
    if (await ask(`/cases/${caseId}/messages`, { method: 'POST', headers: { ...asPerson('c1'), 'content-type': 'application/json', 'idempotency-key': token }, body: JSON.stringify({ visibility: 'public', body: token }) }, 201)) state.written.push(token)
  }
  const all = Promise.all([...Array.from({ length: READERS }, () => loop(reading)), ...Array.from({ length: WRITERS }, () => loop(writing))])
  return { get asked() { return state.asked }, failures: state.failures, written: state.written, get longest() { return state.longest }, async finish() { working = false; await all } }
}
