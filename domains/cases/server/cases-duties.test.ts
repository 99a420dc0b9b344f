// What other parts ask of cases: clocks, messages, people who leave, units that close, search, live updates, retention.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { SYSTEM, type Actor, type Ctx } from '../../../platform/server/ctx.ts'
import { actorOf } from '../../../platform/server/access/public.ts'
import { inScope } from '../../../platform/server/scope.ts'
import { CaseOpened, FirstOwnerSet, TransferOffered } from '../contract/events.ts'
import { aCase, caseIn, startCaseProduct, type CaseProduct } from '../testing.ts'
import { applyClockResult, loadCase, recordFirstResponse, recordRequesterMessage, transitionCase } from '../public.ts'
import { casesLive } from './live.ts'
import { caseRetention } from './retention.ts'
import { caseSearch } from './search-source.ts'

let product: CaseProduct
beforeAll(async () => { product = await startCaseProduct() })
afterAll(() => product.stop())

const as = async <T>(who: string, work: (ctx: Ctx) => Promise<T>): Promise<T> => {
  const actor: Actor = who === 'system' ? SYSTEM : await product.host.transaction(SYSTEM, (ctx) => actorOf(ctx, product.people.get(who)!))
  return product.host.transaction(actor, work)
}
const get = async (who: string, id: string) => (await product.send(who, 'GET', `/cases/${id}`)).body
const opened = async (who = 'c1', more: object = {}) => (await product.send(who, 'POST', '/cases', aCase(more))).body

describe('clocks', () => {
  test('level and next due time are written without raising the version, and decide the place in the queue', async () => {
    const late = await opened('c1', { title: 'clock-order' }), soon = await opened('c1', { title: 'clock-order' })
    const due = (h: number) => new Date(product.host.clock.now().getTime() + h * 3_600_000)
    await as('system', async (ctx) => {
      await applyClockResult(ctx, late.id, { level: 'GENERAL', levelRule: 'row 3', nextDue: { kind: 'response', dueAt: due(24), clause: '§1.2' } })
      await applyClockResult(ctx, soon.id, { level: 'GENERAL', nextDue: { kind: 'response', dueAt: due(0.25), clause: '§1.2', warnedAt: due(0) } })
    })
    expect(await get('a1', late.id)).toMatchObject({ version: 1, level: 'GENERAL', levelRule: 'row 3', nextDue: { kind: 'response', dueAt: due(24).toISOString(), clause: '§1.2', warnedAt: null, breached: false } })
    const titles = async (query: string) => (await product.send('l1', 'GET', `/cases?q=clock-order&${query}`)).body.items.map((c: { id: string }) => c.id)
    expect(await titles('sort=priority')).toEqual([soon.id, late.id])
    expect(await titles('view=due-soon')).toEqual([soon.id])
    await as('system', (ctx) => applyClockResult(ctx, soon.id, { nextDue: null, breached: true }))
    expect(await titles('sort=due')).toEqual([late.id, soon.id])
    expect(await get('a1', soon.id)).toMatchObject({ nextDue: null, breached: true, level: 'GENERAL', flags: expect.arrayContaining(['breached', 'review-required']) })
    expect(await titles('view=breached')).toEqual([soon.id])
  })

  test('within one transaction everybody reads the newest row without asking the database again', async () => {
    const { id } = await opened()
    await as('system', async (ctx) => {
      await applyClockResult(ctx, id, { level: 'URGENT' })
      const [a, b] = [await loadCase(ctx, id), await loadCase(ctx, id)]
      expect(a).toBe(b)
      expect(a).toMatchObject({ level: 'URGENT', rank: 1 })
    })
    expect(await as('system', (ctx) => loadCase(ctx, id))).toMatchObject({ level: 'URGENT', rank: 1 })
  })
})

