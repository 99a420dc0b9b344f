// What stands between a mistake and everybody's mailbox: the kill switch, the held flood, limits by domain, signatures, and the daily count.
import { sql } from 'kysely'
import { simpleParser } from 'mailparser'
import { createHash, createPublicKey, verify } from 'node:crypto'
import { rmSync, writeFileSync } from 'node:fs'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { NOBODY, SYSTEM, type Actor } from '../ctx.ts'
import { blobPath } from '../files/blob-place.ts'
import { files } from '../files/module.ts'
import { incomingPath } from '../files/public.ts'
import { newId } from '../ids.ts'
import { EVERYWHERE } from '../scope.ts'
import { settings } from '../settings/module.ts'
import { startTestProduct, type TestProduct } from '../testing.ts'
import { settle } from '../time-travel.ts'
import { mail } from './module.ts'
import { queueMail, takeIn, type NewMail } from './public.ts'
import { isSilent, mailSchedules, reconcile } from './reconcile.ts'
import { startOutsideServer, type OutsideServer } from './testing.ts'
import { answerIndex, rootIndex } from './thread-index.ts'

const admin: Actor = { ...NOBODY, id: newId(), kind: 'staff', name: 'admin', via: 'token', grants: new Map([['console.manage', EVERYWHERE], ['settings.manage', EVERYWHERE]]) }
let outside: OutsideServer, product: TestProduct
beforeAll(async () => {
  outside = await startOutsideServer()
  product = await startTestProduct({ modules: [settings, files, mail], env: { HOUYUAN_SMTP_OUT: outside.url, HOUYUAN_PUBLIC_URL: 'https://desk.example.com' }, http: { authenticate: async (_h, { bearer }) => ({ actor: bearer === 'admin' ? admin : { ...admin, grants: new Map([['console.manage', EVERYWHERE]]) }, owes: null }) } })
})
afterAll(async () => { await product.stop(); await outside.close() })
beforeEach(() => { outside.mails.length = 0 })

const quiet = () => settle(product.host, product.services)
const queue = (detail: Partial<NewMail> = {}) => product.host.transaction(SYSTEM, (ctx) => queueMail(ctx, { to: ['c1@customer.example'], subject: 'x', text: 'y', kind: 'reply', relatedTo: 'case:1', ...detail }))
const api = async (method: 'GET' | 'POST' | 'DELETE', path: string, payload?: object, who = 'admin') => { const r = await product.http!.inject({ method, url: `/api/v1${path}`, headers: { authorization: `Bearer ${who}` }, ...(payload ? { payload } : {}) }); return { status: r.statusCode, body: r.json<any>() } }
async function set(key: string, value: unknown): Promise<void> {
  const { body } = await api('GET', `/settings/${key}`)
  const done = await product.http!.inject({ method: 'PUT', url: `/api/v1/settings/${key}`, headers: { authorization: 'Bearer admin', 'if-match': `"${body.version}"` }, payload: { value } })
  expect(done.statusCode).toBe(200)
}
const alarms = async (kind: string) => (await sql<{ about: string }>`select about from mail_alarms where kind = ${kind} order by id`.execute(product.host.db)).rows.map((r) => r.about)

