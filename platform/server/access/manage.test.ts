// Least privilege (§7.4, R7.4-3): what managers of accounts, roles and tokens may do, and what they may not.
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId } from '../ids.ts'
import { defineModule } from '../module.ts'
import type { TestProduct } from '../testing.ts'
import { grantRole, upsertRole } from './public.ts'
import { accessModule } from './module.ts'
import { aPerson, Browser, inSystem, moveRealTime, startAccessProduct } from './testing.ts'

const NORTH = newId(), SOUTH = newId()
const units = defineModule({ id: 'units', needs: [], permissions: ['things.read'], migrations: null, messages: accessModule.messages, expandUnits: async (_ctx, ids) => [...ids] })

let product: TestProduct
/** Administrator of everything, and manager of the accounts of the north. */
let admin: Browser, north: Browser, adminId: string
beforeAll(async () => {
  product = await startAccessProduct([units])
  adminId = await aPerson(product.host, 'admin@example.test', { permissions: [['access.accounts', 'all'], ['access.roles', 'all'], ['access.tokens', 'all'], ['settings.manage', 'all']] })
  await aPerson(product.host, 'north@example.test', { permissions: [['access.accounts', 'unit']], unitId: NORTH })
  await inSystem(product.host, (ctx) => upsertRole(ctx, { code: 'agent', nameZh: '工程师', nameEn: 'Engineer', layer: 'execution', privileged: false, permissions: [{ permission: 'things.read', reach: 'unit' }] }))
  admin = new Browser(product); north = new Browser(product, '198.51.100.8')
  await admin.signIn('admin@example.test'); await north.signIn('north@example.test')
})
afterAll(() => product?.stop())
const events = async (name: string) => (await sql<{ data: any; changes: any; actor_id: string }>`select data, changes, actor_id from event_log where name = ${name} order by seq desc limit 1`.execute(product.host.db)).rows[0]

test('S-115 R7.4-3 a new user without roles sees nothing and may do nothing', async () => {
  await aPerson(product.host, 'new@example.test')
  const b = new Browser(product)
  expect((await b.signIn('new@example.test')).body.permissions).toEqual([])
  const routes = product.host.registry.routes.map((r) => r.endpoint).filter((e) => e.permission !== 'anyone' && e.permission !== 'signed-in')
  expect(routes.length).toBeGreaterThan(10)
  const lists: string[] = []
  for (const e of routes) {
    const path = e.path.replace(/:(\w+)/g, (_, name: string) => (name === 'code' ? 'admin' : name === 'key' ? 'access.password' : newId()))
    const answer = await b.send(e.method, path, e.body ? {} : undefined), list = e.method === 'GET' && answer.status === 200
    if (list) lists.push(path)
    expect(list ? answer.body.items : answer.status, `${e.method} ${path}`).toEqual(list ? [] : 403)
  }
  expect(lists).toEqual(expect.arrayContaining(['/access/accounts', '/access/roles', '/access/tokens', '/settings', '/mail/outbox']))
  expect((await b.send('GET', '/sessions')).body.items).toHaveLength(1)
})

