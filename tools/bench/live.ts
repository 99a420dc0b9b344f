// Many open pages with live connections, and people who write: how soon those who look at a case see that something changed.
import { performance } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import { processorMs, residentMiB } from './processes.ts'
import type { Report } from './report.ts'

const PEOPLE = 500, WRITES = 50
const as = (who: string) => ({ authorization: `Bearer acceptance-${who}`, 'content-type': 'application/json', 'accept-language': 'zh-CN' })

/** Each person has the queue and a case open. */
export async function measureLive(report: Report, server: string, pid: number, seconds: number): Promise<void> {
  const cases = await openCases(server), written = new Map<string, number>(), seen: number[] = []
  const sockets = await Promise.all(Array.from({ length: PEOPLE }, (_, i) => open(server, cases[i % cases.length]!, (topic, at) => {
    const since = written.get(topic)
    if (since !== undefined) { seen.push(at - since); written.delete(topic) }
  })))
  const before = processorMs(pid), began = performance.now()
  let failed = 0, sent = 0
  const writes: Promise<void>[] = []
  while (performance.now() - began < seconds * 1000) {
    const id = cases[sent % cases.length]!
    writes.push(write(server, id, sent, () => written.set(`case:${id}`, performance.now())).catch(() => { failed++ }))
    sent++
    await sleep(Math.max(0, began + (sent * 1000) / WRITES - performance.now()))
  }
  await Promise.all(writes)
  await sleep(2_000)
  const memory = residentMiB(pid), busy = before === null ? 0 : (processorMs(pid)! - before) / (performance.now() - began)
  for (const socket of sockets) socket.close()
  seen.sort((a, b) => a - b)
  const at = (share: number) => seen[Math.min(seen.length - 1, Math.floor(seen.length * share))] ?? Number.NaN
  report.floor(`update seen, ${PEOPLE} open pages, ${WRITES} writes/s`, at(0.95), 'ms p95', { most: 500 }, `p50 ${at(0.5).toFixed(0)}, p99 ${at(0.99).toFixed(0)} ms; ${seen.length} of ${sent} writes seen, ${failed} failed; the server's process ${(100 * busy).toFixed(0)} % of a core`)
  if (seen.length < (sent - failed) * 0.99) throw new Error(`only ${seen.length} of ${sent - failed} writes were seen`)
  if (memory !== null) report.floor('server memory meanwhile', memory, 'MiB', { most: 700 })
}

async function openCases(server: string): Promise<string[]> {
  const ids: string[] = []
  for (let cursor: string | null = ''; cursor !== null && ids.length < PEOPLE;) {
    const page: { items: { id: string }[]; nextCursor: string | null } = await fetch(`${server}/api/v1/cases?limit=100${cursor ? `&cursor=${cursor}` : ''}`, { headers: as('h1') }).then((r) => r.json()) as never
    ids.push(...page.items.map((c) => c.id))
    cursor = page.nextCursor
  }
  if (ids.length === 0) throw new Error('no open case to look at')
  return ids.slice(0, PEOPLE)
}

/** A socket that listens to the queue and to one case; tells what it hears of the case. */
function open(server: string, caseId: string, heard: (topic: string, at: number) => void): Promise<WebSocket> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(`${server.replace('http', 'ws')}/api/v1/live`, { headers: as('h1') } as unknown as string[]), own = `case:${caseId}`
    socket.onerror = () => reject(new Error('a live connection was refused'))
    socket.onmessage = ({ data }) => {
      const at = performance.now(), text = String(data)
      if (text.includes('"hello"')) { socket.send(JSON.stringify({ type: 'subscribe', topics: ['cases', own] })); resolve(socket) } else if (text.includes(own)) heard(own, at)
    }
  })
}

async function write(server: string, id: string, n: number, sending: () => void): Promise<void> {
  sending()
  const reply = await fetch(`${server}/api/v1/cases/${id}/messages`, { method: 'POST', headers: as('h1'), body: JSON.stringify({ visibility: 'internal', body: `已联系现场，等待日志 ${n}` }) })
  await reply.arrayBuffer()
  if (!reply.ok) throw new Error(String(reply.status))
}
