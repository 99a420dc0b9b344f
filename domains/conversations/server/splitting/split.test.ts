// Splitting a conversation over HTTP: who stays, what moves, what both cases say, and the way back.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { caseIn, startCaseProduct, type CaseProduct } from '../../../cases/testing.ts'
import { sla } from '../../../sla/module.ts'
import { conversations } from '../../module.ts'

let p: CaseProduct
beforeAll(async () => { p = await startCaseProduct([conversations, sla]) }, 60_000)
afterAll(() => p.stop())

const messages = async (id: string) => ((await p.send('l1', 'GET', `/cases/${id}/messages?limit=100`)).body.items as any[]).filter((m) => !m.automatic)
const say = async (who: string, id: string, body: string) => (await p.send(who, 'POST', `/cases/${id}/messages`, { visibility: 'public', body })).body

test('messages of another matter become a case with the same people, linked, with the clocks from the first of them; undone, nothing is left of it', async () => {
  const c = await caseIn(p, 'diagnosing'), full = (await p.send('l1', 'GET', `/cases/${c.id}`)).body
  await p.at(new Date((await p.host.clock.now()).getTime() + 30 * 60_000).toISOString())
  const about = await say('c1', c.id, '另外，打印机也不出纸'), other = await say('c1', c.id, '报表还是打不开'), before = await messages(c.id)
  await p.at(new Date((await p.host.clock.now()).getTime() + 10 * 60_000).toISOString())
  expect((await p.send('a1', 'POST', `/cases/${c.id}/split`, { messageIds: [about.id], title: '打印机不出纸' })).status).toBe(403)
  expect((await p.send('l1', 'POST', `/cases/${c.id}/split`, { messageIds: ['00000000-0000-7000-8000-000000000000'], title: '打印机' })).status).toBe(400)
  const split = await p.send('l1', 'POST', `/cases/${c.id}/split`, { messageIds: [about.id], title: '打印机不出纸', reason: '两件事' })
  expect([split.status, split.body.fromId, split.body.moved]).toEqual([201, c.id, 1])
  const opened = (await p.send('l1', 'GET', `/cases/${split.body.id}`)).body
  expect(opened).toMatchObject({ title: '打印机不出纸', createdAt: about.at, firstOwner: full.firstOwner, handler: full.handler, requester: full.requester, customer: full.customer, unit: full.unit })
  expect(opened.links.map((l: any) => [l.kind, l.id])).toEqual(expect.arrayContaining([['split-from', c.id]]))
  expect((await p.send('l1', 'GET', `/cases/${opened.id}/clocks`)).body.items.find((k: any) => k.kind === 'response').startedAt).toBe(about.at)
  expect((await messages(c.id)).map((m) => m.id)).toEqual(before.filter((m) => m.id !== about.id).map((m) => m.id))
  expect((await messages(opened.id)).map((m) => m.text)).toEqual(['另外，打印机也不出纸'])
  for (const id of [c.id, opened.id]) expect((await p.send('l1', 'GET', `/cases/${id}/timeline?limit=200`)).body.items.map((e: any) => e.name)).toContain('conversations.message-moved@1')
  const undone = await p.send('l1', 'POST', `/cases/${opened.id}/undo-split`, {})
  expect(undone.status).toBe(200)
  expect(await messages(c.id)).toEqual(before)
  expect((await p.send('l1', 'GET', `/cases/${opened.id}`)).body).toMatchObject({ state: 'cancelled', links: [] })
  expect((await p.send('l1', 'POST', `/cases/${opened.id}/undo-split`, {})).body.errors[0].code).toBe('case.guard.not-split')
  const again = (await p.send('l1', 'POST', `/cases/${c.id}/split`, { messageIds: [other.id], title: '报表' })).body
  await say('c1', again.id, '这里补充')
  expect((await p.send('l1', 'POST', `/cases/${again.id}/undo-split`, {})).body.errors.map((e: any) => e.code)).toEqual(['case.guard.split-talked-about'])
})
