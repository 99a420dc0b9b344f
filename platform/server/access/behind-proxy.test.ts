// Signing in behind a proxy on the same machine: each visitor is somebody of their own, and the cookie is bound to TLS (R7.4-4, R7.4-6).
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { TestProduct } from '../testing.ts'
import { aPerson, Browser, GOOD_PASSWORD, startAccessProduct } from './testing.ts'

let product: TestProduct
beforeAll(async () => {
  product = await startAccessProduct([], { env: { HOUYUAN_TRUST_PROXY: 'loopback' } })
  await aPerson(product.host, 'proxied@example.test', { permissions: [['access.tokens', 'own']] })
})
afterAll(() => product.stop())

const via = (client: string) => ({ 'x-forwarded-for': client, 'x-forwarded-proto': 'https' })

test('R7.4-1 the session cookie is __Host- and Secure where the proxy says https, and counts only there; the session names the visitor', async () => {
  const b = new Browser(product, '127.0.0.1')
  const signedIn = await b.send('POST', '/session', { email: 'proxied@example.test', password: GOOD_PASSWORD }, via('198.51.100.20'))
  expect(String(signedIn.headers['set-cookie'])).toMatch(/^__Host-houyuan=.*; Secure/)
  const sessions = (await b.send('GET', '/sessions', undefined, via('198.51.100.20'))).body.items
  expect(sessions.map((s: { address: string }) => s.address)).toEqual(['198.51.100.20'])
  expect((await b.send('GET', '/sessions')).status, 'the same cookie in plain text').toBe(401)
})

test('R7.4-4 guessing from one address slows down that visitor, not everybody behind the proxy', async () => {
  const guesser = new Browser(product, '127.0.0.1'), owner = new Browser(product, '127.0.0.1')
  const statuses: number[] = []
  for (let i = 0; i < 6; i++) statuses.push((await guesser.send('POST', '/session', { email: 'proxied@example.test', password: `wrong-${i}-Guess-42` }, via('203.0.113.66'))).status)
  expect(statuses.at(-1)).toBe(429)
  expect((await owner.send('POST', '/session', { email: 'proxied@example.test', password: GOOD_PASSWORD }, via('198.51.100.20'))).status).toBe(200)
})
