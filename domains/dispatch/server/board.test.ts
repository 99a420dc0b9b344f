// The board, the cockpit and the open loops over HTTP: what leads and regions see, and what they do not.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aCase, RESULT, type CaseProduct } from '../../cases/testing.ts'
import { startDispatchProduct } from '../testing.ts'

let p: CaseProduct
beforeAll(async () => { p = await startDispatchProduct() })
afterAll(() => p.stop())

const id = (who: string): string => p.people.get(who)!
const unit = (code: string): string => p.units.get(code)!
const board = async (who: string, query = '') => (await p.send(who, 'GET', `/dispatch/board${query}`)).body
const opened = async (who = 'c1', more: object = {}) => (await p.send(who, 'POST', '/cases', aCase(more))).body as { id: string; number: string }
const move = async (who: string, caseId: string, body: object) => { const r = await p.send(who, 'POST', `/cases/${caseId}/transitions`, body); if (r.status !== 200) throw new Error(JSON.stringify(r.body)); return r.body }
const figures = async (who: string, code: string, query = '') => (await p.send(who, 'GET', `/dispatch/cockpit${query}`)).body.items.find((r: any) => r.unit.id === unit(code))
const loops = async (who: string, loop: string, query = '') => (await p.send(who, 'GET', `/dispatch/open-loops?loop=${loop}${query}`)).body.items.map((i: any) => i.case.id)

describe('the board', () => {
  test('every open case stands in one column at most, and moves on with time and handler', async () => {
    const a = await opened('c1', { urgency: 'high' }), b = await opened('c1', { urgency: 'high' })
    await p.send('l1', 'POST', `/dispatch/cases/${b.id}/assignments`, { handlerId: id('a1') })
    const start = await board('l1')
    expect(start.unassigned.items.map((c: any) => c.id)).toContain(a.id)
    expect([...start.atRisk.items, ...start.breached.items]).toEqual([])
    await p.at('2025-03-03T10:35:00+08:00')
    expect((await board('l1')).atRisk.items.map((c: any) => c.id)).toEqual([b.id])
    await p.at('2025-03-03T11:05:00+08:00')
    const late = await board('l1')
    expect([late.atRisk.count, late.breached.items.map((c: any) => c.id), late.unassigned.items.find((c: any) => c.id === a.id).nextDue.breached]).toEqual([0, [b.id], true])
    expect(late.people.find((x: any) => x.id === id('a1')).load).toMatchObject({ cases: 1, weight: 5, breached: 1, byLevel: { URGENT: 1 } })
  })

  test('RX-8 a lead sees the own units, a region its own, headquarters all; a unit out of reach does not exist; agents see none of it', async () => {
    const west = (await p.send('h1', 'POST', '/cases', { ...aCase(), title: '西区', channel: 'phone', requesterId: await westernContact() })).body
    expect(west.unit.id).toBe(unit('F2'))
    const codes = (b: any) => b.units.map((u: any) => [...p.units].find(([, v]) => v === u.id)![0]).sort()
    expect(codes(await board('l1'))).toEqual(['CS', 'F1'])
    expect(codes(await board('r1'))).toEqual(['CS', 'East', 'F1'])
    expect(codes(await board('h1'))).toContain('West')
    const has = async (who: string) => (await board(who)).unassigned.items.some((c: any) => c.id === west.id)
    expect([await has('l1'), await has('r1'), await has('r2'), await has('h1')]).toEqual([false, false, true, true])
    expect((await p.send('l1', 'GET', `/dispatch/board?unit=${unit('West')}`)).status).toBe(404)
    expect((await p.send('a1', 'GET', '/dispatch/board')).status).toBe(403)
    expect((await p.send('c1', 'GET', '/dispatch/board')).status).toBe(403)
    expect((await board('h1', `?unit=${unit('West')}`)).people.map((x: any) => x.name)).toEqual(['郑西'])
    expect((await p.send('r2', 'GET', `/dispatch/open-loops?loop=no-owner&unit=${unit('East')}`)).status).toBe(404)
  })

  test('R1.1-4 shift and absence stand beside the load; who is there and least loaded comes first', async () => {
    const roster = (await p.send('l1', 'POST', '/org/rosters', { unitId: unit('F1'), name: '值班' })).body
    await p.send('l1', 'PUT', `/org/rosters/${roster.id}/week`, { shifts: [{ weekday: 1, from: '08:00', to: '20:00', people: [id('a1')] }, { weekday: 2, from: '08:00', to: '20:00', people: [id('a2')] }] })
    await p.send('e1', 'POST', `/org/people/${id('e1')}/absences`, { kind: 'sick', validTo: '2025-03-05T00:00:00+08:00' })
    const people = (await board('l1')).people
    expect(people.map((x: any) => [x.name, x.shift, x.absentUntil !== null])).toEqual([['周立', 'none', false], ['陈安', 'on', false], ['李岚', 'off', false], ['赵野', 'none', true]])
    expect((await p.send('a1', 'GET', '/dispatch/availability')).body).toEqual({ here: 1, of: 3 })
  })

  test('a data-security case shows its number and nothing else', async () => {
    const secret = await opened('u1', { problemClass: 'data-security', title: '外泄 SQX' })
    const row = (await board('l1')).unassigned.items.find((c: any) => c.id === secret.id)
    expect(row).toMatchObject({ restricted: true, title: '', number: secret.number })
    expect((await p.send('l1', 'GET', `/dispatch/cases/${secret.id}/candidates`)).status).toBe(403)
  })

  async function westernContact(): Promise<string> {
    const customer = (await p.send('h1', 'POST', '/customers', { name: '西域矿业', regionId: unit('West') })).body
    return (await p.send('h1', 'POST', '/contacts', { name: '罗西', email: 'luo@xiyu.example', customerId: customer.id })).body.id
  }
})

