// Machines that answer machines, mail that comes back by strange ways, and the way out of a wrong guess (RFC 3834, RFC 3464).
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { startDesk, type Desk } from '../../testing.ts'

let desk: Desk
beforeAll(async () => { desk = await startDesk() })
afterAll(() => desk.stop())
beforeEach(() => { desk.outside.mails.length = 0 })

const DESK = 'support@desk.example.com'
let serial = 0
async function mail(more: Parameters<Desk['customer']['send']>[0] = {}) {
  await desk.customer.send({ from: 'C1 <c1@acceptance.test>', to: DESK, subject: `问题 ${++serial}`, text: '系统连接失败', messageId: `<l${serial}@acceptance.test>`, ...more })
  return last()
}
const last = async () => { await desk.quiet(); return (await desk.send('m1', 'GET', '/intake/messages?limit=1')).body.items[0] }
const raw = async (text: string, from = 'c1@acceptance.test') => { await desk.customer.raw(from, DESK, text.replaceAll('\n', '\r\n')); return last() }
const reply = async (caseId: string) => { const { body } = await desk.send('a1', 'POST', `/cases/${caseId}/messages`, { visibility: 'public', body: '已收到。' }); await desk.quiet(); return { ...body, bare: String(body.messageId).replace(/^<|>$/g, '') } }
const delivery = async (caseId: string, id: string) => (await desk.send('a1', 'GET', `/cases/${caseId}/messages`)).body.items.find((m: any) => m.id === id).delivery

test('bounces without a report mark the delivery by our own id, wherever it stands in them; a delay does not', async () => {
  const { caseId } = await mail()
  const qmail = await reply(caseId)
  expect(await raw(`From: MAILER-DAEMON@mx.example\nTo: ${DESK}\nSubject: failure notice\n\nHi. This is the qmail-send program.\n<c1@acceptance.test>:\n550 5.1.1 no mailbox here\n\n--- Below this line is a copy of the message.\n\nMessage-ID: <${qmail.bare}>\nSubject: x\n\nold`, '')).toMatchObject({ outcome: 'automatic', reason: 'bounce', caseId })
  expect(await delivery(caseId, qmail.id)).toMatchObject({ state: 'bounced', error: expect.stringContaining('5.1.1') })
  const qq = await reply(caseId)
  await raw(`From: PostMaster@qq.example\nTo: ${DESK}\nSubject: =?utf-8?B?${Buffer.from('来自qq.com的退信').toString('base64')}?=\nReturn-Path: <>\nContent-Type: text/html; charset=utf-8\n\n<p>您的邮件被退回：收件人邮箱不存在</p><!-- <${qq.bare}> -->`, '')
  expect((await delivery(caseId, qq.id)).state).toBe('bounced')
  const slow = await reply(caseId)
  await raw(`From: MAILER-DAEMON@mx.example\nTo: ${DESK}\nSubject: Delivery delayed: still being retried\nX-Failed-Recipients: c1@acceptance.test\n\nMessage-ID: <${slow.bare}>`, '')
  expect((await delivery(caseId, slow.id)).state).toBe('sent')
})

test('our own mail is known by its mark when a rule sends it back under another name, and answers nobody', async () => {
  const { caseId } = await mail()
  await reply(caseId)
  const ours = desk.outside.mails.at(-1)!.raw
  desk.outside.mails.length = 0
  const back = await raw(ours.replaceAll('\r\n', '\n').replace(/^From: .*$/m, 'From: someone@else.example').replace(/^Message-ID: .*$/m, 'Message-ID: <rewritten@else.example>'), 'someone@else.example')
  expect(back).toMatchObject({ outcome: 'automatic', reason: 'own-mail' })
  expect(desk.outside.mails).toHaveLength(0)
})

test('a mail that went round too many servers is filed, not answered', async () => {
  expect(await raw(`${'Received: from a by b; Mon, 3 Mar 2025 09:00:00 +0800\n'.repeat(40)}From: loop@round.example\nTo: ${DESK}\nSubject: round\n\nx`, 'loop@round.example')).toMatchObject({ outcome: 'automatic', reason: 'loop' })
  expect(desk.outside.mails).toHaveLength(0)
})

