import { sql } from 'kysely'
import { createHash } from 'node:crypto'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { NOBODY, SYSTEM, type Actor, type Ctx } from '../../ctx.ts'
import { blobPath, readBytes } from '../../files/blob-place.ts'
import { files } from '../../files/module.ts'
import { filesOf } from '../../files/public.ts'
import { filesCheck } from '../../files/verify-files.ts'
import { retention } from '../../retention/module.ts'
import { newId } from '../../ids.ts'
import { defineModule, reaction } from '../../module.ts'
import { EVERYWHERE } from '../../scope.ts'
import { settings } from '../../settings/module.ts'
import { startTestProduct, type TestProduct } from '../../testing.ts'
import { settle } from '../../time-travel.ts'
import { ledgerCheck, mailRetention } from '../keep-mail-records.ts'
import { mail } from '../module.ts'
import { arrivedMail, listReceived, MailArrived, placeReceived, processAgain, rawMessage, type ArrivedMail } from '../public.ts'
import { customerServer, freePort } from '../testing.ts'

const admin: Actor = { ...NOBODY, id: newId(), kind: 'staff', name: 'admin', via: 'token', grants: new Map([['settings.manage', EVERYWHERE]]) }
const seen: ArrivedMail[] = []
let broken = ''
const taker = defineModule({
  id: 'taker', needs: [mail], permissions: [], migrations: null, messages: new URL('../../../messages/', import.meta.url),
  reactions: [reaction({
    name: 'taker.take', to: MailArrived, when: 'in-transaction', async run(ctx, e) {
      const arrived = arrivedMail(e.data.receivedId)
      if (broken === 'rule') throw new TypeError('a mistake in a rule')
      if (broken === 'database') throw Object.assign(new Error('the connection was lost'), { code: '57P01' })
      await arrived.keepAttachments(ctx, 'case:1')
      seen.push(arrived)
      await placeReceived(ctx, arrived.id, { outcome: 'cased', relatedTo: 'case:1', reason: null })
    },
  })],
})

let product: TestProduct, customer: ReturnType<typeof customerServer>, port: number
beforeAll(async () => {
  port = await freePort()
  product = await startTestProduct({ modules: [settings, files, mail, retention, taker], env: { HOUYUAN_SMTP_IN: `127.0.0.1:${port}` }, http: { authenticate: async () => ({ actor: admin, owes: null }) } })
  customer = customerServer(port)
})
afterAll(async () => { customer.close(); await product.stop() })
beforeEach(() => { seen.length = 0; broken = '' })

const quiet = () => settle(product.host, product.services)
const within = <T>(work: (ctx: Ctx) => Promise<T>) => product.host.transaction(SYSTEM, work)
const ledger = (filter = {}) => within((ctx) => listReceived(ctx, { before: null, limit: 50, ...filter }))
const RAW = 'From: =?utf-8?B?546L5Lyf?= <c1@customer.example>\r\nTo: desk@desk.example\r\nSubject: =?gb2312?B?z7XNs7H9?=\r\nMessage-ID: <first@customer.example>\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n系统报错\r\n'

test('a message is on the disk and in the ledger, byte by byte, before the sender hears 250', async () => {
  const answer = await customer.raw('c1@customer.example', 'desk@desk.example', RAW)
  const id = /kept as (\S+)/.exec(answer.response)![1]!
  const [row] = await ledger()
  const sha256 = createHash('sha256').update(RAW).digest('hex')
  expect(row).toMatchObject({ id, source: 'smtp', sha256, size: Buffer.byteLength(RAW), messageId: 'first@customer.example', to: ['desk@desk.example'] })
  expect(await text(readBytes(product.host, sha256))).toBe(RAW)
  expect(readFileSync(blobPath(product.config.dataDir, sha256)).includes('系统报错')).toBe(false)
  await quiet()
  expect(seen).toHaveLength(1)
  expect(seen[0]).toMatchObject({ receivedAt: product.host.clock.now(), message: { subject: '系统饼', from: { name: '王伟', address: 'c1@customer.example' }, text: '系统报错' }, judgement: { automatic: null, noAnswer: false } })
  expect((await ledger())[0]).toMatchObject({ outcome: 'cased', relatedTo: 'case:1', from: 'c1@customer.example', subject: '系统饼' })
  const raw = await within((ctx) => rawMessage(ctx, id))
  expect(raw).toMatchObject({ contentType: 'message/rfc822', size: Buffer.byteLength(RAW) })
})

test('a Chinese mail with a screenshot keeps its picture', async () => {
  const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')
  await customer.send({ from: '王伟 <c1@customer.example>', to: 'desk@desk.example', subject: '数据库连接异常', text: '见截图', html: '<p>见截图 <img src="cid:s1"></p>', attachments: [{ filename: '截图.png', content: png, cid: 's1' }, { filename: '工具.exe', content: Buffer.from('MZ') }] })
  await quiet()
  expect(seen[0]!.message).toMatchObject({ subject: '数据库连接异常', text: '见截图' })
  const kept = await within((ctx) => filesOf(ctx, 'case:1'))
  expect(kept.map((f) => [f.name, f.contentType, f.blocked])).toEqual([['截图.png', 'image/png', false], ['工具.exe', 'application/x-msdownload', true]])
})

