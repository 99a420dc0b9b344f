// Rules over HTTP: written, tried, switched on; what they do, and what stops them.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { SYSTEM } from '../../../platform/server/ctx.ts'
import { aCase } from '../../cases/testing.ts'
import { startDesk, type Desk } from '../../conversations/testing.ts'
import { loadCase } from '../../cases/public.ts'
import { sla } from '../../sla/module.ts'
import { handbook } from '../../handbook/module.ts'
import { automation } from '../module.ts'

let desk: Desk
beforeAll(async () => { desk = await startDesk([handbook, sla, automation]) })
afterAll(() => desk.stop())

const open = async (who = 'c1', more: object = {}) => { const { body } = await desk.send(who, 'POST', '/cases', aCase({ channel: 'api', ...more })); await desk.quiet(); return body as { id: string; number: string } }
const read = async (id: string) => (await desk.send('a1', 'GET', `/cases/${id}`)).body
const notes = async (id: string) => ((await desk.send('a1', 'GET', `/cases/${id}/messages?visibility=internal`)).body.items as any[]).map((m) => m.text)
const runs = async (ruleId: string) => (await desk.send('h1', 'GET', `/automation/runs?ruleId=${ruleId}`)).body.items as any[]
let serial = 0
async function rule(definition: object, on = true, more: object = {}): Promise<string> {
  const made = await desk.send('h1', 'POST', '/automation/rules', { name: `规则 ${++serial}`, definition, ...more })
  expect(made.status, JSON.stringify(made.body)).toBe(201)
  if (on) await turnOn(made.body.id)
  return made.body.id
}
async function turnOn(id: string) {
  expect((await desk.send('h1', 'POST', `/automation/rules/${id}/dry-runs`, { days: 7 })).status).toBe(201)
  const on = await desk.send('h1', 'PUT', `/automation/rules/${id}/state`, { on: true })
  expect(on.body).toMatchObject({ state: 'on' })
}
const turnOff = (id: string) => desk.send('h1', 'PUT', `/automation/rules/${id}/state`, { on: false })
const NOTE = (text: string) => [{ do: 'note', text }]
const OPENED = { kind: 'event', event: 'case-opened' }

test('R1.2-13 a rule has to be tried before it is switched on, and anew after each change; who changed what stays', async () => {
  const id = await rule({ trigger: OPENED, actions: NOTE('x') }, false)
  expect((await desk.send('h1', 'PUT', `/automation/rules/${id}/state`, { on: true })).body.code).toBe('rule-untried')
  await turnOn(id)
  const edited = await desk.send('h1', 'PATCH', `/automation/rules/${id}`, { limitPerHour: 5, why: '收紧' })
  expect(edited.body).toMatchObject({ state: 'off', version: 2, testedVersion: 1 })
  expect((await desk.send('h1', 'PUT', `/automation/rules/${id}/state`, { on: true })).body.code).toBe('rule-untried')
  expect((await desk.send('h1', 'GET', `/automation/rules/${id}/versions`)).body.items).toMatchObject([{ version: 2, why: '收紧', limitPerHour: 5, by: { id: desk.people.get('h1') } }, { version: 1 }])
  expect((await desk.send('l1', 'PATCH', `/automation/rules/${id}`, { name: 'x' })).status).toBe(403)
  expect((await desk.send('a1', 'GET', '/automation/rules')).status).toBe(403)
  expect((await desk.send('h1', 'DELETE', `/automation/rules/${id}`)).status).toBe(200)
})

test('S-155 a changed automation rule applies to the next case only', async () => {
  const id = await rule({ trigger: OPENED, conditions: [{ field: 'text', is: 'contains', values: ['周报'] }], actions: NOTE('第一版：{{case.number}}') })
  const first = await open('c1', { title: '周报打不开' }), other = await open('c1', { title: '别的事' })
  expect(await notes(first.id)).toEqual([`第一版：${first.number}`])
  expect(await notes(other.id)).toEqual([])
  await desk.send('h1', 'PATCH', `/automation/rules/${id}`, { definition: { trigger: OPENED, conditions: [{ field: 'text', is: 'contains', values: ['周报'] }], actions: NOTE('第二版') } })
  await turnOn(id)
  const second = await open('c1', { title: '周报又打不开' })
  expect(await notes(first.id)).toEqual([`第一版：${first.number}`])
  expect(await notes(second.id)).toEqual(['第二版'])
  const timeline = (await desk.send('a1', 'GET', `/cases/${second.id}/timeline?limit=200`)).body.items
  expect(timeline.find((e: any) => e.name === 'automation.rule-acted@1')).toMatchObject({ title: expect.stringMatching(/^规则“规则 \d+”/), data: { did: '写了备注', didEn: 'wrote a note' } })
  expect((await desk.send('c1', 'GET', `/cases/${second.id}/timeline?limit=200`)).body.items.map((e: any) => e.name)).not.toContain('automation.rule-acted@1')
  expect(await runs(id)).toMatchObject([{ outcome: 'done', ruleVersion: 2, caseNumber: second.number, acts: ['写了备注'] }, { outcome: 'done', ruleVersion: 1 }])
  await turnOff(id)
})

