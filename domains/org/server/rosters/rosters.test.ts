// Duty rosters by HTTP on a real database, as the people of the acceptance fixture, and the questions of other domains.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { accessModule } from '../../../../platform/server/access/module.ts'
import { authenticate } from '../../../../platform/server/access/public.ts'
import type { TestClock } from '../../../../platform/server/clock.ts'
import { SYSTEM, type Ctx } from '../../../../platform/server/ctx.ts'
import { files } from '../../../../platform/server/files/module.ts'
import { mail } from '../../../../platform/server/mail/module.ts'
import { settings } from '../../../../platform/server/settings/module.ts'
import { startTestProduct, type TestProduct } from '../../../../platform/server/testing.ts'
import { travelTo } from '../../../../platform/server/time-travel.ts'
import { org } from '../../module.ts'
import { absentUntil, hasRoster, isOnShift, nextOnShift, onShift } from '../../public.ts'

let product: TestProduct
const people = new Map<string, string>(), units = new Map<string, string>()
const call = async (as: string, method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE', path: string, body?: object, headers: Record<string, string> = {}) => {
  const reply = await product.http!.inject({ method, url: `/api/v1${path}`, headers: { authorization: `Bearer acceptance-${as}`, ...headers }, payload: body })
  return { status: reply.statusCode, body: reply.json() }
}
const inSystem = <T>(run: (ctx: Ctx) => Promise<T>): Promise<T> => product.host.transaction(SYSTEM, run)
const travel = (to: string) => travelTo(product.host, product.host.clock as TestClock, new Date(to), product.services)
const codes = (ids: readonly string[]): string[] => ids.map((id) => [...people].find(([, account]) => account === id)![0]).sort()
const on = async (at: string, unit = 'F1') => codes(await inSystem((ctx) => onShift(ctx, units.get(unit)!, new Date(at))))
const id = (code: string): string => people.get(code)!

let roster = ''
/** 2025-03-03 is a Monday. Day shift A1, night shift A2 past midnight, Monday to Friday. */
const week = () => [1, 2, 3, 4, 5].flatMap((weekday) => [{ weekday, name: '白班', from: '09:00', to: '12:00', people: [id('A1')] }, { weekday, name: '白班', from: '13:00', to: '22:00', people: [id('A1')] }, { weekday, name: '夜班', from: '22:00', to: '06:00', people: [id('A2')] }])

beforeAll(async () => {
  product = await startTestProduct({ modules: [accessModule, settings, files, mail, org], http: { authenticate } })
  for (const p of (await call('m1', 'GET', '/test/people')).body.items) people.set(p.id, p.accountId)
  for (const u of (await call('m1', 'GET', '/org/units')).body.items) units.set(u.code, u.id)
})
afterAll(() => product?.stop())

