// Assignment over HTTP, as leads and agents meet it.
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aCase, caseIn, type CaseProduct } from '../../cases/testing.ts'
import { defineModule } from '../../../platform/server/module.ts'
import { startDispatchProduct } from '../testing.ts'
import { assignmentVeto } from '../public.ts'
import { DEFAULT_RULE } from '../contract/rule.ts'

/** Somebody without a certificate, as the training domain will say it. */
const uncertified = new Set<string>()
const training = defineModule({
  id: 'training-test', needs: [], permissions: [], migrations: null, messages: new URL('../messages/', import.meta.url),
  contributes: [assignmentVeto.with(async (_ctx, _facts, ids) => new Map(ids.filter((id) => uncertified.has(id)).map((id) => [id, [{ code: 'dispatch.person-unfit', clause: '§2.2' }]])))],
})

let p: CaseProduct
beforeAll(async () => { p = await startDispatchProduct([training]) })
afterAll(() => p.stop())

const id = (who: string): string => p.people.get(who)!
const unit = (code: string): string => p.units.get(code)!
const opened = async (more: object = {}) => (await p.send('c1', 'POST', '/cases', aCase(more))).body as { id: string; number: string; state: string; handler: { id: string } | null }
const publish = (definition: object, more: object = {}, who = 'h1') => p.send(who, 'PUT', '/dispatch/rules', { unitId: null, serviceLine: null, definition: { ...DEFAULT_RULE, ...definition }, reason: '试行', ...more })
const assign = (who: string, caseId: string, body: object = {}) => p.send(who, 'POST', `/dispatch/cases/${caseId}/assignments`, body)
const codes = (answer: { body: any }): string[] => answer.body.errors.map((e: { code: string }) => e.code)
/** Waits until the job of the rule has run. */
async function handled(caseId: string): Promise<any> {
  for (let i = 0; i < 100; i++) {
    const now = (await p.send('h1', 'GET', `/cases/${caseId}`)).body
    if (now.handler) return now
    await sleep(50)
  }
  throw new Error('nobody was given the case')
}

