// The second factor over HTTP: owed by the session whatever address is asked, each code once, recovery codes once.
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { TestProduct } from '../testing.ts'
import { aPerson, Browser, codeAt, GOOD_PASSWORD, moveRealTime, startAccessProduct } from './testing.ts'

let product: TestProduct
beforeAll(async () => { product = await startAccessProduct() })
afterAll(() => product?.stop())
const browser = (ip?: string) => new Browser(product, ip)
const STEP = 31_000

test('R7.4-5 whoever holds a privileged role sets up a second factor before anything else', async () => {
  await aPerson(product.host, 'admin@example.test', { permissions: [['access.roles', 'all']], privileged: true })
  const b = browser()
  expect((await b.signIn('admin@example.test')).body).toMatchObject({ owes: 'enrolment', permissions: [], secondFactor: { enrolled: false, required: true } })
  expect((await b.send('GET', '/access/roles')).body.code).toBe('owes-enrolment')
  expect((await b.send('PATCH', '/me', { locale: 'en' })).body.code).toBe('owes-enrolment')
  const started = await b.send('POST', '/me/totp')
  expect(started.body.qr).toMatch(/^data:image\/svg\+xml;base64,/)
  expect((await b.send('POST', '/me/totp/confirm', { code: '000000' })).body.code).toBe('access.code-wrong')
  const before = b.cookie
  const confirmed = await b.send('POST', '/me/totp/confirm', { code: codeAt(started.body.secret, product.host.realNow()) })
  expect(new Set(confirmed.body.recoveryCodes).size).toBe(10)
  expect(b.cookie).not.toBe(before)
  expect((await b.send('GET', '/access/roles')).status).toBe(200)
  expect((await b.send('GET', '/session')).body).toMatchObject({ owes: null, secondFactor: { enrolled: true, recoveryCodesLeft: 10 } })
})

