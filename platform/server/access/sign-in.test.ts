// Signing in over HTTP: sessions, wrong passwords, expiry, and nothing that tells who exists.
import { hashesComputed } from './password-hash.ts'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { travelTo } from '../time-travel.ts'
import type { TestClock } from '../clock.ts'
import type { TestProduct } from '../testing.ts'
import { authenticate, setPassword, updateAccount } from './public.ts'
import { aPerson, Browser, GOOD_PASSWORD, inSystem, moveRealTime, startAccessProduct } from './testing.ts'

let product: TestProduct
beforeAll(async () => { product = await startAccessProduct() })
afterAll(() => product?.stop())
const browser = (ip?: string) => new Browser(product, ip)
const events = async (name: string, subject: string) => (await sql<{ data: any; actor_id: string; ip: string }>`select data, actor_id, ip from event_log where name = ${name} and subject = ${subject} order by seq`.execute(product.host.db)).rows

describe('a session', () => {
  test('begins with the right password, shows who and what, and ends with signing out', async () => {
    const id = await aPerson(product.host, 'ana@example.test', { permissions: [['access.tokens', 'own']] }), b = browser()
    const signedIn = await b.signIn('Ana@Example.test ')
    expect(signedIn.status).toBe(200)
    expect(signedIn.body).toMatchObject({ person: { id, email: 'ana@example.test', kind: 'staff' }, owes: null, permissions: ['access.tokens'], reach: { 'access.tokens': 'own' }, lastSignIn: null, via: 'session' })
    expect(String(signedIn.headers['set-cookie'])).toMatch(/^houyuan=[\w-]{43}; Max-Age=43200; Path=\/; HttpOnly; SameSite=Lax$/)
    expect((await b.send('GET', '/session')).body.person.id).toBe(id)
    const cookie = b.cookie!
    expect((await b.send('DELETE', '/session')).status).toBe(200)
    expect(b.cookie).toBeNull()
    b.cookie = cookie
    expect((await b.send('GET', '/session')).status).toBe(401)
    expect((await events('access.signed-in@1', `account:${id}`))[0]).toMatchObject({ actor_id: id, ip: '198.51.100.7' })
    expect(await events('access.signed-out@1', `account:${id}`)).toHaveLength(1)
  })

  test('the cookie is not in the database, in no form that could be used', async () => {
    await aPerson(product.host, 'hash@example.test')
    const b = browser()
    await b.signIn('hash@example.test')
    const token = b.cookie!.split('=')[1]!
    const rows = (await sql<{ t: string }>`select to_jsonb(s)::text as t from access_sessions s union all select data::text from event_log`.execute(product.host.db)).rows
    expect(rows.filter((r) => r.t.includes(token) || r.t.includes(Buffer.from(token).toString('hex')))).toEqual([])
  })

  test('other sessions are listed and ended, and stop at once', async () => {
    const id = await aPerson(product.host, 'two@example.test'), here = browser(), there = browser('203.0.113.9')
    await here.signIn('two@example.test'); await there.signIn('two@example.test')
    const listed = (await here.send('GET', '/sessions')).body.items
    expect(listed.map((s: any) => [s.current, s.address])).toEqual([[false, '203.0.113.9'], [true, '198.51.100.7']])
    expect((await there.send('GET', '/session')).body.lastSignIn.address).toBe('198.51.100.7')
    expect((await here.send('DELETE', `/sessions/${listed[0].id}`)).status).toBe(200)
    expect((await there.send('GET', '/session')).status).toBe(401)
    expect((await here.send('GET', '/session')).status).toBe(200)
    await there.signIn('two@example.test')
    expect((await here.send('DELETE', '/sessions')).body).toEqual({ ended: 1 })
    expect((await there.send('GET', '/session')).status).toBe(401)
    expect((await events('access.session-ended@1', `account:${id}`)).map((e) => e.data.cause)).toEqual(['by-owner', 'by-owner'])
  })

  test('somebody else\'s sessions are out of reach', async () => {
    await aPerson(product.host, 'three@example.test'); const other = await aPerson(product.host, 'four@example.test')
    const b = browser(), o = browser()
    await b.signIn('three@example.test'); await o.signIn('four@example.test')
    const session = (await o.send('GET', '/sessions')).body.items[0].id
    expect((await b.send('DELETE', `/sessions/${session}`)).status).toBe(404)
    expect((await b.send('GET', `/sessions?accountId=${other}`)).status).toBe(404)
  })

  test('ends with the account, and after idling', async () => {
    const id = await aPerson(product.host, 'gone@example.test'), b = browser()
    await b.signIn('gone@example.test')
    await inSystem(product.host, (ctx) => updateAccount(ctx, id, { status: 'disabled' }))
    expect((await b.send('GET', '/session')).status).toBe(401)
    expect((await b.signIn('gone@example.test')).body.code).toBe('access.sign-in-failed')
    await aPerson(product.host, 'idle@example.test')
    const idle = browser()
    await idle.signIn('idle@example.test')
    moveRealTime(product.host, 59 * 60_000)
    expect((await idle.send('GET', '/session')).status).toBe(200)
    moveRealTime(product.host, 61 * 60_000)
    expect((await idle.send('GET', '/session')).status).toBe(401)
  })

  test('a session of another installation, nonsense, or both password and code are refused', async () => {
    const b = browser()
    b.cookie = 'houyuan=0000000000000000000000000000000000000000000'
    expect((await b.send('GET', '/session')).status).toBe(401)
    expect((await b.send('POST', '/session', { email: 'ana@example.test', password: 'x', code: '1' })).status).toBe(400)
    expect((await b.send('POST', '/session', { email: 'no address', password: 'x' })).body.errors[0].code).toBe('text.email')
  })

  test('a page of another site cannot use the cookie to change anything', async () => {
    await aPerson(product.host, 'csrf@example.test')
    const b = browser()
    await b.signIn('csrf@example.test')
    expect((await b.send('PATCH', '/me', { locale: 'en' }, { 'sec-fetch-site': 'cross-site', origin: 'https://evil.test' })).status).toBe(403)
    expect((await b.send('PATCH', '/me', { preferences: { theme: 'dark' } }, { 'sec-fetch-site': 'same-origin' })).body.preferences).toEqual({ theme: 'dark' })
    expect((await b.send('PATCH', '/me', { preferences: { views: [{ name: '我的急件', search: 'view=mine&level=A' }] } })).body.preferences.views).toEqual([{ name: '我的急件', search: 'view=mine&level=A' }])
    expect((await b.send('PATCH', '/me', { preferences: { views: [{ name: 'x', search: '//elsewhere' }] } })).body.errors[0]).toMatchObject({ pointer: '/preferences/views/0/search', code: 'access.view' })
    expect((await b.send('PATCH', '/me', { locale: 'zh-CN', preferences: { density: 'cosy' } })).body).toMatchObject({ locale: 'zh-CN', preferences: { theme: 'dark', density: 'cosy' } })
  })
})

