// A restart of everything without a failed request, a process that dies, a database server that dies.
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { checkInstallation, verify } from '../faults/check-installation.ts'
import { Deeds } from '../faults/deeds.ts'
import { sendPeople } from '../faults/people.ts'
import { writeMessage, type Finding } from './check-across.ts'
import type { Cluster } from './cluster.ts'
import { LiveListener } from './live-listener.ts'
import { asPerson, openCase } from './seed-installation.ts'
import { sendStrictPeople, type StrictPeople } from './strict-people.ts'

/** Each web process in turn is told to leave and started again, while people work through the balancer and pages stay open. */
export async function checkRollingRestart(cluster: Cluster): Promise<Finding> {
  const id = await openCase(cluster.address, 'rolling'), topic = `case:${id}`, pages = Array.from({ length: 12 }, () => new LiveListener(cluster.address, 'c1', [topic])), people = sendStrictPeople(cluster.address, id)
  const from = performance.now(), spans: number[] = []
  await sleep(1_500)
  for (const web of cluster.webs) {
    const began = performance.now()
    await web.leave()
    await web.start()
    spans.push(performance.now() - began)
    await sleep(2_500)
  }
  await people.finish()
  const seconds = (performance.now() - from) / 1_000
  // A page that was open all the time has heard of a message written now, and was not told more than it can know.
  for (const page of pages) page.heard.length = 0
  await writeMessage(cluster.address, id, 'after the restart')
  const deaf = (await Promise.all(pages.map((page) => page.until((m) => m.type === 'event' || m.type === 'reset').then(() => null, String)))).filter((x) => x !== null)
  const connects = pages.reduce((n, page) => n + page.connects, 0)
  for (const page of pages) page.close()
  return {
    name: 'rolling restart of the web processes',
    figures: `${people.asked} requests in ${Math.round(seconds)} s through three restarts (${spans.map((s) => `${(s / 1000).toFixed(1)} s`).join(', ')}), ${people.failures.length} failed, longest wait ${Math.round(people.longest)} ms; ${pages.length} open pages came back ${connects - pages.length} times`,
    faults: [...people.failures.slice(0, 10), ...deaf, ...await missingWrites(cluster, people)],
  }
}

/** The process dies at once, without a word. What it was working on may fail; whatever it had acknowledged is there. */
export async function checkKilledWeb(cluster: Cluster): Promise<Finding> {
  const id = await openCase(cluster.address, 'killed'), people = sendStrictPeople(cluster.address, id), victim = cluster.webs[1]!
  await sleep(1_500)
  await victim.kill()
  await sleep(6_000)
  await victim.start()
  await sleep(1_500)
  await people.finish()
  // The twelve people of the run have at most one request each under way at that process.
  const tooMany = people.failures.length > 12 ? [`${people.failures.length} requests failed`, ...people.failures.slice(0, 5)] : []
  return { name: 'kill -9 of a web process', figures: `${people.failures.length} of ${people.asked} requests failed${people.failures.length > 0 ? ` (${[...new Set(people.failures.map((f) => f.replace(/^(\w+) \S+: (\d+|\w+ \w+).*$/s, '$1 $2')))].join(', ')})` : ''}, longest wait ${Math.round(people.longest)} ms`, faults: [...tooMany, ...await missingWrites(cluster, people)] }
}

async function missingWrites(cluster: Cluster, people: StrictPeople): Promise<string[]> {
  const db = new pg.Client({ connectionString: cluster.databaseUrl() })
  await db.connect()
  try {
    const found = new Set((await db.query<{ body: string }>('select body from conversations_messages where body = any($1)', [people.written])).rows.map((r) => r.body))
    return people.written.filter((token) => !found.has(token)).slice(0, 5).map((token) => `acknowledged and lost: ${token}`)
  } finally { await db.end() }
}

/** The first database server dies while people work; the standby is promoted; nothing of the product is touched. */
export async function checkFailOver(cluster: Cluster): Promise<Finding> {
  const before = [...cluster.webs, ...cluster.workers].map((p) => p.pid()), deeds = new Deeds('failover')
  const people = sendPeople({ address: cluster.address, smtpPort: cluster.smtpPort }, deeds)
  await sleep(4_000)
  const died = performance.now(), failing = cluster.pair.failOver()
  const reads = firstAnswer(cluster, 'GET', '/cases?limit=1'), writes = firstAnswer(cluster, 'PUT', '/drafts/case:failover:reply')
  await failing
  const promoted = performance.now()
  const [readAgain, writeAgain] = [await reads, await writes]
  await sleep(4_000)
  await people.finish()
  const faults = [...people.complaints, ...await checkInstallation(cluster.databaseUrl(), 'failover', deeds.all, { realClock: true }), ...await verify(cluster.databaseUrl(), cluster.dataDir)]
  const after = [...cluster.webs, ...cluster.workers].map((p) => p.pid())
  if (after.some((pid, i) => pid !== before[i])) faults.push('a process of the product was started again')
  const ms = (at: number) => `${((at - died) / 1_000).toFixed(1)} s`, done = (kind: 'case' | 'message' | 'mail') => deeds.count(kind, true)
  return { name: 'the first database server dies, the standby takes over', figures: `promoted after ${ms(promoted)}, reads back after ${ms(readAgain)}, writes after ${ms(writeAgain)}; acknowledged ${done('case')} cases, ${done('message')} messages, ${done('mail')} mails, none lost, none doubled`, faults }
}

/** When the answer is a good one again, after it was not. */
async function firstAnswer(cluster: Cluster, method: 'GET' | 'PUT', path: string): Promise<number> {
  let wasBad = false
  for (const end = performance.now() + 120_000; performance.now() < end;) {
    const ok = await fetch(`${cluster.address}/api/v1${path}`, { method, headers: { ...asPerson('a1'), 'content-type': 'application/json' }, ...(method === 'PUT' ? { body: JSON.stringify({ content: 'x' }) } : {}), signal: AbortSignal.timeout(10_000) }).then((r) => r.ok, () => false)
    if (ok && wasBad) return performance.now()
    wasBad ||= !ok
    await sleep(25)
  }
  throw new Error(`${method} ${path} does not come back`)
}
