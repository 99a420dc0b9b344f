// Carries committed events on: seals them into the audit chain and starts the jobs of the after-commit reactions.
// One relay works at a time in the whole installation (row lock); a crash repeats at most what was not committed.
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { chainHash } from './audit-chain.ts'
import { GIVE_WAY_MS, isCrowded } from './crowd.ts'
import { SYSTEM } from './ctx.ts'
import { readEventsAfter } from './event-log.ts'
import type { Host } from './host.ts'
import { addJobs } from './job-queue.ts'
import { reactionJobs } from './reactions.ts'

const BATCH = 1000
const GATHER_MS = 50, LONGEST_REST_MS = 1000

interface Cursor { tx: string; seq: string; chain_no: string; chain_hash: Buffer }

/** Handles one batch; returns how many events it carried on (0 also when another process is at it). */
export async function relayOnce(host: Host): Promise<number> {
  return host.transaction(SYSTEM, async (ctx) => {
    const db = ctx.sql<unknown>()
    const locked = await sql<Cursor>`select tx::text, seq::text, chain_no::text, chain_hash from event_relay where name = 'relay' for update skip locked`.execute(db)
    const cursor = locked.rows[0]
    if (!cursor) return 0
    const events = await readEventsAfter(db, cursor, BATCH)
    if (events.length === 0) return 0
    let chainNo = Number(cursor.chain_no), hash = cursor.chain_hash
    const seals: { chain_no: number; seq: string; hash: string }[] = []
    for (const event of events) {
      hash = chainHash(host.cipher.auditKey, hash, ++chainNo, event)
      seals.push({ chain_no: chainNo, seq: String(event.seq), hash: hash.toString('hex') })
    }
    const last = events.at(-1)!
    await Promise.all([
      sql`insert into audit_chain (chain_no, seq, hash) select chain_no, seq, decode(hash, 'hex')
        from jsonb_to_recordset(${JSON.stringify(seals)}::jsonb) as r(chain_no bigint, seq bigint, hash text)`.execute(db),
      addJobs(db, reactionJobs(host, events)),
      sql`update event_relay set tx = ${last.tx}::xid8, seq = ${last.seq}::bigint, chain_no = ${chainNo}, chain_hash = ${hash} where name = 'relay'`.execute(db),
    ])
    return events.length
  })
}

/** Runs until stopped: woken by the `log` signal, and at least once a second. */
export function startRelay(host: Host): { stop(): Promise<void> } {
  let stopped = false, woken = true, wake = () => {}
  const off = host.signals.on('log', () => { woken = true; wake() })
  const rest = (ms: number) => new Promise<void>((resolve) => { const t = setTimeout(resolve, ms); wake = () => { clearTimeout(t); resolve() } })
  const done = (async () => {
    while (!stopped) {
      woken = false
      let carried = 0
      try { carried = await relayOnce(host) } catch (error) { host.log.error({ err: error }, 'the event relay failed; it tries again') }
      if (stopped) return
      if (carried > 0 && carried < BATCH) await gathering(host)
      else if (carried === 0 && !woken) await rest(LONGEST_REST_MS)
    }
  })()
  return { async stop() { stopped = true; off(); wake(); await done } }
}

/** Under load more events come together this way, and what follows from them costs far less. In a crowd it gives way to requests like the jobs that it starts. */
async function gathering(host: Host): Promise<void> {
  await sleep(GATHER_MS)
  for (let ms = GATHER_MS; ms < GIVE_WAY_MS && isCrowded(host); ms += GATHER_MS) await sleep(GATHER_MS)
}
