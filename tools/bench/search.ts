// The search, by kinds of words: rare, frequent, two together, codes, numbers, one character, mistyped, and words that never stand together.
import { allowMany } from './cases.ts'
import { load, type Shot } from './load.ts'
import type { Report } from './report.ts'

const KINDS: Readonly<Record<string, readonly string[]>> = {
  'rare words': ['贺瑞琳', '龚泽翔', '乌鲁木齐贺', 'E-6871', 'db-3871', 'HY-3988', '石雪思远'],
  'frequent words': ['登录', '错误', '服务器', '版本', 'service', '确认', '影响'],
  'two frequent words': ['登录 超时', '北京 打印', '证书 过期', 'portal session', '服务器 版本', '升级 失败'],
  'words that rarely meet': ['登录 certificates', '打印机 gateway', 'Anderson 证书', '哈尔滨 warehouse', 'Novak 门禁'],
  'a frequent and a rare word': ['登录 E-6871', '服务器 db-3871', '版本 PX-3991', '错误 石雪'],
  'product codes': ['HY-1016X', 'hy1020', 'KT-1237', 'SR-1202X', 'E-1164'],
  'one character': ['库', '错', '王', '网', '票'],
  'mixed': ['HY-1016X 无法登录', '版本 V3.9', 'E-1042 数据库', '单点登录 sign-on'],
  'mistyped': ['certifcates', 'pritner', 'schedular', 'warehuose terminal'],
  'a whole question': ['为什么升级之后柜面系统无法登录', 'how do I restart the mail relay after the reboot'],
}
/** A floor for one search at a time; a flood of them shows what the machine holds. */
const FLOOD = 4
const as = (who: string) => ({ authorization: `Bearer acceptance-${who}`, 'accept-language': 'zh-CN' })

export async function measureSearch(report: Report, server: string, size: number, seconds: number): Promise<void> {
  await allowMany(server)
  const shot = (who: string, words: readonly string[]) => (n: number): Shot => ({ method: 'GET', path: `/api/v1/search?q=${encodeURIComponent(words[n % words.length]!)}`, headers: as(who) })
  for (const [name, words] of Object.entries(KINDS)) {
    for (const who of ['h1', 'a1']) {
      const found = await load(server, 1, seconds / 2, shot(who, words)), flood = await load(server, FLOOD, seconds / 2, shot(who, words))
      report.floor(`search by ${who === 'h1' ? 'head' : 'agent'}, ${name}`, found.p95, 'ms p95', { most: 150 }, `p50 ${found.p50.toFixed(0)} ms; ${FLOOD} at once: p50 ${flood.p50.toFixed(0)}, p95 ${flood.p95.toFixed(0)} ms, ${flood.perSecond.toFixed(0)}/s; ${found.errors + flood.errors} errors, ${size} cases`)
      if (found.requests === 0) throw new Error(`no search for ${name} was answered`)
    }
  }
}