describe('roles', () => {
  test('are made, changed with If-Match, and refused with unknown permissions', async () => {
    const role = { nameZh: '巡检员', nameEn: 'Inspector', layer: 'operation', privileged: false, permissions: [{ permission: 'things.read', reach: 'own' }] }
    const made = await admin.send('PUT', '/access/roles/inspector', role)
    expect([made.status, made.body.version, made.headers['etag']]).toEqual([200, 1, '"1"'])
    expect((await admin.send('PUT', '/access/roles/inspector', { ...role, nameEn: 'Checker', reason: 'clearer' }, { 'if-match': '"1"' })).body).toMatchObject({ nameEn: 'Checker', version: 2, edited: true })
    expect((await admin.send('PUT', '/access/roles/inspector', role, { 'if-match': '"1"' })).status).toBe(412)
    expect(await events('access.role-changed@1')).toMatchObject({ actor_id: adminId, changes: { nameEn: { from: 'Inspector', to: 'Checker' } } })
    const wrong = await admin.send('PUT', '/access/roles/inspector', { ...role, permissions: [{ permission: 'no.such', reach: 'own' }] })
    expect(wrong.body.errors).toMatchObject([{ pointer: '/permissions/0/permission', code: 'access.unknown-permission' }])
    expect((await admin.send('PUT', '/access/roles/Bad Code', role)).status).toBe(400)
  })

  test('the seed leaves alone what a person changed', async () => {
    await inSystem(product.host, (ctx) => upsertRole(ctx, { code: 'inspector', nameZh: 'x', nameEn: 'x', layer: 'operation', privileged: false, permissions: [] }))
    expect((await admin.send('GET', '/access/roles/inspector')).body.nameEn).toBe('Checker')
  })

  test('are given and taken, at once and on record; giving twice changes nothing', async () => {
    const id = await aPerson(product.host, 'worker@example.test'), b = new Browser(product)
    await b.signIn('worker@example.test')
    expect((await admin.send('POST', `/access/accounts/${id}/grants`, { role: 'agent', unitId: NORTH })).status).toBe(201)
    const given = await admin.send('POST', `/access/accounts/${id}/grants`, { role: 'agent', unitId: NORTH })
    expect(given.body.items).toMatchObject([{ role: 'agent', unitId: NORTH, grantedBy: adminId }])
    expect((await b.send('GET', '/session')).body.reach).toEqual({ 'things.read': 'unit' })
    expect((await admin.send('DELETE', `/access/accounts/${id}/grants/${given.body.items[0].id}`)).status).toBe(200)
    expect((await b.send('GET', '/session')).body.permissions).toEqual([])
    expect((await admin.send('POST', `/access/accounts/${id}/grants`, { role: 'nope' })).body.errors[0].code).toBe('access.unknown-role')
  })

  test('the last administrator stays', async () => {
    const grant = (await admin.send('GET', `/access/accounts/${adminId}/grants`)).body.items[0].id
    const refused = await admin.send('DELETE', `/access/accounts/${adminId}/grants/${grant}`)
    expect([refused.status, refused.body.code]).toEqual([409, 'access.last-administrator'])
    expect((await admin.send('GET', '/access/roles')).status).toBe(200)
  })
})

describe('a manager of one unit', () => {
  test('sees and helps the people of the unit only', async () => {
    const here = await aPerson(product.host, 'here@example.test', { unitId: NORTH, name: 'Here' }), there = await aPerson(product.host, 'there@example.test', { unitId: SOUTH })
    expect((await north.send('GET', '/access/accounts')).body.items.map((a: any) => a.email).sort()).toEqual(['here@example.test', 'north@example.test'])
    expect((await north.send('GET', `/access/accounts/${there}`)).status).toBe(404)
    expect((await north.send('POST', `/access/accounts/${there}/password-reset`, {})).status).toBe(404)
    const link = await north.send('POST', `/access/accounts/${here}/password-reset`, {})
    expect(link.body).toMatchObject({ mailed: true, url: expect.stringContaining('#') })
    expect((await north.send('POST', `/access/accounts/${here}/grants`, { role: 'agent' })).status).toBe(201)
    expect((await north.send('POST', `/access/accounts/${here}/grants`, { role: 'agent', unitId: SOUTH })).body.code).toBe('access.role-beyond-reach')
    expect((await north.send('POST', `/access/accounts/${here}/grants`, { role: 'admin' })).body.code).toBe('access.role-beyond-reach')
  })

  test('cannot take over somebody more powerful in the same unit', async () => {
    const boss = await aPerson(product.host, 'boss@example.test', { unitId: NORTH, permissions: [['things.read', 'all']] })
    expect((await north.send('POST', `/access/accounts/${boss}/password-reset`, {})).body.code).toBe('access.role-beyond-reach')
    expect((await north.send('DELETE', `/access/accounts/${boss}/second-factor`)).body.code).toBe('access.role-beyond-reach')
  })
})

test('an administrator ends sessions and removes a lost second factor', async () => {
  const id = await aPerson(product.host, 'phone@example.test'), b = new Browser(product)
  await b.signIn('phone@example.test')
  await b.enrol(product.host)
  expect((await admin.send('DELETE', `/access/accounts/${id}/second-factor`)).status).toBe(200)
  expect((await b.send('GET', '/session')).status).toBe(401)
  expect((await b.signIn('phone@example.test')).body.owes).toBeNull()
  expect((await admin.send('DELETE', `/access/accounts/${id}/sessions`)).body).toEqual({ ended: 1 })
  expect((await b.send('GET', '/session')).status).toBe(401)
  expect((await admin.send('GET', '/access/accounts?q=phone')).body.items).toMatchObject([{ id, secondFactor: false, hasPassword: true }])
})

