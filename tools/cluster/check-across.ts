// What must be the same whichever process one talks to: live updates, presence, drafts, limits.
import { setTimeout as sleep } from 'node:timers/promises'
import type { Cluster, Web } from './cluster.ts'
import { LiveListener } from './live-listener.ts'
import { asPerson, openCase } from './seed-installation.ts'

export interface Finding { name: string; /** Measured, for people. */ figures: string; /** What does not hold; empty when all is well. */ faults: string[] }

const WRITES = 60

export async function checkLiveUpdates({ webs }: Cluster): Promise<Finding> {
  const [here, there, third] = webs as [Web, Web, Web], id = await openCase(here.address, 'live'), topic = `case:${id}`
  const listener = new LiveListener(there.address, 'c1', [topic]), faults: string[] = [], waits: number[] = []
  try {
    await listener.until((m) => m.type === 'hello')
    await sleep(300)
    for (let i = 0; i < WRITES; i++) {
      const from = performance.now()
      listener.heard.length = 0
      await writeMessage((i % 2 === 0 ? here : third).address, id, `live ${i}`)
      waits.push(await listener.until((m) => m.type === 'event' && m.topics!.includes(topic)) - from)
      await sleep(40)
    }
  } catch (error) { faults.push(String(error)) } finally { listener.close() }
  const sorted = waits.toSorted((a, b) => a - b), at = (share: number) => `${Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN)} ms`
  return { name: 'live updates from one web process to another', figures: `${waits.length} of ${WRITES} seen; from sending to seeing: median ${at(0.5)}, p95 ${at(0.95)}`, faults }
}

export async function checkPresence({ webs }: Cluster): Promise<Finding> {
  const [here, there] = webs as [Web, Web, Web], id = await openCase(here.address, 'presence'), topic = `case:${id}`, faults: string[] = []
  const [one, two] = [new LiveListener(here.address, 'a1', [topic]), new LiveListener(there.address, 'l1', [topic])]
  const sees = (listener: LiveListener, n: number, typing: boolean) => listener.until((m) => m.type === 'presence' && m.topic === topic && m.people!.length === n && m.people!.some((p) => p.state === 'typing') === typing)
  let figures = ''
  try {
    await Promise.all([one, two].map((l) => l.until((m) => m.type === 'hello')))
    for (const l of [one, two]) l.send({ type: 'presence', topic, state: 'viewing' })
    await Promise.all([sees(one, 2, false), sees(two, 2, false)])
    const from = performance.now()
    one.send({ type: 'presence', topic, state: 'typing' })
    const typed = await sees(two, 2, true) - from, left = performance.now()
    two.heard.length = 0
    one.close()
    figures = `typing seen after ${Math.round(typed)} ms, leaving after ${Math.round(await sees(two, 1, false) - left)} ms`
  } catch (error) { faults.push(String(error)) } finally { one.close(); two.close() }
  return { name: 'presence across processes', figures, faults }
}

export async function checkDrafts({ webs }: Cluster): Promise<Finding> {
  const [one, two, three] = webs as [Web, Web, Web], faults: string[] = [], path = '/api/v1/drafts/case:cluster:reply', headers = { ...asPerson('a1'), 'content-type': 'application/json' }
  const save = (at: Web, content: string, version?: number) => fetch(`${at.address}${path}`, { method: 'PUT', headers: { ...headers, ...(version === undefined ? {} : { 'if-match': `"${version}"` }) }, body: JSON.stringify({ content }) })
  const first = await save(one, 'begun here'), { version } = (await first.json()) as { version: number }
  const read = (await (await fetch(`${two.address}${path}`, { headers })).json()) as { content: string }
  if (read.content !== 'begun here') faults.push(`the second process reads ${JSON.stringify(read)}`)
  const second = await save(two, 'gone on there', version), stale = await save(three, 'an older text', version)
  if (second.status !== 200 || stale.status !== 412) faults.push(`saving on gave ${second.status}, saving an older one ${stale.status} instead of 412`)
  return { name: 'drafts across processes', figures: 'saved on one, read and gone on with on another, refused as stale on the third', faults }
}

const LIMIT = 120

/** Asks in turn at all three processes until each refuses: how many came through beyond the limit of the installation? */
export async function checkLimits({ webs }: Cluster): Promise<Finding> {
  const key = 'limits.account-per-minute', faults: string[] = [], set = (value: number | null) => fetch(`${webs[0]!.address}/api/v1/settings/${key}`, value === null ? { method: 'DELETE', headers: asPerson('m1') } : { method: 'PUT', headers: { ...asPerson('m1'), 'content-type': 'application/json' }, body: JSON.stringify({ value }) })
  const changed = await set(LIMIT)
  if (!changed.ok) return { name: 'limits across processes', figures: '', faults: [`the limit cannot be set: ${changed.status} ${await changed.text()}`] }
  const ask = (web: Web) => fetch(`${web.address}/api/v1/service`, { headers: asPerson('e1') }).then(async (r) => { await r.arrayBuffer(); return r })
  for (const web of webs) for (const until = Date.now() + 10_000; (await ask(web)).headers.get('ratelimit-limit') !== String(LIMIT); await sleep(100)) if (Date.now() > until) return { name: 'limits across processes', figures: '', faults: [`${web.name} does not hear of the new limit`] }
  await sleep(60_000 - Date.now() % 60_000 + 20)
  let passed = 0
  const refused = new Set<Web>(), from = performance.now()
  while (refused.size < webs.length && performance.now() - from < 40_000) {
    for (const web of webs) {
      const { status } = await ask(web)
      if (status === 429) refused.add(web)
      else if (refused.has(web)) faults.push(`${web.name} refused and then answered ${status} in the same minute`)
      else passed++
    }
    await sleep(50)
  }
  if (refused.size < webs.length) faults.push(`only ${refused.size} of ${webs.length} processes refuse after ${passed} requests`)
  if (passed > LIMIT * 1.5) faults.push(`${passed} requests passed a limit of ${LIMIT}`)
  await set(20_000)
  return { name: 'limits across processes', figures: `limit ${LIMIT} a minute: ${passed} came through three processes, then all three refused`, faults }
}

export async function writeMessage(address: string, id: string, body: string): Promise<void> {
  const reply = await fetch(`${address}/api/v1/cases/${id}/messages`, { method: 'POST', headers: { ...asPerson('c1'), 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() }, body: JSON.stringify({ visibility: 'public', body }) })
  if (reply.status !== 201) throw new Error(`a message was refused: ${reply.status} ${await reply.text()}`)
}
