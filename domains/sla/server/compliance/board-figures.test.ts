// The rows of the board that are not limits: satisfaction, confirmation, reports, handovers, escalations, knowledge, intake, protection.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { audit } from '../../../../platform/server/audit/module.ts'
import { retention } from '../../../../platform/server/retention/module.ts'
import { startCaseProduct, type CaseProduct } from '../../../cases/testing.ts'
import { conversations } from '../../../conversations/module.ts'
import { handbook } from '../../../handbook/module.ts'
import { measures } from '../../../handbook/server/register/measures.ts'
import { sla } from '../../module.ts'

let product: CaseProduct
const send = (who: string, method: 'GET' | 'POST' | 'PUT', path: string, body?: object) => product.send(who, method as 'POST', path, body)
const rows = async (query = ''): Promise<any[]> => (await send('h1', 'GET', `/handbook/compliance${query}`)).body.chapters.flatMap((c: any) => c.items)
const rowOf = async (key: string) => (await rows()).find((r) => r.key === key)

async function solved(title: string): Promise<string> {
  const facts = { serviceLine: 'technical-support', problemClass: 'system-fault', urgency: 'medium', impact: 'several-users', complexity: 'low' }
  const { id } = (await send('c1', 'POST', '/cases', { title, description: '说明', channel: 'portal', ...facts })).body, move = async (to: string, body: object = {}) => { const r = await send('a1', 'POST', `/cases/${id}/transitions`, { to, ...body }); expect(r.status, `${to} ${JSON.stringify(r.body)}`).toBe(200) }
  await move('assigned', { handlerId: product.people.get('a1') })
  await send('a1', 'POST', `/cases/${id}/messages`, { visibility: 'public', body: '已接手', owner: '陈安', nextStep: '核对', expectedAt: '2025-03-03T11:00:00+08:00' })
  await move('diagnosing'); await move('solving', { nature: 'software', cause: '证书' }); await move('verifying', { solution: '已绑定', planExecuted: true }); await move('resolved', { retest: 'pass', stability: 'pass' })
  await move('awaiting-confirmation', { result: { nature: '证书', impact: '无', solution: '已绑定' } })
  return id
}

beforeAll(async () => {
  product = await startCaseProduct([audit, retention, conversations, handbook, sla])
  for (const [title, score] of [['一', 5], ['二', 4], ['三', 2]] as const) expect((await send('c1', 'POST', `/cases/${await solved(title)}/answer`, { solved: true, score })).status).toBe(200)
  await solved('四')
  const open = (await send('c1', 'POST', '/cases', { title: '五', description: '说明', channel: 'portal', serviceLine: 'technical-support', problemClass: 'system-fault', urgency: 'high', impact: 'several-users', complexity: 'low' })).body
  await send('l1', 'POST', `/cases/${open.id}/transitions`, { to: 'assigned', handlerId: product.people.get('a1') })
  expect((await send('a1', 'POST', `/cases/${open.id}/transfers`, { toId: product.people.get('a2'), kind: 'transfer', reason: '由你处理过' })).status).toBe(201)
  expect((await send('l1', 'POST', `/cases/${open.id}/escalations`, { reason: '需要区域' })).status).toBe(201)
  await product.at('2025-03-05T10:00:00+08:00')
}, 120_000)
afterAll(async () => { await product.stop() })

it('T1 B-11 satisfaction is the share of ratings of 4 and 5, with the case behind the other', async () => {
  expect(await rowOf('2.3-3.satisfaction')).toMatchObject({ target: { value: 90, basis: 'printed' }, current: { n: 3, met: 2, value: 66.66 }, state: 'small-sample', part: 'cases' })
  const missed = (await send('h1', 'GET', '/handbook/compliance/2.3-3.satisfaction/exceptions')).body.items
  expect(missed.map((m: any) => m.title)).toEqual(['三'])
})
it('B-18 closed by silence is counted and is no confirmation', async () => {
  expect(await rowOf('5.2-4.confirmed')).toMatchObject({ current: { n: 4, met: 3 }, conflict: null })
  expect((await send('h1', 'GET', '/handbook/compliance/5.2-4.confirmed/exceptions')).body.items.map((m: any) => m.title)).toEqual(['四'])
})
it('verification, transfers, escalations and records come from what people did', async () => {
  expect((await rowOf('3.2-5.verified')).current).toMatchObject({ n: 4, met: 4 })
  expect((await rowOf('5.2-2.transfers')).current).toMatchObject({ n: 1, met: 0 })
  expect((await rowOf('1.1.escalations')).current).toMatchObject({ met: 0 })
  expect((await rowOf('1.1.escalations')).current.n).toBeGreaterThanOrEqual(1)
  expect((await send('h1', 'GET', '/handbook/compliance/1.1.escalations/exceptions')).body.items[0]).toMatchObject({ recordKind: 'case' })
  expect((await rowOf('3.2-1.reported')).current.n).toBe(5)
})
it('§7.4 the chain is checked every day; what the platform lacks here is not measured', async () => {
  const chain = await rowOf('7.4.audit-chain')
  expect(chain).toMatchObject({ target: { op: '<=', value: 26, unit: 'hours', basis: 'default' }, state: 'met' })
  expect(chain.current.value).toBeLessThan(24)
  expect(await rowOf('7.4.backup')).toMatchObject({ state: 'not-measured' })
})
it('R0-2 only what other parts will bring is not measured', async () => {
  const missing = (await rows()).filter((r) => r.state === 'not-measured').map((r) => r.part)
  expect([...new Set(missing)].sort()).toEqual(['backup', 'emergency', 'feedback', 'operations', 'training'])
  expect(missing.length).toBeLessThan(measures.length / 2)
})
it('a unit sees its own, and figures of the whole installation are not a unit’s', async () => {
  const f2 = (await send('h1', 'GET', '/org/units')).body.items.find((u: any) => u.code === 'F2').id, own = await rows(`?unitId=${f2}`)
  expect(own.find((r) => r.key === '2.3-3.satisfaction').current.n).toBe(0)
  expect(own.find((r) => r.key === '7.4.audit-chain').state).toBe('not-due')
})
