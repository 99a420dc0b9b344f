import { afterEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { endpoint } from '../../contract/endpoint.ts'
import { defineEvent } from '../../contract/event.ts'
import { sql } from 'kysely'
import { defineModule, serve } from '../module.ts'
import { settings } from '../settings/module.ts'
import { startTestProduct, type TestProduct } from '../testing.ts'
import { Reply } from './reply.ts'
import { isSecure } from './client-address.ts'

const Seen = defineEvent('proxy.seen@1', z.object({}))
const who = endpoint({ method: 'POST', path: '/who', permission: 'anyone', summary: 'Who asks', reply: z.object({ ip: z.string().nullable(), secure: z.boolean() }) })
const probe = defineModule({
  id: 'proxy', needs: [], permissions: [], migrations: null, messages: new URL('../settings/messages/', import.meta.url), events: [Seen],
  routes: [serve(who, async (ctx) => { await ctx.emit(Seen, {}); return new Reply({ ip: ctx.origin.ip, secure: ctx.origin.secure ?? false }, []) })],
})

let product: TestProduct | null = null
afterEach(async () => { await product?.stop(); product = null })

/** Asks as a client behind whatever stands at `peer`. */
async function ask(trust: string | null, peer: string, headers: Record<string, string> = {}) {
  product = await startTestProduct({ modules: [settings, probe], http: { authenticate: async () => null }, env: trust === null ? {} : { HOUYUAN_TRUST_PROXY: trust } })
  const reply = await product.http!.inject({ method: 'POST', url: '/api/v1/who', remoteAddress: peer, headers })
  const [entry] = (await sql<{ ip: string }>`select ip from event_log where name = 'proxy.seen@1'`.execute(product.host.db)).rows
  return { ...reply.json() as { ip: string; secure: boolean }, audited: entry?.ip, hsts: reply.headers['strict-transport-security'] !== undefined }
}

describe('R7.4-6 the address of the client in limits, lockout, sessions and audit trail', () => {
  const forged = { 'x-forwarded-for': '198.51.100.9', 'x-forwarded-proto': 'https' }
  test.each([
    ['nothing is believed without the setting', null, '192.0.2.1', forged, '192.0.2.1', false],
    ['nor from a machine that is not named', '10.0.0.0/8', '192.0.2.1', forged, '192.0.2.1', false],
    ['a named proxy speaks for its clients', '10.0.0.0/8, 192.0.2.1', '192.0.2.1', forged, '198.51.100.9', true],
    ['what the client itself wrote before the last trusted proxy is not believed', '192.0.2.1', '192.0.2.1', { 'x-forwarded-for': '203.0.113.66, 198.51.100.9' }, '198.51.100.9', false],
    ['two proxies in a row', '2', '192.0.2.1', { 'x-forwarded-for': '203.0.113.66, 198.51.100.9, 10.0.0.2' }, '198.51.100.9', false],
    ['one proxy by count', '1', '192.0.2.1', { 'x-forwarded-for': '203.0.113.66, 198.51.100.9' }, '198.51.100.9', false],
    ['a port behind the address', 'loopback', '127.0.0.1', { 'x-forwarded-for': '198.51.100.9:51234' }, '198.51.100.9', false],
    ['IPv6', 'loopback', '::1', { 'x-forwarded-for': '2001:db8::7' }, '2001:db8::7', false],
    ['what is no address counts as the connection', 'loopback', '127.0.0.1', { 'x-forwarded-for': "x' or 1=1" }, '127.0.0.1', false],
  ] as const)('%s', async (_name, trust, peer, headers, ip, secure) => {
    expect(await ask(trust, peer, { ...headers })).toEqual({ ip, secure, audited: ip, hsts: secure })
  })

  test('over TLS where the public address says so, whatever the connection is', () => {
    const host = (publicUrl: string) => ({ config: { publicUrl } }) as Parameters<typeof isSecure>[0]
    expect([isSecure(host('https://desk.example.com'), { protocol: 'http' }), isSecure(host('http://127.0.0.1:8080'), { protocol: 'http' }), isSecure(host('http://127.0.0.1:8080'), { protocol: 'https' })]).toEqual([true, false, true])
  })
})
