// Mail in, case, mail out: as customers and agents live through it.
import { sql } from 'kysely'
import { simpleParser } from 'mailparser'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { startDesk, type Desk } from '../../testing.ts'

let desk: Desk
beforeAll(async () => { desk = await startDesk() })
afterAll(() => desk.stop())
beforeEach(() => { desk.outside.mails.length = 0 })

const PNG = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')
const C1 = 'C1 <c1@acceptance.test>', DESK = 'support@desk.example.com'
let serial = 0
async function mail(more: Parameters<Desk['customer']['send']>[0] = {}) {
  const messageId = `<m${++serial}@acceptance.test>`
  await desk.customer.send({ from: C1, to: DESK, subject: `问题 ${serial}`, text: '系统连接失败', messageId, ...more })
  await desk.quiet()
  const [row] = (await desk.send('m1', 'GET', '/intake/messages?limit=1')).body.items
  return { messageId: String(more.messageId ?? messageId), row }
}
const messages = async (caseId: string, who = 'a1') => (await desk.send(who, 'GET', `/cases/${caseId}/messages`)).body.items as any[]
const lastOut = async () => simpleParser(desk.outside.mails.at(-1)!.raw)
const reply = (caseId: string, more: object = {}) => desk.send('a1', 'POST', `/cases/${caseId}/messages`, { visibility: 'public', body: '已收到，正在检查日志。', ...more })

test('a Chinese mail with a screenshot becomes a case, live in the conversation, acknowledged within the thread', async () => {
  const { row, messageId } = await mail({ subject: '数据库连接异常', text: '上午起报 E-1042，见截图。', html: '<p>上午起报 E-1042 <img src="cid:s@1"><img src="https://t.example/x.png"></p>', attachments: [{ filename: '截图.png', content: PNG, cid: 's@1' }] })
  expect(row).toMatchObject({ outcome: 'cased', reason: 'opened', messageId, source: 'smtp', from: 'c1@acceptance.test' })
  const opened = (await desk.send('a1', 'GET', `/cases/${row.caseId}`)).body
  expect(opened).toMatchObject({ title: '数据库连接异常', description: '上午起报 E-1042，见截图。', channel: 'mail', unread: true, requester: { id: desk.people.get('c1') }, customer: { number: 'KH-0001' } })
  const [first, ack] = await messages(row.caseId)
  expect(first).toMatchObject({ channel: 'mail', direction: 'in', visibility: 'public', automatic: false, from: { address: 'c1@acceptance.test' }, subject: '数据库连接异常', joinedBy: 'opened', receivedId: row.id, attachments: [{ name: '截图.png', contentType: 'image/png', size: PNG.length, inline: true }] })
  expect(first.html).toContain(`src="/api/v1/attachments/${first.attachments[0].id}"`)
  expect(first.html).not.toContain('t.example')
  expect((await desk.send('c1', 'GET', `/attachments/${first.attachments[0].id}`)).raw).toEqual(PNG)
  expect(ack).toMatchObject({ direction: 'out', automatic: true, channel: 'mail', inReplyTo: messageId, delivery: { state: 'sent', error: null } })
  const sent = await lastOut()
  expect(sent).toMatchObject({ subject: 'Re: 数据库连接异常', inReplyTo: messageId })
  expect(sent.text).toContain(opened.number)
  expect(sent.headers.get('auto-submitted')).toBe('auto-replied')
  const raw = await desk.send('m1', 'GET', `/intake/messages/${row.id}/raw`)
  expect(raw.raw.toString()).toContain(`Message-ID: ${messageId}`)
})

test('S-022 S-023 an acknowledgement is no response, an incomplete reply is none and says why, a complete one is', async () => {
  const { row } = await mail()
  const state = async () => (await desk.send('a1', 'GET', `/cases/${row.caseId}`)).body
  expect((await state()).response).toBeNull()
  const lacking = await reply(row.caseId, { owner: '陈安', expectedAt: '2025-03-03T12:00:00+08:00' })
  expect(lacking.status).toBe(201)
  expect(lacking.body).toMatchObject({ firstResponse: false, response: { complete: false, counted: false, missing: [{ field: 'nextStep', detail: '下一步', clause: '§1.4' }] } })
  expect(lacking.body.response.detail).toContain('响应时钟继续计时')
  expect(await state()).toMatchObject({ response: null, firstOwner: { id: desk.people.get('a1') } })
  const complete = await reply(row.caseId, { owner: '陈安', nextStep: '检查日志', expectedAt: '2025-03-03T12:00:00+08:00' })
  expect(complete.body).toMatchObject({ firstResponse: true, response: { complete: true, counted: true, missing: [] }, owner: '陈安', nextStep: '检查日志' })
  expect((await state()).response).toMatchObject({ owner: '陈安', nextStep: '检查日志' })
  expect((await reply(row.caseId)).body.response).toBeNull()
})

