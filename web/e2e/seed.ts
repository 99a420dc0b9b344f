// Cases of every kind, as people would have left them: new, answered, waiting, with a provider, solved, archived, restricted, late.
import { sql } from 'kysely'
import { settle } from '../../platform/server/time-travel.ts'
import type { E2eProduct } from './product.ts'
import { seedWork, type SeededWork } from './seed-work.ts'

export interface Seeded extends SeededWork { people: Record<string, string>; fresh: string; working: string; waiting: string; vendor: string; result: string; confirmed: string; restricted: string; article: string; draft: string; customer: string; contact: string; unit: string; token: string
  /** Titles and words of people, which may read like a label of the product. */
  texts: ReadonlySet<string> }

const support = { serviceLine: 'technical-support' }

export async function seedDesk(product: E2eProduct): Promise<Seeded> {
  const texts = new Set(['登录']), api: E2eProduct['api'] = (who, method, path, body) => { for (const text of wordsOf(body)) texts.add(text); return product.api(who, method, path, body) }
  const people = Object.fromEntries((await api<{ items: { id: string; accountId: string }[] }>('M1', 'GET', '/test/people')).items.map((p) => [p.id, p.accountId]))
  const open = (who: string, body: object) => api<{ id: string }>(who, 'POST', '/cases', body).then((c) => c.id)
  const move = (who: string, id: string, to: string, body: object = {}) => api(who, 'POST', `/cases/${id}/transitions`, { to, ...body })
  const say = (who: string, id: string, body: object) => api(who, 'POST', `/cases/${id}/messages`, body)
  const answer = { visibility: 'public', body: '已接手，正在核对日志。', owner: '陈安', nextStep: '核对日志', expectedAt: '2025-03-03T11:00:00+08:00' }
  const start = async (body: object) => { const id = await open('C1', { description: '从昨天开始。', channel: 'portal', ...support, problemClass: 'system-fault', urgency: 'medium', impact: 'several-users', complexity: 'low', ...body }); await move('A1', id, 'assigned', { handlerId: people['A1'] }); await say('A1', id, answer); await move('A1', id, 'diagnosing'); return id }
  const fresh = await open('V1', { title: '批处理在结息日变慢', description: '运行时间翻倍。', channel: 'portal', ...support, problemClass: 'system-fault', urgency: 'high', impact: 'whole-enterprise', complexity: 'medium' })
  const working = await start({ title: '柜面系统单点登录失败，约 340 名柜员无法登录' })
  await say('A1', working, { visibility: 'internal', body: '怀疑证书轮换。' })
  await say('C1', working, { body: '附上日志。' })
  const waiting = await start({ title: '跳板机弱口令整改' })
  await move('A1', waiting, 'waiting-requester', { reason: '需要账号清单' })
  const vendor = await open('U1', { title: '短信网关返回 503', description: '大量 503。', channel: 'portal', problemClass: 'third-party-service', outsideService: true, effects: ['performance-drop'], urgency: 'medium', impact: 'several-users', complexity: 'medium' })
  await move('A1', vendor, 'assigned', { handlerId: people['A1'] })
  await api('A1', 'POST', `/cases/${vendor}/vendor-contacts`, { vendor: '云信短信', result: '机房故障' })
  const finish = async (title: string) => {
    const id = await start({ title })
    await move('A1', id, 'solving', { nature: 'software', cause: '证书未同步' })
    await move('A1', id, 'verifying', { solution: '已重新绑定证书。', planExecuted: true })
    await move('A1', id, 'resolved', { retest: 'pass', stability: 'pass' })
    await move('A1', id, 'awaiting-confirmation', { result: { nature: '证书未同步', impact: '月报缺少签章', solution: '已重新绑定证书。' } })
    return id
  }
  const result = await finish('月报导出缺少签章'), confirmed = await finish('值班表导入失败')
  await api('C1', 'POST', `/cases/${confirmed}/answer`, { solved: true, score: 5, comment: '很快' })
  const restricted = await open('U1', { title: '数据库账号疑似泄露', description: '异常导出。', channel: 'portal', problemClass: 'data-security', effects: ['data-loss'], urgency: 'high', impact: 'whole-enterprise', complexity: 'high' })
  await api('A1', 'POST', `/cases/${vendor}/transfers`, { toId: people['A2'], kind: 'transfer', reason: '由你处理过' })
  const article = (await api<{ id: string }>('K1', 'POST', '/articles', { title: '登录返回 401 的排查', type: 'fault-guide', audience: 'public', summary: '老客户端被拒绝时', body: '## 现象\n登录失败，报 `401`。\n\n## 步骤\n1. 核对\n2. 回滚\n\n> 会断开一次。\n\n| 网点 | 报错 |\n|---|---|\n| 一号 | 401 |\n' })).id
  await api('R1', 'POST', `/articles/${article}/publish`, { changeNote: '首版' })
  const draft = (await api<{ id: string }>('A1', 'POST', '/articles', { title: '批量导入值班表', type: 'faq', body: '1. 下载模板' })).id
  const customer = (await api<{ items: { id: string }[] }>('M1', 'GET', '/customers')).items[0]!.id, contact = (await api<{ items: { id: string }[] }>('M1', 'GET', '/contacts')).items[0]!.id
  const unit = (await api<{ items: { id: string; tier: string }[] }>('M1', 'GET', '/org/units')).items.find((u) => u.tier === 'frontline')!.id
  await planDuty(api, people)
  return { people, fresh, working, waiting, vendor, result, confirmed, restricted, article, draft, customer, contact, unit, token: await linkOf(product, result), texts, ...await seedWork(product, api, working, people) }
}

