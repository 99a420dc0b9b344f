// A data-security case shows its content to its requester and to cleared staff, and to nobody by any other way (§3.1-3, R3.1-8, RX-8).
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { startAcceptance, type AcceptanceProduct } from './product.ts'

let p: AcceptanceProduct, id: string
const SECRET = 'QZXV'
const STAFF = ['A1', 'A2', 'E1', 'L1', 'R1', 'R2', 'H1', 'Q1', 'S1', 'S2', 'D1', 'P1', 'K1', 'T1', 'M1', 'U9'], REQUESTERS = ['C1', 'V1']
const text = (value: unknown) => JSON.stringify(value)

beforeAll(async () => {
  p = await startAcceptance()
  id = (await p.open('U1', { title: `名单外泄 ${SECRET}`, description: `名单在网盘公开 ${SECRET}`, problemClass: 'data-security', urgency: 'high', impact: 'one-person', complexity: 'low' })).id
  await p.must('X1', 'PATCH', `/cases/${id}`, { compliance: { affectedData: `客户名单 ${SECRET}`, persons: '客户', legalDuty: '通知', noticeNeeded: true, evidence: '截图' } })
  await p.must('X1', 'PATCH', `/cases/${id}`, { title: `名单外泄，已收回 ${SECRET}` })
  await p.must('X1', 'POST', `/cases/${id}/messages`, { visibility: 'internal', body: `网盘已关 ${SECRET}` })
  await p.advance('P1D')
})
afterAll(() => p?.stop())

test('S-044 no list, count, search, notice, mail, ledger or trail tells anybody else what a data-security case says', async () => {
  const paths = ['/cases?view=all&limit=200', `/cases?view=all&q=${SECRET}`, `/cases/${id}`, `/cases/${id}/messages`, `/cases/${id}/timeline`, `/cases/${id}/clocks`, `/cases/${id}/record`, `/search?q=${SECRET}`, '/notifications?limit=100',
    '/mail/outbox?limit=100', '/intake/messages?limit=100', '/case-records?limit=100', `/audit?subject=case:${id}&limit=200`, `/audit?text=${SECRET}`, '/console/jobs?limit=100', '/notifications/deliveries?limit=100', '/cases/follow-ups']
  for (const who of [...STAFF, ...REQUESTERS]) for (const path of paths) expect(text((await p.send(who, 'GET', path)).body), `${who} ${path}`).not.toContain(SECRET)
  for (const who of ['X1', 'U1']) expect((await p.must(who, 'GET', `/cases/${id}`)).title).toContain(SECRET)
})

test('S-044 RX-6 cleared staff find a data-security case by its words and by what was said about it; others by its number alone', async () => {
  const found = async (who: string, q: string) => (await p.must(who, 'GET', `/search?q=${encodeURIComponent(q)}`)).items as { kind: string; number: string; title: string; excerpt: string }[]
  const { number } = await p.must('X1', 'GET', `/cases/${id}`)
  for (const q of [SECRET, '名单外泄', '网盘公开', '网盘已关']) expect(await found('X1', q), q).toMatchObject([{ number, title: expect.stringContaining(SECRET) }])
  expect((await found('X1', '网盘已关'))[0]).toMatchObject({ kind: 'message', excerpt: expect.stringContaining('网盘已关') })
  for (const who of ['A1', 'L1', 'H1', 'M1', 'C1']) for (const q of ['名单外泄', '网盘公开', '网盘已关']) expect(await found(who, q), `${who} ${q}`).toEqual([])
  expect(await found('H1', number)).toMatchObject([{ number, title: number, excerpt: '' }])
})

test('RX-6 RX-8 messages and notes are found with their case, within the reach', async () => {
  const c = await p.open('C1', { title: '门店收银机黑屏', serviceLine: 'technical-support', problemClass: 'system-fault', urgency: 'low', impact: 'one-person', complexity: 'low' })
  await p.must('H1', 'POST', `/cases/${c.id}/messages`, { visibility: 'internal', body: '更换了玄武岩散热片 BSLT-9' })
  await p.advance('PT1M')
  const found = async (who: string, q: string) => ((await p.must(who, 'GET', `/search?q=${encodeURIComponent(q)}`)).items as { kind: string; title: string; url: string }[]).map(({ kind, title, url }) => ({ kind, title, url: url.split('?')[0] }))
  for (const q of ['玄武岩', 'bslt9', '岩']) expect(await found('H1', q), q).toEqual([{ kind: 'message', title: '门店收银机黑屏', url: `/cases/${c.id}` }])
  for (const who of ['C1', 'V1']) expect(await found(who, '玄武岩'), who).toEqual([])
})

