// Records that others refer to: what was never used can be removed, what others depend on stays and says why; names follow everywhere (§2.1, §4.3, §5.1-4).
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startAcceptance, type AcceptanceProduct } from './product.ts'

let p: AcceptanceProduct
beforeAll(async () => { p = await startAcceptance() })
afterAll(() => p?.stop())

const status = async (who: string, method: string, path: string) => (await p.send(who, method, path)).status
const unit = async (code: string) => (await p.must('H1', 'GET', '/org/units')).items.find((u: { code: string }) => u.code === code)

test('R5.1-7 an unused customer goes, from lists and search too; one with contacts and cases stays and every reason is named', async () => {
  const made = await p.must('H1', 'POST', '/customers', { name: '一次性客户有限公司' })
  await p.advance('PT1S')
  for (const [who, wanted] of [['C1', 403], ['Q1', 403], ['D1', 403]] as const) expect(await status(who, 'DELETE', `/customers/${made.id}`), who).toBe(wanted)
  expect((await p.send('A1', 'DELETE', `/customers/${made.id}`, undefined, { 'if-match': '"9"' })).status).toBe(412)
  expect(await status('A1', 'DELETE', `/customers/${made.id}`)).toBe(200)
  await p.advance('PT1S')
  expect(await status('A1', 'GET', `/customers/${made.id}`)).toBe(404)
  expect((await p.must('A1', 'GET', `/search?kind=customer&q=${encodeURIComponent('一次性客户')}`)).items.map((f: { id: string }) => f.id)).not.toContain(made.id)
  expect((await p.must('H1', 'POST', '/customers', { name: '后来的客户' })).number).not.toBe(made.number)

  const { customerId } = await p.must('C1', 'GET', '/session')
  await p.open('C1')
  const refused = await p.send('A1', 'DELETE', `/customers/${customerId}`)
  expect(refused).toMatchObject({ status: 409, body: { code: 'customers-in-use', errors: [{ pointer: '/contacts', clause: '§5.1-4' }, { pointer: '/cases', clause: '§5.1-4' }] } })
  expect(refused.body.errors[1].detail).toMatch(/HY-/)
  expect(await status('A1', 'GET', `/customers/${customerId}`)).toBe(200)
})

test('R5.1-7 an unused contact goes and gives its address free; one with cases stays', async () => {
  const made = await p.must('A1', 'POST', '/contacts', { name: '临时联系人', email: 'once@example.com' })
  expect(await status('A1', 'DELETE', `/contacts/${made.id}`)).toBe(200)
  expect(await status('A1', 'GET', `/contacts/${made.id}`)).toBe(404)
  const again = await p.must('A1', 'POST', '/contacts', { name: '新联系人', email: 'once@example.com' })
  await p.must('A1', 'POST', '/cases', { title: '电话报障', description: '打不开', channel: 'phone', requesterId: again.id })
  expect(await p.send('A1', 'DELETE', `/contacts/${again.id}`)).toMatchObject({ status: 409, body: { code: 'customers-contact-in-use', errors: [{ pointer: '/cases' }] } })
})

test('R4.3-6 a draft goes; a published article goes out of use and keeps its versions; drafts of others are for the knowledge manager', async () => {
  const draft = await p.must('A1', 'POST', '/articles', { title: '草稿', type: 'faq', body: '正文' })
  expect(await p.send('A2', 'DELETE', `/articles/${draft.id}`)).toMatchObject({ status: 403, body: { code: 'article-archive' } })
  expect(await status('A1', 'DELETE', `/articles/${draft.id}`)).toBe(200)
  expect(await status('A1', 'GET', `/articles/${draft.id}`)).toBe(404)
  const article = await p.must('A1', 'POST', '/articles', { title: '已发布', type: 'faq', body: '正文' })
  await p.must('K1', 'POST', `/articles/${article.id}/publish`, {})
  expect(await status('A1', 'DELETE', `/articles/${article.id}`)).toBe(403)
  expect(await status('K1', 'DELETE', `/articles/${article.id}?reason=${encodeURIComponent('内容过时')}`)).toBe(200)
  expect(await p.must('K1', 'GET', `/articles/${article.id}`)).toMatchObject({ state: 'archived' })
  expect((await p.must('K1', 'GET', `/articles/${article.id}/versions`)).items).toHaveLength(1)
  expect(await status('K1', 'DELETE', `/articles/${article.id}`)).toBe(409)
})

