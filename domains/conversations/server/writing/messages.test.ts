// Messages over HTTP, as the people of the fixture meet them.
import { sql } from 'kysely'
import { simpleParser } from 'mailparser'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { SYSTEM } from '../../../../platform/server/ctx.ts'
import { linkFile } from '../../../../platform/server/files/public.ts'
import { loadCase } from '../../../cases/public.ts'
import { aCase, caseIn, RESULT, type CaseProduct } from '../../../cases/testing.ts'
import { startDesk, type Desk } from '../../testing.ts'
import { keepMessage } from '../keep-message.ts'
import { communicationsRetention } from '../retention.ts'

let desk: Desk
beforeAll(async () => { desk = await startDesk() })
afterAll(() => desk.stop())

const open = async (who = 'c1', more: object = {}) => (await desk.send(who, 'POST', '/cases', aCase(more))).body as { id: string; number: string }
const say = (who: string, id: string, body: object) => desk.send(who, 'POST', `/cases/${id}/messages`, body)
const read = async (who: string, id: string, query = '') => (await desk.send(who, 'GET', `/cases/${id}/messages${query}`))
const texts = async (who: string, id: string) => (await read(who, id)).body.items.map((m: any) => m.text)
const pointers = (answer: { body: any }) => answer.body.errors.map((e: any) => [e.pointer, e.code])

test('S-040 requesters see what is public, notes stay inside, others see nothing', async () => {
  const { id } = await open()
  await desk.quiet()
  expect((await say('a1', id, { visibility: 'internal', body: '客户要升级' })).body).toMatchObject({ visibility: 'internal', direction: 'internal', from: { id: desk.people.get('a1') } })
  expect((await say('a1', id, { visibility: 'public', body: '正在处理' })).status).toBe(201)
  expect((await say('c1', id, { visibility: 'public', body: '好的' })).body).toMatchObject({ direction: 'in', channel: 'portal', response: null })
  expect(await texts('a1', id)).toEqual([expect.stringContaining('你的请求已收到'), '客户要升级', '正在处理', '好的'])
  expect(await texts('c1', id)).toEqual([expect.stringContaining('你的请求已收到'), '正在处理', '好的'])
  const [, mine] = (await read('c1', id)).body.items
  expect(mine).toMatchObject({ delivery: null, joinedBy: null, receivedId: null, from: { address: null } })
  for (const way of ['GET', 'POST'] as const) expect((await desk.send('v1', way, `/cases/${id}/messages`, way === 'POST' ? { body: 'x' } : undefined)).status).toBe(404)
  expect((await read('c1', id, '?visibility=internal')).status).toBe(403)
  expect(pointers(await say('c1', id, { visibility: 'internal', body: 'x' }))).toEqual([['/visibility', 'conversations.requester-public']])
})

test('a conversation is paged by key, both ways', async () => {
  const { id } = await open('c1', { channel: 'api' })
  for (let i = 1; i <= 5; i++) await say('c1', id, { body: `第 ${i} 条` })
  const first = (await read('c1', id, '?limit=2')).body
  const second = (await read('c1', id, `?limit=2&cursor=${first.nextCursor}`)).body
  expect([...first.items, ...second.items].map((m: any) => m.text)).toEqual(['第 1 条', '第 2 条', '第 3 条', '第 4 条'])
  expect((await read('c1', id, '?limit=2&order=desc')).body.items.map((m: any) => m.text)).toEqual(['第 5 条', '第 4 条'])
  expect((await read('c1', id, '?cursor=nonsense')).status).toBe(400)
  expect((await read('c1', id, `?cursor=${Buffer.from('["x","y"]').toString('base64url')}`)).status).toBe(400)
})

test('S-065 a record of a call or visit needs its follow-up, and has the four fields', async () => {
  const { id } = await open('c1', { channel: 'api' })
  for (const channel of ['phone', 'on-site']) {
    const refused = await say('a1', id, { channel, body: '客户来电', customerFeedback: '仍然很慢' })
    expect(refused.status).toBe(400)
    expect(refused.body.errors).toEqual([expect.objectContaining({ pointer: '/followUp', code: 'conversations.follow-up-needed', clause: '§5.1-4' })])
  }
  const before = desk.outside.mails.length
  const logged = await say('a1', id, { channel: 'phone', body: '客户来电', customerFeedback: '仍然很慢', followUp: '明天上午回电' })
  expect(logged.body).toMatchObject({ channel: 'phone', customerFeedback: '仍然很慢', followUp: '明天上午回电', at: '2025-03-03T01:00:00.000Z', to: [] })
  await desk.quiet()
  expect(desk.outside.mails.length).toBe(before)
})

