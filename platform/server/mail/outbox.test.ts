import { sql } from 'kysely'
import { simpleParser } from 'mailparser'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { NOBODY, SYSTEM, type Actor } from '../ctx.ts'
import { files } from '../files/module.ts'
import { storeFile } from '../files/public.ts'
import { newId } from '../ids.ts'
import { EVERYWHERE } from '../scope.ts'
import { settings } from '../settings/module.ts'
import { startTestProduct, type TestProduct } from '../testing.ts'
import { settle } from '../time-travel.ts'
import { isPermanent, nextTry } from './delivery-rules.ts'
import { mail } from './module.ts'
import { queueMail, type NewMail } from './public.ts'
import { startOutsideServer, type OutsideServer } from './testing.ts'

const admin: Actor = { ...NOBODY, id: newId(), kind: 'staff', name: 'admin', via: 'token', grants: new Map([['console.manage', EVERYWHERE], ['settings.manage', EVERYWHERE]]) }
let outside: OutsideServer, product: TestProduct
beforeAll(async () => {
  outside = await startOutsideServer()
  product = await startTestProduct({ modules: [settings, files, mail], env: { HOUYUAN_SMTP_OUT: outside.url, HOUYUAN_PUBLIC_URL: 'https://desk.example.com' }, http: { authenticate: async (_h, { bearer }) => (bearer === 'admin' ? { actor: admin, owes: null } : { actor: { ...admin, grants: new Map() }, owes: null }) } })
})
afterAll(async () => { await product.stop(); await outside.close() })
beforeEach(() => { outside.mails.length = 0; outside.answers.length = 0 })

const queue = (detail: Partial<NewMail> = {}) => product.host.transaction(SYSTEM, (ctx) => queueMail(ctx, { to: ['c1@customer.example'], subject: '数据库连接异常', text: '您好', kind: 'reply', relatedTo: 'case:1', ...detail }))
const quiet = () => settle(product.host, product.services)
const api = (method: 'GET' | 'POST', url: string, bearer = 'admin') => product.http!.inject({ method, url: `/api/v1${url}`, headers: { authorization: `Bearer ${bearer}` } })
const events = async (name: string) => (await sql<{ data: { mailId: string } }>`select data from event_log where name = ${name} order by seq`.execute(product.host.db)).rows.map((r) => r.data.mailId)
const dueNow = (id: string) => sql`update mail_outbox set next_at = now() - interval '1 second' where id = ${id}`.execute(product.host.db)

describe('tries', () => {
  const t = (ms: number) => new Date(ms), HOUR = 3_600_000
  test.each([[1, 60_000], [2, 300_000], [3, 900_000], [4, HOUR], [5, 4 * HOUR], [9, 4 * HOUR]])('after try %i waits %i ms', (attempts, wait) => expect(nextTry(attempts, t(0), t(0))).toEqual(t(wait)))
  test('the last try is at two days, then it is given up', () => {
    expect(nextTry(20, t(0), t(47 * HOUR))).toEqual(t(48 * HOUR))
    expect(nextTry(20, t(0), t(48 * HOUR))).toBeNull()
  })
  test.each([
    [{ code: 'EENVELOPE', responseCode: 550, permanent: true, message: '' }, true], [{ code: 'EMESSAGE', responseCode: 554, permanent: true, message: '' }, true],
    [{ code: 'EENVELOPE', responseCode: 450, permanent: false, message: '' }, false], [{ code: 'EAUTH', responseCode: 535, permanent: true, message: '' }, false], [{ code: 'ESOCKET', message: '' }, false],
  ])('%o is for good: %s', (error, permanent) => expect(isPermanent(error)).toBe(permanent))
})

