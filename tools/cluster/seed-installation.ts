// The past of the cluster: people, units and cases from long ago, whose promises have all run out when the real clock takes over. Whatever is
// due then is due in the same moment for every worker.
import { randomUUID } from 'node:crypto'
import { freePort } from '../faults/free-port.ts'
import { makePart } from './process.ts'

export const OLD_CASES = 120

export const asPerson = (id: string): { authorization: string } => ({ authorization: `Bearer acceptance-${id}` })

export async function seedInstallation(env: Record<string, string>): Promise<void> {
  const port = await freePort(), address = `http://127.0.0.1:${port}`
  const first = makePart({
    name: 'first', command: process.execPath, args: ['app/main.ts'],
    env: { ...env, HOST: '127.0.0.1', PORT: String(port), HOUYUAN_SEED: 'acceptance', HOUYUAN_TEST_CLOCK: '1', HOUYUAN_SMTP_IN: '', HOUYUAN_SMTP_OUT: '', HOUYUAN_LOG: 'error' },
    isUp: () => fetch(`${address}/healthz`).then((r) => r.ok, () => false),
  })
  await first.start()
  try {
    for (let i = 0; i < OLD_CASES; i++) await openCase(address, `old-${i}`)
  } finally { await first.leave() }
}

/** Opens a case as the customer of the fixture; returns its id. Throws Error when the answer is not 201. */
export async function openCase(address: string, title: string): Promise<string> {
  const reply = await fetch(`${address}/api/v1/cases`, {
    method: 'POST', headers: { ...asPerson('c1'), 'content-type': 'application/json', 'idempotency-key': randomUUID() },
    body: JSON.stringify({ title, description: '多进程演练 many processes', channel: 'portal', serviceLine: 'technical-support', problemClass: 'system-fault', urgency: 'high', impact: 'whole-enterprise', complexity: 'medium' }),
  })
  if (reply.status !== 201) throw new Error(`a case could not be opened: ${reply.status} ${await reply.text()}`)
  return ((await reply.json()) as { id: string }).id
}
