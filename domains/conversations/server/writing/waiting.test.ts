// Mentions, read state, undo send and scheduled send over HTTP.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aCase } from '../../../cases/testing.ts'
import { startDesk, type Desk } from '../../testing.ts'

let desk: Desk
beforeAll(async () => { desk = await startDesk() })
afterAll(() => desk.stop())

const open = async (who = 'c1', more: object = {}) => (await desk.send(who, 'POST', '/cases', aCase({ channel: 'api', ...more }))).body as { id: string; number: string }
const say = (who: string, id: string, body: object) => desk.send(who, 'POST', `/cases/${id}/messages`, body)
const hold = (who: string, id: string, body: object) => desk.send(who, 'POST', `/cases/${id}/waiting-messages`, body)
const messages = async (who: string, id: string) => (await desk.send(who, 'GET', `/cases/${id}/messages`)).body.items as any[]
const waiting = async (who: string, id: string) => (await desk.send(who, 'GET', `/cases/${id}/waiting-messages`)).body.items as any[]
const FIRST = { owner: '陈安', nextStep: '检查日志', expectedAt: '2025-03-03T12:00:00+08:00' }
const until = async (done: () => Promise<boolean>) => { for (let i = 0; i < 100; i++) { if (await done()) return; await new Promise((r) => setTimeout(r, 100)) } throw new Error('it did not come about within 10 s') }

describe('mentions', () => {
  test('R1.1-11 RX-8 a colleague who may read the case is told; one who may not is refused, and nothing is kept', async () => {
    const { id } = await open()
    const { items } = (await desk.send('a1', 'GET', `/cases/${id}/mentionable`)).body
    expect(items.map((p: any) => p.id)).toContain(desk.people.get('a2'))
    expect(items.map((p: any) => p.id)).not.toContain(desk.people.get('c1'))
    const said = await say('a1', id, { visibility: 'internal', body: '@李岚 看一下', mentions: [desk.people.get('a2')] })
    expect(said.body.mentions).toEqual([{ id: desk.people.get('a2'), name: expect.any(String) }])
    const told = (await desk.send('a2', 'GET', '/notifications')).body.items
    expect(told[0]).toMatchObject({ name: 'conversations.mentioned', url: `/cases/${id}#m-${said.body.id}` })
    const before = (await messages('a1', id)).length
    const refused = await say('a1', id, { visibility: 'internal', body: '@x', mentions: [desk.people.get('v1')] })
    expect(refused.body.errors).toEqual([expect.objectContaining({ pointer: '/mentions/0', code: 'conversations.mention-unreachable' })])
    expect((await say('a1', id, { body: '@x', mentions: [desk.people.get('a2')] })).body.errors[0].code).toBe('conversations.mention-in-note')
    expect((await messages('a1', id)).length).toBe(before)
  })
})

test('read state: staff see when the requester first opened a reply in the portal; the requester sees nothing of it', async () => {
  const { id } = await open()
  await say('a1', id, { body: '正在处理' })
  expect((await messages('a1', id)).at(-1).readAt).toBeNull()
  expect((await messages('c1', id)).at(-1).readAt).toBeNull()
  expect((await messages('a1', id)).at(-1).readAt).toBe('2025-03-03T01:00:00.000Z')
  await messages('c1', id)
  const { items } = (await desk.send('a1', 'GET', `/cases/${id}/timeline?limit=200`)).body
  expect(items.filter((e: any) => e.name === 'conversations.messages-read@1')).toHaveLength(1)
})