test('a reply goes out in the thread and its answer comes back into it', async () => {
  const { row, messageId } = await mail({ subject: '报表打不开' })
  const answer = await reply(row.caseId, { attachments: [await desk.upload('a1', '补丁.txt', 'text/plain', Buffer.from('x'))] })
  expect(answer.body).toMatchObject({ channel: 'mail', direction: 'out', to: [{ address: 'c1@acceptance.test' }] })
  await desk.quiet()
  const sent = await lastOut()
  expect(sent).toMatchObject({ subject: 'Re: 报表打不开', inReplyTo: messageId, messageId: answer.body.messageId })
  expect(sent.references).toContain(messageId)
  expect(sent.from?.value[0]?.name).toMatch(/ · 后援 Houyuan$/)
  expect(sent.headers.has('auto-submitted')).toBe(false)
  expect(sent.attachments.map((a) => a.filename)).toEqual(['补丁.txt'])
  expect(sent.html).toContain('已收到，正在检查日志。')
  const back = await mail({ subject: 'Re: 报表打不开', inReplyTo: sent.messageId!, references: [messageId, sent.messageId!], text: '还是不行\n\n在 2025年3月3日，09:30，后援 <support@desk.example.com> 写道：\n\n> 已收到' })
  expect(back.row).toMatchObject({ outcome: 'joined', caseId: row.caseId, reason: 'reply' })
  expect((await messages(row.caseId)).at(-1)).toMatchObject({ direction: 'in', text: '还是不行', joinedBy: 'reply' })
  expect((await messages(row.caseId)).at(-1).quotedText).toContain('已收到')
  expect(desk.outside.mails.filter((m) => m.to.includes('c1@acceptance.test') && m.raw.includes(Buffer.from('Re: 报表打不开').toString('base64')))).toHaveLength(2)
})