test('what was said stays; a correction is added and says so', async () => {
  const { id } = await open('c1', { channel: 'api' }), other = await open('c1', { channel: 'api' })
  const said = (await say('a1', id, { body: '明天 9 点上门' })).body
  const corrected = (await say('a1', id, { body: '更正：后天 9 点上门', corrects: said.id })).body
  expect((await read('c1', id)).body.items.map((m: any) => [m.text, m.corrects, m.correctedBy])).toEqual([['明天 9 点上门', null, corrected.id], ['更正：后天 9 点上门', said.id, null]])
  expect(pointers(await say('a1', other.id, { body: 'x', corrects: said.id }))).toEqual([['/corrects', 'conversations.corrects-unknown']])
  await expect(sql`update conversations_messages set body = 'x' where id = ${said.id}`.execute(desk.host.db)).rejects.toThrow('never changed')
})

describe('attachments', () => {
  test('S-244 an attachment opens for who may read its case alone; what a note carries stays inside', async () => {
    const { id } = await open('v1', { channel: 'api' })
    const mine = await desk.upload('v1', '日志.txt', 'text/plain', Buffer.from('日志')), inside = await desk.upload('a2', '内部.txt', 'text/plain', Buffer.from('内部'))
    expect((await say('v1', id, { body: '见附件', attachments: [mine] })).body.attachments).toMatchObject([{ id: mine, name: '日志.txt', contentType: 'text/plain', size: 6, blocked: null }])
    expect((await say('x1', id, { visibility: 'internal', body: 'x', attachments: [inside] })).status).toBe(400)
    const own = await desk.upload('x1', '内部.txt', 'text/plain', Buffer.from('内部'))
    expect((await say('x1', id, { visibility: 'internal', body: 'x', attachments: [own] })).status).toBe(201)
    expect((await desk.send('v1', 'GET', `/attachments/${mine}`)).raw.toString()).toBe('日志')
    expect((await desk.send('x1', 'GET', `/attachments/${own}`)).status).toBe(200)
    for (const [who, file] of [['c1', mine], ['c1', own], ['v1', own]] as const) expect((await desk.send(who, 'GET', `/attachments/${file}`)).body).toMatchObject({ status: 403, code: 'attachment-forbidden' })
    expect((await desk.send('', 'GET', `/attachments/${mine}`)).status).toBe(401)
    expect((await desk.send('c1', 'GET', `/attachments/${id}`)).status).toBe(404)
    expect((await desk.send('v1', 'GET', `/cases/${id}/attachments`)).body.items.map((a: any) => a.id)).toEqual([mine])
    expect((await desk.send('x1', 'GET', `/cases/${id}/attachments`)).body.items.map((a: any) => a.id)).toEqual([mine, own])
  })
  test('files of the report are there without a message', async () => {
    const file = await desk.upload('c1', 'a.log', 'text/plain', Buffer.from('x'))
    const { id } = await open('c1', { channel: 'api', attachments: [file] })
    expect((await desk.send('c1', 'GET', `/cases/${id}/attachments`)).body.items).toMatchObject([{ id: file, messageId: null }])
    expect((await desk.send('c1', 'GET', `/attachments/${file}`)).status).toBe(200)
    expect((await desk.send('v1', 'GET', `/attachments/${file}`)).status).toBe(403)
  })
})

