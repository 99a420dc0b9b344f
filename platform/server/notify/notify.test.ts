// The notification centre from the fact to the mailbox: once per person, within reach, as preferred, grouped, quiet at night.
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { aPerson, Browser, GOOD_PASSWORD, inSystem, startAccessProduct } from '../access/testing.ts'
import type { TestClock } from '../clock.ts'
import { newId } from '../ids.ts'
import { defineModule } from '../module.ts'
import type { TestProduct } from '../testing.ts'
import { settle, travelTo } from '../time-travel.ts'
import { notifyModule } from './module.ts'
import { notify, type NewNotification } from './public.ts'

const NORTH = newId(), SOUTH = newId()
const things = defineModule({
  id: 'things', needs: [], permissions: ['things.read'], migrations: null, messages: notifyModule.messages, expandUnits: async (_ctx, ids) => [...ids],
  notifications: [{ name: 'things.changed', channels: ['in-app', 'mail'] }, { name: 'things.burning', channels: ['in-app', 'mail'], urgent: true }, { name: 'things.seen', channels: ['in-app'] }],
})

let product: TestProduct, ana: Browser, anaId: string
beforeAll(async () => { product = await startAccessProduct([notifyModule, things]) })
afterAll(() => product?.stop())
let count = 0
beforeEach(async () => {
  const email = `ana${++count}@example.test`
  anaId = await aPerson(product.host, email)
  ana = new Browser(product, `198.51.100.${count}`)
  await ana.signIn(email)
  await settle(product.host, [])
  await ana.send('POST', '/notifications/read', { all: true })
})
const tell = (input: Partial<NewNotification> = {}) => inSystem(product.host, (ctx) => notify(ctx, { name: 'things.changed', to: [anaId], params: { number: '7' }, ...input }))
const travel = (minutes: number) => travelTo(product.host, product.host.clock as TestClock, new Date(product.host.clock.now().getTime() + minutes * 60_000), [])
const mails = async (name = 'things.') => {
  await settle(product.host, [])
  return (await sql<{ subject: string; text_body: string; n: number }>`select m.subject, m.text_body, count(*)::int as n from mail_outbox m join notify_deliveries d on d.mail_id = m.id
    where d.account_id = ${anaId} and d.name like ${`${name}%`} group by m.id order by m.id`.execute(product.host.db)).rows
}
const inbox = async () => (await ana.send('GET', '/notifications?limit=50')).body