describe('where a mail goes', () => {
  test('Outlook, Gmail and QQ answers find the case by what they refer to', async () => {
    const { row, messageId } = await mail({ subject: '打印失败' })
    const ours = (await reply(row.caseId)).body.messageId as string
    const outlook = await mail({ subject: '答复: 打印失败', inReplyTo: ours, references: [messageId, ours], headers: { 'Thread-Topic': '打印失败', 'Thread-Index': 'AdabcQ==' }, text: '好的\n\n发件人: 后援\n发送时间: 2025年3月3日 9:30\n收件人: C1\n主题: Re: 打印失败\n\n旧' })
    const gmail = await mail({ subject: 'Re: 打印失败', inReplyTo: ours, references: [ours], text: 'ok\n\nOn Mon, Mar 3, 2025 at 9:30 AM 后援 <support@desk.example.com> wrote:\n\n> 旧' })
    const qq = await mail({ subject: '回复：打印失败', inReplyTo: ours, headers: { 'X-QQ-mid': 'webmail' }, text: '收到\n\n\n------------------ 原始邮件 ------------------\n发件人: "后援";\n旧' })
    for (const { row: r } of [outlook, gmail, qq]) expect(r).toMatchObject({ outcome: 'joined', caseId: row.caseId, reason: 'reply' })
    expect((await messages(row.caseId)).filter((m) => m.direction === 'in').map((m) => m.text)).toEqual(['系统连接失败', '好的', 'ok', '收到'])
  })
  test('a second mail on the same matter joins; another matter opens another case', async () => {
    const first = await mail({ subject: '网络中断' }), second = await mail({ subject: '网络中断 ', text: '现在全断了' }), other = await mail({ subject: '发票问题' })
    expect(second.row).toMatchObject({ outcome: 'joined', caseId: first.row.caseId, reason: 'subject' })
    expect(other.row.outcome).toBe('cased')
    expect(other.row.caseId).not.toBe(first.row.caseId)
  })
  test('a number opens the own case only; a stranger with it gets a case of the own', async () => {
    const { row } = await mail({ subject: '扫描仪卡纸' })
    const { number } = (await desk.send('a1', 'GET', `/cases/${row.caseId}`)).body
    expect((await mail({ subject: `补充 [${number}]` })).row).toMatchObject({ outcome: 'joined', caseId: row.caseId, reason: 'number' })
    const stranger = await mail({ from: 'V1 <v1@acceptance.test>', subject: `补充 [${number}]` })
    expect(stranger.row).toMatchObject({ outcome: 'cased' })
    expect(stranger.row.caseId).not.toBe(row.caseId)
  })
  test('never across customers, not even with a Message-ID of ours', async () => {
    const { row } = await mail({ subject: '机密' })
    const ours = (await reply(row.caseId)).body.messageId as string
    const other = await mail({ from: 'v1@acceptance.test', subject: 'Re: 机密', inReplyTo: ours, references: [ours] })
    expect(other.row.outcome).toBe('cased')
    const privateAddress = await mail({ from: 'someone@home.example', subject: 'Re: 机密', inReplyTo: ours, references: [ours] })
    expect(privateAddress.row).toMatchObject({ outcome: 'joined', caseId: row.caseId })
  })
  test('one of us who answers from the own mailbox leaves a note, no message to the customer', async () => {
    const { row } = await mail({ subject: '权限' })
    const ours = (await reply(row.caseId)).body.messageId as string
    expect((await mail({ from: 'a2@acceptance.test', subject: 'Re: 权限', inReplyTo: ours, text: '这个客户很急' })).row.outcome).toBe('joined')
    expect((await messages(row.caseId)).at(-1)).toMatchObject({ visibility: 'internal', direction: 'internal', text: '这个客户很急' })
    expect((await messages(row.caseId, 'c1')).map((m) => m.text)).not.toContain('这个客户很急')
  })
  test('the same mail delivered twice is one message', async () => {
    const raw = 'From: c1@acceptance.test\r\nTo: support@desk.example.com\r\nSubject: =?utf-8?B?6YeN5aSN?=\r\nMessage-ID: <twice@acceptance.test>\r\n\r\nonce\r\n'
    await desk.customer.raw('c1@acceptance.test', DESK, raw)
    await desk.customer.raw('c1@acceptance.test', DESK, raw)
    await desk.customer.raw('c1@acceptance.test', DESK, `Received: from relay.example\r\n${raw}`)
    await desk.quiet()
    const rows = (await desk.send('m1', 'GET', '/intake/messages?q=twice@acceptance.test')).body.items
    expect(rows.map((r: any) => [r.outcome, r.reason])).toEqual([['joined', 'duplicate'], ['joined', 'duplicate'], ['cased', 'opened']])
    expect(new Set(rows.map((r: any) => r.caseId)).size).toBe(1)
    expect((await messages(rows[0].caseId)).filter((m) => m.direction === 'in')).toHaveLength(1)
  })
  test('a mail ends the waiting for the requester', async () => {
    const { row } = await mail({ subject: '等资料' })
    for (const [who, step] of [['l1', { to: 'classified', problemClass: 'system-fault', urgency: 'medium', impact: 'one-person', complexity: 'low' }], ['l1', { to: 'assigned', handlerId: desk.people.get('a1') }]] as const) expect((await desk.send(who, 'POST', `/cases/${row.caseId}/transitions`, step)).status).toBe(200)
    await reply(row.caseId, { owner: '陈安', nextStep: '等日志', expectedAt: '2025-03-03T12:00:00+08:00' })
    await desk.send('a1', 'POST', `/cases/${row.caseId}/transitions`, { to: 'diagnosing' })
    expect((await desk.send('a1', 'POST', `/cases/${row.caseId}/transitions`, { to: 'waiting-requester', reason: '请发日志' })).body.state).toBe('waiting-requester')
    await mail({ subject: 'Re: 等资料', text: '日志如下' })
    expect((await desk.send('a1', 'GET', `/cases/${row.caseId}`)).body).toMatchObject({ state: 'diagnosing', unread: true })
  })
})