test('nothing is ever sent to addresses that can never exist', async () => {
  const kept = await queue({ to: ['sun.jie@lanyu-bank.invalid'], cc: ['x@Invalid'] }), mixed = await queue({ to: ['c2@customer.example'], cc: ['sun.jie@lanyu-bank.invalid'] })
  await quiet()
  expect((await api('GET', `/mail/outbox/${kept.id}`)).json()).toMatchObject({ state: 'suppressed', attempts: 0, waitsFor: null, deliveries: [] })
  expect((await api('POST', `/mail/outbox/${kept.id}/retry`)).json()).toMatchObject({ code: 'mail-state' })
  expect((await api('GET', `/mail/outbox/${mixed.id}`)).json()).toMatchObject({ state: 'sent' })
  expect(outside.mails.map((m) => m.to)).toEqual([['c2@customer.example']])
})

test('a mail goes out once with its thread, its parts and its files', async () => {
  const file = await product.host.transaction(SYSTEM, (ctx) => storeFile(ctx, { data: Buffer.from('日志内容'), name: '日志.txt', declaredType: 'text/plain' }, 'case:1'))
  const { id, messageId } = await queue({ html: '<p>您好</p>', inReplyTo: 'a@b', references: ['x@y', 'a@b'], attachmentIds: [file.id], senderName: '李敏 · 后援', cc: ['boss@customer.example'] })
  await quiet()
  expect(outside.mails).toHaveLength(1)
  expect(outside.mails[0]).toMatchObject({ from: 'support@desk.example.com', to: ['c1@customer.example', 'boss@customer.example'] })
  const got = await simpleParser(outside.mails[0]!.raw)
  expect(got).toMatchObject({ subject: '数据库连接异常', messageId: `<${messageId}>`, inReplyTo: '<a@b>', references: ['<x@y>', '<a@b>'], text: '您好' })
  expect(messageId).toMatch(/^[a-z0-9]{25}@desk\.example\.com$/)
  expect(got.from?.value[0]).toMatchObject({ name: '李敏 · 后援', address: 'support@desk.example.com' })
  expect(got.attachments.map((a) => [a.filename, a.content.toString()])).toEqual([['日志.txt', '日志内容']])
  expect(got.date).toEqual(product.host.clock.now())
  expect(got.headers.has('auto-submitted')).toBe(false)
  expect((await api('GET', `/mail/outbox/${id}`)).json()).toMatchObject({ state: 'sent', attempts: 1, lastCode: 250, deliveries: [{ outcome: 'sent', code: 250 }] })
  expect(await events('mail.sent@1')).toContain(id)
})

test('what the product writes by itself says so, and a subject stays one line', async () => {
  await queue({ kind: 'acknowledgement', inReplyTo: 'a@b', subject: '已收到\r\nBcc: all@customer.example' })
  await queue({ kind: 'notification' })
  await quiet()
  const heads = (await Promise.all(outside.mails.map((m) => simpleParser(m.raw)))).map((m) => m.headers.get('auto-submitted')).sort()
  expect(heads).toEqual(['auto-generated', 'auto-replied'])
  expect(outside.mails.some((m) => /^Bcc:/mi.test(m.raw))).toBe(false)
})

test('a refusal for now is tried again, a refusal for good ends it', async () => {
  outside.answers.push(451)
  const later = await queue()
  await quiet()
  expect((await api('GET', `/mail/outbox/${later.id}`)).json()).toMatchObject({ state: 'queued', waitsFor: 'next-try', attempts: 1, deliveries: [{ outcome: 'deferred', code: 451 }] })
  await dueNow(later.id)
  await quiet()
  expect(outside.mails).toHaveLength(1)
  outside.unknown.add('gone@customer.example')
  const never = await queue({ to: ['gone@customer.example'] })
  await quiet()
  expect((await api('GET', `/mail/outbox/${never.id}`)).json()).toMatchObject({ state: 'failed', lastCode: 550 })
  expect(await events('mail.failed@1')).toEqual([never.id])
  outside.unknown.clear()
  expect((await api('POST', `/mail/outbox/${never.id}/retry`)).json()).toMatchObject({ state: 'queued' })
  await quiet()
  expect((await api('GET', `/mail/outbox/${never.id}`)).json()).toMatchObject({ state: 'sent' })
  const again = await api('POST', `/mail/outbox/${never.id}/retry`)
  expect([again.statusCode, again.json<{ code: string }>().code]).toEqual([409, 'mail-state'])
})

