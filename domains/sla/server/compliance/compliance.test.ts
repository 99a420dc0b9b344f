// The board of the handbook over real cases: figures, exceptions, scope; and the audit pack, checked by its own script and by a forger.
import { unzipSync } from 'fflate'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { TestClock } from '../../../../platform/server/clock.ts'
import { startCaseProduct, type CaseProduct } from '../../../cases/testing.ts'
import { audit } from '../../../../platform/server/audit/module.ts'
import { retention } from '../../../../platform/server/retention/module.ts'
import { conversations } from '../../../conversations/module.ts'
import { handbook } from '../../../handbook/module.ts'
import { sla } from '../../module.ts'

let product: CaseProduct
const folder = mkdtempSync(join(tmpdir(), 'houyuan-pack-'))
beforeAll(async () => {
  product = await startCaseProduct([audit, retention, conversations, handbook, sla])
  for (let i = 0; i < 2; i++) await product.send('c1', 'POST', '/cases', { title: `试 ${i}`, description: '试', channel: 'portal', serviceLine: 'technical-support', urgency: 'high' })
  // After-sales by office hours, so that the pack holds a working calendar too: 24 open hours from Monday 09:00 end on Wednesday, and the case is answered in time by nobody.
  expect((await product.send('h1', 'POST', '/sla/policies/POL-2.2/versions', { effectiveFrom: '2025-03-03T09:00:00+08:00', calendar: 'cn-office' })).status).toBe(201)
  await product.send('c1', 'POST', '/cases', { title: '修', description: '试', channel: 'portal', serviceLine: 'after-sales' })
  const internal = (await product.send('u1', 'POST', '/cases', { title: '内', description: '试', channel: 'portal', effects: ['permission-problem'] })).body
  await product.at('2025-03-03T09:30:00+08:00')
  await product.send('l1', 'POST', `/cases/${internal.id}/transitions`, { to: 'assigned' })
  expect((await product.send('l1', 'POST', `/cases/${internal.id}/messages`, { visibility: 'public', body: '已收到', owner: '陈安', nextStep: '检查', expectedAt: '2025-03-03T12:00:00+08:00' })).status).toBe(201)
  await product.at('2025-03-04T09:00:00+08:00')
})
afterAll(async () => { await product.stop(); rmSync(folder, { recursive: true, force: true }) })

const board = async (who: string, query = '') => (await product.send(who, 'GET', `/handbook/compliance${query}`)).body
const rowOf = (b: any, key: string) => b.chapters.flatMap((c: any) => c.items).find((r: any) => r.key === key)

it('R0-2 each measurable clause with target, figure, gap, weeks and state; what is not built says so', async () => {
  const b = await board('h1')
  expect(b.chapters.map((c: any) => c.number)).toEqual(['1', '2', '3', '4', '5', '6', '7'])
  expect(rowOf(b, '1.2.response.URGENT')).toMatchObject({ clause: '§1.2', target: { op: '>=', value: 95, basis: 'default' }, current: { value: 0, n: 2, met: 0, smallSample: true }, gap: -95, state: 'missed', exceptions: { count: 2, of: 2, explained: 0 } })
  expect(rowOf(b, '3.3-1.response.B')).toMatchObject({ current: { value: 100, n: 1, met: 1, low: 20.7, smallSample: true }, state: 'small-sample', target: { value: 100, basis: 'printed' } })
  expect(rowOf(b, '3.3-1.response.B').weeks.map((w: any) => w.n)).toEqual([0, 0, 0, 0, 0, 1])
  expect(rowOf(b, '1.2.response.COMPLEX')).toMatchObject({ state: 'not-due', current: { value: null, n: 0 }, conflict: { decision: 'B-24' } })
  expect(rowOf(b, '6.2-1.response.1')).toMatchObject({ state: 'not-measured', part: 'emergency' })
  expect(rowOf(b, '5.1-4.retention')).toMatchObject({ state: 'met', current: { value: 3 }, target: { unit: 'years' } })
  expect(b.counts.all).toBe(b.chapters.reduce((n: number, c: any) => n + c.items.length, 0))
  expect(b.counts).toMatchObject({ notMeasured: expect.any(Number) })
  expect(b.conflicts.map((c: any) => c.decision)).toContain('B-5')
})

