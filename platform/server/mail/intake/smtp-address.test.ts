// Somebody else has the address: the default one is given up, one that the operator set stops the start (R3.2-2, RX-11).
import { createServer, type AddressInfo, type Server } from 'node:net'
import pino from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Host } from '../../host.ts'
import { receivesNothing, smtpHealth, smtpService } from './smtp-service.ts'

let other: Server
beforeAll(async () => { other = createServer(); await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve)) })
afterAll(() => { other.close() })

const host = (source: 'default' | 'environment'): Host => ({
  config: { smtpIn: { host: '127.0.0.1', port: (other.address() as AddressInfo).port }, sources: { smtpIn: source }, publicUrl: 'http://127.0.0.1:8080' }, log: pino({ level: 'silent' }), transaction: async () => 1_000_000,
}) as unknown as Host // the service asks for no more than this before it listens

test('RX-11 the default address is taken: the product starts, receives nothing there, and its health says so', async () => {
  const here = host('default'), running = await smtpService.start(here)
  expect(receivesNothing(here)).toBe(true)
  expect(await smtpHealth.check({ host: here } as never)).toMatchObject({ ok: false, reason: expect.stringContaining('HOUYUAN_SMTP_IN') })
  await running.stop()
})

test('an address that the operator set must be free', async () => {
  await expect(smtpService.start(host('environment'))).rejects.toThrow(/HOUYUAN_SMTP_IN/)
})