describe('what leaves', () => {
  test('the kill switch holds everything, says so, and lets it go again; only who may change settings pulls it', async () => {
    expect((await api('POST', '/mail/guard/switch', { sendingOn: false }, 'other')).status).toBe(403)
    expect((await api('POST', '/mail/guard/switch', { sendingOn: false, reason: '发错了' })).body).toMatchObject({ sendingOn: false })
    const { id } = await queue()
    await quiet()
    expect(outside.mails).toHaveLength(0)
    expect((await api('GET', '/mail/guard')).body).toMatchObject({ sendingOn: false, transport: true, queued: { mails: 1, recipients: 1 } })
    expect((await api('GET', `/mail/outbox/${id}`)).body).toMatchObject({ state: 'queued', waitsFor: 'release' })
    expect((await api('POST', `/mail/outbox/${id}/cancel`)).body).toMatchObject({ state: 'cancelled' })
    await api('POST', '/mail/guard/switch', { sendingOn: true })
    await quiet()
    expect(outside.mails).toHaveLength(0)
  })
  test('a flood of automatic mail of one kind is held, counted by recipients, released in stages, and raises one alarm; a reply passes', async () => {
    await set('mail.blast-limit', 10)
    for (let i = 0; i < 14; i++) await queue({ kind: 'notification', automatic: true, to: [`p${i}@${i % 2 ? 'a' : 'b'}.example`], cc: ['boss@a.example'], subject: `通知 ${i}` })
    await queue({ subject: 'a reply' })
    await quiet()
    expect(outside.mails).toHaveLength(11)
    expect((await api('GET', '/mail/guard')).body.held).toMatchObject([{ kind: 'notification', mails: 4, recipients: 8, domains: 2, sample: '通知 10' }])
    expect(await alarms('blast')).toEqual(['notification'])
    expect((await api('POST', '/mail/guard/releases', { kind: 'notification', count: 1 })).body).toEqual({ mails: 1, recipients: 2 })
    await quiet()
    expect(outside.mails).toHaveLength(12)
    expect((await api('POST', '/mail/guard/cancellations', { kind: 'notification' })).body).toEqual({ mails: 3, recipients: 6 })
    await quiet()
    expect(outside.mails).toHaveLength(12)
    await set('mail.blast-limit', 1000)
  })
  test('one domain gets no more than its share of a minute; the others go on', async () => {
    await set('mail.per-domain-per-minute', 2)
    for (let i = 0; i < 4; i++) await queue({ to: [`q${i}@slow.example`] })
    await queue({ to: ['x@quick.example'] })
    await quiet()
    expect(outside.mails.map((m) => m.to[0]!.split('@')[1]).sort()).toEqual(['quick.example', 'slow.example', 'slow.example'])
    await sql`update mail_deliveries set at = at - interval '2 minutes'`.execute(product.host.db)
    await quiet()
    expect(outside.mails).toHaveLength(5)
    await set('mail.per-domain-per-minute', 120)
  })
  test('RX-7 mail is signed with a key that the product made, whose public half it names; the private half lies sealed', async () => {
    expect((await api('GET', '/mail/dkim')).body).toEqual({ on: false, senderDomain: 'desk.example.com', matches: false, record: null })
    const { body } = await api('POST', '/mail/dkim', { domain: 'example.com', selector: 's1' })
    expect(body).toMatchObject({ on: true, matches: true, record: { name: 's1._domainkey.example.com', type: 'TXT' } })
    const kept = await sql<{ value: unknown; sealed: string }>`select value, sealed from settings where key = 'mail.dkim'`.execute(product.host.db)
    expect(kept.rows[0]!.value).toBeNull()
    expect(kept.rows[0]!.sealed).not.toContain('PRIVATE KEY')
    const logged = await sql<{ changes: object }>`select changes from event_log where name = 'settings.changed@1' and data->>'key' = 'mail.dkim'`.execute(product.host.db)
    expect(logged.rows.map((r) => r.changes)).toEqual([{ value: { from: null, to: '•••' } }])
    await queue({ subject: '签名测试', text: '正文\n第二行', html: '<p>正文</p>' })
    await quiet()
    expect(isSigned(outside.mails[0]!.raw, /p=(\S+)$/.exec(body.record.value)![1]!)).toBe(true)
    expect(isSigned(outside.mails[0]!.raw.replace('example.com', 'example.org'), /p=(\S+)$/.exec(body.record.value)![1]!)).toBe(false)
    expect((await api('DELETE', '/mail/dkim')).body.on).toBe(false)
  })
  test('Outlook finds the conversation: an answer goes on from what came in, another record has another name', async () => {
    await queue({ relatedTo: 'case:7', subject: 'Re: report' })
    await queue({ relatedTo: 'case:8' })
    await quiet()
    const [a, b] = await Promise.all(outside.mails.map((m) => simpleParser(m.raw)))
    expect(a!.headers.get('thread-topic')).toBe('report')
    expect(Buffer.from(String(a!.headers.get('thread-index')), 'base64')).toHaveLength(22)
    expect(a!.headers.get('thread-index')).not.toBe(b!.headers.get('thread-index'))
    const theirs = rootIndex('x', new Date('2025-03-03T01:00:00Z')).toString('base64'), answer = Buffer.from(answerIndex(theirs, new Date('2025-03-03T02:00:00Z'))!, 'base64')
    expect(answer.subarray(0, 22).toString('base64')).toBe(theirs)
    expect(answer).toHaveLength(27)
    expect(answerIndex('bm9uZQ==', new Date())).toBeNull()
  })
})

