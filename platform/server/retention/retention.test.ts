import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { consoleModule } from '../console/module.ts'
import { SYSTEM, type Actor } from '../ctx.ts'
import { newId } from '../ids.ts'
import { defineModule, type RetentionClass } from '../module.ts'
import { EVERYWHERE } from '../scope.ts'
import { settings } from '../settings/module.ts'
import { startTestProduct, type TestProduct } from '../testing.ts'
import { settle } from '../time-travel.ts'
import { retention } from './module.ts'
import { refuseEarlyRemoval } from './public.ts'
import { cutoff, effectiveDays, removableFrom } from './retention-period.ts'

const THREE_YEARS = 1096
const records = (name: string, asksForHolds: boolean): RetentionClass => ({
  name, clause: '§5.1-4', floorDays: THREE_YEARS, defaultDays: THREE_YEARS,
  async purge(ctx, olderThan, limit) {
    const asks = asksForHolds ? sql`not retention_held(kind || ':' || id, ${ctx.now()})` : sql`true`
    const gone = await sql<{ subject: string }>`delete from probe_records where id in (select id from probe_records where kind = ${name} and at < ${olderThan} and ${asks} order by at limit ${limit})
      returning kind || ':' || id as subject`.execute(ctx.sql<unknown>())
    return gone.rows.map((r) => r.subject)
  },
})
const probe = defineModule({
  id: 'probe', needs: [], permissions: [], migrations: null, messages: new URL('../../messages/', import.meta.url),
  retention: [records('talk', true), records('careless', false), { name: 'forever', clause: '§4.3', floorDays: 1, defaultDays: 1, purge: async () => { throw new Error('never called') } }],
})

const admin: Actor = { ...SYSTEM, id: newId(), kind: 'staff', name: 'M1', via: 'token', grants: new Map([['retention.manage', EVERYWHERE], ['console.manage', EVERYWHERE]]) }
let product: TestProduct
beforeAll(async () => {
  product = await startTestProduct({ modules: [settings, consoleModule, retention, probe], logLevel: 'silent', http: { authenticate: async (_h, { bearer }) => (bearer === 'admin' ? { actor: admin, owes: null } : bearer ? { actor: { ...admin, grants: new Map([['probe.read', EVERYWHERE]]) }, owes: null } : null) } })
  await sql`create table probe_records (id text primary key, kind text not null, at timestamptz not null)`.execute(product.host.db)
  await call('PUT', '/retention/classes/forever', { days: null, reason: '存档' })
})
afterAll(() => product.stop())
beforeEach(async () => { await sql`truncate probe_records, retention_holds`.execute(product.host.db) })

const call = (method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, payload?: object, headers: Record<string, string> = {}) =>
  product.http!.inject({ method, url: `/api/v1${path}`, headers: { authorization: 'Bearer admin', ...headers }, ...(payload ? { payload } : {}) })
/** A record `age` before business time (2025-03-03), by the calendar. */
const add = (id: string, age: string, kind = 'talk') => sql`insert into probe_records values (${id}, ${kind}, ${product.host.clock.now()}::timestamptz - ${age}::interval)`.execute(product.host.db)
const left = async () => (await sql<{ id: string }>`select id from probe_records order by id`.execute(product.host.db)).rows.map((r) => r.id)
const purge = async () => {
  await call('POST', '/console/schedules/retention.purge/runs')
  await settle(product.host, product.services)
  return (await call('GET', '/console/schedules/retention.purge')).json().lastRun
}

describe('the purge', () => {
  test('S-095 leaves what is 2 years 364 days old, removes what is 3 years and 1 day old, and keeps a log', async () => {
    await add('young', '2 years 364 days')
    await add('old', '3 years 1 day')
    expect(await purge()).toMatchObject({ error: null, result: 'talk: 1' })
    expect(await left()).toEqual(['young'])
    const [run] = (await call('GET', '/retention/purges?class=talk')).json().items
    expect(run).toMatchObject({ class: 'talk', clause: '§5.1-4', days: THREE_YEARS, removed: 1, error: null })
    expect((await call('GET', `/retention/purges/${run.id}/subjects`)).json().items).toMatchObject([{ subject: 'talk:old' }])
    expect((await sql`select data from event_log where name = 'retention.purged@1' and subject = ${`retention-purge:${run.id}`}`.execute(product.host.db)).rows).toMatchObject([{ data: { subjects: ['talk:old'], clause: '§5.1-4' } }])
  })

  test('works in batches, and its list of removals comes in pages', async () => {
    await sql`insert into probe_records select 'r' || n, 'talk', '2020-01-01' from generate_series(1, 450) n`.execute(product.host.db)
    expect((await purge()).result).toBe('talk: 450')
    const [run] = (await call('GET', '/retention/purges?class=talk')).json().items
    const seen = new Set<string>()
    for (let cursor: string | null = ''; cursor !== null;) {
      const page: { items: { subject: string }[]; nextCursor: string | null } = (await call('GET', `/retention/purges/${run.id}/subjects?limit=200${cursor ? `&cursor=${cursor}` : ''}`)).json()
      for (const item of page.items) seen.add(item.subject)
      cursor = page.nextCursor
    }
    expect(seen.size).toBe(450)
  })

  test('J-37 runs weekly', async () => {
    expect((await call('GET', '/console/schedules/retention.purge')).json()).toMatchObject({ code: 'J-37', cron: '0 3 * * 0' })
  })
})