describe('with a second factor', () => {
  test('a password alone opens nothing, changes nothing, removes nothing', async () => {
    await aPerson(product.host, 'half@example.test', { permissions: [['access.tokens', 'own']] })
    const owner = browser(), thief = browser('203.0.113.80')
    await owner.signIn('half@example.test')
    const { secret, codes } = await owner.enrol(product.host)
    expect((await thief.signIn('half@example.test')).body).toMatchObject({ owes: 'second-factor', permissions: [] })
    for (const [method, path, body] of [
      ['GET', '/access/tokens'], ['GET', '/sessions'], ['DELETE', '/me/totp'], ['POST', '/me/totp'], ['POST', '/me/totp/confirm', { code: '123456' }], ['POST', '/me/recovery-codes'],
      ['POST', '/me/password', { current: GOOD_PASSWORD, password: 'Other-Harbour-43-Kite' }], ['POST', '/session/confirmation', { password: GOOD_PASSWORD }], ['POST', '/access/tokens', { name: 'x' }], ['PATCH', '/me', { locale: 'en' }],
    ] as const) expect((await thief.send(method, path, body)).body.code, `${method} ${path}`).toBe('owes-second-factor')
    moveRealTime(product.host, STEP)
    const code = codeAt(secret, product.host.realNow())
    expect((await thief.send('POST', '/session/second-factor', { code })).body.owes).toBeNull()
    expect((await thief.send('GET', '/access/tokens')).status).toBe(200)
    expect(codes).toHaveLength(10)
  })

  test('the same code twice is refused, also in another session', async () => {
    await aPerson(product.host, 'twice@example.test')
    const b = browser()
    await b.signIn('twice@example.test')
    const { secret } = await b.enrol(product.host)
    moveRealTime(product.host, STEP)
    const code = codeAt(secret, product.host.realNow()), first = browser(), second = browser()
    await first.signIn('twice@example.test'); await second.signIn('twice@example.test')
    expect((await first.send('POST', '/session/second-factor', { code })).status).toBe(200)
    const again = await second.send('POST', '/session/second-factor', { code })
    expect([again.status, again.body.code, again.body.errors[0].pointer]).toEqual([400, 'access.code-wrong', '/code'])
    expect((await second.send('GET', '/session')).body.owes).toBe('second-factor')
  })

  test('the same code at the same moment passes one session only', async () => {
    await aPerson(product.host, 'race@example.test')
    const b = browser()
    await b.signIn('race@example.test')
    const { secret } = await b.enrol(product.host)
    moveRealTime(product.host, STEP)
    const code = codeAt(secret, product.host.realNow()), all = Array.from({ length: 4 }, () => browser())
    for (const one of all) await one.signIn('race@example.test')
    const answers = await Promise.all(all.map((one) => one.send('POST', '/session/second-factor', { code })))
    expect(answers.filter((a) => a.status === 200)).toHaveLength(1)
  })

  test('codes cannot be guessed: five tries, then waiting', async () => {
    await aPerson(product.host, 'guess@example.test')
    const b = browser(), thief = browser('203.0.113.81')
    await b.signIn('guess@example.test')
    await b.enrol(product.host)
    await thief.signIn('guess@example.test')
    const answers: number[] = []
    for (let i = 0; i < 8; i++) answers.push((await thief.send('POST', '/session/second-factor', { code: String(100000 + i) })).status)
    expect(answers).toEqual([400, 400, 400, 400, 400, 429, 429, 429])
  })

  test('a recovery code opens once, however it is written', async () => {
    await aPerson(product.host, 'rescue@example.test')
    const b = browser()
    await b.signIn('rescue@example.test')
    const { codes } = await b.enrol(product.host)
    const one = browser(), two = browser()
    await one.signIn('rescue@example.test'); await two.signIn('rescue@example.test')
    expect((await one.send('POST', '/session/second-factor', { recoveryCode: ` ${codes[0]!.toLowerCase()} ` })).body).toMatchObject({ owes: null, secondFactor: { recoveryCodesLeft: 9 } })
    expect((await two.send('POST', '/session/second-factor', { recoveryCode: codes[0] })).body.errors[0]).toMatchObject({ pointer: '/recoveryCode', code: 'access.code-wrong' })
    const fresh = (await one.send('POST', '/me/recovery-codes')).body.recoveryCodes
    expect(fresh).toHaveLength(10)
    expect((await two.send('POST', '/session/second-factor', { recoveryCode: codes[1] })).status).toBe(400)
    expect((await two.send('POST', '/session/second-factor', { recoveryCode: fresh[1] })).status).toBe(200)
    const kept = (await sql<{ t: string }>`select string_agg(to_jsonb(r)::text, ' ') as t from access_recovery_codes r`.execute(product.host.db)).rows[0]!.t
    for (const code of [...codes, ...fresh]) expect(kept).not.toContain(code.replace('-', ''))
  })

  test('it is removed and renewed only shortly after a proof', async () => {
    await aPerson(product.host, 'remove@example.test')
    const b = browser()
    await b.signIn('remove@example.test')
    const { secret } = await b.enrol(product.host)
    moveRealTime(product.host, 16 * 60_000)
    expect((await b.send('DELETE', '/me/totp')).body.code).toBe('access.confirm-again')
    expect((await b.send('POST', '/me/recovery-codes')).body.code).toBe('access.confirm-again')
    expect((await b.send('POST', '/session/second-factor', { code: codeAt(secret, product.host.realNow()) })).status).toBe(200)
    expect((await b.send('POST', '/me/totp')).body.code).toBe('access.second-factor-exists')
    expect((await b.send('DELETE', '/me/totp')).status).toBe(200)
    expect((await b.signIn('remove@example.test')).body.owes).toBeNull()
    moveRealTime(product.host, 16 * 60_000)
    expect((await b.send('POST', '/me/totp')).body.code).toBe('access.confirm-again')
    expect((await b.send('POST', '/session/confirmation', { password: GOOD_PASSWORD })).status).toBe(200)
    expect((await b.send('POST', '/me/totp')).status).toBe(200)
  })

  test('R7.4-1 the secret is sealed in the database', async () => {
    await aPerson(product.host, 'sealed@example.test')
    const b = browser()
    await b.signIn('sealed@example.test')
    const { secret } = await b.enrol(product.host)
    const rows = (await sql<{ t: string }>`select to_jsonb(a)::text as t from access_accounts a union all select data::text from event_log`.execute(product.host.db)).rows
    expect(rows.filter((r) => r.t.includes(secret))).toEqual([])
  })
})