describe('undo send', () => {
  test('a held reply is not said; taken back it leaves nothing behind; after its seconds it is said, counts and moves the case', async () => {
    const { id } = await open(), file = await desk.upload('a1', 'a.log', 'text/plain', Buffer.from('x'))
    const held = await hold('a1', id, { message: { body: '第一稿', attachments: [file] } })
    expect(held.body).toMatchObject({ state: 'waiting', kind: 'undo', response: { complete: false, missing: expect.arrayContaining([expect.objectContaining({ field: 'owner' })]) } })
    expect(held.body.leftSeconds).toBeGreaterThan(8)
    expect(await messages('a1', id)).toEqual([])
    expect(await waiting('c1', id)).toEqual([])
    expect((await desk.send('a1', 'POST', `/waiting-messages/${held.body.id}/cancel`)).body).toMatchObject({ state: 'cancelled', message: { body: '第一稿' } })
    expect((await desk.send('a1', 'POST', `/waiting-messages/${held.body.id}/send`)).body.code).toBe('waiting-gone')
    await desk.setSetting('conversations.undo-seconds', 1)
    const again = await hold('a1', id, { message: { body: '已收到，正在检查', attachments: [file], ...FIRST }, follow: { transition: { to: 'waiting-requester', reason: '等待日志' } } })
    expect(again.body.response).toMatchObject({ complete: true })
    await until(async () => (await messages('a1', id)).length === 1)
    expect((await messages('c1', id))[0]).toMatchObject({ text: '已收到，正在检查', attachments: [{ id: file }] })
    expect((await desk.send('a1', 'GET', `/cases/${id}`)).body).toMatchObject({ state: 'waiting-requester', response: { owner: '陈安' } })
    await desk.setSetting('conversations.undo-seconds', 10)
  })

  test('the words go when the move that should follow is refused, and the author is told', async () => {
    await desk.setSetting('conversations.undo-seconds', 1)
    const { id } = await open()
    await hold('a1', id, { message: { body: '结案', ...FIRST }, follow: { transition: { to: 'resolved' } } })
    await until(async () => (await messages('a1', id)).length === 1)
    expect((await desk.send('a1', 'GET', `/cases/${id}`)).body.state).not.toBe('resolved')
    await until(async () => (await desk.send('a1', 'GET', '/notifications')).body.items[0]?.name === 'conversations.move-refused')
    await desk.setSetting('conversations.undo-seconds', 10)
  })

  test('a clock that ends within the seconds is not made to wait; with 0 seconds replies go at once', async () => {
    await desk.setSetting('conversations.undo-seconds', 0)
    const { id } = await open()
    expect((await hold('a1', id, { message: { body: '马上' } })).body).toMatchObject({ state: 'sent', messageId: expect.any(String), response: { complete: false } })
    await desk.setSetting('conversations.undo-seconds', 10)
  })

  test('outside the reach nothing can be held, read or taken back', async () => {
    const { id } = await open()
    const held = (await hold('a1', id, { message: { body: '稍等' } })).body
    expect((await desk.send('v1', 'GET', `/cases/${id}/waiting-messages`)).status).toBe(404)
    expect((await hold('v1', id, { message: { body: 'x' } })).status).toBe(404)
    expect((await desk.send('c1', 'POST', `/waiting-messages/${held.id}/cancel`)).status).toBe(403)
    await desk.send('a1', 'POST', `/waiting-messages/${held.id}/cancel`)
  })
})

describe('scheduled send', () => {
  test('goes at its time by business time, in the zone that was named; changed and cancelled while it waits', async () => {
    const { id } = await open(), { id: other } = await open()
    expect((await hold('a1', id, { message: { body: 'x' }, sendAt: '2025-03-03T08:59:00+08:00' })).body.errors[0]).toMatchObject({ pointer: '/sendAt', code: 'conversations.send-at' })
    const planned = (await hold('a1', id, { message: { body: '今晚更新' }, sendAt: '2025-03-03T18:00:00+08:00' })).body
    expect(planned).toMatchObject({ kind: 'scheduled', sendAt: '2025-03-03T10:00:00.000Z', state: 'waiting' })
    const dropped = (await hold('a1', other, { message: { body: '不发了' }, sendAt: '2025-03-03T18:00:00+08:00' })).body
    const changed = await desk.send('a2', 'PATCH', `/waiting-messages/${planned.id}`, { body: '今晚 22:00 更新', sendAt: '2025-03-03T19:00:00+08:00' })
    expect(changed.body).toMatchObject({ message: { body: '今晚 22:00 更新' }, sendAt: '2025-03-03T11:00:00.000Z', version: 2 })
    expect((await desk.send('a1', 'POST', `/waiting-messages/${dropped.id}/cancel`)).status).toBe(200)
    await desk.at('2025-03-03T18:30:00+08:00')
    expect(await messages('a1', id)).toEqual([])
    await desk.at('2025-03-03T19:00:01+08:00')
    expect((await messages('c1', id)).map((m) => [m.text, m.from.id])).toEqual([['今晚 22:00 更新', desk.people.get('a1')]])
    expect(await messages('c1', other)).toEqual([])
    expect(await waiting('a1', id)).toEqual([])
  })

  test('what can no longer be said is kept, shown and told; it can be taken back', async () => {
    const { id } = await open()
    const planned = (await hold('a1', id, { message: { body: '明早联系' }, sendAt: '2025-03-04T09:00:00+08:00' })).body
    const into = await open()
    expect((await desk.send('h1', 'POST', `/cases/${id}/transitions`, { to: 'merged', into: into.id, reason: '同一问题' })).status).toBe(200)
    await desk.at('2025-03-04T09:00:01+08:00')
    expect(await waiting('a1', id)).toEqual([expect.objectContaining({ id: planned.id, state: 'failed', problem: expect.stringMatching(/合并/) })])
    expect((await desk.send('a1', 'GET', '/notifications')).body.items[0].name).toBe('conversations.not-sent')
    expect((await desk.send('a1', 'POST', `/waiting-messages/${planned.id}/cancel`)).body.state).toBe('cancelled')
    expect(await waiting('a1', id)).toEqual([])
  })
})