describe('messages', () => {
  const full = { owner: '陈安', nextStep: '检查', expectedAt: '2025-03-03T12:00:00+08:00' }

  test('S-023 an incomplete reply does not count and says what it lacks', async () => {
    const { id } = await opened()
    expect(await as('a1', (ctx) => recordFirstResponse(ctx, id, { owner: '陈安', expectedAt: full.expectedAt }))).toEqual({ counted: false, missing: [{ field: 'nextStep', clause: '§1.4' }] })
    expect(await get('a1', id)).toMatchObject({ state: 'classified', response: null, handler: null })
  })

  test('a complete reply takes a free case, makes its author first-contact owner, and counts once', async () => {
    const { id } = await opened()
    expect(await as('a1', (ctx) => recordFirstResponse(ctx, id, full))).toEqual({ counted: true, missing: [] })
    expect(await get('a1', id)).toMatchObject({ state: 'responded', handler: { name: '陈安' }, firstOwner: { name: '陈安' }, unread: false })
    expect(await as('a2', (ctx) => recordFirstResponse(ctx, id, { ...full, owner: '李岚' }))).toEqual({ counted: false, missing: [] })
    expect((await get('a1', id)).response.owner).toBe('陈安')
    const names = (await product.send('a1', 'GET', `/cases/${id}/timeline`)).body.items.map((e: { name: string }) => e.name)
    expect(names.filter((n: string) => n === 'cases.first-owner-set@1')).toHaveLength(1)
    expect(names.filter((n: string) => n === 'cases.case-assigned@1')).toHaveLength(1)
  })

  test('an early reply is kept: the case goes on to responded as soon as it is classified', async () => {
    const { id } = (await product.send('c1', 'POST', '/cases', { title: '慢', description: '很慢' })).body
    await as('a1', (ctx) => recordFirstResponse(ctx, id, full))
    expect((await get('a1', id)).state).toBe('new')
    expect((await product.send('a1', 'POST', `/cases/${id}/transitions`, { to: 'classified', problemClass: 'user-operation', urgency: 'low', complexity: 'low', impact: 'one-person' })).body.state).toBe('responded')
  })

  test('the requester writes: unread again, and waiting for them is over', async () => {
    const open = await caseIn(product, 'diagnosing')
    await product.send('a1', 'POST', `/cases/${open.id}/transitions`, { to: 'waiting-requester', reason: '日志' })
    await as('c1', (ctx) => recordRequesterMessage(ctx, open.id))
    expect(await get('a1', open.id)).toMatchObject({ state: 'diagnosing', unread: true })
  })
})

describe('people and units', () => {
  test('S-128 who has open cases is not disabled before somebody takes them', async () => {
    const open = await caseIn(product, 'responded')
    const a1 = product.people.get('a1')!, a2 = product.people.get('a2')!
    const refused = await product.send('m1', 'POST', `/org/people/${a1}/disablings`, { reason: '离职' })
    expect(refused.status).toBe(409)
    expect(refused.body.code).toBe('org-open-responsibilities')
    expect((await product.send('m1', 'POST', `/org/people/${a1}/disablings`, { reason: '离职', reassignTo: a2 })).status).toBe(200)
    expect(await get('l1', open.id)).toMatchObject({ handler: { id: a2 }, firstOwner: { id: a2 } })
    expect((await product.send('m1', 'POST', `/org/people/${a1}/enablings`)).status).toBe(200)
  })
})

describe('who may know', () => {
  test('the search shows a data-security case by its number, and knows its words for cleared staff only', async () => {
    const open = await opened('c1', { title: '客户名单外泄', problemClass: 'data-security' })
    const found = await as('system', (ctx) => caseSearch.document(ctx, { data: { caseId: open.id } } as never))
    expect(found).toMatchObject({ number: open.number, clearance: 'cases.restricted' })
  })

  test('live updates about what stays inside never reach the requester', () => {
    const where = { caseId: 'x', unitId: 'u', customerId: 'k', requesterId: 'c1', handlerId: 'a1', firstOwnerId: null, toId: 'a2' }
    const rowFor = (to: { name: string }) => casesLive.find((l) => l.to.name === to.name)!.row({} as Ctx, { data: where } as never) as object
    const own = { all: false, units: new Set<string>(), customers: new Set(['k']), own: true }
    for (const [event, seen] of [[CaseOpened, true], [FirstOwnerSet, true], [TransferOffered, false]] as const) expect(inScope(own, 'c1', rowFor(event)), event.name).toBe(seen)
    expect(inScope(own, 'a2', rowFor(TransferOffered))).toBe(true)
  })
})

test('cases are kept for three years after they ended, then go with everything that hangs on them', async () => {
  const done = await caseIn(product, 'archived', 'c1'), open = await opened()
  expect(caseRetention.floorDays).toBeGreaterThanOrEqual(3 * 365)
  const now = product.host.clock.now()
  const purge = (at: Date) => as('system', (ctx) => caseRetention.purge(ctx, at, 100))
  expect(await purge(now)).toEqual([])
  const gone = await purge(new Date(now.getTime() + 1))
  expect(gone).toContain(`case:${done.id}`)
  expect(gone).not.toContain(`case:${open.id}`)
  expect((await product.send('a1', 'GET', `/cases/${done.id}`)).status).toBe(404)
})

test('only the product itself closes unconfirmed, and not before its time', async () => {
  const open = await caseIn(product, 'awaiting-confirmation')
  expect((await product.send('l1', 'POST', `/cases/${open.id}/transitions`, { to: 'closed-unconfirmed' })).status).toBe(403)
  await expect(as('system', (ctx) => transitionCase(ctx, open.id, { to: 'closed-unconfirmed' }))).rejects.toMatchObject({ code: 'case-guard', errors: [{ code: 'case.guard.silent' }, { code: 'case.guard.follow-up' }] })
})