describe('a proposal and a decision', () => {
  test('without a published rule somebody is proposed, nobody is assigned; the lead takes the proposal and the case says why', async () => {
    const c = await opened()
    expect(c.handler).toBeNull()
    const proposal = (await p.send('l1', 'GET', `/dispatch/cases/${c.id}/candidates`)).body
    expect(proposal).toMatchObject({ because: 'least-load', rule: { version: 0, mode: 'suggest', method: 'least-load' }, language: 'zh-CN' })
    expect(proposal.candidates.map((x: { name: string }) => x.name).sort()).toEqual(['李岚', '赵野', '陈安'].sort())
    const done = await assign('l1', c.id)
    expect(done.status).toBe(201)
    expect(done.body).toMatchObject({ number: c.number, handler: proposal.chosen, assignment: { way: 'board', by: { name: '周立' }, explanation: { because: 'least-load', chosen: proposal.chosen } } })
    const why = (await p.send('a1', 'GET', `/dispatch/cases/${c.id}/assignments`)).body.items
    expect(why).toHaveLength(1)
    expect(why[0].explanation.candidates.filter((x: { chosen: boolean }) => x.chosen)).toHaveLength(1)
    expect((await p.send('c1', 'GET', `/dispatch/cases/${c.id}/assignments`)).status, 'the requester does not see it').toBe(403)
  })

  test('the least loaded of the unit is chosen, and the choice follows the load', async () => {
    const first = await opened(), a = (await assign('l1', first.id)).body.handler.id
    const second = await opened(), b = (await assign('l1', second.id)).body.handler.id
    expect(b).not.toBe(a)
  })

  test('R2.1-9 away: ruled out with the date; chosen all the same only with a reason', async () => {
    const away = await p.send('a2', 'POST', `/org/people/${id('a2')}/absences`, { kind: 'leave', validTo: '2025-03-10T00:00:00+08:00' })
    expect(away.status).toBe(201)
    const c = await opened(), out = (await p.send('l1', 'GET', `/dispatch/cases/${c.id}/candidates`)).body.candidates.find((x: { id: string }) => x.id === id('a2'))
    expect(out).toMatchObject({ chosen: false, out: [{ code: 'absent', hard: false, text: 'Away until 2025-03-10 00:00' }] })
    const refused = await assign('l1', c.id, { handlerId: id('a2') })
    expect([refused.status, codes(refused)]).toEqual([400, ['dispatch.reason-needed']])
    const done = await assign('l1', c.id, { handlerId: id('a2'), reason: '今天回来' })
    expect(done.body.assignment).toMatchObject({ reason: '今天回来', handler: { id: id('a2') } })
    await p.send('a2', 'DELETE' as 'POST', `/org/absences/${away.body.id}`)
  })

  test('S-050 a veto of another domain blocks every way: the board, a lead by hand, a transfer', async () => {
    uncertified.add(id('a2'))
    const c = await opened()
    expect(codes(await assign('l1', c.id, { handlerId: id('a2'), reason: '只有他会' }))).toEqual(['dispatch.person-unfit'])
    const byHand = await p.send('l1', 'POST', `/cases/${c.id}/transitions`, { to: 'assigned', handlerId: id('a2') })
    expect([byHand.status, byHand.body.code ?? byHand.body.type, codes(byHand)]).toEqual([409, expect.stringContaining('case-guard'), ['dispatch.person-unfit']])
    const mine = await caseIn(p, 'diagnosing')
    const offer = (await p.send('a1', 'POST', `/cases/${mine.id}/transfers`, { kind: 'transfer', toId: id('a2'), reason: '请接手' })).body
    expect((await p.send('a2', 'POST', `/cases/${mine.id}/transfers/${offer.id}/answer`, { accepted: true })).status).toBe(409)
    expect((await p.send('l1', 'GET', `/dispatch/cases/${c.id}/candidates`)).body.candidates.find((x: { id: string }) => x.id === id('a2')).out[0]).toMatchObject({ hard: true, clause: '§2.2' })
    uncertified.clear()
  })

  test('a new case has to be classified first; who has it already is said; West is not East', async () => {
    const fresh = await opened({ impact: undefined })
    expect((await assign('l1', fresh.id)).status).toBe(409)
    const c = await opened()
    await assign('l1', c.id, { handlerId: id('a1') })
    expect(codes(await assign('l1', c.id, { handlerId: id('a1') }))).toEqual(['dispatch.handler-same'])
    expect((await assign('r2', c.id)).status).toBe(404)
    expect((await assign('a1', c.id)).status).toBe(403)
  })

  test('every way is written down: taken, by hand, by transfer', async () => {
    const c = await opened()
    await p.send('a1', 'POST', `/cases/${c.id}/transitions`, { to: 'assigned' })
    await p.send('l1', 'POST', `/cases/${c.id}/transitions`, { to: 'assigned', handlerId: id('a2'), reason: '换人' })
    const offer = (await p.send('a2', 'POST', `/cases/${c.id}/transfers`, { kind: 'transfer', toId: id('e1'), reason: '要到现场' })).body
    await p.send('e1', 'POST', `/cases/${c.id}/transfers/${offer.id}/answer`, { accepted: true })
    const all = (await p.send('l1', 'GET', `/dispatch/cases/${c.id}/assignments`)).body.items
    expect(all.map((a: any) => [a.way, a.from?.name ?? null, a.handler.name])).toEqual([['transfer', '李岚', '赵野'], ['hand', '陈安', '李岚'], ['taken', null, '陈安']])
  })
})

