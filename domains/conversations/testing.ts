// For tests: a desk with real SMTP on both sides, and the people of the fixture.
import { authenticate } from '../../platform/server/access/public.ts'
import type { TestClock } from '../../platform/server/clock.ts'
import { customerServer, freePort, startOutsideServer, type OutsideServer } from '../../platform/server/mail/testing.ts'
import type { DomainModule } from '../../platform/server/module.ts'
import { notifyModule } from '../../platform/server/notify/module.ts'
import { retention } from '../../platform/server/retention/module.ts'
import { search } from '../../platform/server/search/module.ts'
import { startTestProduct, type TestProduct } from '../../platform/server/testing.ts'
import { settle, travelTo } from '../../platform/server/time-travel.ts'
import { CASE_MODULES } from '../cases/testing.ts'
import { conversations } from './module.ts'

export interface Answer { status: number; body: any; headers: Record<string, unknown>; raw: Buffer }

export interface Desk extends TestProduct {
  outside: OutsideServer
  customer: ReturnType<typeof customerServer>
  send(who: string, method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE', path: string, body?: object): Promise<Answer>
  /** Uploads a file as a draft; answers its id. */
  upload(who: string, name: string, type: string, data: Buffer): Promise<string>
  people: ReadonlyMap<string, string>
  /** Waits until nothing is left to do. */
  quiet(): Promise<void>
  at(time: string): Promise<void>
  setSetting(key: string, value: unknown): Promise<void>
}

export async function startDesk(more: readonly DomainModule[] = []): Promise<Desk> {
  const outside = await startOutsideServer(), port = await freePort()
  const modules = [...CASE_MODULES.filter((m) => m.id !== 'notify').slice(0, 4), notifyModule, retention, search, ...CASE_MODULES.filter((m) => m.id !== 'notify').slice(4), conversations, ...more]
  const product = await startTestProduct({ modules, env: { HOUYUAN_SMTP_IN: `127.0.0.1:${port}`, HOUYUAN_SMTP_OUT: outside.url, HOUYUAN_PUBLIC_URL: 'https://desk.example.com' }, http: { authenticate } })
  const customer = customerServer(port), stopProduct = product.stop.bind(product)
  const headersOf = (who: string) => ({ 'accept-language': 'zh-CN', ...(who ? { authorization: `Bearer acceptance-${who}` } : {}) })
  const send: Desk['send'] = async (who, method, path, body) => {
    const reply = await product.http!.inject({ method, url: `/api/v1${path}`, headers: headersOf(who), ...(body ? { payload: body } : {}) })
    const isJson = String(reply.headers['content-type']).includes('json')
    return { status: reply.statusCode, body: isJson ? JSON.parse(reply.body) : null, headers: reply.headers, raw: reply.rawPayload }
  }
  const people = ((await send('', 'GET', '/test/people')).body.items as { id: string; accountId: string }[])
  return Object.assign(product, {
    outside, customer, send, people: new Map(people.map((p) => [p.id.toLowerCase(), p.accountId])),
    async upload(who: string, name: string, type: string, data: Buffer) {
      const edge = 'edge', head = `--${edge}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: ${type}\r\n\r\n`
      const reply = await product.http!.inject({ method: 'POST', url: '/api/v1/files', headers: { ...headersOf(who), 'content-type': `multipart/form-data; boundary=${edge}` }, payload: Buffer.concat([Buffer.from(head), data, Buffer.from(`\r\n--${edge}--\r\n`)]) })
      return reply.json<{ items: { id: string }[] }>().items[0]!.id
    },
    quiet: () => settle(product.host, product.services),
    at: (time: string) => travelTo(product.host, product.host.clock as TestClock, new Date(time), product.services),
    async setSetting(key: string, value: unknown) {
      const now = await send('m1', 'GET', `/settings/${key}`)
      const done = await product.http!.inject({ method: 'PUT', url: `/api/v1/settings/${key}`, headers: { ...headersOf('m1'), 'if-match': `"${now.body.version}"` }, payload: { value } })
      if (done.statusCode !== 200) throw new Error(`setting ${key}: ${done.body}`)
    },
    async stop() { customer.close(); await stopProduct(); await outside.close() },
  })
}
