// Customers with one contact each, and what the search finds of them.
import { seededRandom } from '../../../platform/server/seeded-random.ts'
import { scopeMarks, timeMarks } from '../../../platform/server/search/text/marks.ts'
import { codeKey, tokenise } from '../../../platform/server/search/text/tokenise.ts'
import { idAt, type Row } from './case-rows.ts'
import { vector } from './copy-rows.ts'
import { personName } from './texts.ts'

export interface NewCustomer { id: string; contactId: string; name: string; contact: string; number: string; seq: number }

const HOURS = 3_600_000
const AREA = '东海 北辰 华信 中科 远大 金桥 长河 天合 明德 博远 瑞丰 安泰 恒通 嘉禾 新源 南星 西岭 云帆 海纳 启明'.split(' '), TRADE = '精密机械 电子科技 医疗器械 物流 食品 纺织 建材 软件 商业银行 证券 化工 汽车零部件 教育 传媒 能源 环保 贸易 家居 光电 生物'.split(' ')

export function customer(seed: number, n: number, first: number, now: number): NewCustomer {
  const chance = seededRandom(seed * 104_729 + n), at = now - 800 * 24 * HOURS + (n % 1000) * HOURS, english = chance() < 0.2
  const name = english ? `Example ${['Trading', 'Logistics', 'Foods', 'Systems', 'Bank'][Math.floor(chance() * 5)]} ${n} Ltd` : `${AREA[Math.floor(chance() * 20)]}${TRADE[Math.floor(chance() * 20)]}${n}有限公司`
  return { id: idAt(at, chance), contactId: idAt(at + 1, chance), name, contact: personName(chance), number: `KH-${String(first + n).padStart(4, '0')}`, seq: first + n }
}

export const customerRow = (c: NewCustomer, at: Date, n: number): Row => ({ id: c.id, seq: c.seq, number: c.number, name: c.name, name_key: c.name.toLowerCase(), tier: n % 50 === 0 ? 'vip' : 'normal', created_at: at, updated_at: at })
export const contactRow = (c: NewCustomer, at: Date): Row => ({ id: c.contactId, customer_id: c.id, name: c.contact, created_at: at, updated_at: at })
export const mailOf = (c: NewCustomer): string => `contact-${c.seq}@customer-${c.seq % 5000}.example`

export function customerDocuments(c: NewCustomer, at: Date): Row[] {
  const document = (kind: string, id: string, number: string | null, title: string, body: string): Row => {
    const inTitle = tokenise(`${title}\n${number ?? ''}`).map((t) => t.term), inText = tokenise(body).map((t) => t.term), marks = [...timeMarks(at), ...scopeMarks('customers.read', { customerId: c.id })]
    return { kind, id, number, number_key: number && codeKey(number), title, body, at, url: `/${kind}s/${id}`, permission: 'customers.read', audience: 'staff', unit_id: null, customer_id: c.id, people: '{}',
      tokens: vector([...inTitle, ...inText, ...marks]), title_tokens: vector([...inTitle, ...marks]), length: inTitle.length + inText.length, indexed_at: at }
  }
  return [document('customer', c.id, c.number, c.name, ''), document('contact', c.contactId, null, c.contact, [mailOf(c), c.name, c.number].join('\n'))]
}