test('over TLS the cookie is bound to the host, and no other is taken', async () => {
  const secure = await startAccessProduct([], { env: { HOUYUAN_PUBLIC_URL: 'https://support.example.test' } })
  try {
    await aPerson(secure.host, 'tls@example.test')
    const b = new Browser(secure)
    expect(String((await b.signIn('tls@example.test')).headers['set-cookie'])).toMatch(/^__Host-houyuan=[\w-]{43}; Max-Age=43200; Path=\/; HttpOnly; Secure; SameSite=Lax$/)
    expect((await b.send('GET', '/session')).status).toBe(200)
    b.cookie = b.cookie!.replace('__Host-', '')
    expect((await b.send('GET', '/session')).status).toBe(401)
  } finally { await secure.stop() }
})

test('a check by the product itself does not keep an idle session alive', async () => {
  await aPerson(product.host, 'passive@example.test')
  const b = browser()
  await b.signIn('passive@example.test')
  const presented = { bearer: null, session: b.cookie!.split('=')[1]!, ip: '127.0.0.1', userAgent: null, passive: true }
  for (let i = 0; i < 3; i++) { moveRealTime(product.host, 19 * 60_000); expect(await authenticate(product.host, presented)).not.toBeNull() }
  moveRealTime(product.host, 5 * 60_000)
  expect(await authenticate(product.host, presented)).toBeNull()
})