describe('planning', () => {
  test('the lead of a team plans it, agents and leads elsewhere do not', async () => {
    expect((await call('a1', 'POST', '/org/rosters', { unitId: units.get('F1'), name: '值班' })).status).toBe(403)
    expect((await call('r2', 'POST', '/org/rosters', { unitId: units.get('F1'), name: '值班' })).status).toBe(403)
    expect(await inSystem((ctx) => hasRoster(ctx, units.get('F1')!))).toBe(false)
    const made = await call('l1', 'POST', '/org/rosters', { unitId: units.get('F1'), name: '一线值班' })
    expect(made).toMatchObject({ status: 201, body: { unit: { id: units.get('F1') }, zone: 'Asia/Shanghai', mayManage: true, onNow: [], next: null, weeks: [] } })
    roster = made.body.id
    expect((await call('r1', 'PATCH', `/org/rosters/${roster}`, { name: 'F1 值班' })).body).toMatchObject({ name: 'F1 值班', version: 2 })
    expect((await call('a1', 'GET', '/org/rosters')).body.items).toMatchObject([{ id: roster, mayManage: false }])
    expect((await call('c1', 'GET', '/org/rosters')).status).toBe(401)
    expect(await inSystem((ctx) => hasRoster(ctx, units.get('F1')!))).toBe(true)
  })
  test('what cannot be is refused, field by field', async () => {
    const put = (body: object, as = 'l1') => call(as, 'PUT', `/org/rosters/${roster}/week`, body)
    const code = async (body: object) => { const r = await put(body); return [r.status, r.body.errors?.[0]?.code, r.body.errors?.[0]?.pointer] }
    const one = { weekday: 1, from: '09:00', to: '12:00', people: [id('A1')] }
    expect(await code({ from: '2025-03-02', shifts: [one] })).toEqual([400, 'org.effective-past', '/from'])
    expect(await code({ shifts: [{ ...one, from: '25:00' }] })).toEqual([400, 'org.time-of-day', '/shifts/0/from'])
    expect(await code({ shifts: [{ ...one, people: [id('U1')] }] })).toEqual([400, 'org.person-unknown', '/shifts/0/people/0'])
    expect(await code({ shifts: [one, { ...one, from: '11:59', to: '13:00' }] })).toEqual([400, 'org.shifts-overlap', '/shifts/1/people/0'])
    expect(await code({ shifts: [{ weekday: 7, from: '22:00', to: '10:00', people: [id('A1')] }, one] })).toEqual([400, 'org.shifts-overlap', '/shifts/1/people/0'])
    expect((await put({ shifts: [one] }, 'a1')).status).toBe(403)
    expect((await call('l1', 'POST', '/org/rosters', { unitId: units.get('F1'), name: 'x', zone: 'Mars/Base' })).body.errors[0].code).toBe('org.zone-unknown')
  })
  test('a week with split shifts and a night past midnight', async () => {
    const set = await call('l1', 'PUT', `/org/rosters/${roster}/week`, { shifts: week() })
    expect(set.status).toBe(200)
    expect(set.body.weeks).toHaveLength(1)
    expect(set.body.weeks[0].shifts).toHaveLength(15)
    expect(set.body).toMatchObject({ onNow: [{ id: id('A1') }], next: null })
    expect(await on('2025-03-03T09:00:00+08:00')).toEqual(['A1'])
    expect(await on('2025-03-03T12:30:00+08:00')).toEqual([])
    expect(await on('2025-03-04T03:00:00+08:00')).toEqual(['A2'])
    expect(await on('2025-03-08T12:00:00+08:00')).toEqual([])
    expect(await inSystem((ctx) => isOnShift(ctx, id('A2'), new Date('2025-03-08T05:59:00+08:00')))).toBe(true)
    expect(await inSystem((ctx) => nextOnShift(ctx, units.get('F1')!, new Date('2025-03-08T06:00:00+08:00')))).toEqual({ at: new Date('2025-03-10T09:00:00+08:00'), accountIds: [id('A1')] })
    expect(await inSystem((ctx) => nextOnShift(ctx, units.get('F2')!, new Date('2025-03-08T06:00:00+08:00')))).toBeNull()
  })
  test('a new week holds from its date; the old one stays before it', async () => {
    const set = await call('l1', 'PUT', `/org/rosters/${roster}/week`, { from: '2025-03-17', shifts: week().map((s) => ({ ...s, people: [id('A2')] })).filter((s) => s.name === '白班') })
    expect(set.body.weeks.map((w: { from: string; to: string | null }) => [w.from, w.to])).toEqual([['2025-03-03', '2025-03-17'], ['2025-03-17', null]])
    expect([await on('2025-03-10T10:00:00+08:00'), await on('2025-03-17T10:00:00+08:00')]).toEqual([['A1'], ['A2']])
    expect((await call('l1', 'PUT', `/org/rosters/${roster}/week`, { from: '2025-03-17', shifts: week() })).body.weeks.map((w: { from: string }) => w.from)).toEqual(['2025-03-03', '2025-03-17'])
  })
  test('an announced week with a swap gives way to a new one, without a shift left over', async () => {
    const first = await call('l1', 'PUT', `/org/rosters/${roster}/week`, { from: '2025-03-24', shifts: week() }), monday = first.body.weeks.at(-1).shifts[0]
    expect((await call('l1', 'POST', `/org/rosters/${roster}/swaps`, { shiftId: monday.id, date: '2025-03-24', outId: id('A1'), inId: id('E1') })).status).toBe(201)
    expect(await on('2025-03-24T10:00:00+08:00')).toEqual(['E1'])
    expect((await call('l1', 'PUT', `/org/rosters/${roster}/week`, { from: '2025-03-20', shifts: week() })).status).toBe(200)
    expect([await on('2025-03-19T10:00:00+08:00'), await on('2025-03-24T10:00:00+08:00'), await on('2025-03-25T10:00:00+08:00')]).toEqual([['A1'], ['A1'], ['A1']])
    expect((await call('l1', 'GET', `/org/rosters/${roster}/shifts?from=2025-03-24&to=2025-03-24`)).body.items).toHaveLength(3)
  })
  test('a holiday stands in place of the week, and goes again', async () => {
    const day = await call('l1', 'PUT', `/org/rosters/${roster}/days/2025-03-05`, { reason: '盘点', shifts: [{ from: '10:00', to: '11:00', people: [id('E1')] }] })
    expect(day.body).toMatchObject({ days: [{ date: '2025-03-05', reason: '盘点' }], items: [{ single: true, people: [{ id: id('E1') }] }] })
    expect([await on('2025-03-05T10:30:00+08:00'), await on('2025-03-05T14:00:00+08:00')]).toEqual([['E1'], []])
    expect((await call('l1', 'DELETE', `/org/rosters/${roster}/days/2025-03-05`)).body.items).toHaveLength(3)
    expect(await on('2025-03-05T14:00:00+08:00')).toEqual(['A1'])
  })
})

