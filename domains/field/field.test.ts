// Visits, repairs and referrals over HTTP; above all: what devices send twice, late, or against each other.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId } from '../../platform/server/ids.ts'
import { caseIn, startCaseProduct, type CaseProduct } from '../cases/testing.ts'
import { field } from './module.ts'

let product: CaseProduct, e1: string
beforeAll(async () => { product = await startCaseProduct([field]); e1 = product.people.get('e1')! })
afterAll(() => product.stop())

const post = (who: string, path: string, body: object = {}) => product.send(who, 'POST', path, body)
const ok = async (who: string, path: string, body: object = {}) => { const r = await post(who, path, body); if (r.status >= 300) throw new Error(`${path}: ${JSON.stringify(r.body)}`); return r.body }
const get = async (who: string, path: string) => (await product.send(who, 'GET', path)).body
const codes = (answer: { body: any }) => answer.body.errors.map((e: { code: string }) => e.code)
const VISIT = { title: 'PX-300 更换控制器 B', task: '双控之一离线', address: '门诊楼 B1 机房', from: '2025-03-03T15:00:00+08:00', to: '2025-03-03T17:00:00+08:00', serialExpected: 'PX300-7C41-0092', steps: [{ text: '更换控制器 B', photos: 2, part: true }] }
const plan = async (state = 'solving', more: object = {}) => { const c = await caseIn(product, state); return { c, visit: await ok('a1', `/cases/${c.id}/visits`, { ...VISIT, engineerId: e1, ...more }) } }
const act = (orderId: string, kind: string, data: object = {}, more: object = {}) => ({ id: newId(), orderId, kind, madeAt: '2025-03-03T09:00:00+08:00', base: 1, data, ...more })
const send = async (commands: object[], who = 'e1', device = 'phone-0001') => (await product.send(who, 'POST', '/field/commands', { device, commands })).body
const PIXEL = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')
async function photo(orderId: string, photoId: string, who = 'e1') {
  const body = Buffer.concat([Buffer.from('--x\r\ncontent-disposition: form-data; name="file"; filename="a.png"\r\ncontent-type: image/png\r\n\r\n'), PIXEL, Buffer.from('\r\n--x--\r\n')])
  return product.http!.inject({ method: 'POST', url: `/api/v1/field/visits/${orderId}/photos?photoId=${photoId}&kind=before`, headers: { authorization: `Bearer acceptance-${who}`, 'content-type': 'multipart/form-data; boundary=x' }, payload: body })
}

test('S-047 R5.2-15 a visit is planned, carried out with parts, words and pictures, signed and rated; the case goes on and shows the sheet', async () => {
  const { c, visit } = await plan()
  expect(visit).toMatchObject({ state: 'dispatched', engineer: { id: e1 }, contactName: c.requester.name })
  expect(await get('a1', `/cases/${c.id}`)).toMatchObject({ state: 'on-site-scheduled', waiting: { until: '2025-03-03T07:00:00.000Z' } })
  await product.send('l1', 'PUT', `/field/engineers/${e1}/stock`, { items: [{ partNo: 'CTL-B', name: '控制器', quantity: 1 }] })
  const jobs = await get('e1', '/field/jobs')
  expect(jobs.orders.find((o: { id: string }) => o.id === visit.id)).toMatchObject({ mine: true, caseNumber: c.number })
  const step = visit.visit.steps[0].id, pic = newId()
  const sent = await send([act(visit.id, 'accept'), act(visit.id, 'travel'), act(visit.id, 'arrive', { position: { latitude: 31.2, longitude: 121.4, accuracy: 40 } }), act(visit.id, 'serial', { serial: 'PX300-7C41-0092' }), act(visit.id, 'part', { partNo: 'CTL-B', name: '控制器', quantity: 1, serial: 'C-9' }),
    act(visit.id, 'step', { stepId: step, done: true }), act(visit.id, 'work', { text: '更换控制器，写延迟 1.2 ms' }), act(visit.id, 'finish', { outcome: 'done' })])
  expect(sent.results.map((r: { outcome: string }) => r.outcome)).toEqual(Array(8).fill('applied'))
  expect((await photo(visit.id, pic)).statusCode).toBe(201)
  expect((await photo(visit.id, pic)).statusCode).toBe(201)
  expect((await get('e1', '/field/jobs')).stock).toEqual([{ partNo: 'CTL-B', name: '控制器', quantity: 0 }])
  expect(codes(await post('a1', `/cases/${c.id}/transitions`, { to: 'resolved', retest: 'pass', stability: 'pass' }))).not.toEqual([])
  await send([act(visit.id, 'sign', { signedBy: '钱主任', signature: [[10, 10, 200, 120, 300, 40]], score: 5, comment: '很快' })])
  const shown = (await get('a1', `/cases/${c.id}/field`)).visits[0]
  expect(shown).toMatchObject({ state: 'signed', visit: { signedBy: '钱主任', signature: [[10, 10, 200, 120, 300, 40]], score: 5, work: '更换控制器，写延迟 1.2 ms', parts: [{ name: '控制器', serial: 'C-9' }] }, photos: [{ id: pic }] })
  expect((await get('a1', `/cases/${c.id}`)).state).toBe('solving')
  expect((await product.send('v1', 'GET', `/field/photos/${pic}`)).status).toBe(403)
  const names = (await get('c1', `/cases/${c.id}/timeline?limit=200`)).items.map((e: { name: string }) => e.name)
  expect(names).toEqual(expect.arrayContaining(['field.visit-planned@1', 'field.engineer-arrived@1', 'field.visit-signed@1']))
  expect(names).not.toContain('field.visit-noted@1')
})