test('S-044 outgoing mail of the case: that it went, not what it said; of other cases only to who may read them', async () => {
  const ordinary = await p.open('C1', { title: '普通问题 ORDQ' })
  await p.advance('PT1M')
  const outbox = async (who: string) => (await p.must(who, 'GET', '/mail/outbox?limit=100')).items as { id: string; relatedTo: string | null; subject: string }[]
  const mails = (await outbox('M1')).filter((m) => m.relatedTo === `case:${id}`)
  expect(mails.length).toBeGreaterThan(0)
  for (const mail of mails) expect(await p.must('M1', 'GET', `/mail/outbox/${mail.id}`)).toMatchObject({ subject: '（内容只对能查看该工单的人显示）', text: '', html: null })
  const shown = (await outbox('M1')).find((m) => m.relatedTo === `case:${ordinary.id}`)!
  expect((await p.must('M1', 'GET', `/mail/outbox/${shown.id}`)).text).toContain('ORDQ')
  expect(text(await outbox('S1'))).not.toContain('ORDQ')
  expect((await p.must('S1', 'GET', `/mail/outbox/${shown.id}`)).text).toBe('')
})

test('R3.1-9 the trail of a data-security case names who, when and which fields; the values only for cleared readers, in exports too', async () => {
  const ofCase = async (who: string) => (await p.must(who, 'GET', `/audit?subject=case:${id}&limit=200`)).items as { restricted: boolean; changes: Record<string, { from: unknown; to: unknown }> | null; actor: { name: string } }[]
  const edit = (await ofCase('U9')).find((e) => e.changes?.compliance)!
  expect(edit).toMatchObject({ restricted: true, changes: { compliance: { from: null, to: null } }, actor: { name: expect.any(String) } })
  expect(text((await ofCase('X1')).find((e) => e.changes?.compliance))).toContain(SECRET)
  const exported = async (who: string) => String((await p.send(who, 'POST', '/audit/exports', { reason: '年度审计' })).body)
  expect((await exported('U9')).split('\n').length).toBeGreaterThan(10)
  expect(await exported('U9')).not.toContain(SECRET)
  expect(await exported('X1')).toContain(SECRET)
  expect((await p.must('U9', 'GET', '/audit/verification')).ok).toBe(true)
})

test('S-026 R1.2-3 a level that follows from a new classification is in the trail with its old and new value', async () => {
  const c = await p.open('U1', { problemClass: 'user-operation', urgency: 'low', impact: 'one-person', complexity: 'low' })
  await p.must('A1', 'PATCH', `/cases/${c.id}`, { effects: ['business-interrupted'], reason: '业务中断' })
  const changes = ((await p.must('U9', 'GET', `/audit?subject=case:${c.id}&limit=50`)).items as { changes: object | null }[]).map((e) => e.changes)
  expect(changes).toEqual(expect.arrayContaining([{ level: { from: 'C', to: 'A' } }, { effects: { from: [], to: ['business-interrupted'] } }]))
})

test('S-044 R3.1-9 who opened a data-security case is in the trail, once a while; those who see its number only, and its requester, are not', async () => {
  const readings = async () => ((await p.must('X1', 'GET', `/audit?subject=case:${id}&limit=200`)).items as { name: string; actor: { id: string } }[]).filter((e) => e.name === 'cases.restricted-case-read@1')
  for (const path of [`/cases/${id}`, `/cases/${id}`, `/cases/${id}/messages`, `/cases/${id}/timeline`]) for (const who of ['X1', 'U1', 'A1', 'M1']) await p.send(who, 'GET', path)
  await vi.waitFor(async () => expect((await readings()).length).toBeGreaterThan(0))
  expect((await readings()).map((e) => e.actor.id)).toEqual([await p.idOf('X1')])
  expect(text((await p.must('X1', 'GET', `/cases/${id}/timeline?limit=200`)).items)).not.toContain('restricted-case-read')
})