describe('handing work over', () => {
  test('R2.1-9 all open cases of who is away go where the rule sends them, or to one person; each says so', async () => {
    const mine = await opened()
    await p.send('l1', 'POST', `/dispatch/cases/${mine.id}/assignments`, { handlerId: id('a2'), reason: '先给她' })
    const done = await p.send('l1', 'POST', `/dispatch/people/${id('a2')}/hand-overs`, { reason: '休假' })
    expect(done.body).toMatchObject({ moved: 1, items: [{ caseId: mine.id, to: { id: id('a1') }, refused: null }] })
    expect((await p.send('l1', 'GET', `/dispatch/cases/${mine.id}/assignments`)).body.items[0]).toMatchObject({ way: 'handover', reason: '休假', from: { name: '李岚' } })
    expect((await p.send('l1', 'POST', `/dispatch/people/${id('a2')}/hand-overs`, { reason: '休假' })).body).toEqual({ items: [], moved: 0 })
    expect((await p.send('l1', 'POST', `/dispatch/people/${id('a1')}/hand-overs`, { toId: id('a1'), reason: 'x' })).status).toBe(400)
    expect((await p.send('a1', 'POST', `/dispatch/people/${id('a2')}/hand-overs`, { reason: 'x' })).status).toBe(403)
  })
})