/** A week of the customer service department, with a night, a swap, an absence and a note. */
async function planDuty(api: E2eProduct['api'], people: Record<string, string>): Promise<void> {
  const unitId = (await api<{ items: { id: string; code: string }[] }>('M1', 'GET', '/org/units')).items.find((u) => u.code === 'CS')!.id, roster = (await api<{ id: string }>('L1', 'POST', '/org/rosters', { unitId, name: '客服值班' })).id
  const week = [1, 2, 3, 4, 5].flatMap((weekday) => [{ weekday, name: '白班', from: '08:00', to: '20:00', people: [people['A1'], people['A2']] }, { weekday, name: '夜班', from: '20:00', to: '08:00', people: [people['L1']] }])
  await api('L1', 'PUT', `/org/rosters/${roster}/week`, { shifts: week })
  const shifts = (await api<{ items: { shiftId: string; date: string }[] }>('L1', 'GET', `/org/rosters/${roster}/shifts?from=2025-03-03&to=2025-03-07`)).items
  await api('L1', 'POST', `/org/rosters/${roster}/swaps`, { shiftId: shifts[2]!.shiftId, date: shifts[2]!.date, outId: people['A1'], inId: people['E1'], reason: '体检' })
  await api('A1', 'PUT', `/org/rosters/${roster}/handover`, { shiftId: shifts[0]!.shiftId, date: shifts[0]!.date, text: '短信网关由云信跟进，20:00 前回电。' })
  await api('A2', 'POST', `/org/people/${people['A2']}/absences`, { kind: 'training', validFrom: '2025-03-06T00:00:00+08:00', validTo: '2025-03-07T00:00:00+08:00' })
}

/** Every line that somebody wrote. */
function wordsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value, ...value.split(/\n|[ |#>]+/).map((line) => line.trim())].filter(Boolean)
  return value && typeof value === 'object' ? Object.values(value).flatMap(wordsOf) : []
}

/** The link that the result mail carries, read from the mail that waits to be sent. */
async function linkOf({ host, services }: E2eProduct, caseId: string): Promise<string> {
  await settle(host, services)
  const { rows } = await sql<{ text: string }>`select text_body as text from mail_outbox where related_to = ${`case:${caseId}`} and text_body like ${'%/portal/c/%'} limit 1`.execute(host.db)
  const token = /\/portal\/c\/(\S+)/.exec(rows[0]?.text ?? '')?.[1]
  if (!token) throw new Error('the result mail carries no link')
  return token
}
