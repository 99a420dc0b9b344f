import { sql } from 'kysely'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { defineEvent } from '../../contract/event.ts'
import { SYSTEM, type Actor } from '../ctx.ts'
import type { Identity } from '../http/identity.ts'
import { newId } from '../ids.ts'
import { defineModule, live as liveRule } from '../module.ts'
import { settings } from '../settings/module.ts'
import { NOWHERE, type Scope } from '../scope.ts'
import { startTestProduct, type TestProduct } from '../testing.ts'
import { Connection, type Wire } from './connection.ts'
import { live } from './module.ts'
import { liveSocket } from './live-socket.ts'
import { peopleOf } from './presence.ts'

const EAST = newId(), WEST = newId()
const Changed = defineEvent('probe.changed@1', z.object({ id: z.string(), unit: z.string() }))
const Broken = defineEvent('probe.broken@1', z.object({ id: z.string() }))
const probe = defineModule({
  id: 'probe', needs: [], permissions: ['probe.read'], migrations: null, messages: new URL('../../messages/', import.meta.url), events: [Changed, Broken],
  live: [
    liveRule({ to: Changed, permission: 'probe.read', topics: (e) => [`probe:${e.data.id}`, 'probes'], row: (_ctx, e) => ({ unitId: e.data.unit }) }),
    liveRule({ to: Broken, permission: 'probe.read', topics: () => ['probes'], row: async (ctx) => { await sql`select * from no_such_table`.execute(ctx.sql<unknown>()); return {} } }),
  ],
  topics: [{ prefix: 'probe', permission: 'probe.read', row: async (_ctx, id) => (id === 'gone' ? null : { unitId: id === 'far' ? WEST : EAST }) }],
})

const reach = (unit: string): Scope => ({ ...NOWHERE, units: new Set([unit]) })
const person = (name: string, unit: string, over: Partial<Actor> = {}): Actor => ({ ...SYSTEM, id: newId(), kind: 'staff', name, grants: new Map([['probe.read', reach(unit)]]), via: 'token', ...over })
const people = new Map<string, Actor>([['lin', person('林', EAST)], ['he', person('何', EAST)], ['west', person('西', WEST)], ['customer', person('客', EAST, { kind: 'requester' })], ['browser', person('览', EAST, { via: 'session' })]])
const ended = new Set<string>()
const authenticate = async (_host: unknown, shown: { bearer: string | null; session: string | null }): Promise<Identity | null> => {
  const name = shown.bearer ?? shown.session ?? '', actor = people.get(name)
  return actor && !ended.has(name) ? { actor, owes: null } : null
}

let product: TestProduct, address = ''
beforeAll(async () => {
  product = await startTestProduct({ modules: [settings, live, probe], http: { authenticate, extend: [liveSocket] }, logLevel: 'silent' })
  address = (await product.http!.listen({ port: 0, host: '127.0.0.1' })).replace('http', 'ws')
})
afterAll(() => product.stop())