test('a rule assigns, classifies, tells, sends an approved template, opens a follow-up and raises an event; all in the order of the rules', async () => {
  const template = (await desk.send('a1', 'GET', '/reply-templates')).body.items[0].id
  const id = await rule({ trigger: OPENED, conditions: [{ field: 'text', is: 'contains', values: ['全套'] }, { field: 'hour', is: 'between', values: ['8', '18'] }], last: true, actions: [
    { do: 'set', set: { urgency: 'high' } }, { do: 'assign', personId: desk.people.get('a2') }, { do: 'notify', who: 'handler', text: '请看 {{case.number}}' }, { do: 'template', templateId: template }, { do: 'follow-up' }, { do: 'webhook', name: 'vip-call' },
  ] })
  const never = await rule({ trigger: OPENED, conditions: [{ field: 'text', is: 'contains', values: ['全套'] }], actions: NOTE('轮不到') })
  const { id: c, number } = await open('c1', { title: '全套动作' })
  expect(await read(c)).toMatchObject({ urgency: 'high', handler: { id: desk.people.get('a2') } })
  expect((await desk.send('a2', 'GET', '/notifications')).body.items.find((n: any) => n.name === 'automation.told')).toMatchObject({ body: `请看 ${number}` })
  const sent = (await desk.send('c1', 'GET', `/cases/${c}/messages`)).body.items.at(-1)
  expect(sent).toMatchObject({ automatic: true, direction: 'out', text: expect.stringContaining(number) })
  expect((await read(c)).response).toBeNull()
  expect((await desk.send('a2', 'GET', '/follow-ups')).status).toBeLessThan(500)
  expect((await desk.send('a1', 'GET', `/cases/${c}/timeline?limit=200`)).body.items.map((e: any) => e.name)).toContain('automation.event-raised@1')
  expect((await runs(id))[0].acts).toHaveLength(6)
  expect(await runs(never)).toEqual([])
  await turnOff(id); await turnOff(never)
})

describe('what goes wrong', () => {
  test('an error of a rule leaves the case as it was, is logged and told; the next rule still acts', async () => {
    const breaks = await rule({ trigger: OPENED, conditions: [{ field: 'text', is: 'contains', values: ['出错'] }], actions: [{ do: 'note', text: '不会留下' }, { do: 'assign', personId: desk.people.get('k1') }] }), next = await rule({ trigger: OPENED, conditions: [{ field: 'text', is: 'contains', values: ['出错'] }], actions: NOTE('照常') })
    const { id } = await open('c1', { title: '规则出错' })
    expect(await notes(id)).toEqual(['照常'])
    expect((await runs(breaks))[0]).toMatchObject({ outcome: 'failed', error: expect.any(String), acts: [] })
    expect((await desk.send('h1', 'GET', '/notifications')).body.items.map((n: any) => n.name)).toContain('automation.rule-failed')
    await turnOff(breaks); await turnOff(next)
  })

  test('a rule that sets itself off, and a ring of two, are stopped, shown and told; the try names the ring beforehand', async () => {
    const flip = (from: string, to: string) => ({ last: true, trigger: { kind: 'event', event: 'case-reclassified' }, conditions: [{ field: 'text', is: 'contains', values: ['打转'] }, { field: 'urgency', is: 'one-of', values: [from] }], actions: [{ do: 'set', set: { urgency: to } }] })
    const up = await rule(flip('low', 'high'), false), down = await rule(flip('high', 'low'), false)
    await turnOn(up)
    const tried = (await desk.send('h1', 'POST', `/automation/rules/${down}/dry-runs`, { days: 7 })).body
    expect(tried.rings.some((ring: string[]) => ring.length === 3)).toBe(true)
    await turnOn(down)
    const { id } = await open('c1', { title: '打转的工单' })
    await desk.send('a1', 'PATCH', `/cases/${id}`, { urgency: 'low', reason: '开始' })
    await desk.quiet()
    const states = (await desk.send('h1', 'GET', '/automation/rules')).body.items.filter((r: any) => [up, down].includes(r.id))
    expect(states.filter((r: any) => r.state === 'stopped')).toEqual([expect.objectContaining({ stoppedReason: expect.stringMatching(/^规则 \d+ → 规则 \d+ → 规则 \d+$/) })])
    expect([...await runs(up), ...await runs(down)].map((r) => r.outcome).sort()).toEqual(['done', 'done', 'looped'])
    expect((await desk.send('h1', 'GET', '/notifications')).body.items.map((n: any) => n.name)).toContain('automation.rule-stopped')
    await turnOff(up); await turnOff(down)
  })

  test('above the limit the acts wait for a person, who lets them go or drops them', async () => {
    const id = await rule({ trigger: OPENED, conditions: [{ field: 'text', is: 'contains', values: ['洪水'] }], actions: NOTE('收到') }, true, { limitPerHour: 2 })
    const made = []
    for (let i = 0; i < 5; i++) made.push(await open('c1', { title: `洪水 ${i}` }))
    expect((await runs(id)).map((r) => r.outcome).sort()).toEqual(['done', 'done', 'held', 'held', 'held'])
    expect(await notes(made[4]!.id)).toEqual([])
    expect((await desk.send('h1', 'GET', '/notifications')).body.items.filter((n: any) => n.name === 'automation.rule-held')).toHaveLength(1)
    expect((await desk.send('h1', 'GET', `/automation/rules/${id}`)).body.runs).toMatchObject({ done: 2, held: 3 })
    expect((await desk.send('h1', 'POST', `/automation/rules/${id}/release`, {})).body).toEqual({ count: 3 })
    await desk.quiet()
    expect(await notes(made[4]!.id)).toEqual(['收到'])
    expect((await desk.send('h1', 'POST', `/automation/rules/${id}/release`, { discard: true })).body).toEqual({ count: 0 })
    await turnOff(id)
  })

  test('words that cannot be filled, people who are not there and templates that were not approved are named', async () => {
    const refused = await desk.send('h1', 'POST', '/automation/rules', { name: 'x', definition: { trigger: OPENED, conditions: [{ field: 'hour', is: 'between', values: ['8'] }], actions: [{ do: 'note', text: '{{nosuch}}' }, { do: 'assign', personId: desk.people.get('c1') }, { do: 'template', templateId: desk.people.get('c1') }, { do: 'set', set: {} }] } })
    expect(refused.body.errors.map((e: any) => e.pointer)).toEqual(['/definition/actions/0/text', '/definition/actions/1/personId', '/definition/actions/2/templateId', '/definition/actions/3/set', '/definition/conditions/0/values'])
  })
})

