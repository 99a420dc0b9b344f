// Clocks after the resolution, reopening, merging and progress, over HTTP.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sql } from 'kysely'
import { caseIn, RESULT, startCaseProduct, type CaseProduct } from '../../../cases/testing.ts'
import { conversations } from '../../../conversations/module.ts'
import { sla } from '../../module.ts'
import { verifyClocks } from './verify-clocks.ts'

let product: CaseProduct
beforeAll(async () => { product = await startCaseProduct([conversations, sla]) })
afterAll(async () => { await product.stop() })

const clocksOf = async (id: string) => (await product.send('l1', 'GET', `/cases/${id}/clocks`)).body.items as any[]
const kinds = async (id: string, ...wanted: string[]) => (await clocksOf(id)).filter((c) => wanted.includes(c.kind) && !c.reference).map((c) => [c.kind, c.round, c.state, c.dueAt?.slice(5, 16) ?? null])
const move = (who: string, id: string, body: object) => product.send(who, 'POST', `/cases/${id}/transitions`, body)
const POST = ['result-feedback', 'user-feedback', 'kb-archive'] as const

describe('after solving', () => {
  let first: any, silent: any
  it('S-055 the three clocks start at the resolution; resolving stops advice and containment', async () => {
    first = await caseIn(product, 'resolved', 'u1', { effects: ['permission-problem'] })
    silent = await caseIn(product, 'awaiting-confirmation', 'u1', { effects: ['permission-problem'], title: '没有人回答' })
    expect(await kinds(first.id, ...POST)).toEqual([['result-feedback', 1, 'running', '03-04T01:00'], ['user-feedback', 1, 'running', '03-04T01:00'], ['kb-archive', 1, 'running', '03-06T01:00']])
    expect(await kinds(first.id, 'initial-solution', 'initial-handling', 'resolution')).toEqual([['initial-solution', 1, 'met', '03-03T05:00'], ['initial-handling', 1, 'met', '03-04T01:00'], ['resolution', 1, 'met', '03-06T01:00']])
    expect((await product.send('l1', 'GET', `/cases/${first.id}`)).body.nextDue).toMatchObject({ kind: 'result-feedback', clause: '§3.3-3' })
  })
  it('CL-08 not solved: an answer; the archive is superseded; the resolution goes on without the time between', async () => {
    await product.at('2025-03-03T10:00:00+08:00')
    expect((await move('a1', first.id, { to: 'awaiting-confirmation', result: RESULT })).status).toBe(200)
    await product.at('2025-03-03T12:00:00+08:00')
    expect((await product.send('u1', 'POST', `/cases/${first.id}/answer`, { solved: false, reason: '还是打不开' })).status).toBe(200)
    expect(await kinds(first.id, ...POST)).toEqual([['result-feedback', 1, 'met', '03-04T01:00'], ['user-feedback', 1, 'met', '03-04T01:00'], ['kb-archive', 1, 'superseded', '03-06T01:00']])
    const resolution = (await clocksOf(first.id)).find((c) => c.kind === 'resolution' && !c.reference)
    expect(resolution).toMatchObject({ state: 'running', dueAt: '2025-03-06T04:00:00.000Z', pausedTotal: 'PT0S', stoppedAt: null })
    expect(resolution.segments.map((s: any) => s.state)).toEqual(['running', 'excluded', 'running'])
  })
  it('the next resolution starts round 2', async () => {
    for (const step of [{ to: 'diagnosing' }, { to: 'solving', nature: 'software', cause: '索引' }, { to: 'verifying', solution: '再建', planExecuted: true }, { to: 'resolved', retest: 'pass', stability: 'pass' }]) {
      const moved = await move('a1', first.id, step)
      expect([step.to, moved.status, moved.status === 200 ? '' : JSON.stringify(moved.body)]).toEqual([step.to, 200, ''])
    }
    expect((await kinds(first.id, ...POST)).filter((c) => c[1] === 2)).toEqual([['result-feedback', 2, 'running', '03-04T04:00'], ['user-feedback', 2, 'running', '03-04T04:00'], ['kb-archive', 2, 'running', '03-06T04:00']])
    expect((await kinds(first.id, 'resolution'))[0]![2]).toBe('met')
  })
  it('S-053, CL-21 a silent user: breached at 24 h, closed at 48 h, no breach of the team, archive still in time', async () => {
    await product.at('2025-03-05T09:00:00+08:00')
    expect((await product.send('l1', 'GET', `/cases/${silent.id}`)).body).toMatchObject({ state: 'closed-unconfirmed', breached: false, nextDue: { kind: 'kb-archive', breached: false } })
    expect(await kinds(silent.id, ...POST)).toEqual([['result-feedback', 1, 'met', '03-04T01:00'], ['user-feedback', 1, 'breached', '03-04T01:00'], ['kb-archive', 1, 'running', '03-06T01:00']])
    const timeline = (await product.send('l1', 'GET', `/cases/${silent.id}/timeline?limit=200`)).body.items as any[]
    expect(timeline.filter((e) => e.name === 'sla.clock-breached@1').map((e) => [e.data.kind, e.at])).toEqual([['user-feedback', '2025-03-04T01:00:00.000Z']])
    expect((await product.send('l1', 'GET', '/notifications?limit=100')).body.items.filter((n: any) => n.subject === `case:${silent.id}` && n.name === 'sla.breach')).toEqual([])
  })
  it('S-055 archived one minute too late is a breach', async () => {
    await product.at('2025-03-06T09:01:00+08:00')
    const archived = await move('a1', silent.id, { to: 'archived' })
    expect(archived.status === 200 ? null : archived.body.errors).toEqual(expect.anything())
    expect((await kinds(silent.id, 'kb-archive'))[0]).toEqual(['kb-archive', 1, 'breached', '03-06T01:00'])
    expect((await product.send('l1', 'GET', `/cases/${silent.id}`)).body.breached).toBe(true)
  })
})