describe('changes of hands', () => {
  const shifts = async (from: string, to = from) => (await call('a1', 'GET', `/org/rosters/${roster}/shifts?from=${from}&to=${to}`)).body
  test('a colleague takes a place over alone, naming somebody else is for the lead', async () => {
    const [morning] = (await shifts('2025-03-04')).items, swap = { shiftId: morning.shiftId, date: '2025-03-04', outId: id('A1') }
    expect((await call('a2', 'POST', `/org/rosters/${roster}/swaps`, { ...swap, inId: id('E1') })).status).toBe(403)
    const taken = await call('e1', 'POST', `/org/rosters/${roster}/swaps`, { ...swap, inId: id('E1'), reason: '体检' })
    expect(taken.body.items[0].people).toMatchObject([{ id: id('E1'), inFor: { id: id('A1') } }])
    expect([await on('2025-03-04T10:00:00+08:00'), await on('2025-03-04T14:00:00+08:00')]).toEqual([['E1'], ['A1']])
    // Passed on, back to its holder, and taken back.
    await call('l1', 'POST', `/org/rosters/${roster}/swaps`, { ...swap, outId: id('E1'), inId: id('L1') })
    expect(await on('2025-03-04T10:00:00+08:00')).toEqual(['L1'])
    expect((await call('l1', 'POST', `/org/rosters/${roster}/swaps`, { ...swap, inId: id('A2') })).body.errors[0].code).toBe('org.not-on-shift')
    const back = await call('l1', 'POST', `/org/rosters/${roster}/swaps`, { ...swap, outId: id('L1'), inId: id('A1') })
    expect(back.body.items[0].people).toMatchObject([{ id: id('A1'), inFor: null }])
    const empty = await call('l1', 'POST', `/org/rosters/${roster}/swaps`, { ...swap, inId: null })
    expect(empty.body.items[0]).toMatchObject({ people: [], empty: [{ id: id('A1') }] })
    await call('l1', 'DELETE', `/org/rosters/${roster}/swaps/${empty.body.items[0].empty[0].swapId}`)
    expect(await on('2025-03-04T10:00:00+08:00')).toEqual(['A1'])
  })
  test('who is away is not on shift; why is not for everybody', async () => {
    const noted = await call('a1', 'POST', `/org/people/${id('A1')}/absences`, { kind: 'sick', validFrom: '2025-03-06T00:00:00+08:00', validTo: '2025-03-07T00:00:00+08:00' })
    expect(noted).toMatchObject({ status: 201, body: { kind: 'sick', mayEnd: true } })
    expect((await call('a1', 'POST', `/org/people/${id('A1')}/absences`, { validFrom: '2025-03-06T10:00:00+08:00', validTo: '2025-03-08T00:00:00+08:00' })).status).toBe(409)
    expect((await call('a2', 'POST', `/org/people/${id('A1')}/absences`, { validTo: '2025-04-08T00:00:00+08:00' })).status).toBe(403)
    expect((await call('a2', 'GET', `/org/absences?personId=${id('A1')}`)).body.items).toMatchObject([{ kind: null, mayEnd: false }])
    expect((await call('l1', 'GET', `/org/absences?unitId=${units.get('F1')}`)).body.items).toMatchObject([{ kind: 'sick', mayEnd: true }])
    expect([await on('2025-03-06T10:00:00+08:00'), await on('2025-03-07T10:00:00+08:00')]).toEqual([[], ['A1']])
    expect(await inSystem((ctx) => absentUntil(ctx, id('A1'), new Date('2025-03-06T10:00:00+08:00')))).toEqual(new Date('2025-03-07T00:00:00+08:00'))
    expect(await inSystem((ctx) => absentUntil(ctx, id('A1'), new Date('2025-03-07T00:00:00+08:00')))).toBeNull()
    expect(await inSystem((ctx) => nextOnShift(ctx, units.get('F1')!, new Date('2025-03-06T10:00:00+08:00')))).toEqual({ at: new Date('2025-03-06T22:00:00+08:00'), accountIds: [id('A2')] })
    expect((await call('l1', 'DELETE', `/org/absences/${noted.body.id}`)).status).toBe(200)
    expect(await on('2025-03-06T10:00:00+08:00')).toEqual(['A1'])
  })
  test('the night writes what the morning must know, the morning says it was read', async () => {
    const [, , night] = (await shifts('2025-03-03')).items, note = { shiftId: night.shiftId, date: '2025-03-03', text: 'TS 号工单等客户日志' }
    expect((await call('a2', 'PUT', `/org/rosters/${roster}/handover`, note)).body.errors[0].code).toBe('org.shift-not-begun')
    await travel('2025-03-04T05:30:00+08:00')
    expect((await call('e1', 'PUT', `/org/rosters/${roster}/handover`, note)).status).toBe(403)
    const written = await call('a2', 'PUT', `/org/rosters/${roster}/handover`, note)
    expect(written.body.items[2].handover).toMatchObject({ text: note.text, author: { id: id('A2') }, takenBy: null })
    const path = `/org/rosters/${roster}/handovers/${written.body.items[2].handover.id}/acknowledgements`
    expect((await call('e1', 'POST', path)).status).toBe(403)
    expect((await call('a1', 'POST', path.replace(/handovers\/[^/]+/, 'handovers/01900000-0000-7000-8000-000000000000'))).status).toBe(404)
    expect((await call('a1', 'POST', path)).status).toBe(200)
    expect((await call('a1', 'POST', path)).status).toBe(200)
    expect((await shifts('2025-03-03')).items[2].handover).toMatchObject({ takenBy: { id: id('A1') } })
    await travel('2025-03-04T07:00:00+08:00')
    expect((await call('l1', 'POST', `/org/rosters/${roster}/swaps`, { shiftId: night.shiftId, date: '2025-03-03', outId: id('A2'), inId: id('A1') })).body.errors[0].code).toBe('org.shift-over')
  })
  test('who is disabled falls off the roster; an ended roster plans nothing', async () => {
    expect((await call('m1', 'POST', `/org/people/${id('A2')}/disablings`, { reason: 'left' })).status).toBe(200)
    expect(await on('2025-03-04T23:00:00+08:00')).toEqual([])
    expect((await call('a1', 'GET', '/org/on-duty?at=2025-03-04T10:00:00%2B08:00')).body.items).toMatchObject([{ unit: { id: units.get('F1') }, people: [{ id: id('A1') }] }])
    expect((await call('l1', 'PATCH', `/org/rosters/${roster}`, { state: 'ended' })).body.state).toBe('ended')
    expect(await on('2025-03-04T10:00:00+08:00')).toEqual([])
    expect((await call('a1', 'GET', '/org/rosters')).body.items).toEqual([])
  })
})
