// The same pages over few and over many cases: what slows down with the size of the installation.
import { allowMany } from './cases.ts'
import { load, loadTogether, type LoadResult, type Shot } from './load.ts'
import type { Report } from './report.ts'

const as = (who: string) => ({ authorization: `Bearer acceptance-${who}`, 'accept-language': 'zh-CN' })
const WORDS = ['登录失败', '数据库连接', '报表 超时', 'invoice import', 'HY-2000X', '库存 差异', 'sign-in upgrade', '打印机']
/** Connections at once: a busy desk, not a flood. */
const CONNECTIONS = 4

/** Milliseconds by page. */
export type Pages = Readonly<Record<string, LoadResult>>

export async function measureScale(server: string, seconds: number): Promise<Pages> {
  await allowMany(server)
  const list = async (query: string) => (await fetch(`${server}/api/v1/cases?${query}`, { headers: as('h1') }).then((r) => r.json()) as { items: { id: string; number: string }[] }).items
  const cases = [...await list('limit=100'), ...await list('limit=100&view=closed')], open = await list('limit=50')
  if (open.length === 0) throw new Error('no open case to work with')
  const get = (who: string, path: (n: number) => string) => (n: number): Shot => ({ method: 'GET', path: `/api/v1${path(n)}`, headers: as(who) })
  const at = (n: number) => `/cases/${cases[n % cases.length]!.id}`
  const shots: Record<string, (n: number) => Shot> = {
    'queue page': get('a1', () => '/cases?limit=50'),
    'queue page of the head': get('h1', () => '/cases?limit=50'),
    'queue filtered by text': get('h1', (n) => `/cases?limit=50&q=${encodeURIComponent(['登录', '超时', '5012', 'import'][n % 4]!)}`),
    'closed cases': get('h1', () => '/cases?limit=50&view=closed'),
    'counts': get('h1', () => '/cases/counts'),
    'case': get('h1', at),
    'case, clocks': get('h1', (n) => `${at(n)}/clocks`),
    'case, messages': get('h1', (n) => `${at(n)}/messages`),
    'case, timeline': get('h1', (n) => `${at(n)}/timeline`),
    'search': get('h1', (n) => `/search?q=${encodeURIComponent(WORDS[n % WORDS.length]!)}`),
    'search for a number': get('h1', (n) => `/search?q=${cases[n % cases.length]!.number}`),
    'customers': get('h1', () => '/customers?limit=50'),
    'create': (n) => ({ method: 'POST', path: '/api/v1/cases', body: JSON.stringify({ title: `新建工单 ${n}`, description: '升级之后无法登录，请协助处理。', channel: 'portal', serviceLine: 'technical-support', urgency: 'medium', impact: 'one-person', complexity: 'low' }), headers: as('c1') }),
    'reply': (n) => ({ method: 'POST', path: `/api/v1/cases/${open[n % open.length]!.id}/messages`, body: JSON.stringify({ visibility: 'internal', body: `已联系现场，等待日志 ${n}` }), headers: as('h1') }),
  }
  const found: Record<string, LoadResult> = {}
  for (const [name, shot] of Object.entries(shots)) found[name] = await load(server, CONNECTIONS, seconds, shot)
  return { ...found, [OPENING]: await loadTogether(server, seconds, (n) => ['', '/clocks', '/messages', '/timeline'].map((part) => get('h1', () => at(n) + part)(n))) }
}

const OPENING = 'case page, all of it'
/** What must not grow with the installation. */
const STEADY = new Set(['queue page', OPENING, 'create', 'reply'])

/** Both sizes side by side, with the limits of the pages that people wait for. */
export function reportScale(report: Report, small: { size: number; pages: Pages }, large: { size: number; pages: Pages }): void {
  for (const [name, big] of Object.entries(large.pages)) {
    const little = small.pages[name]!, note = `p50 ${big.p50.toFixed(1)}, p95 ${big.p95.toFixed(1)}, p99 ${big.p99.toFixed(1)} ms; at ${small.size} cases p50 ${little.p50.toFixed(1)}, p95 ${little.p95.toFixed(1)}, p99 ${little.p99.toFixed(1)} ms; ${big.errors + little.errors} errors`
    if (STEADY.has(name)) report.floor(`${name}, p99 ${small.size} to ${large.size} cases`, big.p99 / little.p99, 'x', { most: 1.5 }, note)
    else report.figure(`${name}, ${large.size} cases`, big.p99, 'ms p99', note)
    if (name === OPENING) report.floor(`${name}, ${large.size} cases`, big.p95, 'ms p95', { most: 200 })
  }
}
