// Creating cases, the queue page and the case page, each beside a ceiling or with its own times.
import { load, type LoadResult, type Shot } from './load.ts'
import { processorMs } from './processes.ts'
import type { Report } from './report.ts'

const AGENT = { authorization: 'Bearer acceptance-a1', 'accept-language': 'zh-CN' }
const CUSTOMER = { authorization: 'Bearer acceptance-c1', 'accept-language': 'zh-CN' }
const TEXT = '柜面系统单点登录失败，约 340 名柜员无法登录。升级 V1.2.0 之后开始，浏览器返回 401 invalid_audience，已尝试清除缓存与重启，仍然失败。'

const newCase = (n: number) => JSON.stringify({
  title: `柜面系统单点登录失败 ${n}`, description: TEXT, channel: 'portal', serviceLine: 'technical-support', problemClass: 'system-fault',
  urgency: (['low', 'medium', 'high'] as const)[n % 3], impact: 'one-person', complexity: 'low',
})

const ROUNDS = 7
/** Seconds of each before anything counts: both are measured as they run all day, not while their code is still being compiled. */
const WARM_UP = 3

/**
 * Ceiling and product in turn, round by round: other load on the machine comes and goes, and hits both alike. The ceiling is measured while
 * the product rests, so that work which the product put off does not weigh on it. The ratio is the median of the rounds' ratios, in percent.
 */
async function inTurn(ceiling: string, server: string, connections: number, seconds: number, top: (n: number) => Shot, own: (n: number) => Shot): Promise<Measured> {
  const rounds: { ratio: number; top: LoadResult; own: LoadResult; caughtUp: number }[] = []
  await load(ceiling, connections, WARM_UP, top)
  await load(server, connections, WARM_UP, own)
  await quiet(server)
  for (let round = 0; round < ROUNDS; round++) {
    const a = await load(ceiling, connections, seconds / ROUNDS, top), b = await load(server, connections, seconds / ROUNDS, own)
    const ended = performance.now()
    await quiet(server)
    rounds.push({ ratio: b.perSecond / a.perSecond, top: a, own: b, caughtUp: (performance.now() - ended) / 1000 })
  }
  rounds.sort((x, y) => x.ratio - y.ratio)
  const middle = rounds[Math.floor(ROUNDS / 2)]!, errors = rounds.reduce((sum, r) => sum + r.own.errors, 0)
  const all = rounds.reduce((sum, r) => sum + r.own.all, 0), took = rounds.reduce((sum, r) => sum + r.own.seconds + r.caughtUp, 0)
  return {
    percent: 100 * middle.ratio, caughtUp: took - rounds.reduce((sum, r) => sum + r.own.seconds, 0), all, withAll: 100 * all / took / middle.top.perSecond,
    note: `${middle.own.perSecond.toFixed(0)}/s of ${middle.top.perSecond.toFixed(0)}/s, rounds ${rounds.map((r) => (100 * r.ratio).toFixed(0)).join(' ')} %, p50 ${middle.own.p50.toFixed(1)} ms, p99 ${middle.own.p99.toFixed(1)} ms, ${errors} errors`,
  }
}

/** `caughtUp`: seconds in all that the product needed after its rounds until nothing was left to do; `withAll`: the same ratio, in percent, with that time counted. */
interface Measured { percent: number; note: string; all: number; caughtUp: number; withAll: number }

/** A case with clocks, event and audit, beside one bare row. What the product puts off while requests crowd is told beside it. */
export async function measureCreate(report: Report, server: string, ceiling: string, connections: number, seconds: number, pid: number): Promise<void> {
  await liftLimit(server)
  const before = processorMs(pid)
  let made = 0
  const { percent, note, all, caughtUp, withAll } = await inTurn(ceiling, server, connections, seconds, (n) => ({ method: 'POST', path: '/insert', body: newCase(n), headers: {} }),
    (n) => { made++; return { method: 'POST', path: '/api/v1/cases', body: newCase(n), headers: CUSTOMER } })
  const after = processorMs(pid)
  const why = before === null || after === null || made === 0 ? '' : `why: the product's one process works ${((after - before) / made).toFixed(2)} ms on each case, what follows from it included, and a second has 1,000 ms; where they go stands in docs/performance.md`
  report.floor(`create a case, ${connections} connections`, percent, '%', { least: 25 }, note, why)
  report.figure('  what was put off, done after', caughtUp, 's', `in all, for ${all} cases; with that time counted ${withAll.toFixed(1)} % of the bare rate`)
}

