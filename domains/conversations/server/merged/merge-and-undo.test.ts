// Merging and its undoing over HTTP, with clocks, messages and links: a merge that is undone has never been (CL-19).
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aCase, caseIn, startCaseProduct, type CaseProduct } from '../../../cases/testing.ts'
import { sla } from '../../../sla/module.ts'
import { verifyClocks } from '../../../sla/server/live/verify-clocks.ts'
import { conversations } from '../../module.ts'

let p: CaseProduct
beforeAll(async () => { p = await startCaseProduct([conversations, sla]) }, 60_000)
afterAll(async () => {
  expect((await verifyClocks(p.host)).differences).toEqual([])
  await p.stop()
})

const open = async (who: string, more: object = {}) => (await p.send(who, 'POST', '/cases', aCase(more))).body
const merge = (id: string, into: string, who = 'l1') => p.send(who, 'POST', `/cases/${id}/merge`, { into, reason: '同一问题' })
const unmerge = (id: string, who = 'l1') => p.send(who, 'POST', `/cases/${id}/unmerge`, { reason: '不是同一问题' })
const clocksOf = async (id: string) => (await p.send('l1', 'GET', `/cases/${id}/clocks`)).body.items as any[]
const say = (who: string, id: string, body: string) => p.send(who, 'POST', `/cases/${id}/messages`, { visibility: 'public', body })
const texts = async (who: string, id: string) => ((await p.send(who, 'GET', `/cases/${id}/messages?limit=100`)).body.items as any[]).filter((m) => !m.automatic).map((m) => m.text)

/** Every row about the cases, without what counts edits. */
async function everything(ids: readonly string[]): Promise<unknown> {
  const rows = async (text: string) => (await sql.raw<{ r: unknown }>(text.replaceAll('$ids', `array[${ids.map((id) => `'${id}'`).join()}]::uuid[]`)).execute(p.host.db)).rows.map((x) => x.r)
  return {
    cases: await rows(`select to_jsonb(c) - 'version' - 'updated_at' as r from cases c where id = any($ids) order by id`), transfers: await rows(`select to_jsonb(t) as r from cases_transfers t where case_id = any($ids) order by id`),
    links: await rows(`select to_jsonb(l) as r from cases_links l where case_id = any($ids) or other_id = any($ids) order by case_id, other_id, kind`),
    messages: await rows(`select to_jsonb(m) as r from conversations_messages m where case_id = any($ids) and not automatic order by id`), records: await rows(`select to_jsonb(s) as r from sla_records s where id = any($ids) order by id`),
    clocks: await rows(`select to_jsonb(k) as r from sla_clocks k where record_id = any($ids) order by record_id, no`), segments: await rows(`select to_jsonb(s) - 'written_at' as r from sla_segments s where record_id = any($ids) order by record_id, clock_no, seq`),
  }
}

describe('merging', () => {
  test('CL-19 the absorbed case ends, the survivor keeps the earlier start, the number goes on working', async () => {
    await p.at('2025-03-06T10:00:00+08:00')
    const old = await open('c1'), at = old.createdAt
    await p.at('2025-03-06T10:30:00+08:00')
    const young = await open('c1')
    const preview = await p.send('l1', 'GET', `/cases/${old.id}/merge-preview?into=${young.id}`)
    expect(preview.body).toMatchObject({ ok: true, reasons: [], keepsStart: at, absorbed: { id: old.id }, survivor: { id: young.id } })
    const merged = await merge(old.id, young.id)
    expect([merged.status, merged.body.state, merged.body.mergedInto]).toEqual([200, 'merged', young.id])
    expect((await clocksOf(old.id)).every((k) => k.state === 'superseded')).toBe(true)
    expect((await clocksOf(young.id)).find((k) => k.kind === 'resolution' && k.state === 'running').startedAt).toBe(at)
    expect((await p.send('l1', 'GET', `/cases/by-number/${old.number}`)).body).toMatchObject({ state: 'merged', mergedInto: young.id })
    expect((await p.send('c1', 'GET', `/cases/${old.id}`)).body).toMatchObject({ state: 'merged', mergedInto: young.id })
    const timeline = (await p.send('l1', 'GET', `/cases/${young.id}/timeline?limit=200`)).body.items as any[]
    expect(new Set(timeline.map((e) => e.caseNumber))).toEqual(new Set([old.number, young.number]))
    expect(timeline.map((e) => e.name)).toContain('cases.case-absorbed@1')
  })

  test('every condition that is not met is named at once; other customers, other secrecy, itself and what has ended are refused', async () => {
    const mine = await caseIn(p, 'resolved', 'c1'), secret = await open('u1', { problemClass: 'data-security' })
    const refused = await merge(mine.id, secret.id, 's1')
    expect([403, 404, 409]).toContain(refused.status)
    const lead = await merge(mine.id, (await open('v1')).id, 'h1')
    expect([lead.status, (lead.body.errors as any[]).map((e) => e.code)]).toEqual([409, expect.arrayContaining(['case.guard.merge-party'])])
    expect(lead.body.errors.length).toBeGreaterThan(1)
    const self = await open('c1')
    expect((await merge(self.id, self.id)).body.errors.map((e: any) => e.code)).toContain('case.guard.merge-target')
    expect((await merge(self.id, '00000000-0000-7000-8000-000000000000')).body.errors.map((e: any) => e.code)).toContain('case.guard.merge-target')
    expect((await merge(self.id, (await open('c1')).id, 'c1')).status).toBe(403)
    expect((await unmerge(self.id)).body.errors.map((e: any) => e.code)).toEqual(['case.guard.not-merged'])
  })

  test('messages to the merged number follow; both histories are read together; undone, each goes back to where it was written', async () => {
    const gone = await open('c1', { title: '先报' }), stays = await open('c1', { title: '后报' })
    await say('c1', gone.id, '写在先报上')
    await merge(gone.id, stays.id)
    const later = await say('c1', gone.id, '合并后写给先报')
    expect([later.status, later.body.caseId]).toEqual([201, stays.id])
    expect(await texts('l1', stays.id)).toEqual(expect.arrayContaining(['写在先报上', '合并后写给先报']))
    expect((await say('a1', gone.id, '员工答复')).status).toBe(409)
    expect((await say('a1', stays.id, '员工在存续工单答复')).status).toBe(201)
    expect(await texts('c1', gone.id)).toEqual(expect.arrayContaining(['写在先报上', '合并后写给先报', '员工在存续工单答复']))
    expect((await unmerge(gone.id)).status).toBe(200)
    expect(await texts('l1', stays.id)).toEqual(['员工在存续工单答复'])
    expect(await texts('l1', gone.id)).toEqual(['写在先报上', '合并后写给先报'])
  })

  test('two reports of colleagues: the second reads how the first goes on, and not what the other wrote', async () => {
    const gone = await open('c1'), stays = await open('c1')
    await merge(gone.id, stays.id)
    expect((await merge(stays.id, gone.id)).body.errors.map((e: any) => e.code)).toContain('case.guard.merge-target')
    expect((await unmerge(gone.id)).body).toMatchObject({ state: 'classified', mergedInto: null })
  })
})