test('a disabled account is signed out at once; nobody disables the own one', async () => {
  const id = await aPerson(product.host, 'leaver@example.test'), b = new Browser(product)
  await b.signIn('leaver@example.test')
  expect((await admin.send('PATCH', `/access/accounts/${id}`, { status: 'disabled' })).status).toBe(400)
  expect((await admin.send('PATCH', `/access/accounts/${id}`, { status: 'disabled', reason: 'left' })).body.status).toBe('disabled')
  expect((await b.send('GET', '/session')).status).toBe(401)
  expect((await b.signIn('leaver@example.test')).status).toBe(401)
  expect((await admin.send('PATCH', `/access/accounts/${id}`, { status: 'active', reason: 'back' })).status).toBe(200)
  expect((await b.signIn('leaver@example.test')).status).toBe(200)
  expect((await admin.send('PATCH', `/access/accounts/${adminId}`, { status: 'disabled', reason: 'x' })).body.code).toBe('access.own-account')
})

describe('tokens', () => {
  const bearer = (token: string) => ({ authorization: `Bearer ${token}` })

  test('are shown once, work within their scopes, and end', async () => {
    const made = await admin.send('POST', '/access/tokens', { name: 'ci', scopes: ['access.roles'], expiresInDays: 30 })
    expect(made.status).toBe(201)
    const { id, token } = made.body, machine = new Browser(product)
    expect((await machine.send('GET', '/access/roles', undefined, bearer(token))).status).toBe(200)
    expect((await machine.send('GET', '/access/accounts', undefined, bearer(token))).status).toBe(403)
    expect((await machine.send('GET', '/session', undefined, bearer(token))).body).toMatchObject({ via: 'token', permissions: ['access.roles'] })
    expect(JSON.stringify((await admin.send('GET', '/access/tokens')).body)).not.toContain(token)
    for (const path of ['/me/totp', '/me/recovery-codes']) expect((await machine.send('POST', path, undefined, bearer(token))).body.code).toBe('access.session-needed')
    expect((await admin.send('DELETE', `/access/tokens/${id}`)).status).toBe(200)
    expect((await machine.send('GET', '/access/roles', undefined, bearer(token))).status).toBe(401)
    expect((await admin.send('GET', '/access/tokens')).body.items.find((t: any) => t.id === id)).toMatchObject({ state: 'revoked', name: 'ci' })
  })

  test('never reach further than who makes them', async () => {
    expect((await admin.send('POST', '/access/tokens', { name: 'x', scopes: ['things.read'] })).body.errors[0]).toMatchObject({ pointer: '/scopes/0', code: 'access.scope-not-held' })
    const { token } = (await admin.send('POST', '/access/tokens', { name: 'maker', scopes: ['access.tokens'] })).body
    const child = (await admin.send('POST', '/access/tokens', { name: 'child' }, bearer(token))).body
    expect(child.scopes).toEqual(['access.tokens'])
    expect((await admin.send('POST', '/access/tokens', { name: 'child', scopes: ['access.roles'] }, bearer(token))).status).toBe(400)
  })

  test('end with their time, and are not kept in plain text anywhere', async () => {
    const { token } = (await admin.send('POST', '/access/tokens', { name: 'short', expiresInDays: 1 }, { 'idempotency-key': 'k1' })).body
    const kept = (await sql<{ t: string }>`select to_jsonb(t)::text as t from access_tokens t union all select data::text from event_log union all select coalesce(reply::text, '') from idempotency_keys`.execute(product.host.db)).rows
    expect(kept.filter((r) => r.t.includes(token))).toEqual([])
    moveRealTime(product.host, 25 * 3_600_000)
    expect((await new Browser(product).send('GET', '/access/roles', undefined, bearer(token))).status).toBe(401)
  })

  test('a second role at the same moment is one grant', async () => {
    const id = await aPerson(product.host, 'race@example.test')
    await Promise.all(Array.from({ length: 6 }, () => inSystem(product.host, (ctx) => grantRole(ctx, { accountId: id, role: 'agent' }))))
    expect((await sql`select 1 from access_grants where account_id = ${id}`.execute(product.host.db)).rows).toHaveLength(1)
    expect((await sql`select 1 from event_log where name = 'access.grant-given@1' and subject = ${`account:${id}`}`.execute(product.host.db)).rows).toHaveLength(1)
  })
})