describe('messages', () => {
  it('S-022, S-023, CL-04 a reply without next step leaves the clock running and says so; marked advice stops the initial solution', async () => {
    const c = await caseIn(product, 'assigned', 'u1', { effects: ['permission-problem'], title: '消息' })
    const say = (more: object) => product.send('a1', 'POST', `/cases/${c.id}/messages`, { visibility: 'public', body: '已收到。', ...more })
    expect((await say({ owner: '陈安', expectedAt: '2025-03-06T12:00:00+08:00' })).status).toBe(201)
    expect(await kinds(c.id, 'response')).toEqual([['response', 1, 'running', expect.any(String)]])
    expect((await say({ owner: '陈安', nextStep: '查日志', expectedAt: '2025-03-06T12:00:00+08:00', initialSolution: true })).status).toBe(201)
    expect((await kinds(c.id, 'response', 'initial-solution')).map((k) => k[2])).toEqual(['met', 'met'])
    expect((await clocksOf(c.id)).filter((k) => k.kind === 'progress-update')).toHaveLength(1)
  })
})

describe('merging and progress', () => {
  it('CL-19 the surviving case keeps the earlier start; the absorbed one has no clocks any more', async () => {
    const old = (await product.send('c1', 'POST', '/cases', { title: '打印失败', description: '不出纸', channel: 'portal', serviceLine: 'technical-support', urgency: 'low', complexity: 'low' })).body
    await product.at('2025-03-06T11:00:00+08:00')
    const late = (await product.send('c1', 'POST', '/cases', { title: '打印失败再报', description: '不出纸', channel: 'portal', serviceLine: 'technical-support', urgency: 'low', complexity: 'low' })).body
    const merged = await move('l1', old.id, { to: 'merged', into: late.id, reason: '同一问题' })
    expect([merged.status, merged.status === 200 ? '' : JSON.stringify(merged.body)]).toEqual([200, ''])
    expect((await clocksOf(late.id)).filter((c) => !c.reference).map((c) => [c.kind, c.state, c.startedAt])).toEqual([
      ['response', 'running', '2025-03-06T01:01:00.000Z'], ['resolution', 'running', '2025-03-06T01:01:00.000Z'], ['response', 'superseded', '2025-03-06T03:00:00.000Z'], ['resolution', 'superseded', '2025-03-06T03:00:00.000Z']])
    expect((await clocksOf(old.id)).every((c) => c.state === 'superseded')).toBe(true)
  })
  it('CL-20 progress: from the response on, renewed by each public reply, kept as a reference', async () => {
    const c = await caseIn(product, 'responded', 'u1', { effects: ['permission-problem'], title: '进展' })
    const progress = async () => (await clocksOf(c.id)).filter((x) => x.kind === 'progress-update').map((x) => [x.state, x.startedAt.slice(5, 16), x.reference])
    expect(await progress()).toEqual([['running', '03-06T03:00', true]])
    await product.at('2025-03-06T15:00:00+08:00')
    expect((await product.send('a1', 'POST', `/cases/${c.id}/messages`, { visibility: 'public', body: '还在查。' })).status).toBe(201)
    await product.send('a1', 'POST', `/cases/${c.id}/messages`, { visibility: 'internal', body: '内部备注' })
    expect(await progress()).toEqual([['met', '03-06T03:00', true], ['running', '03-06T07:00', true]])
  })
})

describe('verification', () => {
  it('every clock follows from its ledger; a changed row is named', async () => {
    const clean = await verifyClocks(product.host)
    expect(clean.differences).toEqual([])
    expect(clean.clocks).toBeGreaterThan(20)
    const db = product.host.db
    const target = (await sql<{ record_id: string; no: number }>`select record_id, no from sla_clocks where kind = 'resolution' and not reference and stopped_at is null and superseded_at is null limit 1`.execute(db)).rows[0]!
    await sql`update sla_clocks set due_at = due_at + interval '1 second' where record_id = ${target.record_id} and no = ${target.no}`.execute(db)
    expect((await verifyClocks(product.host)).differences).toEqual([expect.objectContaining({ recordId: target.record_id, clock: target.no, kind: 'resolution', field: 'due' })])
    await sql`update sla_clocks set due_at = due_at - interval '1 second' where record_id = ${target.record_id} and no = ${target.no}`.execute(db)
    await expect(sql`update sla_segments set at = at + interval '1 minute'`.execute(db)).rejects.toThrow(/append-only/)
    await sql`delete from sla_segments where (record_id, clock_no) in (select record_id, no from sla_clocks where kind = 'resolution' and stopped_at is not null and superseded_at is null limit 1)`.execute(db)
    expect((await verifyClocks(product.host)).differences.map((d) => d.field)).toContain('ledger')
  })
})
