// Without room nothing new is taken in, in words; reading and signing in go on.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { endpoint } from '../../contract/endpoint.ts'
import { SYSTEM } from '../ctx.ts'
import { freeBytes, isDiskFull } from '../disk-space.ts'
import { newId } from '../ids.ts'
import { defineModule, serve } from '../module.ts'
import { settings } from '../settings/module.ts'
import { startTestProduct, type TestProduct } from '../testing.ts'

/** A file system of the kernel, which never has any room. */
const NO_ROOM = '/proc'
const Done = z.object({ done: z.boolean() }), body = z.strictObject({})
const route = (method: 'GET' | 'POST' | 'DELETE', path: `/${string}`) => serve(endpoint({ method, path, permission: 'signed-in', summary: path, reply: Done, ...(method === 'POST' ? { body } : {}) }), async () => ({ done: true }))
const probe = defineModule({ id: 'probe', needs: [], permissions: [], migrations: null, messages: new URL('../../messages/', import.meta.url), routes: [route('GET', '/things'), route('POST', '/things'), route('DELETE', '/things'), route('POST', '/session/probe')] })

let product: TestProduct
beforeAll(async () => { product = await startTestProduct({ modules: [settings, probe], http: { authenticate: async () => ({ actor: { ...SYSTEM, id: newId(), kind: 'staff', via: 'token' }, owes: null }) }, workers: false, logLevel: 'silent' }) })
afterAll(() => product.stop())
const send = async (method: 'GET' | 'POST' | 'DELETE', url: string) => product.http!.inject({ method, url: `/api/v1${url}`, headers: { 'accept-language': 'en' }, ...(method === 'POST' ? { payload: {} } : {}) })

test('writes are refused with 503 disk-full until there is room again', async () => {
  expect((await send('POST', '/things')).statusCode).toBe(200)
  const { config } = product
  Object.assign(product.host, { config: { ...config, dataDir: NO_ROOM } })
  expect(await freeBytes(product.host)).toBe(0)
  // The first question starts the look, the ones after it know.
  isDiskFull(product.host)
  await expect.poll(() => isDiskFull(product.host)).toBe(true)
  const refused = await send('POST', '/things')
  expect([refused.statusCode, refused.headers['retry-after'], (refused.json() as { code: string; title: string }).code, (refused.json() as { title: string }).title]).toEqual([503, '5', 'disk-full', 'The disk is full'])
  expect((await send('DELETE', '/things')).statusCode).toBe(503)
  expect([(await send('GET', '/things')).statusCode, (await send('POST', '/session/probe')).statusCode]).toEqual([200, 200])
  Object.assign(product.host, { config })
  expect((await send('POST', '/things')).statusCode).toBe(200)
})