describe('RX-9 devices without a network', () => {
  test('the same acts sent again, in any grouping, happen once', async () => {
    const { visit } = await plan()
    const acts = [act(visit.id, 'arrive'), act(visit.id, 'part', { partNo: 'X', name: '电源', quantity: 2 }), act(visit.id, 'work', { text: '换电源' })]
    await send(acts.slice(0, 2))
    const again = await send(acts)
    expect(again.results.map((r: { outcome: string }) => r.outcome)).toEqual(['applied', 'applied', 'applied'])
    await Promise.all([send(acts), send(acts)])
    const now = await get('e1', `/field/visits/${visit.id}`)
    expect(now.visit).toMatchObject({ parts: [{ quantity: 2 }], work: '换电源' })
    expect(now.version).toBe(again.orders[0].version)
  })

  test('one that is refused holds up no other, and answers the same when sent again', async () => {
    const { visit } = await plan()
    const acts = [act(visit.id, 'step', { stepId: newId(), done: true }), act(visit.id, 'arrive'), act(newId(), 'arrive')]
    for (const _ of [1, 2]) expect((await send(acts)).results.map((r: { outcome: string; code: string }) => [r.outcome, r.code])).toEqual([['refused', 'step-unknown'], ['applied', null], ['refused', 'visit-unknown']])
    expect((await product.send('a1', 'POST', '/field/commands', { device: 'phone-0001', commands: [acts[1]!] })).status).toBe(403)
  })

  test('two devices write the same words: both versions are kept and shown, and somebody decides', async () => {
    const { c, visit } = await plan()
    await send([act(visit.id, 'work', { text: '平板写的' })], 'e1', 'tablet-01')
    const late = act(visit.id, 'work', { text: '手机写的' })
    expect((await send([late], 'e1', 'phone-0001')).results[0]).toMatchObject({ outcome: 'kept', code: 'other-device', reason: expect.any(String) })
    const both = await get('a1', `/field/visits/${visit.id}`)
    expect(both).toMatchObject({ visit: { work: '平板写的' }, kept: [{ id: late.id, kind: 'work', data: { text: '手机写的' }, theirs: '平板写的', by: expect.any(String) }] })
    const decided = await ok('a1', `/field/visits/${visit.id}/kept/${late.id}`, { take: 'mine' })
    expect(decided).toMatchObject({ visit: { work: '手机写的' }, kept: [] })
    expect(codes(await post('a1', `/field/visits/${visit.id}/kept/${late.id}`, { take: 'theirs' }))).toEqual(['field.kept-decided'])
    expect((await get('a1', `/cases/${c.id}/timeline?limit=200`)).items.map((e: { name: string }) => e.name)).toEqual(expect.arrayContaining(['field.visit-kept@1', 'field.kept-decided@1']))
  })

  test('the visit was called off while the phone was offline: what was done on site is kept, not lost', async () => {
    const { c, visit } = await plan()
    await ok('a1', `/field/visits/${visit.id}/cancel`, { reason: '客户改期' })
    expect((await get('a1', `/cases/${c.id}`)).state).toBe('solving')
    const sent = await send([act(visit.id, 'arrive'), act(visit.id, 'part', { partNo: 'X', name: '电源', quantity: 1 })])
    expect(sent.results.map((r: { code: string }) => r.code)).toEqual(['visit-over', 'visit-over'])
    const kept = (await get('a1', `/field/visits/${visit.id}`)).kept
    expect(kept).toHaveLength(2)
    expect(await ok('l1', `/field/visits/${visit.id}/kept/${kept.find((k: { kind: string }) => k.kind === 'part').id}`, { take: 'mine' })).toMatchObject({ state: 'cancelled', visit: { parts: [{ name: '电源' }] } })
    expect((await photo(visit.id, newId())).statusCode).toBe(201)
  })

  test('given to somebody else meanwhile: the first engineer\'s acts are kept, the visit is not theirs any more', async () => {
    const { visit } = await plan()
    const edited = await product.send('l1', 'PATCH', `/field/visits/${visit.id}`, { engineerId: null }, { 'if-match': `"${visit.version}"` })
    expect(edited.body).toMatchObject({ state: 'planned', engineer: null })
    expect((await send([act(visit.id, 'arrive')])).results[0]).toMatchObject({ outcome: 'kept', code: 'visit-given-away' })
    expect((await product.send('l1', 'PATCH', `/field/visits/${visit.id}`, { title: '旧版本' }, { 'if-match': `"${visit.version}"` })).status).toBe(412)
  })
})