it('RX-8 figures and exceptions stop at the reach of the reader', async () => {
  expect(rowOf(await board('r2'), '1.2.response.URGENT')).toMatchObject({ current: { n: 0 }, state: 'not-due' })
  const units = product.units
  expect(rowOf(await board('h1', `?unitId=${units.get('West')}`), '1.2.response.URGENT').current.n).toBe(0)
  const late = (await product.send('h1', 'GET', '/handbook/compliance/1.2.response.URGENT/exceptions?limit=1')).body
  expect(late.items).toEqual([expect.objectContaining({ recordKind: 'case', level: 'URGENT', dueAt: '2025-03-03T03:00:00.000Z', endedAt: null, overdueBy: 'PT22H', explained: false, url: expect.stringMatching(/^\/cases\//) })])
  const rest = (await product.send('h1', 'GET', `/handbook/compliance/1.2.response.URGENT/exceptions?limit=1&cursor=${late.nextCursor}`)).body
  expect([rest.items.length, rest.nextCursor, rest.items[0].number === late.items[0].number]).toEqual([1, null, false])
  expect((await product.send('r2', 'GET', '/handbook/compliance/1.2.response.URGENT/exceptions')).body.items).toEqual([])
  expect((await product.send('u1', 'GET', '/handbook/compliance')).status).toBe(403)
  expect((await product.send('h1', 'GET', '/handbook/compliance/9.9.x/exceptions')).status).toBe(400)
  expect((await product.send('h1', 'GET', '/handbook/compliance/1.2.nothing/exceptions')).status).toBe(404)
})

it('audit pack: a month in one archive that its own script accepts, and a changed file does not pass', async () => {
  const get = (who: string, month: string) => product.http!.inject({ method: 'GET', url: `/api/v1/handbook/audit-packs/${month}`, headers: { authorization: `Bearer acceptance-${who}` } })
  expect((await get('h1', '2025-03')).statusCode).toBe(409)
  expect((await get('l1', '2025-03')).statusCode).toBe(403)
  const clock = product.host.clock as TestClock
  // After-sales by office hours breaks on Thursday; then the month is over, without living through its nights.
  await product.at('2025-03-06T09:30:00+08:00')
  clock.moveTo(new Date('2025-04-01T09:00:00+08:00'))
  const reply = await get('h1', '2025-03')
  expect([reply.statusCode, reply.headers['content-type']]).toEqual([200, 'application/zip'])
  for (const [name, data] of Object.entries(unzipSync(new Uint8Array(reply.rawPayload)))) writeFileSync(join(folder, name), data)
  const check = () => spawnSync(process.execPath, [join(folder, 'verify.mjs')], { encoding: 'utf8' })
  const good = check()
  expect(good.stdout).toContain('OK: files, chains, verdicts and figures agree.')
  expect(good.status).toBe(0)
  expect(JSON.parse(readFileSync(join(folder, 'calendars.json'), 'utf8')).map((c: any) => [c.key, c.open?.length > 10])).toEqual([['24x7', false], ['cn-office@1', true]])
  const manifest = /manifest SHA-256 ([0-9a-f]{64})/.exec(good.stdout)![1]
  expect((await product.host.pool.query("select data ->> 'manifestSha256' as sha, data ->> 'complete' as complete from event_log where name = 'handbook.audit-pack-made@1'")).rows).toEqual([{ sha: manifest, complete: 'true' }])
  const clocks = join(folder, 'clocks.ndjson'), before = readFileSync(clocks, 'utf8')
  expect(before.split('\n').filter(Boolean).length).toBeGreaterThan(6)
  writeFileSync(clocks, before.replace('"breachedAt":"2025-03-03', '"breachedAt":"2025-03-04'))
  const forged = check()
  expect(forged.status).toBe(1)
  expect(forged.stdout).toMatch(/clocks\.ndjson: changed/)
  expect(forged.stdout).toMatch(/the chain breaks/)
}, 120_000)