describe('time', () => {
  test('a rule acts on a breach, and on a case that stays in a state, once each', async () => {
    const late = await rule({ trigger: { kind: 'clock', event: 'breached', clock: 'response' }, conditions: [{ field: 'text', is: 'contains', values: ['计时'] }], actions: NOTE('响应超时') })
    const { id } = await open('c1', { title: '计时', urgency: 'high', impact: 'several-users', complexity: 'low' })
    const state = (await read(id)).state, stays = await rule({ trigger: { kind: 'time', state, hours: 3 }, conditions: [{ field: 'text', is: 'contains', values: ['计时'] }], actions: NOTE('三小时没有动静') })
    await desk.at('2025-03-03T11:59:00+08:00')
    expect(await notes(id)).not.toContain('三小时没有动静')
    await desk.at('2025-03-03T12:30:00+08:00')
    expect((await notes(id)).filter((n) => n === '响应超时')).toHaveLength(1)
    expect((await notes(id)).filter((n) => n === '三小时没有动静')).toHaveLength(1)
    await desk.at('2025-03-03T20:00:00+08:00')
    expect((await runs(stays))).toHaveLength(1)
    await turnOff(late); await turnOff(stays)
  })

  test('the try looks at cases as they were when it would have acted, and estimates mails and the fullest hour', async () => {
    const template = (await desk.send('a1', 'GET', '/reply-templates')).body.items[0].id
    const { id } = await open('c1', { title: '试运行样本', urgency: 'low' })
    await desk.send('a1', 'PATCH', `/cases/${id}`, { urgency: 'high', reason: '升级' })
    await desk.quiet()
    expect((await desk.host.transaction(SYSTEM, (ctx) => loadCase(ctx, id))).urgency).toBe('high')
    const was = (urgency: string) => rule({ trigger: OPENED, conditions: [{ field: 'text', is: 'contains', values: ['试运行样本'] }, { field: 'urgency', is: 'one-of', values: [urgency] }], actions: [{ do: 'template', templateId: template }] }, false, { limitPerHour: 1 })
    const tryOut = async (ruleId: string) => (await desk.send('h1', 'POST', `/automation/rules/${ruleId}/dry-runs`, { days: 3 })).body
    expect(await tryOut(await was('high'))).toMatchObject({ matched: 0, mails: 0 })
    const before = (await desk.send('c1', 'GET', `/cases/${id}/messages`)).body.items.length
    expect(await tryOut(await was('low'))).toMatchObject({ matched: 1, cases: 1, mails: 1, peakPerHour: 1, wouldBeHeld: 0, samples: [{ caseId: id, title: '试运行样本', acts: [expect.stringContaining('发模板')] }] })
    expect((await desk.send('c1', 'GET', `/cases/${id}/messages`)).body.items.length).toBe(before)
  })
})