describe('holds', () => {
  const place = (body: object) => call('POST', '/retention/holds', body)

  test('keep a record until they are released or end', async () => {
    await add('kept', '5 years')
    const hold = await place({ subject: 'talk:kept', reason: '争议未结' })
    expect([hold.statusCode, hold.json()]).toMatchObject([201, { subject: 'talk:kept', placedBy: 'M1', releasedAt: null }])
    expect((await place({ subject: 'talk:kept', reason: '再来' })).json().code).toBe('retention.already-held')
    await purge()
    expect(await left()).toEqual(['kept'])
    expect((await call('DELETE', `/retention/holds/${hold.json().id}`, {})).statusCode).toBe(400)
    expect((await call('DELETE', `/retention/holds/${hold.json().id}`, { reason: '争议已结' })).json()).toMatchObject({ releasedBy: 'M1', releaseReason: '争议已结' })
    expect((await call('DELETE', `/retention/holds/${hold.json().id}`, { reason: '又一次' })).json().code).toBe('retention.already-released')
    await purge()
    expect(await left()).toEqual([])
  })

  test('with an end hold until then', async () => {
    await add('kept', '5 years')
    expect((await place({ subject: 'talk:kept', reason: 'x', until: '2025-03-01T00:00:00+08:00' })).statusCode).toBe(400)
    await place({ subject: 'talk:kept', reason: 'x', until: new Date(product.host.clock.now().getTime() + 60_000).toISOString() })
    await purge()
    expect(await left()).toEqual(['kept'])
    await call('PUT', '/test/clock', { advance: 'PT2M' })
    await purge()
    expect(await left()).toEqual([])
  })

  test('even a class that does not ask cannot remove a held record, and the failure shows', async () => {
    await add('c1', '5 years', 'careless')
    await add('c2', '5 years', 'careless')
    await place({ subject: 'careless:c2', reason: 'x' })
    expect((await purge()).error).toContain('careless:c2, which is on hold')
    expect(await left()).toEqual(['c1', 'c2'])
    expect((await call('GET', '/retention/purges?class=careless')).json().items[0]).toMatchObject({ removed: 0, error: expect.stringContaining('on hold') })
  })

  test('are listed, open ones apart', async () => {
    const first = (await place({ subject: 'talk:a', reason: 'x' })).json()
    await place({ subject: 'talk:b', reason: 'x' })
    await call('DELETE', `/retention/holds/${first.id}`, { reason: 'y' })
    const subjects = async (query: string) => (await call('GET', `/retention/holds${query}`)).json().items.map((h: { subject: string }) => h.subject)
    expect([await subjects(''), await subjects('?open=true'), await subjects('?open=false')]).toEqual([['talk:b', 'talk:a'], ['talk:b'], ['talk:a']])
  })
})

describe('periods', () => {
  test('are never below the floor, and say whose rule that is', async () => {
    const reply = await call('PUT', '/retention/classes/talk', { days: 365, reason: '省空间' })
    expect(reply.statusCode).toBe(400)
    expect(reply.json().errors).toEqual([{ pointer: '/days', code: 'retention.below-floor', detail: `手册规定至少保存 ${THREE_YEARS} 天，请填不小于它的天数。`, clause: '§5.1-4' }])
    const changed = await call('PUT', '/retention/classes/talk', { days: 2000, reason: '合同要求' })
    expect(changed.json()).toMatchObject({ days: 2000, floorDays: THREE_YEARS, version: 1 })
    await add('old', '4 years')
    await purge()
    expect(await left()).toEqual(['old'])
    expect((await call('PUT', '/retention/classes/talk', { days: THREE_YEARS, reason: 'x' }, { 'if-match': '"0"' })).statusCode).toBe(412)
    await call('PUT', '/retention/classes/talk', { days: THREE_YEARS, reason: 'x' }, { 'if-match': '"1"' })
  })

  test('S-094 removal by hand is refused before the time and while on hold', async () => {
    const now = product.host.clock.now(), ago = (days: number) => new Date(now.getTime() - days * 86_400_000)
    const refused = (days: number, subject = 'talk:x') => product.host.transaction(SYSTEM, (ctx) => refuseEarlyRemoval(ctx, 'talk', subject, ago(days))).then(() => null, (e: { code: string; errors: { clause: string }[] }) => [e.code, e.errors[0]!.clause])
    expect(await refused(150)).toEqual(['retention.too-early', '§5.1-4'])
    expect(await refused(THREE_YEARS + 1)).toBeNull()
    await call('POST', '/retention/holds', { subject: 'talk:x', reason: 'x' })
    expect(await refused(THREE_YEARS + 1)).toEqual(['retention.held', '§5.1-4'])
  })

  test('the arithmetic', () => {
    const declared = { floorDays: 180, defaultDays: 1096 }
    expect([effectiveDays(declared, undefined), effectiveDays(declared, { days: 200 }), effectiveDays(declared, { days: 3 }), effectiveDays(declared, { days: null })]).toEqual([1096, 200, 180, null])
    const at = new Date('2025-03-03T09:00:00+08:00')
    expect(removableFrom(cutoff(at, 10), 10)).toEqual(at)
  })
})

test('all of it is closed to those without the right', async () => {
  for (const [method, path] of [['GET', '/retention/classes'], ['PUT', '/retention/classes/talk'], ['GET', '/retention/holds'], ['POST', '/retention/holds'], ['GET', '/retention/purges']] as const) {
    expect((await product.http!.inject({ method, url: `/api/v1${path}`, headers: { authorization: 'Bearer other' } })).statusCode).toBe(403)
  }
})