/** RFC 6376 §3.4.2 and §3.5: relaxed headers, body hash, RSA-SHA256; written here apart from the library that signs. */
function isSigned(raw: string, publicKey: string): boolean {
  const [head = '', ...rest] = raw.split('\r\n\r\n'), body = rest.join('\r\n\r\n'), fields = head.replace(/\r\n[ \t]+/g, ' ').split('\r\n')
  const field = fields.find((f) => /^dkim-signature:/i.test(f))!, tags = Object.fromEntries(field.slice(field.indexOf(':') + 1).split(';').map((t) => t.trim()).filter(Boolean).map((t) => [t.slice(0, t.indexOf('=')).trim(), t.slice(t.indexOf('=') + 1).replace(/\s+/g, '')]))
  const relaxed = (f: string) => `${f.slice(0, f.indexOf(':')).toLowerCase().trim()}:${f.slice(f.indexOf(':') + 1).replace(/\s+/g, ' ').trim()}`
  const canonicalBody = `${body.split('\r\n').map((l) => l.replace(/[ \t]+/g, ' ').replace(/ $/, '')).join('\r\n').replace(/(\r\n)*$/, '')}\r\n`
  if (createHash('sha256').update(canonicalBody).digest('base64') !== tags['bh']) return false
  const signed = tags['h']!.split(':').map((h) => fields.findLast((f) => f.toLowerCase().startsWith(`${h.toLowerCase()}:`))).filter((f) => f !== undefined).map(relaxed)
  const text = [...signed, relaxed(field).replace(/(;\s*b=|^dkim-signature:\s*b=)[^;]*/, '$1')].join('\r\n')
  return verify('sha256', Buffer.from(text), createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' }), Buffer.from(tags['b']!, 'base64'))
}

describe('what came in is counted', () => {
  const receive = async (subject: string): Promise<string> => {
    const path = await incomingPath(product.config.dataDir)
    writeFileSync(path, `From: a@b.cn\r\nSubject: ${subject}\r\nMessage-ID: <${subject}@b.cn>\r\n\r\nx`)
    return (await takeIn(product.host, { path, source: 'smtp', mailbox: 'smtp', envelope: { from: 'a@b.cn', to: [] }, remote: null }))!
  }
  const count = () => product.host.transaction(SYSTEM, reconcile)
  test('RX-19 every message is in one count, also when a run was missed; what does not add up is named and raises an alarm', async () => {
    const ids = [await receive('one'), await receive('two'), await receive('three')]
    await quiet()
    // Nobody takes mail in this product: all of it is set aside, which is an outcome.
    expect(await count()).toMatchObject({ received: 3, outcomes: { quarantined: 3 }, waiting: 0, differences: [] })
    expect(await count()).toMatchObject({ received: 0, differences: [] })
    const lost = await receive('lost bytes')
    await quiet()
    await sql`update mail_received set outcome = 'cased', related_to = null where id = ${lost}`.execute(product.host.db)
    const { rows } = await sql<{ sha256: string }>`select sha256 from mail_received where id = ${lost}`.execute(product.host.db)
    rmSync(blobPath(product.config.dataDir, rows[0]!.sha256))
    await sql`update mail_received set state = 'received', outcome = null, lease_until = now() + interval '1 day', stored_at = stored_at - interval '2 hours' where id = ${ids[0]!}`.execute(product.host.db)
    const second = await count()
    expect(second.received).toBe(1)
    expect(second.differences).toEqual([{ kind: 'waiting', count: 1, ids: [ids[0]] }, { kind: 'no-place', count: 1, ids: [lost] }, { kind: 'bytes-missing', count: 1, ids: [lost] }])
    expect(await alarms('difference')).toEqual(['waiting, no-place, bytes-missing'])
    const shown = (await api('GET', '/mail/reconciliations')).body
    expect(shown.items).toHaveLength(3)
    expect(shown.alarms.map((a: any) => a.kind)).toContain('difference')
    expect(mailSchedules.map((s) => s.name)).toEqual(['mail.reconcile'])
  })
  test('silence is only strange where there always is mail', () => {
    const day = 86_400_000, now = new Date('2025-03-10T00:00:00Z'), daily = [1, 2, 3, 4, 5, 6].map((d) => new Date(now.getTime() - d * day - 3_600_000))
    expect(isSilent(daily, now, 24)).toBe(true)
    expect(isSilent(daily, now, 48)).toBe(false)
    expect(isSilent(daily, now, 0)).toBe(false)
    expect(isSilent(daily.filter((_, i) => i !== 2), now, 24)).toBe(false)
    expect(isSilent([], now, 24)).toBe(false)
  })
})
