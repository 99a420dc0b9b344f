// A customer who only ever writes mail: from the first mail to the archived case, with the promises counting.
import { createHash } from 'node:crypto'
import { simpleParser } from 'mailparser'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { customerServer, freePort, startOutsideServer, type OutsideServer } from '../../platform/server/mail/testing.ts'
import { settle } from '../../platform/server/time-travel.ts'
import { local, RESULT, resolveCase, startAcceptance, type AcceptanceProduct } from './product.ts'

let p: AcceptanceProduct, outside: OutsideServer, customer: ReturnType<typeof customerServer>
beforeAll(async () => {
  outside = await startOutsideServer()
  const port = await freePort()
  p = await startAcceptance({ HOUYUAN_SMTP_IN: `127.0.0.1:${port}`, HOUYUAN_SMTP_OUT: outside.url, HOUYUAN_PUBLIC_URL: 'https://desk.example.com' })
  customer = customerServer(port)
})
afterAll(async () => { customer?.close(); await p?.stop(); await outside?.close() })

const quiet = () => settle(p.product.host, p.product.services)
const mails = async () => Promise.all(outside.mails.filter((m) => m.to.includes('c1@acceptance.test')).map((m) => simpleParser(m.raw)))
async function write(mail: Parameters<typeof customer.send>[0]): Promise<{ id: string; outcome: string; caseId: string }> {
  await customer.send({ from: 'C1 <c1@acceptance.test>', to: 'support@desk.example.com', ...mail })
  await quiet()
  return (await p.must('M1', 'GET', '/intake/messages?limit=1')).items[0]
}

test('S-022 S-023 the acknowledgement leaves the clock running, an incomplete reply too and says why, the complete one at 09:40 stops it, met', async () => {
  const { caseId, outcome } = await write({ subject: '月报没有签章', text: '导出的月报没有签章，下午要交。', messageId: '<first@acceptance.test>' })
  expect(outcome).toBe('cased')
  const clock = () => p.clock(caseId, 'response')
  expect(await clock()).toMatchObject({ state: 'running', stoppedAt: null })
  expect(local((await clock()).startedAt)).toBe('03-03 09:00')
  const [acknowledgement] = await mails()
  const opened = await p.must('A1', 'GET', `/cases/${caseId}`)
  expect(acknowledgement!.text).toContain(opened.number)
  expect(acknowledgement!.text).toContain(`2025-${local(opened.nextDue.dueAt)!} 前首次答复你`)
  await p.at('03-03 09:20')
  const lacking = await p.must('A1', 'POST', `/cases/${caseId}/messages`, { visibility: 'public', body: '在看了', owner: '陈安', expectedAt: '2025-03-03T12:00:00+08:00' })
  expect(lacking.response).toMatchObject({ complete: false, missing: [{ field: 'nextStep', clause: '§1.4' }] })
  expect((await clock()).state).toBe('running')
  await p.at('03-03 09:40')
  await p.must('A1', 'POST', `/cases/${caseId}/messages`, { visibility: 'public', body: '证书轮换后没有同步，正在重新绑定。', owner: '陈安', nextStep: '重新绑定证书', expectedAt: '2025-03-03T12:00:00+08:00' })
  expect(await clock()).toMatchObject({ state: 'met' })
  expect(local((await clock()).stoppedAt)).toBe('03-03 09:40')
})

