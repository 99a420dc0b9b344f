// Several processes: what ends in one stops in all of them within a second, even where no signal arrives.
import pino from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openHost } from '../runtime.ts'
import type { TestProduct } from '../testing.ts'
import { authenticate } from './public.ts'
import { aPerson, Browser, startAccessProduct } from './testing.ts'

let product: TestProduct
beforeAll(async () => { product = await startAccessProduct() })
afterAll(() => product?.stop())

const aProcess = () => openHost({ config: product.config, databaseUrl: product.databaseUrl, modules: product.host.registry.modules.filter((m) => m.id !== 'platform'), log: pino({ level: 'silent' }), poolSize: 3, cipher: product.host.cipher })

async function signedIn(email: string): Promise<{ b: Browser; presented: Parameters<typeof authenticate>[1] }> {
  await aPerson(product.host, email)
  const b = new Browser(product)
  await b.signIn(email)
  return { b, presented: { bearer: null, session: b.cookie!.split('=')[1]!, ip: '127.0.0.1', userAgent: null } }
}

/** Milliseconds until the process does not know the session any more. */
async function timeToEnd(host: TestProduct['host'], presented: Parameters<typeof authenticate>[1]): Promise<number> {
  const start = performance.now()
  while (await authenticate(host, presented) && performance.now() - start < 3000) await new Promise((resolve) => { setTimeout(resolve, 5) })
  return performance.now() - start
}

test('a process that the signal never reaches forgets an ended session within a second', async () => {
  const deaf = await aProcess()
  try {
    const { b, presented } = await signedIn('deaf@example.test')
    expect(await authenticate(deaf.host, presented)).not.toBeNull()
    await b.send('DELETE', '/session')
    expect(await timeToEnd(deaf.host, presented)).toBeLessThan(1000)
  } finally { await deaf.close() }
})
