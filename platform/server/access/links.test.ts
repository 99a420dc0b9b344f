// Ways in without a password: first set-up, invitation, reset, sign-in by e-mail. Each link once, each code once.
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { settle } from '../time-travel.ts'
import type { TestProduct } from '../testing.ts'
import { createAccount, inviteAccount, setupLink } from './public.ts'
import { aPerson, Browser, GOOD_PASSWORD, inSystem, moveRealTime, startAccessProduct } from './testing.ts'

let product: TestProduct
beforeAll(async () => { product = await startAccessProduct() })
afterAll(() => product?.stop())
const browser = (ip?: string) => new Browser(product, ip)
const NEW_PASSWORD = 'Other-Harbour-43-Kite'

/** The newest mail to an address; null when there is none. */
async function mailTo(address: string): Promise<{ subject: string; text_body: string; kind: string } | null> {
  await settle(product.host, [])
  return (await sql<{ subject: string; text_body: string; kind: string }>`select subject, text_body, kind from mail_outbox where ${address} = any(recipients) order by id desc limit 1`.execute(product.host.db)).rows[0] ?? null
}
const tokenIn = (text: string) => /#([\w-]{43})/.exec(text)?.[1] ?? ''
const codeIn = (text: string) => /(\d{4}) (\d{4})/.exec(text)!.slice(1).join('')

describe('first set-up', () => {
  test('one link makes the first administrator, who owes a second factor; after that there is none', async () => {
    const b = browser()
    expect((await b.send('GET', '/setup/state')).body).toEqual({ needed: true, steps: [{ step: 'administrator', done: false }, { step: 'second-factor', done: false }] })
    const stale = tokenIn((await setupLink(product.host))!), token = tokenIn((await setupLink(product.host))!)
    const admin = { name: '何建国', email: 'first@example.test', password: GOOD_PASSWORD }
    expect((await b.send('POST', '/setup/admin', { token: stale, ...admin })).body.code).toBe('access.link-invalid')
    expect((await b.send('POST', '/setup/admin', { token, ...admin, password: 'password123' })).body.code).toBe('access.weak-password')
    const made = await b.send('POST', '/setup/admin', { token, ...admin })
    expect([made.status, made.body.owes, made.body.person.name]).toEqual([201, 'enrolment', '何建国'])
    expect((await b.send('GET', '/access/roles')).body.code).toBe('owes-enrolment')
    await b.enrol(product.host)
    expect((await b.send('GET', '/access/roles')).body.items.map((r: any) => r.code)).toContain('admin')
    expect((await b.send('GET', '/setup/state')).body).toEqual({ needed: false, steps: [{ step: 'administrator', done: true }, { step: 'second-factor', done: true }] })
    expect(await setupLink(product.host)).toBeNull()
    expect((await b.send('POST', '/setup/admin', { token, ...admin, email: 'second@example.test' })).body.code).toBe('access.setup-done')
  })

  test('unattended from the settings, on an empty installation only', async () => {
    const env = { HOUYUAN_ADMIN_EMAIL: 'root@example.test', HOUYUAN_ADMIN_PASSWORD: GOOD_PASSWORD, HOUYUAN_SEED: 'handbook' }
    const other = await startAccessProduct([], { env })
    try {
      expect(await setupLink(other.host)).toBeNull()
      expect((await new Browser(other).signIn('root@example.test')).body.owes).toBe('enrolment')
    } finally { await other.stop() }
  })

  test('a weak password in the settings stops the start and says why, in both languages', async () => {
    const env = { HOUYUAN_ADMIN_EMAIL: 'root@example.test', HOUYUAN_ADMIN_PASSWORD: 'password123', HOUYUAN_SEED: 'handbook' }
    await expect(startAccessProduct([], { env })).rejects.toThrow(/HOUYUAN_ADMIN_PASSWORD(.|\n)*至少 12 个字符(.|\n)*At least 12 characters/)
  })
})