test('what cannot be placed is set aside with the reason, holds nobody up, and can be tried again', async () => {
  broken = 'rule'
  await customer.raw('c2@customer.example', 'desk@desk.example', RAW.replaceAll('c1@', 'c2@').replace('first@', 'poison@'))
  await quiet()
  const [row] = await ledger({ outcome: 'quarantined' })
  expect(row).toMatchObject({ reason: 'handling-failed', detail: 'a mistake in a rule', messageId: 'poison@customer.example' })
  broken = ''
  await customer.raw('c2@customer.example', 'desk@desk.example', RAW.replaceAll('c1@', 'c2@').replace('first@', 'next@'))
  await quiet()
  expect(seen.map((m) => m.message.messageId)).toEqual(['next@customer.example'])
  await within((ctx) => processAgain(ctx, row!.id, false))
  await quiet()
  expect(seen.map((m) => m.message.messageId)).toEqual(['next@customer.example', 'poison@customer.example'])
  await expect(within((ctx) => processAgain(ctx, row!.id, false))).rejects.toMatchObject({ status: 409, code: 'intake-placed' })
})

test('a database that was away is no fault of the message', async () => {
  broken = 'database'
  await customer.raw('c3@customer.example', 'desk@desk.example', RAW.replaceAll('c1@', 'c3@').replace('first@', 'later@'))
  await quiet()
  expect((await ledger({ outcome: 'waiting' }))[0]).toMatchObject({ messageId: 'later@customer.example', outcome: null })
  broken = ''
  await sql`update mail_received set lease_until = null where state = 'received'`.execute(product.host.db)
  await quiet()
  expect(seen.map((m) => m.message.messageId)).toEqual(['later@customer.example'])
})

test('a message that breaks the reader is set aside', async () => {
  const bomb = Array.from({ length: 6000 }, () => '--b\r\n\r\nx').join('\r\n')
  await customer.raw('c4@customer.example', 'desk@desk.example', `From: c4@customer.example\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n${bomb}\r\n--b--\r\n`)
  await quiet()
  expect((await ledger({ outcome: 'quarantined' }))[0]).toMatchObject({ reason: 'parse-failed', from: 'c4@customer.example' })
})

test('the same bytes again say where the first went', async () => {
  await customer.raw('c1@customer.example', 'desk@desk.example', RAW)
  await quiet()
  expect(seen[0]).toMatchObject({ sameAs: 'case:1' })
})

test('mails of one sender are handed over in order', async () => {
  const n = 12
  for (let i = 0; i < n; i++) await customer.raw('c5@customer.example', 'desk@desk.example', `From: c5@customer.example\r\nSubject: ${i}\r\nMessage-ID: <o${i}@c>\r\n\r\n${'x'.repeat(i % 3 === 0 ? 300_000 : 10)}`)
  await quiet()
  expect(seen.map((m) => m.message.subject)).toEqual(Array.from({ length: n }, (_, i) => String(i)))
})

test('foreign recipients and oversize are refused, and nothing of them stays', async () => {
  const before = (await ledger()).length
  await setSetting('mail.desk-addresses', ['desk@desk.example'])
  await expect(customer.raw('c1@customer.example', 'other@desk.example', RAW)).rejects.toMatchObject({ responseCode: 550 })
  await customer.raw('c1@customer.example', 'desk+abc@desk.example', RAW.replace('first@', 'tagged@'))
  expect(await talk('EHLO x', 'MAIL FROM:<c1@customer.example> SIZE=200000000')).toMatch(/^552 /m)
  expect(await talk('EHLO x', 'AUTH PLAIN AGEAYg==')).toMatch(/^5\d\d /m)
  await quiet()
  expect((await ledger()).length).toBe(before + 1)
})

test('the ledger names what was forgotten, and mail is kept three years', async () => {
  await customer.raw('c6@customer.example', 'desk@desk.example', RAW.replaceAll('c1@', 'c6@').replace('first@', 'aged@'))
  await quiet()
  expect(await within(ledgerCheck.run)).toEqual([])
  const [row] = await ledger()
  await sql`update mail_received set outcome = null, stored_at = now() - interval '2 hours' where id = ${row!.id}`.execute(product.host.db)
  expect(await within(ledgerCheck.run)).toEqual([`received mail ${row!.id} has no outcome`])
  const purge = () => within((ctx) => mailRetention.purge(ctx, new Date(ctx.now().getTime() - mailRetention.floorDays * 86_400_000), 10))
  expect(await purge()).toEqual([])
  await sql`update mail_received set received_at = '2022-03-02T09:00:00+08:00' where id = ${row!.id}`.execute(product.host.db)
  expect(await purge()).toEqual([`received:${row!.id}`])
  expect((await ledger()).map((r) => r.id)).not.toContain(row!.id)
})

test('damaged and missing bytes are named', async () => {
  expect(await within(filesCheck.run)).toEqual([])
  const { sha256 } = (await ledger())[0]!
  writeFileSync(blobPath(product.config.dataDir, sha256), 'x')
  expect(await within(filesCheck.run)).toEqual([`content ${sha256} is damaged`])
  rmSync(blobPath(product.config.dataDir, sha256))
  expect(await within(filesCheck.run)).toEqual([`content ${sha256} is missing`])
})

/** Says lines to the listener one after the other; answers everything it said. */
function talk(...lines: string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1'), left = [...lines, 'QUIT']
    let said = ''
    socket.on('data', (data: Buffer) => { said += data.toString(); if (/^\d{3} [^\n]*\n$/m.test(data.toString())) socket.write(`${left.shift() ?? 'NOOP'}\r\n`) })
    socket.on('end', () => resolve(said))
    socket.on('error', reject)
  })
}

async function setSetting(key: string, value: unknown): Promise<void> {
  const { version } = (await product.http!.inject({ method: 'GET', url: `/api/v1/settings/${key}` })).json<{ version: number }>()
  const done = await product.http!.inject({ method: 'PUT', url: `/api/v1/settings/${key}`, headers: { authorization: 'Bearer x', 'if-match': `"${version}"` }, payload: { value } })
  expect(done.statusCode).toBe(200)
}