describe('what cases have to say is said in the conversation', () => {
  test('the reply of a transition, and the result with a link that only the mail carries', async () => {
    await desk.quiet()
    desk.outside.mails.length = 0
    const product = { send: desk.send, people: desk.people } as unknown as CaseProduct
    const resolved = await caseIn(product, 'resolved', 'c1', { channel: 'api' })
    const [response] = (await read('c1', resolved.id)).body.items
    expect(response).toMatchObject({ direction: 'out', automatic: false, text: '已收到，正在检查日志。', owner: '陈安', nextStep: '检查日志', from: { id: desk.people.get('a1') } })
    expect((await desk.send('a1', 'POST', `/cases/${resolved.id}/transitions`, { to: 'awaiting-confirmation', result: RESULT })).status).toBe(200)
    await desk.quiet()
    const result = (await read('a1', resolved.id)).body.items.at(-1)
    for (const part of Object.values(RESULT)) expect(result.text).toContain(part)
    expect(result.text).not.toContain('/portal/c/')
    expect(result.text).toContain(`/portal/cases/${resolved.id}`)
    const mails = await Promise.all(desk.outside.mails.filter((m) => m.to.includes('c1@acceptance.test')).map((m) => simpleParser(m.raw)))
    expect(mails.map((m) => m.subject)).toEqual([`[${resolved.number}] 报表页面打不开`, `[${resolved.number}] 报表页面打不开`])
    expect(mails[1]!.text).toContain(`https://desk.example.com/portal/c/${resolved.id}`)
    expect(mails[1]!.references).toContain(mails[0]!.messageId)
  })
  test('an internal report is asked for what it lacks, by the product', async () => {
    const { id } = await open('u1', { channel: 'api', requesterType: 'internal' })
    expect((await read('u1', id)).body.items).toMatchObject([{ automatic: true, direction: 'out', visibility: 'public' }])
  })
})

test('the initial solution is marked by the message that carries it', async () => {
  const { id } = await open('c1', { channel: 'api' })
  const said = await say('a1', id, { body: '先重启服务', initialSolution: true })
  expect(said.body).toMatchObject({ initialSolution: true, response: { counted: false } })
  expect((await desk.send('a1', 'GET', `/cases/${id}`)).body.initialSolutionAt).toBe('2025-03-03T01:00:00.000Z')
})

test('bad input is refused field by field', async () => {
  const { id } = await open('c1', { channel: 'api' })
  const bad = await say('a1', id, { visibility: 'secret', body: ' ', expectedAt: 'soon', attachments: ['x'], nosuch: 1 })
  expect(bad.status).toBe(400)
  expect(bad.body.errors.map((e: any) => e.pointer).sort()).toEqual(['/attachments/0', '/body', '/expectedAt', '/nosuch', '/visibility'])
  expect((await say('a1', '00000000-0000-7000-8000-00000000dead', { body: 'x' })).status).toBe(404)
  expect((await say('a1', 'nonsense', { body: 'x' })).status).toBe(400)
  expect((await say('a1', id, { body: 'x'.repeat(100_001) })).status).toBe(400)
  expect((await say('k1', id, { body: 'x' })).status).toBe(403)
})

test('S-095 communication records stay three years to the day, then they may go with their files', async () => {
  const { id } = await open('c1', { channel: 'api' })
  const keep = (at: string, fileId: string) => desk.host.transaction(SYSTEM, async (ctx) => {
    await linkFile(ctx, fileId, `case:${id}`)
    return (await keepMessage(ctx, await loadCase(ctx, id), { at: new Date(at), channel: 'portal', direction: 'in', visibility: 'public', from_name: 'C1', body: at, files: [{ fileId, inline: false }] })).id
  })
  const [file, young] = [await desk.upload('c1', '旧.txt', 'text/plain', Buffer.from('旧')), await desk.upload('c1', '新.txt', 'text/plain', Buffer.from('新'))]
  const gone = await keep('2022-03-02T09:00:00+08:00', file), stays = await keep('2022-03-04T09:00:00+08:00', young)
  const purge = () => desk.host.transaction(SYSTEM, (ctx) => communicationsRetention.purge(ctx, new Date(ctx.now().getTime() - communicationsRetention.floorDays * 86_400_000), 1))
  const holdId = (await desk.send('m1', 'POST', '/retention/holds', { subject: `case:${id}`, reason: '诉讼' })).body.id as string
  expect(await purge()).toEqual([])
  await desk.send('m1', 'DELETE', `/retention/holds/${holdId}`, { reason: '结案' })
  expect(await purge()).toEqual([`message:${gone}`])
  expect(await purge()).toEqual([])
  expect((await read('c1', id)).body.items.map((m: any) => m.id)).toContain(stays)
  expect((await desk.send('c1', 'GET', `/attachments/${file}`)).status).toBe(404)
  expect((await desk.send('c1', 'GET', `/attachments/${young}`)).status).toBe(200)
})