describe('forgotten password', () => {
  test('a mailed link sets a new one, once, and ends all sessions', async () => {
    await aPerson(product.host, 'lost@example.test')
    const b = browser()
    await b.signIn('lost@example.test')
    expect((await browser().send('POST', '/password-reset', { email: 'LOST@example.test' })).status).toBe(202)
    const mail = (await mailTo('lost@example.test'))!, token = tokenIn(mail.text_body)
    expect(mail.text_body).toContain('/password-reset#')
    for (let i = 0; i < 8; i++) expect((await browser().send('POST', '/password-reset/confirm', { token, password: 'short' })).body.code).toBe('access.weak-password')
    expect((await browser().send('POST', '/password-reset/confirm', { token, password: NEW_PASSWORD })).body).toEqual({ email: 'lost@example.test' })
    expect((await browser().send('POST', '/password-reset/confirm', { token, password: 'Third-Harbour-44-Kite' })).body.code).toBe('access.link-invalid')
    expect((await b.send('GET', '/session')).status).toBe(401)
    expect((await browser().signIn('lost@example.test', NEW_PASSWORD)).status).toBe(200)
    const guesses = await Promise.all(Array.from({ length: 40 }, (_, i) => browser(`198.18.9.${i}`).send('POST', '/password-reset/confirm', { token: `x${i}`, password: NEW_PASSWORD })))
    expect(new Set(guesses.map((g) => g.body.code))).toEqual(new Set(['access.link-invalid']))
    const kept = (await sql<{ t: string }>`select string_agg(to_jsonb(l)::text, ' ') as t from access_links l`.execute(product.host.db)).rows[0]!.t
    expect(kept).not.toContain(token)
  })

  test('the second factor stays: a mailbox alone is not enough', async () => {
    await aPerson(product.host, 'both@example.test')
    const b = browser()
    await b.signIn('both@example.test')
    await b.enrol(product.host)
    await browser().send('POST', '/password-reset', { email: 'both@example.test' })
    await browser().send('POST', '/password-reset/confirm', { token: tokenIn((await mailTo('both@example.test'))!.text_body), password: NEW_PASSWORD })
    expect((await browser().signIn('both@example.test', NEW_PASSWORD)).body.owes).toBe('second-factor')
  })

  test('expires after an hour; nobody is mailed who has no account; floods are refused', async () => {
    await aPerson(product.host, 'late@example.test')
    await browser().send('POST', '/password-reset', { email: 'late@example.test' })
    const token = tokenIn((await mailTo('late@example.test'))!.text_body)
    moveRealTime(product.host, 61 * 60_000)
    expect((await browser().send('POST', '/password-reset/confirm', { token, password: NEW_PASSWORD })).body.code).toBe('access.link-invalid')
    await browser().send('POST', '/password-reset', { email: 'stranger@example.test' })
    expect(await mailTo('stranger@example.test')).toBeNull()
    const answers: number[] = []
    for (let i = 0; i < 8; i++) answers.push((await browser(`198.18.0.${i}`).send('POST', '/password-reset', { email: 'flood@example.test' })).status)
    expect(answers).toEqual([202, 202, 202, 202, 202, 429, 429, 429])
  })
})

test('an invitation sets the first password within seven days', async () => {
  const { url } = await inSystem(product.host, async (ctx) => {
    const { id } = await createAccount(ctx, { kind: 'staff', email: 'new@example.test', name: '林巧', locale: 'zh-CN' })
    return inviteAccount(ctx, id)
  })
  expect((await mailTo('new@example.test'))!.text_body).toContain(url)
  expect((await browser().signIn('new@example.test', NEW_PASSWORD)).status).toBe(401)
  moveRealTime(product.host, 6 * 86_400_000)
  expect((await browser().send('POST', '/password-reset/confirm', { token: tokenIn(url), password: NEW_PASSWORD })).status).toBe(200)
  expect((await browser().signIn('new@example.test', NEW_PASSWORD)).status).toBe(200)
})

describe('sign-in by e-mail for requesters', () => {
  test('the code opens a session once; five wrong tries kill it', async () => {
    await aPerson(product.host, 'c1@example.test', { kind: 'requester', password: null })
    const ask = () => browser().send('POST', '/session/mail-code', { email: 'c1@example.test' })
    expect((await ask()).status).toBe(202)
    const first = codeIn((await mailTo('c1@example.test'))!.text_body)
    await ask()
    const mail = (await mailTo('c1@example.test'))!, code = codeIn(mail.text_body)
    expect(mail.subject).not.toContain(code)
    expect((await browser('198.18.3.1').send('POST', '/session', { email: 'c1@example.test', code: first })).status).toBe(401)
    const b = browser('198.18.3.2')
    expect((await b.send('POST', '/session', { email: 'c1@example.test', code: `${code.slice(0, 4)} ${code.slice(4)}` })).body.person).toMatchObject({ email: 'c1@example.test', kind: 'requester' })
    expect((await b.send('POST', '/session', { email: 'c1@example.test', code })).status).toBe(401)
    await ask()
    const last = codeIn((await mailTo('c1@example.test'))!.text_body), wrong = String((Number(last) + 1) % 100_000_000).padStart(8, '0')
    for (let i = 0; i < 5; i++) expect((await browser(`198.18.4.${i}`).send('POST', '/session', { email: 'c1@example.test', code: wrong })).status).toBe(401)
    expect((await browser('198.18.4.9').send('POST', '/session', { email: 'c1@example.test', code: last })).status).toBe(401)
  })

  test('staff cannot sign in that way', async () => {
    await aPerson(product.host, 'staff@example.test')
    expect((await browser().send('POST', '/session/mail-code', { email: 'staff@example.test' })).status).toBe(202)
    expect(await mailTo('staff@example.test')).toBeNull()
  })

  test('whoever proves an unknown address gets an account of a requester, without rights beyond the role', async () => {
    await browser().send('POST', '/session/mail-code', { email: 'fresh@example.test', name: '周晴' }, { 'accept-language': 'zh-CN' })
    const mail = (await mailTo('fresh@example.test'))!
    expect(mail.text_body).toContain('登录验证码')
    const b = browser()
    const made = await b.send('POST', '/session', { email: 'fresh@example.test', code: codeIn(mail.text_body) })
    expect(made.body).toMatchObject({ person: { name: '周晴', kind: 'requester' }, permissions: [], customerId: null })
    await settle(product.host, [])
    expect((await sql`select 1 from access_accounts where email = 'fresh@example.test'`.execute(product.host.db)).rows).toHaveLength(1)
  })
})
