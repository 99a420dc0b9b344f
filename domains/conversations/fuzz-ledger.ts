// For tests and tools: hands damaged messages to a desk and names what got lost on the way. Nothing may.
import { sql } from 'kysely'
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { buffer } from 'node:stream/consumers'
import { SYSTEM } from '../../platform/server/ctx.ts'
import { incomingPath } from '../../platform/server/files/public.ts'
import { MESSAGES } from '../../platform/server/mail/corpus/make-corpus.ts'
import { mutate } from '../../platform/server/mail/corpus/mutate.ts'
import { seededRandom } from '../../platform/server/seeded-random.ts'
import { rawMessage, takeIn } from '../../platform/server/mail/public.ts'
import type { Desk } from './testing.ts'

export interface FuzzResult { messages: number; outcomes: Record<string, number>; lost: string[]; msPerMessage: number }

const BATCH = 100
/** Messages of which the stored bytes are read back; of all others the recorded sum is compared. */
const READ_BACK_EVERY = 10

export async function fuzzLedger(desk: Desk, options: { count: number; seed: number; tell?: (done: number) => void }): Promise<FuzzResult> {
  const corpus = readdirSync(MESSAGES).sort().map((file) => readFileSync(new URL(file, MESSAGES))).filter((raw) => raw.length < 60_000), random = seededRandom(options.seed)
  const lost: string[] = [], outcomes: Record<string, number> = {}, start = performance.now()
  for (let done = 0; done < options.count; done += BATCH) {
    const sent = new Map<string, { sha256: string; n: number }>()
    for (let n = done; n < Math.min(done + BATCH, options.count); n++) {
      const raw = mutate(corpus, random), path = await incomingPath(desk.config.dataDir)
      writeFileSync(path, raw)
      const id = await takeIn(desk.host, { path, source: 'smtp', mailbox: 'smtp', envelope: { from: `fuzz${n}@sample.example`, to: ['support@desk.example.com'] }, remote: null })
      sent.set(id!, { sha256: createHash('sha256').update(raw).digest('hex'), n })
    }
    await desk.quiet()
    const rows = (await sql<{ id: string; outcome: string | null; sha256: string; reason: string | null }>`select id, outcome, sha256, reason from mail_received where id = any(${[...sent.keys()]}::uuid[])`.execute(desk.host.db)).rows
    for (const [id, { sha256, n }] of sent) {
      const row = rows.find((r) => r.id === id), name = `message ${n} of seed ${options.seed}`
      if (!row) { lost.push(`${name}: no line in the ledger`); continue }
      outcomes[row.outcome ?? 'none'] = (outcomes[row.outcome ?? 'none'] ?? 0) + 1
      if (row.outcome === null) lost.push(`${name}: no outcome`)
      // A message that a rule of ours stumbled over is kept, and is a mistake of ours all the same.
      if (row.reason === 'handling-failed' || row.reason === 'gave-up') lost.push(`${name}: ${row.reason}`)
      if (row.sha256 !== sha256) lost.push(`${name}: other bytes`)
      if (n % READ_BACK_EVERY === 0 && createHash('sha256').update(await bytesOf(desk, id)).digest('hex') !== sha256) lost.push(`${name}: other bytes on the disk`)
    }
    options.tell?.(Math.min(done + BATCH, options.count))
  }
  return { messages: options.count, outcomes, lost, msPerMessage: (performance.now() - start) / options.count }
}

async function bytesOf(desk: Desk, id: string): Promise<Buffer> {
  const { body } = await desk.host.transaction(SYSTEM, (ctx) => rawMessage(ctx, id))
  return Buffer.isBuffer(body) ? body : buffer(body)
}
