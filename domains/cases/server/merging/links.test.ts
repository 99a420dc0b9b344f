// Links made by hand, the rule that a parent waits for its children, and closing them with it by choice.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aCase, caseIn, startCaseProduct, type CaseProduct } from '../../testing.ts'

let p: CaseProduct
beforeAll(async () => { p = await startCaseProduct() }, 60_000)
afterAll(() => p.stop())

const open = async (who = 'c1') => (await p.send(who, 'POST', '/cases', aCase())).body
const link = (id: string, otherId: string, kind: string) => p.send('l1', 'POST', `/cases/${id}/links`, { otherId, kind })
const kinds = async (id: string) => ((await p.send('l1', 'GET', `/cases/${id}`)).body.links as any[]).filter((l) => l.kind !== 'recurrence').map((l) => [l.kind, l.id])
const codes = (reply: { body: any }) => (reply.body.errors as any[]).map((e) => e.code)

test('each kind is seen from both ends, made once and taken away again', async () => {
  const a = await open(), b = await open()
  for (const [kind, back] of [['related', 'related'], ['duplicate', 'duplicate'], ['caused-by', 'cause-of'], ['parent', 'child']] as const) {
    expect((await link(a.id, b.id, kind)).status).toBe(201)
    await link(a.id, b.id, kind)
    expect([await kinds(a.id), await kinds(b.id)]).toEqual([[[kind, b.id]], [[back, a.id]]])
    expect((await (p.send as any)('l1', 'DELETE', `/cases/${a.id}/links/${kind}/${b.id}`)).status).toBe(200)
    expect(await kinds(b.id)).toEqual([])
    expect((await (p.send as any)('l1', 'DELETE', `/cases/${a.id}/links/${kind}/${b.id}`)).status).toBe(404)
  }
})

test('one parent, and nobody stands above themselves', async () => {
  const [a, b, c] = [await open(), await open(), await open()]
  await link(b.id, a.id, 'parent')
  await link(c.id, b.id, 'parent')
  expect(codes(await link(a.id, c.id, 'parent'))).toEqual(['case.guard.link-circle'])
  expect(codes(await link(c.id, a.id, 'parent'))).toEqual(['case.guard.link-second-parent'])
  expect(codes(await link(a.id, a.id, 'related'))).toEqual(['case.guard.link-self'])
})

test('a parent is not resolved before its children; by choice those of the same party go on in it, and may be taken apart again', async () => {
  const parent = await caseIn(p, 'verifying'), one = await open(), two = await open(), foreign = await open('v1')
  for (const child of [one, two, foreign]) expect((await p.send('h1', 'POST', `/cases/${child.id}/links`, { otherId: parent.id, kind: 'parent' })).status).toBe(201)
  const resolve = (more: object = {}, who = 'a1') => p.send(who, 'POST', `/cases/${parent.id}/transitions`, { to: 'resolved', retest: 'pass', stability: 'pass', ...more })
  const refused = await resolve()
  expect([refused.status, codes(refused)]).toEqual([409, ['case.guard.child-open', 'case.guard.child-open', 'case.guard.child-open']])
  expect((refused.body.errors as any[]).map((e) => e.detail).join()).toContain(foreign.number)
  expect(codes(await resolve({ mergeChildren: true }))).toEqual(['case.guard.child-party'])
  expect((await p.send('h1', 'POST', `/cases/${foreign.id}/transitions`, { to: 'cancelled', reason: '另行处理' })).status).toBe(200)
  expect((await resolve({ mergeChildren: true })).status).toBe(403)
  await p.send('l1', 'POST', `/cases/${parent.id}/transitions`, { to: 'assigned', handlerId: p.people.get('l1') })
  expect((await resolve({ mergeChildren: true }, 'l1')).status).toBe(200)
  expect((await p.send('l1', 'GET', `/cases/${one.id}`)).body).toMatchObject({ state: 'merged', mergedInto: parent.id })
  expect((await p.send('l1', 'POST', `/cases/${two.id}/unmerge`, {})).body).toMatchObject({ state: 'classified', mergedInto: null })
})
