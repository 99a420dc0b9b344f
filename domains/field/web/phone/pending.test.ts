import { expect, test } from 'vitest'
import { BLANK_VISIT, type Command } from '../../contract/command.ts'
import type { WorkOrder } from '../../contract/order.ts'
import { kilometres, nextStage, replaces, routeOf, stockLeft, withPending } from './pending.ts'

const order = { id: 'o1', state: 'travelling', version: 3, serialExpected: 'PX', address: '一号路 1 号', latitude: null, longitude: null, visit: { ...BLANK_VISIT, steps: [{ id: 's1', text: '换', photos: 0, part: false, doneAt: null, note: null }] } } as unknown as WorkOrder
const act = (kind: string, data: object = {}, orderId = 'o1') => ({ id: kind, orderId, kind, madeAt: '2025-03-03T07:02:00Z', base: 3, data }) as unknown as Command

test('acts on the device stand on top of what the server said, those of other visits do not', () => {
  const seen = withPending(order, [act('arrive'), act('serial', { serial: 'PX' }), act('travel', {}, 'o2')], 'phone')
  expect([seen.state, seen.visit.serialFound, order.state]).toEqual(['on-site', 'PX', 'travelling'])
})
test('one thing is next', () => {
  const next = (acts: Command[]) => nextStage(withPending(order, acts, 'phone')).stage
  const all = [act('arrive'), act('serial', { serial: 'PX' }), act('step', { stepId: 's1', done: true }), act('finish', { outcome: 'done' }), act('sign', { unsignedReason: 'x' })]
  expect([0, 1, 2, 3, 4, 5].map((n) => next(all.slice(0, n)))).toEqual(['arrive', 'serial', 'step', 'finish', 'sign', 'over'])
})
test('parts that wait to be sent are gone from the van; words replace words, nothing else', () => {
  expect(stockLeft([{ partNo: 'P', name: '电源', quantity: 2 }], [act('part', { partNo: 'P', quantity: 1 }), act('part', { partNo: 'Q', quantity: 1 })])[0]!.quantity).toBe(1)
  expect([replaces(act('work'), act('work')), replaces(act('step'), act('work')), replaces(act('work', {}, 'o2'), act('work')), replaces(undefined, act('work'))]).toEqual([true, false, false, false])
})
test('the way, and how far', () => {
  expect(routeOf('geo:{lat},{lng}?q={address}', order)).toBe('geo:0,0?q=%E4%B8%80%E5%8F%B7%E8%B7%AF%201%20%E5%8F%B7')
  expect(kilometres({ latitude: 31.23, longitude: 121.47 }, { latitude: 31.25, longitude: 121.47 })).toBeCloseTo(2.22, 1)
})
