import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { SYSTEM, type Actor } from '../ctx.ts'
import { newId } from '../ids.ts'
import { defineModule, defineSetting } from '../module.ts'
import { EVERYWHERE } from '../scope.ts'
import { startTestProduct, type TestProduct } from '../testing.ts'
import { settings } from './module.ts'
import { setting, settingNow } from './public.ts'

const hours = defineSetting({ key: 'probe.hours', schema: z.int().min(1).max(24), default: 8, group: 'general', clause: '§1.2' })
const nickname = defineSetting<string | null>({ key: 'probe.nickname', schema: z.string().max(20).nullable(), default: 'Hou', group: 'general' })
const password = defineSetting<string | null>({ key: 'probe.password', schema: z.string().max(200).nullable(), default: null, group: 'security', secret: true })
const probe = defineModule({ id: 'probe', needs: [], permissions: [], migrations: null, messages: new URL('../../messages/', import.meta.url), settings: [hours, nickname, password] })

const admin: Actor = { ...SYSTEM, id: newId(), kind: 'staff', name: 'M1', via: 'token', grants: new Map([['settings.manage', EVERYWHERE]]) }
let product: TestProduct
beforeAll(async () => { product = await startTestProduct({ modules: [settings, probe], workers: false, logLevel: 'silent', http: { authenticate: async () => ({ actor: admin, owes: null }) } }) })
afterAll(() => product.stop())

const call = (method: 'GET' | 'PUT' | 'DELETE', path: string, payload?: object, headers: Record<string, string> = {}) => product.http!.inject({ method, url: `/api/v1/settings${path}`, headers: { 'accept-language': 'en', ...headers }, ...(payload ? { payload } : {}) })
const read = <T>(def: Parameters<typeof setting<T>>[1]) => product.host.transaction(SYSTEM, (ctx) => setting(ctx, def))
const lastChange = async () => (await sql<{ changes: unknown; reason: string | null }>`select changes, reason from event_log where name = 'settings.changed@1' order by seq desc limit 1`.execute(product.host.db)).rows[0]

test('every declared setting is listed with schema, value, default and source', async () => {
  const { items } = (await call('GET', '')).json()
  expect(items.find((s: { key: string }) => s.key === 'probe.hours')).toMatchObject({ group: 'general', groupLabel: 'General', clause: '§1.2', value: 8, default: 8, source: 'default', version: 0, schema: { type: 'integer', minimum: 1, maximum: 24 } })
  expect(items.map((s: { key: string }) => s.key)).toContain('limits.account-per-minute')
})

test('a change is seen at once, audited, and can be taken back', async () => {
  expect(await read(hours)).toBe(8)
  const changed = await call('PUT', '/probe.hours', { value: 12, reason: '夜班' })
  expect([changed.statusCode, changed.headers.etag, changed.json()]).toMatchObject([200, '"1"', { value: 12, source: 'set', updatedBy: 'M1' }])
  expect([await read(hours), settingNow(product.host, hours)]).toEqual([12, 12])
  expect(await lastChange()).toEqual({ changes: { value: { from: 8, to: 12 } }, reason: '夜班' })
  expect((await call('PUT', '/probe.hours', { value: 13 }, { 'if-match': '"0"' })).statusCode).toBe(412)
  expect((await call('DELETE', '/probe.hours', undefined, { 'if-match': '"1"' })).json()).toMatchObject({ value: 8, source: 'default', version: 2 })
  expect(await read(hours)).toBe(8)
})

test('null is a value where the shape allows it', async () => {
  expect((await call('PUT', '/probe.nickname', { value: null })).json()).toMatchObject({ value: null, source: 'set' })
  expect(await read(nickname)).toBeNull()
  await call('DELETE', '/probe.nickname')
  expect(await read(nickname)).toBe('Hou')
})

test.each<[string, string, object, number]>([['too large', '/probe.hours', { value: 25 }, 400], ['another type', '/probe.hours', { value: '8' }, 400], ['no value', '/probe.hours', {}, 400], ['unknown field', '/probe.hours', { value: 8, now: true }, 400], ['unknown setting', '/probe.none', { value: 8 }, 404], ['strange key', '/PROBE', { value: 8 }, 400]])('%s is refused', async (_what, path, body, status) => {
  const reply = await call('PUT', path, body)
  expect(reply.statusCode).toBe(status)
  if (path === '/probe.hours') expect(reply.json().errors[0].pointer).toMatch(/^\/(value|now)$/)
})

test('a secret is sealed, usable, and never shown', async () => {
  const reply = await call('PUT', '/probe.password', { value: 'open sesame' })
  expect(reply.json()).toMatchObject({ value: null, secret: true, source: 'set' })
  expect(await read(password)).toBe('open sesame')
  expect((await call('GET', '/probe.password')).body).not.toContain('sesame')
  expect(await lastChange()).toMatchObject({ changes: { value: { from: null, to: '•••' } } })
  const stored = (await sql<{ t: string }>`select to_jsonb(s)::text as t from settings s union all select to_jsonb(e)::text from event_log e`.execute(product.host.db)).rows
  expect(stored.some((row) => row.t.includes('sesame'))).toBe(false)
})

test('a stored value that no longer fits its shape gives way to the default', async () => {
  await call('PUT', '/probe.hours', { value: 9 })
  await sql`update settings set value = '99' where key = 'probe.hours'`.execute(product.host.db)
  product.host.signals.raise('settings')
  expect(await read(hours)).toBe(8)
})

test('two first changes at the same time do not both win', async () => {
  const replies = await Promise.all([1, 2].map((value) => call('PUT', '/limits.address-per-minute', { value: 5000 + value }, { 'if-match': '"0"' })))
  expect(replies.map((r) => r.statusCode).sort()).toEqual([200, 412])
})

test('name and hotline of the service are told to everybody, and a hotline is a number one can call', async () => {
  const about = () => product.http!.inject({ method: 'GET', url: '/api/v1/service' })
  expect((await about()).json()).toEqual({ name: null, hotline: null })
  expect((await call('PUT', '/service.hotline', { value: 'call us' })).statusCode).toBe(400)
  await call('PUT', '/service.name', { value: '启衡科技 服务中心' })
  await call('PUT', '/service.hotline', { value: '400-000-0000' })
  expect((await about()).json()).toEqual({ name: '启衡科技 服务中心', hotline: '400-000-0000' })
})
