// Makes a backup through the product, as its administrator would, and says how it ended.
import type { Installation } from './installation.ts'

const PATIENCE_MS = 90_000, headers = { authorization: 'Bearer acceptance-m1', 'content-type': 'application/json' }

/** `good`, `failed: <why>`, or what else became of it. */
export async function backUp({ address }: Pick<Installation, 'address'>, target: string): Promise<string> {
  const ask = async (method: string, path: string, body?: unknown): Promise<{ status: number; json: Record<string, unknown> }> => {
    const reply = await fetch(`${address}/api/v1${path}`, { method, headers: body === undefined ? { authorization: headers.authorization } : headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }), signal: AbortSignal.timeout(20_000) })
    return { status: reply.status, json: (await reply.json().catch(() => ({}))) as Record<string, unknown> }
  }
  for (const [path, value] of [['/backups/passphrase', { passphrase: 'nothing is lost in any storm' }], ['/settings/backup.target', { value: target }]] as const) {
    const set = await ask('PUT', path, value)
    if (set.status >= 300) return `${path} was refused: ${set.status} ${JSON.stringify(set.json)}`
  }
  const made = await ask('POST', '/backups', {})
  if (made.status !== 202) return `refused: ${made.status} ${JSON.stringify(made.json)}`
  for (const until = Date.now() + PATIENCE_MS; Date.now() < until; await new Promise((resolve) => setTimeout(resolve, 200))) {
    const { json } = await ask('GET', `/backups/${String(made.json['id'])}`)
    if (json['state'] === 'failed') return `failed: ${String(json['error'])}`
    if (json['state'] === 'made' || json['state'] === 'proven') return 'good'
  }
  return `not at an end after ${PATIENCE_MS / 1_000} s`
}
