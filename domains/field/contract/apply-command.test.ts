// The one rule that the phone and the server share.
import { describe, expect, test } from 'vitest'
import { applyCommand, BLANK_VISIT, Command, type Effect } from './command.ts'
import type { OrderState, Visit } from './order.ts'

const id = (n: number) => `01900000-0000-7000-8000-${String(n).padStart(12, '0')}`
const AT = '2025-03-03T15:02:00.000Z'
const act = (kind: string, data: object = {}, more: object = {}) => Command.parse({ id: id(1), orderId: id(9), kind, madeAt: AT, base: 1, data, ...more })
const visit: Visit = { ...BLANK_VISIT, steps: [{ id: id(5), text: '更换', photos: 2, part: true, doneAt: null, note: null }] }
const on = (state: OrderState, v: Visit = visit, version = 1) => ({ state, visit: v, version })
const done = (effect: Effect) => { if (!('state' in effect)) throw new Error(JSON.stringify(effect)); return effect }

describe('acts of an engineer', () => {
  test('the way to the customer goes on and never back', () => {
    const arrived = done(applyCommand(on('travelling'), act('arrive', { position: { latitude: 31.2, longitude: 121.4, accuracy: 40 } }), 'phone-01'))
    expect(arrived).toMatchObject({ state: 'on-site', visit: { arrivedAt: AT } })
    expect(done(applyCommand(on('on-site', arrived.visit), act('travel'), 'phone-01')).state).toBe('on-site')
  })

  test('finishing needs every step, signing needs the finish; without a signature a reason', () => {
    expect(applyCommand(on('on-site'), act('finish', { outcome: 'done' }), 'phone-01')).toEqual({ refused: 'steps-open' })
    const stepped = done(applyCommand(on('on-site'), act('step', { stepId: id(5), done: true }), 'phone-01'))
    expect(applyCommand(on('on-site', stepped.visit), act('sign', { signedBy: '王' }), 'phone-01')).toEqual({ refused: 'sign-before-done' })
    const finished = done(applyCommand(on('on-site', stepped.visit), act('finish', { outcome: 'done' }), 'phone-01'))
    expect(applyCommand(on('done', finished.visit), act('sign', { signedBy: '王' }), 'phone-01')).toEqual({ refused: 'signature' })
    expect(done(applyCommand(on('done', finished.visit), act('sign', { unsignedReason: '客户已离开' }), 'phone-01'))).toMatchObject({ state: 'signed', visit: { signature: null, unsignedReason: '客户已离开' } })
    expect(applyCommand(on('on-site'), act('finish', { outcome: 'failed' }), 'phone-01')).toEqual({ refused: 'fail-reason' })
  })

  test('one device may write again; another that did not see it clashes', () => {
    const first = done(applyCommand(on('on-site', visit, 4), act('work', { text: '已换' }, { base: 4 }), 'phone-01'))
    expect(done(applyCommand(on('on-site', first.visit, 5), act('work', { text: '已换，已测' }, { base: 4 }), 'phone-01')).visit.work).toBe('已换，已测')
    expect(applyCommand(on('on-site', first.visit, 5), act('work', { text: '别的' }, { base: 4 }), 'tablet-1')).toEqual({ clash: 'work', theirs: '已换' })
    expect(done(applyCommand(on('on-site', first.visit, 5), act('work', { text: '别的' }, { base: 5 }), 'tablet-1')).visit.work).toBe('别的')
  })

  test('after the end: what is so already is fine, everything else is late', () => {
    expect(applyCommand(on('cancelled'), act('arrive'), 'phone-01')).toEqual({ late: true })
    expect('state' in applyCommand(on('signed', { ...visit, work: 'x' }), act('work', { text: 'x' }), 'phone-01')).toBe(true)
    expect(applyCommand(on('signed'), act('part', { partNo: 'P1', name: '电源', quantity: 1 }), 'phone-01')).toEqual({ late: true })
  })

  test('any order and any repeat of the same acts comes to the same parts and steps', () => {
    const acts = [act('part', { partNo: 'P1', name: '电源', quantity: 2 }), act('step', { stepId: id(5), done: true }, { id: id(2) }), act('serial', { serial: 'PX-1' }, { id: id(3) }), act('arrive', {}, { id: id(4) })]
    const run = (list: readonly Command[]) => list.reduce((at, c) => { const e = done(applyCommand(at, c, 'phone-01')); return { ...e, version: at.version + 1 } }, on('dispatched') as { state: OrderState; visit: Visit; version: number })
    const expected = run(acts)
    for (const list of [[...acts].reverse(), [...acts, ...acts], [acts[2]!, acts[0]!, acts[3]!, acts[1]!, acts[0]!]]) {
      const got = run(list)
      expect({ state: got.state, parts: got.visit.parts, steps: got.visit.steps, serial: got.visit.serialFound }).toEqual({ state: expected.state, parts: expected.visit.parts, steps: expected.visit.steps, serial: expected.visit.serialFound })
    }
  })
})