describe('the cockpit', () => {
  test('R1.1-8 a region holds the figures of its teams; a lead has the own team only', async () => {
    const before = await figures('h1', 'East')
    await opened()
    const [team, region, all] = [await figures('h1', 'F1'), await figures('h1', 'East'), await figures('h1', 'HQ')]
    expect(region.open).toBe(before.open + 1)
    expect(region.open).toBeGreaterThanOrEqual(team.open)
    expect(all.open).toBe(region.open + (await figures('h1', 'West')).open)
    expect(await figures('l1', 'East')).toBeUndefined()
    expect((await p.send('r1', 'GET', '/dispatch/cockpit?from=2025-03-03T00:00:00Z&to=2025-03-02T00:00:00Z')).status).toBe(400)
  })

  test('R1.2-12 first contact resolution and repeat contact are what one would count by hand', async () => {
    const before = await figures('h1', 'F1')
    const alone = await opened(), passed = await opened()
    for (const [c, last] of [[alone, 'a1'], [passed, 'e1']] as const) {
      await move('l1', c.id, { to: 'assigned', handlerId: id('a1') })
      await move('a1', c.id, { to: 'responded', reply: '已收到', owner: '陈安', nextStep: '查日志', expectedAt: '2025-03-04T12:00:00+08:00' })
      if (last !== 'a1') {
        const offer = (await p.send('a1', 'POST', `/cases/${c.id}/transfers`, { kind: 'transfer', toId: id(last), reason: '到现场' })).body
        await p.send(last, 'POST', `/cases/${c.id}/transfers/${offer.id}/answer`, { accepted: true })
      }
      await move(last, c.id, { to: 'diagnosing' })
      await move(last, c.id, { to: 'solving', nature: 'software', cause: '索引' })
      await move(last, c.id, { to: 'verifying', solution: '重建', planExecuted: true })
      await move(last, c.id, { to: 'resolved', retest: 'pass', stability: 'pass' })
      await move(last, c.id, { to: 'awaiting-confirmation', result: RESULT })
    }
    await p.send('c1', 'POST', `/cases/${passed.id}/answer`, { solved: false, reason: '还是打不开' })
    const asked = await opened()
    await p.at('2025-03-03T12:00:00+08:00')
    await p.send('c1', 'POST', `/cases/${asked.id}/messages`, { body: '有人在看吗' })
    const after = await figures('h1', 'F1')
    expect([after.resolved - before.resolved, after.firstContact - before.firstContact, after.reopened - before.reopened]).toEqual([1, 1, 1])
    expect(after.repeated - before.repeated, 'one reopened, one asked again').toBe(2)
    expect(after.repeatRate).toBeCloseTo(after.repeated / after.opened, 3)
  })

  test('R1.1-11 escalations that came to a region, how many it took up and how fast', async () => {
    const c = await opened()
    const raised = (await p.send('l1', 'POST', `/cases/${c.id}/escalations`, { reason: '需要区域协调' })).body
    const before = await figures('r1', 'East')
    await p.at('2025-03-03T12:12:00+08:00')
    expect((await p.send('r1', 'POST', `/sla/escalations/${raised.id}/acknowledgements`, {})).status).toBe(200)
    const after = await figures('r1', 'East')
    expect(after.acknowledged - before.acknowledged).toBe(1)
    expect(after.acknowledgeMinutes).toBe(12)
  })
})

describe('R1.2-15 open loops', () => {
  test('each kind holds what it says and no more, and the counts are those of the lists', async () => {
    const lonely = await opened(), late = await opened(), waiting = await opened()
    expect(await loops('l1', 'no-owner')).not.toContain(lonely.id)
    for (const c of [late, waiting]) {
      await move('l1', c.id, { to: 'assigned', handlerId: id('a1') })
      await move('a1', c.id, { to: 'responded', reply: '已收到', owner: '陈安', nextStep: '查日志', expectedAt: '2025-03-03T13:00:00+08:00' })
    }
    await move('a1', waiting.id, { to: 'waiting-requester', reason: '等清单', until: '2025-03-03T14:00:00+08:00' })
    await p.at('2025-03-03T13:05:00+08:00')
    expect(await loops('l1', 'no-owner')).toContain(lonely.id)
    expect(await loops('l1', 'no-next-step')).toContain(late.id)
    expect(await loops('l1', 'waiting-long')).not.toContain(waiting.id)
    await p.at('2025-03-12T13:05:00+08:00')
    expect(await loops('l1', 'waiting-long')).toContain(waiting.id)
    const counts = (await p.send('l1', 'GET', '/dispatch/open-loops/counts')).body.counts
    for (const loop of Object.keys(counts)) {
      const first = (await p.send('l1', 'GET', `/dispatch/open-loops?loop=${loop}&limit=2`)).body, seen = first.items.map((i: any) => i.case.id)
      for (let next = first.nextCursor; next; ) { const page = (await p.send('l1', 'GET', `/dispatch/open-loops?loop=${loop}&limit=2&cursor=${next}`)).body; seen.push(...page.items.map((i: any) => i.case.id)); next = page.nextCursor }
      expect([loop, new Set(seen).size, seen.length]).toEqual([loop, counts[loop], counts[loop]])
    }
    expect((await p.send('l1', 'GET', '/dispatch/open-loops?cursor=WyJ4IiwieSJd')).status).toBe(400)
  })
})
