// The product for browser tests: acceptance fixture, frozen clock, listening on a free port, with passwords for the people who sign in.
import { createConnection } from 'node:net'
import { httpParts } from '../../app/http-parts.ts'
import { modules } from '../../app/modules.ts'
import { findAccountOf, setPassword } from '../../platform/server/access/public.ts'
import { SYSTEM } from '../../platform/server/ctx.ts'
import { startTestProduct, type TestProduct } from '../../platform/server/testing.ts'

export const PASSWORD = 'Kranich-ueber-47-Bergen!'

export interface E2eProduct extends TestProduct {
  address: string
  api: <T = Record<string, unknown>>(who: string, method: string, path: string, body?: unknown) => Promise<T>
}

/** Starts the product; `people` (C1, A1, ...) get a password to sign in with. */
export async function startE2e(people: readonly string[] = [], env: Record<string, string> = {}): Promise<E2eProduct> {
  const product = await startTestProduct({ modules, http: httpParts, env })
  const address = await product.http!.listen({ host: '127.0.0.1', port: 0 })
  for (const who of people) await product.host.transaction(SYSTEM, async (ctx) => {
    const account = await findAccountOf(ctx, { email: `${who.toLowerCase()}@acceptance.test` })
    if (!account) throw new Error(`the fixture has no ${who}`)
    await setPassword(ctx, account.id, PASSWORD)
  })
  const api: E2eProduct['api'] = async (who, method, path, body) => {
    const reply = await fetch(`${address}/api/v1${path}`, { method, headers: { authorization: `Bearer acceptance-${who.toLowerCase()}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }) }, ...(body === undefined ? {} : { body: JSON.stringify(body) }) })
    const text = await reply.text()
    if (!reply.ok) throw new Error(`${method} ${path}: ${reply.status} ${text}`)
    return JSON.parse(text) as never
  }
  return { ...product, address, api }
}

/** True when something answers on the port. */
export const answers = (port: number): Promise<boolean> => new Promise((resolve) => {
  const socket = createConnection({ host: '127.0.0.1', port }, () => { socket.destroy(); resolve(true) })
  socket.on('error', () => resolve(false))
})