test('one address that opens case after case is stopped with an alarm; nothing is lost, and a person lets it in', async () => {
  await desk.setSetting('conversations.cases-per-hour', 3)
  await desk.setSetting('conversations.acknowledge-per-hour', 2)
  const robot = []
  for (let i = 0; i < 5; i++) robot.push(await mail({ from: 'ticket@robot.example', subject: `[#${i}] request received` }))
  expect(robot.map((r) => r.outcome)).toEqual(['cased', 'cased', 'cased', 'quarantined', 'quarantined'])
  expect(robot.at(-1)).toMatchObject({ reason: 'sender-budget', reasonText: '该地址一小时内来信过多，待人工处理' })
  expect(desk.outside.mails.filter((m) => m.to.includes('ticket@robot.example'))).toHaveLength(2)
  const alarms = await sql<{ kind: string; about: string }>`select kind, about from mail_alarms order by id`.execute(desk.host.db)
  expect(alarms.rows).toEqual([{ kind: 'loop', about: 'ticket@robot.example' }])
  const told = await sql<{ n: number }>`select count(*)::int as n from notify_notifications where name = 'mail.alarm-loop'`.execute(desk.host.db)
  expect(told.rows[0]!.n).toBeGreaterThan(0)
  expect((await desk.send('m1', 'POST', `/intake/messages/${robot[4].id}/process-again`, { asPerson: true })).status).toBe(200)
  await desk.quiet()
  expect((await desk.send('m1', 'GET', `/intake/messages/${robot[4].id}`)).body.outcome).toBe('cased')
  await desk.setSetting('conversations.cases-per-hour', 300)
  await desk.setSetting('conversations.acknowledge-per-hour', 20)
})

test('an auto-reply of a server never answers, never stops a clock, and wakes nobody', async () => {
  const { caseId } = await mail()
  const sent = await reply(caseId), before = (await desk.send('a1', 'GET', `/cases/${caseId}`)).body
  desk.outside.mails.length = 0
  for (const header of ['Auto-Submitted: auto-replied', 'Precedence: auto_reply', 'X-Autoreply: yes', 'Delivered-To: Autoresponder', 'X-Autorespond: x']) {
    expect(await raw(`From: c1@acceptance.test\nTo: ${DESK}\nSubject: Re: x ${header.length}\nIn-Reply-To: <${sent.bare}>\nMessage-ID: <auto${header.length}@acceptance.test>\n${header}\n\n在外出差`)).toMatchObject({ outcome: 'automatic', reason: 'auto-reply', caseId })
  }
  const after = (await desk.send('a1', 'GET', `/cases/${caseId}`)).body
  expect([after.state, after.response, after.nextDue]).toEqual([before.state, before.response, before.nextDue])
  expect(desk.outside.mails).toHaveLength(0)
})

test('a mail that was joined by its subject gets a case of its own with one step', async () => {
  const first = await mail({ subject: '月报' }), second = await mail({ subject: '月报', text: '这次是另一件事', attachments: [{ filename: 'b.txt', content: 'x' }] })
  expect(second).toMatchObject({ outcome: 'joined', reason: 'subject', caseId: first.caseId })
  const moved = (await desk.send('m1', 'POST', `/intake/messages/${second.id}/rehome`, { caseId: null })).body
  expect(moved.caseId).not.toBe(first.caseId)
  const own = (await desk.send('a1', 'GET', `/cases/${moved.caseId}`)).body, words = (await desk.send('a1', 'GET', `/cases/${moved.caseId}/messages`)).body.items
  expect(own).toMatchObject({ title: '月报', channel: 'mail', description: '这次是另一件事' })
  expect(words).toMatchObject([{ text: '这次是另一件事', joinedBy: 'moved', attachments: [{ name: 'b.txt' }] }])
  expect((await desk.send('a1', 'GET', `/cases/${first.caseId}/messages`)).body.items.filter((m: any) => m.direction === 'in')).toHaveLength(1)
})