describe('rules', () => {
  test('are published as versions, by those who may, and never half', async () => {
    expect((await publish({ method: 'nonsense' })).status).toBe(400)
    expect((await publish({}, {}, 'a1')).status).toBe(403)
    const outside = await publish({}, { unitId: unit('West') }, 'r1')
    expect([outside.status, codes(outside)]).toEqual([400, ['dispatch.unit-outside']])
    expect((await publish({}, {}, 'r1')).status, 'everywhere takes the right everywhere').toBe(400)
    const one = await publish({ method: 'round-robin' }, { unitId: unit('CS') }, 'l1'), two = await publish({ method: 'least-load' }, { unitId: unit('CS') }, 'l1')
    expect([one.body.version, two.body.version]).toEqual([1, 2])
    expect((await p.send('l1', 'GET', `/dispatch/rules/${two.body.id}/versions`)).body.items.map((v: any) => [v.version, v.definition.method, v.publishedBy.name])).toEqual([[2, 'least-load', '周立'], [1, 'round-robin', '周立']])
    expect((await p.send('l1', 'PUT', '/dispatch/rules', { unitId: unit('CS'), serviceLine: null, definition: DEFAULT_RULE, reason: '旧页面' }, { 'if-match': '"1"' })).status).toBe(412)
  })

  test('R8.1-7 an automatic rule gives a classified case to somebody at once, and says so in the name of the product', async () => {
    const rule = await publish({ mode: 'automatic' }, { unitId: unit('F1'), serviceLine: 'technical-support' })
    expect(rule.status).toBe(200)
    const c = await opened(), now = await handled(c.id), [why] = (await p.send('l1', 'GET', `/dispatch/cases/${c.id}/assignments`)).body.items
    expect(now.state).toBe('assigned')
    expect(why).toMatchObject({ way: 'rule', handler: now.handler, explanation: { rule: { version: 1, mode: 'automatic', serviceLine: 'technical-support' } } })
    const unclassified = await opened({ impact: undefined })
    await p.at('2025-03-03T10:00:00+08:00')
    expect((await p.send('l1', 'GET', `/cases/${unclassified.id}`)).body.handler).toBeNull()
    await p.send('l1', 'POST', `/cases/${unclassified.id}/transitions`, { to: 'classified', impact: 'one-person' })
    expect((await handled(unclassified.id)).state).toBe('assigned')
  })

  test('§2.1-9 nobody left: the lead gets it, never nobody', async () => {
    await publish({ mode: 'automatic', skills: { 'user-operation': ['阿拉伯语'] } }, { unitId: unit('F1'), serviceLine: 'technical-support' })
    const c = await opened({ problemClass: 'user-operation' }), now = await handled(c.id)
    expect(now.handler.name).toBe('周立')
    const [why] = (await p.send('l1', 'GET', `/dispatch/cases/${c.id}/assignments`)).body.items
    expect(why.explanation.because).toBe('lead')
    expect(why.explanation.candidates.filter((x: any) => x.out.length > 0).map((x: any) => x.out[0].code)).toEqual(['skill', 'skill', 'skill'])
  })

  test('skills that a class asks for: who has them gets it', async () => {
    await publish({ mode: 'automatic', skills: { 'application-configuration': ['中间件'] } }, { unitId: unit('F1'), serviceLine: 'technical-support' })
    expect((await p.send('h1', 'PATCH', `/org/people/${id('e1')}`, { skills: ['中间件', '数据库'] })).body.skills).toEqual(['中间件', '数据库'])
    const c = await opened({ problemClass: 'application-configuration' })
    expect((await handled(c.id)).handler.id).toBe(id('e1'))
    const [why] = (await p.send('l1', 'GET', `/dispatch/cases/${c.id}/assignments`)).body.items
    expect([why.explanation.because, why.explanation.skills]).toEqual(['only-one', ['中间件']])
  })

  test('the dedicated agent of the customer comes first; away, the deputy named for the customer', async () => {
    await publish({ mode: 'automatic' }, { unitId: unit('F1'), serviceLine: 'technical-support' })
    const customerId = (await p.send('l1', 'GET', '/customers')).body.items.find((c: { number: string }) => c.number === 'KH-0001').id
    expect((await p.send('a1', 'PUT', `/dispatch/customers/${customerId}/dedicated`, { agentId: id('a1') })).status).toBe(403)
    expect(codes(await p.send('h1', 'PUT', `/dispatch/customers/${customerId}/dedicated`, { agentId: id('a1'), deputyId: id('a1') }))).toEqual(['dispatch.person-unfit'])
    const named = await p.send('h1', 'PUT', `/dispatch/customers/${customerId}/dedicated`, { agentId: id('e1'), deputyId: id('a2') })
    expect(named.body).toMatchObject({ agent: { name: '赵野' }, deputy: { name: '李岚' }, version: 1 })
    expect((await handled((await opened()).id)).handler.id).toBe(id('e1'))
    const away = await p.send('e1', 'POST', `/org/people/${id('e1')}/absences`, { kind: 'leave', validTo: '2025-03-20T00:00:00+08:00' })
    const c = await opened()
    expect((await handled(c.id)).handler.id).toBe(id('a2'))
    expect((await p.send('l1', 'GET', `/dispatch/cases/${c.id}/assignments`)).body.items[0].explanation.because).toBe('dedicated-deputy')
    await p.send('e1', 'DELETE' as 'POST', `/org/absences/${away.body.id}`)
    await p.send('h1', 'PUT', `/dispatch/customers/${customerId}/dedicated`, { agentId: null })
  })
})
