// A thousand cases in one act: from the order to its end, and the way back.
import { performance } from 'node:perf_hooks'
import type { Report } from './report.ts'

const LEAD = { 'authorization': 'Bearer acceptance-l1', 'content-type': 'application/json' }, MOST = 1000, LOOK_EVERY_MS = 50

interface Bulk { id: string; state: string; total: number; done: number; refused: number }

async function api<T>(server: string, method: string, path: string, body?: object): Promise<T> {
  const reply = await fetch(`${server}/api/v1${path}`, { method, headers: LEAD, ...(body ? { body: JSON.stringify(body) } : {}) })
  if (!reply.ok) throw new Error(`${method} ${path}: ${reply.status} ${await reply.text()}`)
  return await reply.json() as T
}

/** Follows until it has ended; counts in how many steps its progress could be seen. */
async function ended(server: string, first: Bulk): Promise<{ bulk: Bulk; steps: number }> {
  const seen = new Set<number>()
  for (let bulk = first; ; bulk = await api<Bulk>(server, 'GET', `/cases/bulk/${first.id}`)) {
    seen.add(bulk.done)
    if (bulk.state === 'done' || bulk.state === 'undone') return { bulk, steps: seen.size }
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS))
  }
}

export async function measureBulk(report: Report, server: string): Promise<void> {
  const { items } = await fetch(`${server}/api/v1/test/people`).then((r) => r.json()) as { items: { id: string; accountId: string }[] }
  const act = { kind: 'assign', handlerId: items.find((p) => p.id === 'A1')!.accountId, reason: '分担' }, cases = { view: 'open', filter: 'unassigned' }
  const preview = performance.now()
  await api(server, 'POST', '/cases/bulk/preview', { cases, act })
  report.figure('bulk: preview of 200 cases', (performance.now() - preview) / 1000, 's')
  const began = performance.now(), { bulk, steps } = await ended(server, await api<Bulk>(server, 'POST', '/cases/bulk', { cases, act }))
  if (bulk.total !== MOST) throw new Error(`${bulk.total} cases are unassigned; fill at least ${MOST}`)
  report.floor(`bulk: assign ${MOST} cases`, (performance.now() - began) / 1000, 's', { most: 10 }, `${bulk.refused} refused, progress seen in ${steps} steps`)
  const back = performance.now(), undone = await ended(server, await api<Bulk>(server, 'POST', `/cases/bulk/${bulk.id}/undo`))
  report.figure('bulk: undo it', (performance.now() - back) / 1000, 's', `${undone.bulk.refused} refused`)
}