/** All come from one account: its limit, which is there against runaway scripts, would otherwise end the rounds. */
async function liftLimit(server: string): Promise<void> {
  const reply = await fetch(`${server}/api/v1/settings/limits.account-per-minute`, { method: 'PUT', headers: { authorization: 'Bearer acceptance-m1', 'content-type': 'application/json' }, body: JSON.stringify({ value: 1_000_000 }) })
  if (!reply.ok) throw new Error(`the limit of requests cannot be lifted: ${reply.status} ${await reply.text()}`)
}

/** The first page of the queue, beside a bare keyset select of the same rows. */
export async function measureQueue(report: Report, server: string, ceiling: string, connections: number, seconds: number): Promise<void> {
  const { percent, note } = await inTurn(ceiling, server, connections, seconds, () => ({ method: 'GET', path: '/select', headers: {} }), () => ({ method: 'GET', path: '/api/v1/cases?limit=50', headers: AGENT }))
  report.floor(`queue page, ${connections} connections`, percent, '%', { least: 30 }, note)
}

/** What the case page asks for, one request after the other. */
export async function measurePages(report: Report, server: string, seconds: number): Promise<void> {
  const page = await fetch(`${server}/api/v1/cases?limit=50`, { headers: AGENT })
  const { items } = await page.json() as { items: { id: string }[] }
  if (items.length === 0) throw new Error('the queue is empty: nothing to open')
  const at = (n: number) => `/api/v1/cases/${items[n % items.length]!.id}`
  for (const part of ['', '/clocks', '/messages', '/timeline']) {
    const own = await load(server, 8, seconds / 2, (n) => ({ method: 'GET', path: at(n) + part, headers: AGENT }))
    report.figure(`case page: GET /cases/{id}${part}`, own.p50, 'ms p50', `p99 ${own.p99.toFixed(1)} ms, ${own.perSecond.toFixed(0)}/s, ${own.errors} errors`)
  }
}

/** Brings the number of cases up to `size`. */
export async function fillCases(server: string, size: number): Promise<void> {
  const counts = await fetch(`${server}/api/v1/cases/counts`, { headers: { authorization: 'Bearer acceptance-h1' } }).then((r) => r.json()) as { all?: number }
  let left = size - (counts.all ?? 0)
  await Promise.all(Array.from({ length: 16 }, async (_, i) => {
    while (left-- > 0) {
      const reply = await fetch(`${server}/api/v1/cases`, { method: 'POST', headers: { ...CUSTOMER, 'content-type': 'application/json' }, body: newCase(i) })
      if (!reply.ok) throw new Error(`filling failed: ${reply.status} ${await reply.text()}`)
    }
  }))
}

/** A measurement asks more than a person may in a minute. */
export async function allowMany(server: string): Promise<void> {
  const reply = await fetch(`${server}/api/v1/settings/limits.account-per-minute`, { method: 'PUT', headers: { ...AGENT, authorization: 'Bearer acceptance-m1', 'content-type': 'application/json' }, body: JSON.stringify({ value: 1_000_000 }) })
  if (!reply.ok) throw new Error(`the limit of requests stays: ${reply.status} ${await reply.text()}`)
  await reply.arrayBuffer()
}

/** Waits until what earlier measurements left behind (jobs, mails, search) is done, so that a page is measured and not the backlog. */
export async function quiet(server: string): Promise<void> {
  const reply = await fetch(`${server}/api/v1/test/clock`, { method: 'PUT', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ advance: 'PT0S' }) })
  if (!reply.ok) throw new Error(`the product does not come to rest: ${reply.status} ${await reply.text()}`)
}
