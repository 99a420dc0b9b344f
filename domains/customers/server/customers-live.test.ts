// S-088: two screens on the same customer; one changes the phone, the other hears of it within two seconds.
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { accessModule } from '../../../platform/server/access/module.ts'
import { authenticate } from '../../../platform/server/access/public.ts'
import { liveSocket } from '../../../platform/server/live/live-socket.ts'
import { live } from '../../../platform/server/live/module.ts'
import { settings } from '../../../platform/server/settings/module.ts'
import { startTestProduct, type TestProduct } from '../../../platform/server/testing.ts'
import { org } from '../../org/module.ts'
import { customers } from '../module.ts'

let product: TestProduct, address = ''
beforeAll(async () => {
  product = await startTestProduct({ modules: [accessModule, settings, live, org, customers], http: { authenticate, extend: [liveSocket] } })
  address = await product.http!.listen({ port: 0, host: '127.0.0.1' })
})
afterAll(() => product?.stop())

/** Opens a socket on topics and keeps what it hears. */
async function listen(as: string, topics: string[]): Promise<{ heard: { type: string; topics?: string[] }[]; close(): void }> {
  const heard: { type: string; topics?: string[] }[] = []
  const socket = new WebSocket(`${address.replace('http', 'ws')}/api/v1/live`, { headers: { authorization: `Bearer acceptance-${as}` } } as unknown as string[])
  socket.onmessage = (e) => { heard.push(JSON.parse(String(e.data))) }
  await new Promise((resolve, reject) => { socket.onopen = resolve; socket.onerror = reject })
  socket.send(JSON.stringify({ type: 'subscribe', topics }))
  await sleep(300)
  return { heard, close: () => socket.close() }
}

test('S-088 the second screen hears of the new phone within two seconds, and reads it; a customer hears nothing', async () => {
  const call = async (as: string, method: 'GET' | 'PATCH', path: string, body?: object) => (await product.http!.inject({ method, url: `/api/v1${path}`, headers: { authorization: `Bearer acceptance-${as}` }, payload: body })).json()
  const { items: [customer] } = await call('a1', 'GET', '/customers?q=KH-0001')
  const topic = `customer:${customer.id}`
  const [second, outsider] = [await listen('a2', [topic]), await listen('c1', [topic])]
  const start = performance.now()
  await call('a1', 'PATCH', `/customers/${customer.id}`, { phone: '+86 21 5555 0999' })
  const told = () => second.heard.some((m) => m.topics?.includes(topic))
  while (!told() && performance.now() - start < 2_000) await sleep(10)
  expect(told()).toBe(true)
  expect((await call('a2', 'GET', `/customers/${customer.id}`)).phone).toBe('+86 21 5555 0999')
  expect(outsider.heard.some((m) => m.topics?.includes(topic))).toBe(false)
  second.close()
  outsider.close()
})