test('a connection that dies in the middle is not a mail that arrived', async () => {
  outside.answers.push('drop')
  const { id } = await queue()
  await quiet()
  expect((await api('GET', `/mail/outbox/${id}`)).json()).toMatchObject({ state: 'queued', attempts: 1 })
  await dueNow(id)
  await quiet()
  expect(outside.mails).toHaveLength(1)
})

test('a mail whose sender died is taken over when its lease ends', async () => {
  await setSetting('mail.sending-on', false)
  const { id } = await queue()
  await quiet()
  expect(outside.mails).toHaveLength(0)
  expect((await api('GET', '/mail/outbox?state=queued')).json<{ items: { id: string; waitsFor: string }[] }>().items).toMatchObject([{ id, waitsFor: 'release' }])
  await sql`update mail_outbox set state = 'sending', lease_until = now() - interval '1 second' where id = ${id}`.execute(product.host.db)
  await setSetting('mail.sending-on', true)
  await quiet()
  expect(outside.mails).toHaveLength(1)
})

test('the kill switch holds the queue; what waits can be taken back', async () => {
  await setSetting('mail.sending-on', false)
  const { id } = await queue()
  await quiet()
  expect((await api('POST', `/mail/outbox/${id}/cancel`)).json()).toMatchObject({ state: 'cancelled' })
  await setSetting('mail.sending-on', true)
  await quiet()
  expect(outside.mails).toHaveLength(0)
  expect((await api('GET', '/mail/outbox', 'other')).json<{ items: unknown[] }>().items).toEqual([])
  expect((await api('GET', `/mail/outbox/${id}`, 'other')).statusCode).toBe(403)
})

test('the quota of a minute holds the rest back', async () => {
  await sql`delete from mail_deliveries`.execute(product.host.db)
  await setSetting('mail.per-minute', 2)
  for (let i = 0; i < 5; i++) await queue()
  await quiet()
  expect(outside.mails).toHaveLength(2)
  await setSetting('mail.per-minute', 300)
  await quiet()
  expect(outside.mails).toHaveLength(5)
})

async function setSetting(key: string, value: unknown): Promise<void> {
  const { version } = (await api('GET', `/settings/${key}`)).json<{ version: number }>()
  const done = await product.http!.inject({ method: 'PUT', url: `/api/v1/settings/${key}`, headers: { authorization: 'Bearer admin', 'if-match': `"${version}"` }, payload: { value } })
  expect(done.statusCode).toBe(200)
}

test('R7.4-1 one-time codes and links do not outlive their sending, and cannot be sent again', async () => {
  const textOf = async (id: string) => (await sql<{ text_body: string }>`select text_body from mail_outbox where id = ${id}`.execute(product.host.db)).rows[0]!.text_body
  const sent = await queue({ kind: 'account', text: '链接 https://desk.example.com/invitation#geheim' })
  expect(await textOf(sent.id)).toContain('geheim')
  await quiet()
  expect(outside.mails.at(-1)!.raw).toContain('https://desk.example.com/invitation')
  expect(await textOf(sent.id)).toBe('')
  outside.answers.push(550)
  const refused = await queue({ kind: 'account', text: '验证码 1234 5678' })
  await quiet()
  expect((await api('GET', `/mail/outbox/${refused.id}`)).json()).toMatchObject({ state: 'failed', text: '' })
  expect(await textOf(refused.id)).toBe('')
  expect((await api('POST', `/mail/outbox/${refused.id}/retry`)).json()).toMatchObject({ status: 409, code: 'mail-cleared' })
})