describe('undoing', () => {
  test('merge then undo = identity of cases, clocks, segments, messages and links, for cases in any state', async () => {
    for (const [state, waits] of [['assigned', null], ['responded', 'waiting-requester'], ['diagnosing', 'waiting-vendor'], ['verifying', null]] as const) {
      const one = await caseIn(p, state, 'c1', { urgency: 'high' })
      if (waits) expect((await p.send('a1', 'POST', `/cases/${one.id}/transitions`, { to: waits, reason: '等', vendor: '厂商' })).status).toBe(200)
      await p.at(new Date((await p.host.clock.now()).getTime() + 47 * 60_000).toISOString())
      const other = await open('c1')
      await p.send('l1', 'POST', `/cases/${one.id}/transfers`, { toId: p.people.get('a2'), kind: 'transfer', reason: '换班' })
      for (const [a, b] of [[one.id, other.id], [other.id, one.id]] as const) {
        const before = await everything([a, b])
        expect((await merge(a, b)).status).toBe(200)
        expect(await everything([a, b])).not.toEqual(before)
        expect((await unmerge(a)).status).toBe(200)
        expect(await everything([a, b])).toEqual(before)
      }
    }
  })

  test('time goes on while merged: undone later, each has the clocks that it would have had, breaches at their due times', async () => {
    const a = await open('c1', { urgency: 'high' }), twin = await open('c1', { urgency: 'high' })
    await p.at(new Date((await p.host.clock.now()).getTime() + 60 * 60_000).toISOString())
    const b = await open('c1', { urgency: 'medium' }), twinB = await open('c1', { urgency: 'medium' })
    await merge(a.id, b.id)
    await p.at(new Date((await p.host.clock.now()).getTime() + 3 * 60 * 60_000).toISOString())
    const answered = { to: 'assigned', handlerId: p.people.get('a1') }
    for (const id of [b.id, twinB.id]) { await p.send('l1', 'POST', `/cases/${id}/transitions`, answered); await p.send('a1', 'POST', `/cases/${id}/transitions`, { to: 'responded', reply: '收到', owner: '陈安', nextStep: '检查', expectedAt: '2025-04-03T12:00:00+08:00' }) }
    await unmerge(a.id)
    const shape = async (id: string) => (await clocksOf(id)).map((k) => [k.kind, k.policy, k.reference, k.state, k.startedAt.slice(0, 16), k.dueAt?.slice(0, 16), k.stoppedAt?.slice(0, 16), k.breachedAt?.slice(0, 16)])
    expect(await shape(a.id)).toEqual(await shape(twin.id))
    expect(await shape(b.id)).toEqual(await shape(twinB.id))
    expect((await clocksOf(a.id)).find((k) => k.kind === 'response').state).toBe('breached')
    expect((await p.send('l1', 'GET', `/cases/${b.id}`)).body.breached).toBe((await p.send('l1', 'GET', `/cases/${twinB.id}`)).body.breached)
  })

  test('several merges into one case are undone one by one, in any order; a chain from its end', async () => {
    const ids: string[] = []
    for (let i = 0; i < 4; i++) { ids.push((await open('c1', { title: `第 ${i} 个` })).id); await p.at(new Date((await p.host.clock.now()).getTime() + 10 * 60_000).toISOString()) }
    const before = await everything(ids), [a, b, c, s] = ids as [string, string, string, string]
    for (const id of [b, a, c]) expect((await merge(id, s)).status).toBe(200)
    for (const id of [a, c, b]) expect((await unmerge(id)).status).toBe(200)
    expect(await everything(ids)).toEqual(before)
    await merge(a, b)
    await merge(b, c)
    const chain = await unmerge(a)
    expect([chain.status, chain.body.errors[0].code]).toEqual([409, 'case.guard.merge-chain'])
    await unmerge(b)
    await unmerge(a)
    expect(await everything(ids)).toEqual(before)
  })
})