describe('wrong passwords', () => {
  test('R7.4-6 25 of them: refused, slowed down, reported once; the right one works after the wait and from a known place at once', async () => {
    const id = await aPerson(product.host, 'victim@example.test'), home = browser('192.0.2.10'), attacker = browser('203.0.113.66')
    await home.signIn('victim@example.test')
    const answers: number[] = []
    for (let i = 0; i < 25; i++) answers.push((await attacker.signIn('victim@example.test', `wrong-${i}`)).status)
    expect(answers).toEqual([...Array(5).fill(401), ...Array(20).fill(429)])
    const locked = await attacker.signIn('victim@example.test')
    expect([locked.status, locked.body.code]).toEqual([429, 'access.locked'])
    // The wait is 30 s from the last wrong try; a slow machine has used some of it by now.
    expect(Number(locked.headers['retry-after'])).toBeGreaterThan(10)
    expect(Number(locked.headers['retry-after'])).toBeLessThanOrEqual(30)
    expect((await browser('192.0.2.10').signIn('victim@example.test')).status).toBe(200)
    expect((await events('access.account-locked@1', `account:${id}`))).toHaveLength(1)
    expect((await events('access.anomaly-found@1', `account:${id}`)).map((e) => [e.data.kind, e.data.count])).toEqual([['failed-sign-ins', 10]])
    expect(JSON.stringify(await events('access.sign-in-failed@1', `account:${id}`))).not.toContain('wrong-')
    moveRealTime(product.host, 31_000)
    expect((await attacker.signIn('victim@example.test')).status).toBe(200)
  })

  test('many at the same moment gain nothing', async () => {
    await aPerson(product.host, 'burst@example.test')
    const answers = await Promise.all(Array.from({ length: 20 }, (_, i) => browser('203.0.113.67').signIn('burst@example.test', `wrong-${i}`)))
    expect(answers.filter((a) => a.status === 401)).toHaveLength(5)
    expect(answers.filter((a) => a.status === 429)).toHaveLength(15)
  })

  test('answers and waits are the same for an address that nobody has', async () => {
    await aPerson(product.host, 'real@example.test')
    const real = browser('203.0.113.70'), none = browser('203.0.113.71')
    for (let i = 0; i < 7; i++) {
      const a = await real.signIn('real@example.test', 'wrong'), b = await none.signIn('nobody@example.test', 'wrong')
      expect({ ...a.body, requestId: '' }).toEqual({ ...b.body, requestId: '' })
      expect(a.status).toBe(b.status)
    }
    expect((await none.send('POST', '/password-reset', { email: 'nobody@example.test' })).status).toBe(202)
    expect((await none.send('POST', '/password-reset', { email: 'real@example.test' })).body).toEqual({})
  })

  test('it takes as much work to refuse an unknown address as a known one', async () => {
    await aPerson(product.host, 'timing@example.test')
    const work = async (email: string, ip: string) => { const before = hashesComputed(); await browser(ip).signIn(email, 'wrong'); return hashesComputed() - before }
    expect(await work('timing@example.test', '198.18.1.1')).toBe(1)
    expect(await work('nobody-here@example.test', '198.18.2.1')).toBe(1)
  })
})

describe('changing the password', () => {
  test('R7.4-4 weak, reused and wrong are refused with what to do; all other sessions end', async () => {
    await aPerson(product.host, 'change@example.test')
    const b = browser(), other = browser('203.0.113.9')
    await b.signIn('change@example.test'); await other.signIn('change@example.test')
    const change = (current: string, password: string) => b.send('POST', '/me/password', { current, password })
    expect((await change('nope', 'Other-Harbour-43-Kite')).body.code).toBe('access.password-wrong')
    const weak = await change(GOOD_PASSWORD, 'password123')
    expect([weak.status, weak.body.code]).toEqual([400, 'access.weak-password'])
    expect(weak.body.errors.map((e: any) => [e.pointer, e.code, e.clause])).toEqual([['/password', 'access.password.too-short', '§7.4'], ['/password', 'access.password.classes', '§7.4']])
    expect(weak.body.errors[0].detail).toBe('At least 12 characters; make it longer.')
    expect((await change(GOOD_PASSWORD, GOOD_PASSWORD)).body.errors[0].code).toBe('access.password.reused')
    const before = b.cookie
    expect((await change(GOOD_PASSWORD, 'Other-Harbour-43-Kite')).status).toBe(200)
    expect(b.cookie).not.toBe(before)
    expect((await other.send('GET', '/session')).status).toBe(401)
    expect((await change('Other-Harbour-43-Kite', GOOD_PASSWORD)).body.errors[0].code).toBe('access.password.reused')
    b.cookie = before
    expect((await b.send('GET', '/session')).status).toBe(401)
  })

  test('R7.4-4 an expired one opens nothing but its own change', async () => {
    const id = await aPerson(product.host, 'old@example.test', { permissions: [['access.tokens', 'own']] }), b = browser()
    await b.signIn('old@example.test')
    expect((await b.send('GET', '/access/tokens')).status).toBe(200)
    await travelTo(product.host, product.host.clock as TestClock, new Date(product.host.clock.now().getTime() + 90 * 86_400_000), [])
    const refused = await b.send('GET', '/access/tokens')
    expect([refused.status, refused.body.code]).toEqual([403, 'owes-password-change'])
    expect((await b.send('GET', '/session')).body).toMatchObject({ owes: 'password-change', permissions: [] })
    await b.send('POST', '/me/password', { current: GOOD_PASSWORD, password: 'Other-Harbour-43-Kite' })
    expect((await b.send('GET', '/session')).body).toMatchObject({ owes: null, permissions: ['access.tokens'] })
    await inSystem(product.host, (ctx) => setPassword(ctx, id, 'Third-Harbour-44-Kite', { mustChange: true }))
    expect((await b.send('GET', '/access/tokens')).body.code).toBe('owes-password-change')
  })
})
