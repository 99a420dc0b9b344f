// Side conversations with partner departments and vendors, by mail both ways.
import { simpleParser } from 'mailparser'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aCase } from '../../../cases/testing.ts'
import { startDesk, type Desk } from '../../testing.ts'

let desk: Desk
beforeAll(async () => { desk = await startDesk() })
afterAll(() => desk.stop())

const open = async (who = 'c1', more: object = {}) => (await desk.send(who, 'POST', '/cases', aCase({ channel: 'api', ...more }))).body as { id: string; number: string }
const ASK = { party: 'vendor', partyName: '云存储服务商', addresses: ['support@vendor.example'], subject: '对象存储写入超时', body: '请协助确认 09:00 起的写入超时。' }
const sides = async (who: string, id: string) => (await desk.send(who, 'GET', `/cases/${id}/side-conversations`))
const lastOut = async () => simpleParser(desk.outside.mails.at(-1)!.raw)

test('an answer returns to the side conversation, tells the handler, and is nowhere that the customer looks', async () => {
  await desk.setSetting('mail.plus-addressing', true)
  const { id, number } = await open(), file = await desk.upload('a1', '日志.txt', 'text/plain', Buffer.from('日志'))
  await desk.send('a1', 'POST', `/cases/${id}/messages`, { body: '已接手', owner: '陈安', nextStep: '检查', expectedAt: '2025-03-03T12:00:00+08:00' })
  const opened = await desk.send('a1', 'POST', `/cases/${id}/side-conversations`, { ...ASK, attachments: [file] })
  expect(opened.body).toMatchObject({ party: 'vendor', state: 'open', waitsForThem: true, messages: [{ direction: 'out', text: ASK.body, attachments: [{ id: file }] }] })
  await desk.quiet()
  const sent = await lastOut()
  expect(sent.subject).toBe(`${ASK.subject} [${number}]`)
  expect(sent.attachments).toHaveLength(1)
  const replyTo = sent.replyTo!.value[0]!.address!
  expect(replyTo).toMatch(/\+side-/)
  const before = (await desk.send('a1', 'GET', `/cases/${id}/messages`)).body.items.length
  await desk.customer.send({ from: '王工 <wang@vendor.example>', to: replyTo, subject: `Re: ${sent.subject}`, text: `确认，正在修复。\n\n在 2025-03-03 写道：\n> ${ASK.body}`, messageId: '<v1@vendor.example>', inReplyTo: sent.messageId!, references: [sent.messageId!], attachments: [{ filename: '分析.txt', content: Buffer.from('原因') }] })
  await desk.quiet()
  const [side] = (await sides('a1', id)).body.items
  expect(side).toMatchObject({ waitsForThem: false, messages: [{ direction: 'out', delivery: { state: 'sent' } }, { direction: 'in', from: { address: 'wang@vendor.example' }, knownSender: false, text: '确认，正在修复。', attachments: [{ name: '分析.txt' }] }] })
  expect((await desk.send('a1', 'GET', `/cases/${id}/messages`)).body.items).toHaveLength(before)
  expect((await desk.send('a1', 'GET', '/notifications')).body.items[0]).toMatchObject({ name: 'conversations.side-answered' })
  expect((await desk.send('m1', 'GET', '/intake/messages?limit=1')).body.items[0]).toMatchObject({ outcome: 'joined', reason: 'side', caseId: id })
  // The requester: no thread, no message, no file, no entry of the history.
  expect((await sides('c1', id)).status).toBe(403)
  expect((await desk.send('c1', 'GET', `/cases/${id}/attachments`)).body.items).toEqual([])
  for (const f of [file, side.messages[1].attachments[0].id]) {
    expect((await desk.send('c1', 'GET', `/attachments/${f}`)).status).toBe(403)
    expect((await desk.send('a1', 'GET', `/attachments/${f}`)).status).toBe(200)
  }
  expect((await desk.send('c1', 'GET', `/cases/${id}/timeline?limit=200`)).body.items.filter((e: any) => e.name.includes('side'))).toEqual([])
  // And nobody outside the reach of the case.
  expect((await sides('v1', id)).status).toBe(403)
  expect((await desk.send('r2', 'GET', `/cases/${id}/side-conversations`)).status).toBe(404)
})

test('an answer by the thread alone finds it; a machine is kept and wakes nobody; an answer opens a closed one again', async () => {
  const { id } = await open()
  await desk.send('a1', 'POST', `/cases/${id}/side-conversations`, ASK)
  await desk.quiet()
  const { messageId } = await lastOut(), side = async () => (await sides('a1', id)).body.items[0]
  await desk.customer.send({ from: 'support@vendor.example', to: 'support@desk.example.com', subject: '[Ticket 42] received', text: 'We have received your request.', messageId: '<auto1@vendor.example>', inReplyTo: messageId!, headers: { 'auto-submitted': 'auto-replied' } })
  await desk.quiet()
  expect(await side()).toMatchObject({ waitsForThem: true, messages: [{}, { automatic: true, knownSender: true }] })
  expect((await desk.send('a1', 'POST', `/side-conversations/${(await side()).id}/closing`)).body.state).toBe('closed')
  expect((await desk.send('a1', 'POST', `/side-conversations/${(await side()).id}/messages`, { body: 'x' })).body.code).toBe('side-closed')
  await desk.customer.send({ from: 'support@vendor.example', to: 'support@desk.example.com', subject: 'Re: x', text: '已修复', messageId: '<v2@vendor.example>', inReplyTo: messageId! })
  await desk.quiet()
  expect(await side()).toMatchObject({ state: 'open', waitsForThem: false })
})

test('it cannot be addressed to the requester, and what was said stays', async () => {
  const { id } = await open()
  const refused = await desk.send('a1', 'POST', `/cases/${id}/side-conversations`, { ...ASK, addresses: ['x@y.example', 'c1@acceptance.test'] })
  expect(refused.body).toMatchObject({ code: 'side-requester', errors: [{ pointer: '/addresses/1' }] })
  expect((await desk.send('a1', 'POST', `/cases/${id}/side-conversations`, { ...ASK, addresses: [] })).status).toBe(400)
  expect((await desk.send('c1', 'POST', `/cases/${id}/side-conversations`, ASK)).status).toBe(403)
})