test('scope: an engineer sees the visits given to them, strangers none; only field engineers can be sent', async () => {
  const { c, visit } = await plan()
  expect((await product.send('r2', 'GET', `/field/visits/${visit.id}`)).status).toBe(404)
  expect((await product.send('c1', 'GET', `/field/visits/${visit.id}`)).status).toBe(403)
  expect((await product.send('e1', 'GET', `/field/visits/${visit.id}`)).status).toBe(200)
  expect((await product.send('a1', 'GET', '/field/jobs')).status).toBe(403)
  expect(codes(await post('a1', `/cases/${c.id}/visits`, { ...VISIT, engineerId: product.people.get('a2') }))).toEqual(['field.engineer'])
  expect(codes(await post('a1', `/cases/${c.id}/visits`, { ...VISIT, to: VISIT.from }))).toEqual(['field.window'])
  expect((await get('l1', '/field/engineers')).items.map((p: { id: string }) => p.id)).toContain(e1)
  expect((await get('l1', '/field/visits')).items.map((o: { id: string }) => o.id)).toContain(visit.id)
  expect((await get('r2', '/field/visits')).items).toEqual([])
})

test('R2.2-7 a repair shows its warranty, is tested before it goes back, and keeps the case from being resolved', async () => {
  const c = await caseIn(product, 'verifying')
  expect((await product.send('h1', 'PUT', '/field/serials', { source: '出厂登记', items: [{ serial: 'SN-1', product: 'PX-300', warrantyUntil: '2026-01-01T00:00:00+08:00' }] })).body).toEqual({ saved: 1 })
  const repair = await ok('a1', `/cases/${c.id}/repairs`, { product: 'PX-300', serial: 'SN-1', fault: '不通电' })
  expect(repair).toMatchObject({ state: 'received', warranty: 'in', warrantySource: '出厂登记' })
  expect(codes(await post('a1', `/cases/${c.id}/transitions`, { to: 'resolved', retest: 'pass', stability: 'pass' }))).toEqual(['field.guard.repair'])
  const path = `/cases/${c.id}/repairs/${repair.id}/advance`
  expect(codes(await post('a1', path, { to: 'returned' }))).toEqual(['field.repair-order'])
  expect(codes(await post('a1', path, { to: 'diagnosed' }))).toEqual(['field.repair-finding'])
  for (const step of [{ to: 'diagnosed', finding: '电源板击穿' }, { to: 'repairing', parts: [{ partNo: 'PB-1', name: '电源板', quantity: 1 }], costMinor: 0, currency: 'CNY' }, { to: 'tested', testResult: '老化 4 小时正常' }, { to: 'returned' }]) await ok('a1', path, step)
  expect((await get('a1', `/cases/${c.id}/field`)).repairs[0]).toMatchObject({ state: 'returned', parts: [{ name: '电源板' }], costMinor: 0, log: expect.arrayContaining([expect.objectContaining({ state: 'tested' })]) })
  expect((await ok('a1', `/cases/${c.id}/transitions`, { to: 'resolved', retest: 'pass', stability: 'pass' })).state).toBe('resolved')
})

test('S-049 R2.2-8 a referral keeps the first owner accountable and the case open until its result is recorded', async () => {
  const c = await caseIn(product, 'verifying', 'c1', { serviceLine: 'technical-support' })
  const point = (await product.send('h1', 'POST', '/service-points', { kind: 'authorised-point', name: '东区授权维修点', products: ['PX-300'], area: '东区', address: '一号路 1 号', phone: '021-5550001' })).body
  expect((await get('a1', '/service-points?product=PX-300&area=东区')).items[0].id).toBe(point.id)
  const referral = await ok('a1', `/cases/${c.id}/referrals`, { pointId: point.id, reason: '需要专用工装', handover: '双控之一离线，已排除电源' })
  expect(referral).toMatchObject({ state: 'offered', accountable: { id: product.people.get('a1') } })
  const path = `/cases/${c.id}/referrals/${referral.id}`
  expect(codes(await post('a1', `${path}/result`, { result: '已修', solved: true }))).toEqual(['field.referral-unanswered'])
  await ok('a1', `${path}/answer`, { accepted: true, contactName: '孙师傅' })
  const refused = await post('a1', `/cases/${c.id}/transitions`, { to: 'resolved', retest: 'pass', stability: 'pass' })
  expect(refused.body.errors).toMatchObject([{ code: 'field.guard.referral', clause: '§2.2', detail: expect.stringContaining('东区授权维修点') }])
  await ok('a1', `${path}/result`, { result: '更换背板', solved: true })
  expect((await ok('a1', `/cases/${c.id}/transitions`, { to: 'resolved', retest: 'pass', stability: 'pass' })).firstOwner.id).toBe(product.people.get('a1'))
})