describe('telling', () => {
  test('shows in the centre with the number unread, and is read', async () => {
    expect(await tell({ subject: 'thing:1', url: '/things/1' })).toBe(1)
    expect(await tell({ params: { number: '8' } })).toBe(1)
    const list = await inbox()
    expect(list.unread).toBe(2)
    expect(list.items[1]).toMatchObject({ name: 'things.changed', subject: 'thing:1', url: '/things/1', urgent: false, readAt: null })
    expect((await ana.send('POST', '/notifications/read', { ids: [list.items[0].id] })).body).toEqual({ unread: 1 })
    expect((await ana.send('GET', '/notifications?unread=true')).body.items.map((n: any) => n.id)).toEqual([list.items[1].id])
    expect((await ana.send('POST', '/notifications/read', { all: true })).body).toEqual({ unread: 0 })
    expect((await ana.send('POST', '/notifications/read', {})).status).toBe(400)
  })

  test('pages by key', async () => {
    for (let i = 0; i < 5; i++) await tell({ params: { number: String(i) } })
    const first = (await ana.send('GET', '/notifications?limit=2')).body, second = (await ana.send('GET', `/notifications?limit=2&cursor=${first.nextCursor}`)).body
    expect(new Set([...first.items, ...second.items].map((n: any) => n.id)).size).toBe(4)
    expect((await ana.send('GET', '/notifications?cursor=WzEyXQ')).status).toBe(400)
  })

  test('once per person and key', async () => {
    expect(await tell({ dedupeKey: `k${count}` })).toBe(1)
    expect(await tell({ dedupeKey: `k${count}` })).toBe(0)
    await Promise.all(Array.from({ length: 5 }, () => tell({ dedupeKey: `p${count}` })))
    expect((await inbox()).unread).toBe(2)
  })

  test('only those whose reach covers the record, and nobody who is disabled', async () => {
    const near = await aPerson(product.host, `near${count}@example.test`, { permissions: [['things.read', 'unit']], unitId: NORTH })
    const far = await aPerson(product.host, `far${count}@example.test`, { permissions: [['things.read', 'unit']], unitId: SOUTH })
    await inSystem(product.host, async (ctx) => {
      expect(await notify(ctx, { name: 'things.changed', to: [near, far, anaId, near], permission: 'things.read', row: { unitId: NORTH } })).toBe(1)
    })
    expect((await sql`select 1 from notify_notifications where account_id = ${near}`.execute(product.host.db)).rows).not.toHaveLength(0)
    expect((await sql`select 1 from notify_notifications where account_id = ${far} and name like 'things.%'`.execute(product.host.db)).rows).toHaveLength(0)
  })

  test('others do not see or read it', async () => {
    await tell()
    const id = (await inbox()).items[0].id, other = new Browser(product, '203.0.113.50')
    await aPerson(product.host, `other${count}@example.test`)
    await other.signIn(`other${count}@example.test`)
    expect((await other.send('POST', '/notifications/read', { ids: [id] })).status).toBe(200)
    expect((await inbox()).items[0].readAt).toBeNull()
    expect((await other.send('GET', `/notifications/deliveries?accountId=${anaId}&all=true`)).body.items.filter((d: any) => d.accountId === anaId)).toEqual([])
  })

  test('an undeclared kind is a fault of the code', async () => { await expect(tell({ name: 'things.unknown' })).rejects.toThrow('things.unknown') })
})

describe('mail', () => {
  test('the first goes at once; 30 more of the same kind are one mail after ten minutes', async () => {
    await tell({ url: '/things/1' })
    expect(await mails()).toMatchObject([{ n: 1, text_body: expect.stringContaining(`${product.config.publicUrl}/things/1`) }])
    for (let i = 0; i < 30; i++) await tell({ params: { number: String(i) } })
    expect(await mails()).toHaveLength(1)
    expect((await ana.send('GET', '/notifications/deliveries?state=waiting')).body.items[0]).toMatchObject({ channel: 'mail', reason: 'grouped', state: 'waiting' })
    await travel(9)
    expect(await mails()).toHaveLength(1)
    await travel(2)
    const sent = await mails()
    expect(sent.map((m) => m.n)).toEqual([1, 30])
    expect(sent[1]!.subject).toContain('30')
  })

  test('RX-16 waits out the quiet hours, unless it is urgent', async () => {
    const now = new Date(product.host.clock.now().getTime() + 8 * 3_600_000), clock = (hours: number) => `${String((now.getUTCHours() + hours + 24) % 24).padStart(2, '0')}:00`
    expect((await ana.send('PUT', '/me/notification-preferences', { quietHours: { from: clock(0), to: clock(2) } })).body.quietHours).toMatchObject({ from: clock(0), to: clock(2), timeZone: 'Asia/Shanghai' })
    await tell(); await tell({ name: 'things.burning' }); await tell({ name: 'things.seen', urgent: true })
    expect((await mails()).length).toBe(1)
    expect(await mails('things.burning')).toHaveLength(1)
    expect((await inbox()).items.map((n: any) => [n.name, n.urgent])).toEqual([['things.seen', true], ['things.burning', true], ['things.changed', false], ...(await inbox()).items.slice(3).map((n: any) => [n.name, n.urgent])])
    await travel(121)
    expect(await mails('things.changed')).toHaveLength(1)
  })

  test('goes as the person chose; what is urgent is always shown', async () => {
    const chosen = await ana.send('PUT', '/me/notification-preferences', { kinds: { 'things.changed': ['in-app'], 'things.seen': ['mail'], 'things.burning': [] } })
    expect(chosen.body.kinds.filter((k: any) => k.name.startsWith('things.')).map((k: any) => [k.name, k.channels])).toEqual([['things.changed', ['in-app']], ['things.burning', ['in-app']], ['things.seen', ['mail']]])
    await tell(); await tell({ name: 'things.seen' }); await tell({ name: 'things.burning' })
    expect((await inbox()).items.map((n: any) => n.name)).toEqual(['things.burning', 'things.changed'])
    expect(await mails()).toHaveLength(1)
    expect((await sql<{ changes: object }>`select changes from event_log where name = 'notify.preferences-changed@1' and subject = ${`account:${anaId}`}`.execute(product.host.db)).rows[0]!.changes).toMatchObject({ 'things.changed': { from: ['in-app', 'mail'], to: ['in-app'] } })
    expect((await ana.send('PUT', '/me/notification-preferences', { kinds: { 'no.such': [] } })).body.errors[0].code).toBe('notify.unknown-kind')
    expect((await ana.send('PUT', '/me/notification-preferences', { quietHours: { from: '25:00', to: '07:00' } })).body.errors[0].code).toBe('notify.clock')
  })

  test('RX-16 the delivery log says what became of it', async () => {
    await tell()
    await settle(product.host, [])
    expect((await ana.send('GET', '/notifications/deliveries')).body.items.filter((d: any) => d.name === 'things.changed').map((d: any) => [d.channel, d.state]).sort()).toEqual([['in-app', 'sent'], ['mail', 'queued']])
    const bare = await aPerson(product.host, `bare${count}@example.test`)
    await sql`update access_accounts set email = null where id = ${bare}`.execute(product.host.db)
    await tell({ to: [bare] })
    expect((await sql<{ state: string; reason: string }>`select state, reason from notify_deliveries where account_id = ${bare} and channel = 'mail' and name = 'things.changed'`.execute(product.host.db)).rows).toEqual([{ state: 'dropped', reason: 'no-address' }])
  })
})