interface Message { type: string; name?: string; seq?: number; topics?: string[]; topic?: string; people?: { name: string; state: string }[]; detail?: string }
class Client {
  readonly got: Message[] = []
  readonly closed: Promise<number>
  readonly #socket: WebSocket
  constructor(headers: Record<string, string>) {
    this.#socket = new WebSocket(`${address}/api/v1/live`, { headers } as unknown as string[])
    this.#socket.onmessage = (e) => { this.got.push(JSON.parse(String(e.data))) }
    this.closed = new Promise((resolve) => { this.#socket.onclose = (e) => resolve(e.code) })
  }
  send(message: object | string): void { this.#socket.send(typeof message === 'string' ? message : JSON.stringify(message)) }
  close(): void { this.#socket.close() }
  async next(type: string, match: (m: Message) => boolean = () => true): Promise<Message> {
    for (let i = 0; i < 300; i++) {
      const at = this.got.findIndex((m) => m.type === type && match(m))
      if (at >= 0) return this.got.splice(at, 1)[0]!
      await sleep(10)
    }
    throw new Error(`no ${type}; got ${JSON.stringify(this.got)}`)
  }
}
const clients: Client[] = []
const connect = async (name: string, topics: string[] | null = ['probes'], since?: number): Promise<Client> => {
  const client = new Client({ authorization: `Bearer ${name}` })
  clients.push(client)
  await client.next('hello', () => true).then((m) => { client.got.unshift(m) })
  if (topics) client.send({ type: 'subscribe', topics, ...(since === undefined ? {} : { since }) })
  await sleep(30)
  return client
}
afterEach(() => { for (const client of clients.splice(0)) client.close(); ended.clear() })
const change = (id: string, unit = EAST) => product.host.transaction(SYSTEM, (ctx) => ctx.emit(Changed, { id, unit }))
const seqNow = async () => Number((await sql<{ n: string }>`select max(seq) as n from event_log`.execute(product.host.db)).rows[0]!.n)

describe('events', () => {
  test('reach those who subscribed and may see the row, and nobody else', async () => {
    const [lin, west, deaf] = [await connect('lin'), await connect('west'), await connect('he', ['other'])]
    await change('a1')
    expect(await lin.next('event')).toMatchObject({ topics: ['probes'], name: 'probe.changed@1', seq: await seqNow() })
    await change('w1', WEST)
    expect((await west.next('event')).topics).toEqual(['probes'])
    await sleep(50)
    expect([lin, west, deaf].map((c) => c.got.filter((m) => m.type === 'event'))).toEqual([[], [], []])
  })

  test('a rule that fails costs only its own event', async () => {
    const lin = await connect('lin')
    await product.host.transaction(SYSTEM, async (ctx) => { await ctx.emit(Broken, { id: 'x' }); await ctx.emit(Changed, { id: 'after', unit: EAST }) })
    expect((await lin.next('event')).name).toBe('probe.changed@1')
  })

  test('what happened while the line was down is told after the return, unless it is too much', async () => {
    const first = await connect('lin')
    await change('before')
    const seq = await seqNow()
    await first.next('event', (m) => m.seq === seq)
    first.close()
    await change('missed')
    await change('hidden', WEST)
    const back = await connect('lin', ['probes'], seq)
    const told = await back.next('event', (m) => m.seq! > seq)
    await sleep(50)
    // Known and missed events may come twice; what is out of reach never comes.
    expect(back.got.filter((m) => m.type !== 'hello' && m.seq! > seq && m.seq !== told.seq)).toEqual([])
    await product.host.transaction(SYSTEM, async (ctx) => { for (let i = 0; i < 1_001; i++) await ctx.emit(Changed, { id: 'many', unit: EAST }) })
    expect((await (await connect('lin', ['probes'], seq)).next('reset')).seq).toBeGreaterThan(seq)
    expect(await (await connect('lin', ['probes'], 999_999)).next('reset')).toBeTruthy()
  })

  test('a topic that is added hears what happened a moment before', async () => {
    const lin = await connect('lin', ['other'])
    await change('late')
    await sleep(100)
    lin.send({ type: 'subscribe', topics: ['other', 'probe:late'] })
    expect((await lin.next('event')).topics).toEqual(['probe:late'])
  })

  test('lost rights end the events at once', async () => {
    const lin = await connect('lin')
    const before = people.get('lin')!
    people.set('lin', { ...before, grants: new Map() })
    product.host.signals.raise('access')
    await sleep(50)
    lin.got.length = 0
    await change('secret')
    await sleep(80)
    people.set('lin', before)
    expect(lin.got.filter((m) => m.type === 'event')).toEqual([])
  })
})

describe('the door', () => {
  test('nobody without an identity, no page of another site, no plain HTTP', async () => {
    expect((await product.http!.inject('/api/v1/live')).statusCode).toBe(401)
    expect((await product.http!.inject({ url: '/api/v1/live', headers: { authorization: 'Bearer lin' } })).statusCode).toBe(426)
    const open = async (headers: Record<string, string>) => { const c = new Client(headers); clients.push(c); return Promise.race([c.next('hello').then(() => 'in', () => 'out'), c.closed.then(() => 'out')]) }
    expect(await open({ authorization: 'Bearer nobody' })).toBe('out')
    expect(await open({ cookie: 'houyuan=browser', origin: 'https://evil.example' })).toBe('out')
    expect(await open({ cookie: 'houyuan=browser' })).toBe('out')
    expect(await open({ cookie: 'houyuan=browser', origin: address.replace('ws', 'http') })).toBe('in')
  })

  test('an ended session is put out', async () => {
    const he = await connect('he')
    ended.add('he')
    product.host.signals.raise('access')
    expect(await he.closed).toBe(4401)
  })

  test.each<[string, string]>([['no JSON', 'x'], ['an unknown type', '{"type":"shout"}'], ['too many topics', JSON.stringify({ type: 'subscribe', topics: Array(201).fill('a') })], ['a bad topic', '{"type":"subscribe","topics":["A b"]}']])('%s is refused in words, the line stays', async (_what, text) => {
    const lin = await connect('lin')
    lin.send(text)
    expect((await lin.next('refused')).detail).not.toMatch(/^field\.|^problem\./)
    await change('still')
    expect(await lin.next('event')).toBeTruthy()
  })

  test('who floods is put out', async () => {
    const lin = await connect('lin')
    for (let i = 0; i < 300; i++) lin.send({ type: 'unsubscribe' })
    expect(await lin.closed).toBe(4429)
  })
})

describe('presence', () => {
  test('those at a record see each other come, type and go', async () => {
    const [lin, he] = [await connect('lin', ['probe:1']), await connect('he', ['probe:1'])]
    lin.send({ type: 'presence', topic: 'probe:1', state: 'viewing' })
    expect((await lin.next('presence')).people).toMatchObject([{ name: '林', state: 'viewing' }])
    he.send({ type: 'presence', topic: 'probe:1', state: 'typing' })
    expect((await lin.next('presence', (m) => m.people!.length === 2)).people).toMatchObject([{ name: '何', state: 'typing' }, { name: '林', state: 'viewing' }])
    expect((await he.next('presence')).people).toHaveLength(2)
    he.close()
    expect((await lin.next('presence', (m) => m.people!.length === 1)).people).toMatchObject([{ name: '林' }])
  })

  test('not for records out of reach, records that are gone, topics without a rule, or customers', async () => {
    const [lin, customer] = [await connect('lin'), await connect('customer')]
    for (const topic of ['probe:far', 'probe:gone', 'probe', 'nothing:1']) lin.send({ type: 'presence', topic, state: 'viewing' })
    customer.send({ type: 'presence', topic: 'probe:2', state: 'viewing' })
    await sleep(150)
    expect([...lin.got, ...customer.got].filter((m) => m.type === 'presence')).toEqual([])
    expect((await sql`select 1 from live_presence where topic <> 'probe:1'`.execute(product.host.db)).rows).toEqual([])
  })

  test('one entry per person, typing wins', () => {
    const row = (account_id: string, state: 'viewing' | 'typing') => ({ topic: 't', account_id, name: account_id, state })
    expect(peopleOf([row('a', 'viewing'), row('a', 'typing'), row('a', 'viewing'), row('b', 'viewing')])).toEqual([{ id: 'a', name: 'a', state: 'typing' }, { id: 'b', name: 'b', state: 'viewing' }])
  })
})

test('a reader that does not keep up gets a reset instead of a growing queue', () => {
  const sent: string[] = []
  const wire = { bufferedAmount: 300_000, send: (t: string) => { sent.push(t) }, close() {}, ping() {}, terminate() {} }
  const connection = new Connection(wire as Wire, people.get('lin')!)
  expect(connection.send({ type: 'event', seq: 1, topics: ['a'], name: 'x' })).toBe(false)
  connection.recover(5)
  expect(sent).toEqual([])
  wire.bufferedAmount = 0
  connection.recover(7)
  expect(sent).toEqual([JSON.stringify({ type: 'reset', seq: 7 })])
})

describe('drafts', () => {
  const call = (method: 'GET' | 'PUT' | 'DELETE', key: string, payload?: object, headers: Record<string, string> = {}) =>
    product.http!.inject({ method, url: `/api/v1/drafts/${key}`, headers: { authorization: 'Bearer lin', ...headers }, ...(payload ? { payload } : {}) })

  test('are kept per person until they are thrown away', async () => {
    expect((await call('GET', 'case:1:reply')).json()).toMatchObject({ content: null, version: 0 })
    expect((await call('PUT', 'case:1:reply', { content: { text: '你好' } })).json()).toMatchObject({ version: 1 })
    expect((await call('PUT', 'case:1:reply', { content: 'x' }, { 'if-match': '"0"' })).statusCode).toBe(412)
    expect((await call('GET', 'case:1:reply')).json()).toMatchObject({ content: { text: '你好' } })
    expect((await call('GET', 'case:1:reply', undefined, { authorization: 'Bearer he' })).json()).toMatchObject({ content: null })
    expect((await call('DELETE', 'case:1:reply')).statusCode).toBe(200)
    expect((await call('GET', 'case:1:reply')).json()).toMatchObject({ content: null })
  })

  test('are refused when too large, without content, or under a strange key', async () => {
    expect((await call('PUT', 'k', { content: 'x'.repeat(100_001) })).statusCode).toBe(413)
    expect((await call('PUT', 'k', {})).statusCode).toBe(400)
    expect((await call('PUT', 'a%20b', { content: 1 })).statusCode).toBe(400)
  })
})