test('R1.1-12 a unit that nothing needs is closed; one with units, people, rules or cases names them', async () => {
  const east = await unit('East')
  const made = await p.must('H1', 'POST', '/org/units', { nameZh: '临时小组', tier: 'frontline', parentId: east.id })
  expect(await status('R1', 'DELETE', `/org/units/${made.id}`)).toBe(403)
  expect(await p.must('H1', 'DELETE', `/org/units/${made.id}`)).toMatchObject({ state: 'closed' })
  const refused = await p.send('H1', 'DELETE', `/org/units/${east.id}`)
  expect([refused.status, refused.body.code]).toEqual([409, 'org-unit-in-use'])
  expect(refused.body.errors.length).toBeGreaterThan(0)
  for (const e of refused.body.errors) expect(e).toMatchObject({ clause: '§1.1', detail: expect.any(String) })
})

test('R1.2-14 a rename of requester, customer, handler or unit shows on the cases that name them', async () => {
  const c = await p.open('C1', { serviceLine: 'technical-support', problemClass: 'system-fault', urgency: 'low', impact: 'one-person', complexity: 'low' })
  await p.respond(c.id, 'A1')
  const { customerId } = await p.must('C1', 'GET', '/session'), seen = await p.must('A1', 'GET', `/cases/${c.id}`)
  await p.must('A1', 'PATCH', `/contacts/${await p.idOf('C1')}`, { name: '改名的客户' })
  await p.must('A1', 'PATCH', `/customers/${customerId}`, { name: '改名的公司' })
  await p.must('M1', 'PATCH', `/org/people/${await p.idOf('A1')}`, { name: '改名的工程师' })
  await p.must('H1', 'PATCH', `/org/units/${seen.unit.id}`, { nameZh: '改名的小组', nameEn: 'Renamed team' })
  await p.advance('PT1S')
  const after = await p.must('L1', 'GET', `/cases/${c.id}`)
  expect([after.requester.name, after.customer.name, after.handler.name, after.firstOwner.name, after.unit.name]).toEqual(['改名的客户', '改名的公司', '改名的工程师', '改名的工程师', '改名的小组'])
  expect((await p.must('L1', 'GET', '/cases?view=open')).items.find((x: { id: string }) => x.id === c.id)).toMatchObject({ requester: { name: '改名的客户' }, handler: { name: '改名的工程师' } })
  expect((await p.must('C1', 'GET', `/cases/${c.id}`)).firstOwner.name).toBe('改名的工程师')
  expect((await p.send('H1', 'GET', `/cases/${c.id}`, undefined, { 'accept-language': 'en' })).body.unit.name).toBe('Renamed team')
  expect(after.version).toBe(seen.version)
})

test('S-128 a person with open cases is not removed until somebody takes them; without, the account is disabled and the records stay', async () => {
  const c = await p.open('C1', { serviceLine: 'technical-support', problemClass: 'system-fault', urgency: 'low', impact: 'one-person', complexity: 'low' })
  await p.respond(c.id, 'A2')
  const id = await p.idOf('A2')
  const refused = await p.send('M1', 'DELETE', `/org/people/${id}`)
  expect(refused).toMatchObject({ status: 409, body: { code: 'org-open-responsibilities', errors: [{ pointer: '/reassignTo', clause: '§2.1' }] } })
  expect(await p.must('M1', 'DELETE', `/org/people/${id}?reassignTo=${await p.idOf('A1')}`)).toMatchObject({ state: 'disabled' })
  expect((await p.must('A1', 'GET', `/cases/${c.id}`)).handler.id).toBe(await p.idOf('A1'))
  expect(await status('A2', 'GET', '/session')).toBe(401)
})

test('R0-1 B-33 the search finds clauses of the handbook by number, title of either language and text that was entered; staff only', async () => {
  const found = async (who: string, q: string) => ((await p.must(who, 'GET', `/search?kind=clause&q=${encodeURIComponent(q)}`)).items as { number: string; url: string }[]).map((f) => f.number)
  expect((await found('A1', '§3.3-1'))[0]).toBe('§3.3-1')
  expect(await found('A1', '系统维护与系统升级管理')).toContain('§7')
  expect(await found('A1', '技术支持与系统维护')).toContain('§7')
  await p.must('H1', 'PATCH', '/handbook/clauses/8.2', { text: '常见问题：打印机卡纸怎么办' })
  await p.advance('PT1S')
  expect(await found('A1', '打印机卡纸')).toContain('§8.2')
  expect(await found('C1', '系统维护')).toEqual([])
})