describe('security', () => {
  test('R7.4-6 ten failed sign-ins reach the person, and those who watch', async () => {
    const watcher = await aPerson(product.host, `watch${count}@example.test`, { permissions: [['audit.read', 'all']] })
    const thief = new Browser(product, '203.0.113.99')
    for (let i = 0; i < 12; i++) await thief.signIn(`ana${count}@example.test`, 'wrong')
    await settle(product.host, [])
    expect((await inbox()).items[0]).toMatchObject({ name: 'access.anomaly', urgent: true, title: expect.stringContaining('10') })
    expect((await sql`select 1 from notify_notifications where account_id = ${watcher} and name = 'access.anomaly'`.execute(product.host.db)).rows).toHaveLength(1)
  })

  test('a changed password and a new second factor are told to their owner', async () => {
    await ana.send('POST', '/me/password', { current: GOOD_PASSWORD, password: 'Other-Harbour-43-Kite' })
    await ana.enrol(product.host)
    await settle(product.host, [])
    expect((await inbox()).items.map((n: any) => n.name).slice(0, 2)).toEqual(['access.second-factor-on', 'access.password-changed'])
    expect((await mails('access.')).length).toBeGreaterThanOrEqual(2)
  })

  test('a password that falls due is announced a week and a day before, once each', async () => {
    await travel(82 * 24 * 60)
    expect(await due()).toEqual([])
    await travel(2 * 24 * 60)
    expect(await due()).toEqual(['7'])
    await travel(4 * 24 * 60)
    expect(await due()).toEqual(['7'])
    await travel(2 * 24 * 60)
    expect(await due()).toEqual(['7', '1'])
  })
})

const due = async () => (await sql<{ days: string }>`select params->>'count' as days from notify_notifications where account_id = ${anaId} and name = 'access.password-due' order by id`.execute(product.host.db)).rows.map((r) => r.days)