test('the case of a mail is solved, confirmed from the mail and archived; the thread holds it all', async () => {
  const { caseId } = await write({ subject: '报表打不开', text: '一直转圈', messageId: '<report@acceptance.test>' })
  await resolveCase(p, caseId)
  await p.must('A1', 'POST', `/cases/${caseId}/transitions`, { to: 'awaiting-confirmation', result: RESULT })
  await quiet()
  const letter = (await mails()).at(-1)!
  expect(letter).toMatchObject({ subject: 'Re: 报表打不开', inReplyTo: '<report@acceptance.test>' })
  expect((await p.must('A1', 'GET', `/cases/${caseId}`)).state).toBe('awaiting-confirmation')
  const thanks = await write({ subject: 'Re: 报表打不开', inReplyTo: letter.messageId, references: [letter.messageId!], text: '好了，谢谢' })
  expect(thanks).toMatchObject({ outcome: 'joined', caseId })
  // A mail confirms nothing by itself: the requester answers by the page behind the link.
  expect((await p.must('A1', 'GET', `/cases/${caseId}`)).state).toBe('awaiting-confirmation')
  const token = /\/portal\/c\/(\S+)/.exec(letter.text!)![1]!
  expect((await p.send(null, 'GET', `/confirmations/${token}`)).status).toBe(200)
  expect((await p.must('A1', 'GET', `/cases/${caseId}`)).state).toBe('awaiting-confirmation')
  expect((await p.send(null, 'POST', `/confirmations/${token}`, { solved: true, score: 5 })).status).toBeLessThan(300)
  expect((await p.must('A1', 'GET', `/cases/${caseId}`)).state).toBe('confirmed')
  const late = await write({ subject: 'Re: 报表打不开', inReplyTo: letter.messageId, text: '再次感谢' })
  expect(late).toMatchObject({ outcome: 'joined', caseId })
})

test('S-039 a repeat contact on the same matter joins its case and is counted there; another matter and another customer get their own', async () => {
  const first = await write({ subject: '打印很慢', text: '每页要等一分钟', messageId: '<slow-1@acceptance.test>' })
  const again = await write({ subject: '打印很慢', text: '还是很慢，请尽快', messageId: '<slow-2@acceptance.test>' })
  expect(again).toMatchObject({ outcome: 'joined', caseId: first.caseId })
  expect((await write({ subject: '密码过期', text: '登录提示过期', messageId: '<pw@acceptance.test>' })).caseId).not.toBe(first.caseId)
  const other = await write({ from: 'V1 <v1@acceptance.test>', subject: '打印很慢', text: '我们也慢', messageId: '<slow-3@acceptance.test>' })
  expect(other).toMatchObject({ outcome: 'cased' })
  expect(other.caseId).not.toBe(first.caseId)
  const { items } = await p.must('A1', 'GET', `/cases/${first.caseId}/messages`)
  expect(items.filter((m: { direction: string }) => m.direction === 'in').map((m: { text: string }) => m.text)).toEqual(['每页要等一分钟', '还是很慢，请尽快'])
  expect((await p.must('A1', 'GET', `/cases/${first.caseId}`)).unread).toBe(true)
})

test('the ledger accounts for every mail: source, hash of the bytes received, size, outcome; the bytes come back as they came', async () => {
  const { id } = await write({ subject: '附一张图', text: '见附件', messageId: '<image@acceptance.test>', attachments: [{ filename: '图.txt', content: '内容' }] })
  const line = await p.must('M1', 'GET', `/intake/messages/${id}`)
  expect(line).toMatchObject({ source: 'smtp', messageId: '<image@acceptance.test>', outcome: 'cased', caseId: expect.any(String), sha256: expect.stringMatching(/^[0-9a-f]{64}$/), reason: expect.any(String) })
  const bytes = (await p.product.http!.inject({ method: 'GET', url: `/api/v1/intake/messages/${id}/raw`, headers: { authorization: 'Bearer acceptance-m1' } })).rawPayload
  expect([bytes.length, createHash('sha256').update(bytes).digest('hex')]).toEqual([line.size, line.sha256])
  const [message] = (await p.must('C1', 'GET', `/cases/${line.caseId}/messages`)).items
  expect(message).toMatchObject({ channel: 'mail', direction: 'in', visibility: 'public', from: { address: 'c1@acceptance.test' }, subject: '附一张图', text: '见附件', messageId: '<image@acceptance.test>', attachments: [{ name: '图.txt', size: 6 }] })
  const file = await p.product.http!.inject({ method: 'GET', url: `/api/v1/attachments/${message.attachments[0].id}`, headers: { authorization: 'Bearer acceptance-c1' } })
  expect([file.statusCode, file.body]).toEqual([200, '内容'])
})