describe('mail that no person wrote', () => {
  test('an away note is shown to staff, opens nothing and is not answered', async () => {
    const { row } = await mail({ subject: '会议室投影' })
    const ours = (await reply(row.caseId)).body.messageId as string
    await desk.quiet()
    desk.outside.mails.length = 0
    const away = await mail({ subject: '自动回复: 会议室投影', inReplyTo: ours, headers: { 'Auto-Submitted': 'auto-replied' }, text: '休假到周五' })
    expect(away.row).toMatchObject({ outcome: 'automatic', reason: 'auto-reply', caseId: row.caseId })
    expect((await messages(row.caseId)).at(-1)).toMatchObject({ automatic: true, visibility: 'internal', text: '休假到周五' })
    expect((await messages(row.caseId, 'c1')).map((m) => m.text)).not.toContain('休假到周五')
    expect((await mail({ subject: 'Newsletter', headers: { Precedence: 'bulk' } })).row).toMatchObject({ outcome: 'automatic', reason: 'bulk', caseId: null })
    expect(desk.outside.mails).toHaveLength(0)
  })
  test('a bounce marks the mail that came back and tells who answers for the case', async () => {
    const { row } = await mail({ subject: '退信测试' })
    const sent = (await reply(row.caseId)).body
    await desk.quiet()
    const report = `From: MAILER-DAEMON@acceptance.test\r\nTo: support@desk.example.com\r\nSubject: Undelivered\r\nContent-Type: multipart/report; report-type=delivery-status; boundary=m\r\n\r\n--m\r\n\r\nSorry\r\n--m\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; x\r\n\r\nFinal-Recipient: rfc822; c1@acceptance.test\r\nAction: failed\r\nStatus: 5.1.1\r\n\r\n--m\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: <${sent.messageId}>\r\n\r\n--m--\r\n`
    await desk.customer.raw('', DESK, report)
    await desk.quiet()
    const [ledger] = (await desk.send('m1', 'GET', '/intake/messages?limit=1')).body.items
    expect(ledger).toMatchObject({ outcome: 'automatic', reason: 'bounce', caseId: row.caseId })
    expect((await messages(row.caseId)).find((m) => m.id === sent.id).delivery).toMatchObject({ state: 'bounced' })
    const told = await sql<{ n: number }>`select count(*)::int as n from event_log where name = 'mail.bounced@1' and subject = ${`case:${row.caseId}`}`.execute(desk.host.db)
    expect(told.rows[0]!.n).toBe(1)
  })
  test('our own mail that comes back is recognised; an operator may say that a person wrote a machine mail', async () => {
    const { row } = await mail({ subject: '回环' })
    await desk.quiet()
    await desk.customer.raw('c1@acceptance.test', DESK, desk.outside.mails.at(-1)!.raw)
    await desk.quiet()
    expect((await desk.send('m1', 'GET', '/intake/messages?limit=1')).body.items[0]).toMatchObject({ outcome: 'automatic', reason: 'own-mail' })
    const list = await mail({ subject: '来自邮件列表', headers: { Precedence: 'list' } })
    expect((await desk.send('a1', 'POST', `/intake/messages/${list.row.id}/process-again`, { asPerson: true })).status).toBe(403)
    expect((await desk.send('m1', 'POST', `/intake/messages/${list.row.id}/process-again`, { asPerson: true })).status).toBe(200)
    await desk.quiet()
    expect((await desk.send('m1', 'GET', `/intake/messages/${list.row.id}`)).body).toMatchObject({ outcome: 'cased' })
    expect((await desk.send('m1', 'POST', `/intake/messages/${row.id}/process-again`, {})).body.code).toBe('intake-placed')
  })
  test('acknowledgements to one address stop when there are too many', async () => {
    await desk.setSetting('conversations.acknowledge-per-hour', 2)
    for (let i = 0; i < 4; i++) await mail({ from: 'robot@machine.example', subject: `告警 ${i}` })
    expect(desk.outside.mails.filter((m) => m.to.includes('robot@machine.example'))).toHaveLength(2)
    await desk.setSetting('conversations.acknowledge-per-hour', 20)
  })
})

test('a mail on the wrong case is moved with its files; both cases say so; other customers stay out', async () => {
  const right = await mail({ subject: '甲问题' })
  const wrong = await mail({ subject: '乙问题', attachments: [{ filename: 'a.txt', content: 'x' }] })
  const foreign = await mail({ from: 'v1@acceptance.test', subject: '丙问题' })
  const [message] = await messages(wrong.row.caseId)
  const rehome = (caseId: string) => desk.send('m1', 'POST', `/intake/messages/${wrong.row.id}/rehome`, { caseId })
  expect((await rehome(foreign.row.caseId)).body.code).toBe('intake-other-customer')
  expect((await rehome(right.row.caseId)).body).toMatchObject({ outcome: 'joined', caseId: right.row.caseId, reason: 'moved-by-hand' })
  expect((await messages(right.row.caseId)).find((m) => m.id === message.id)).toMatchObject({ joinedBy: 'moved', attachments: [{ name: 'a.txt' }] })
  expect((await messages(wrong.row.caseId)).map((m) => m.id)).not.toContain(message.id)
  for (const id of [right.row.caseId, wrong.row.caseId]) expect((await desk.send('a1', 'GET', `/cases/${id}/timeline?limit=200`)).body.items.map((e: any) => e.name)).toContain('conversations.message-moved@1')
})
