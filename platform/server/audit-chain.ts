// Seals the event log with a keyed hash chain, and finds the first row that does not fit (§7.4, RX-7).
import { createHmac } from 'node:crypto'
import { sql, type Kysely } from 'kysely'
import type { EventRow } from './event-log.ts'

/** The hash of an event and everything before it. */
export function chainHash(key: Buffer, before: Buffer, chainNo: number, row: EventRow): Buffer {
  return createHmac('sha256', key).update(before).update(canonical([
    chainNo, String(row.seq), row.id, row.name, row.at.toISOString(), row.actor_id, row.actor_name, row.subject,
    row.data, row.changes, row.reason, row.via, row.ip, row.request_id,
  ])).digest()
}

/** JSON with sorted keys, so that the same content gives the same bytes after a round trip through the database. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (value !== null && typeof value === 'object') {
    return `{${Object.keys(value).sort().map((k) => `${JSON.stringify(k)}:${canonical((value as Record<string, unknown>)[k])}`).join(',')}}`
  }
  return JSON.stringify(value ?? null)
}

export interface ChainReport { ok: boolean; checked: number; unsealed: number; broken: { seq: string | null; chainNo: number; cause: 'changed' | 'removed' | 'inserted' | 'chain-gap' } | null }

/** Walks the whole chain. Reports the first broken place; `inserted` = an event below the sealed mark that was never sealed. */
export async function verifyChain(db: Kysely<unknown>, key: Buffer): Promise<ChainReport> {
  let before: Buffer = Buffer.alloc(0), next = 1
  const fail = (seq: string | null, chainNo: number, cause: NonNullable<ChainReport['broken']>['cause']): ChainReport => ({ ok: false, checked: next - 1, unsealed: 0, broken: { seq, chainNo, cause } })
  for (;;) {
    const batch = await sql<EventRow & { chain_no: string; hash: Buffer; sealed_seq: string }>`select e.*, c.chain_no, c.hash, c.seq as sealed_seq from audit_chain c
      left join event_log e on e.seq = c.seq where c.chain_no >= ${next} order by c.chain_no limit 2000`.execute(db)
    if (batch.rows.length === 0) break
    for (const row of batch.rows) {
      if (Number(row.chain_no) !== next) return fail(null, next, 'chain-gap')
      if (row.seq === null) return fail(row.sealed_seq, next, 'removed')
      const hash = chainHash(key, before, next, row)
      if (!hash.equals(row.hash)) return fail(row.sealed_seq, next, 'changed')
      before = row.hash
      next++
    }
  }
  const state = await sql<{ chain_no: string; tx: string; seq: string }>`select chain_no, tx::text, seq::text from event_relay where name = 'relay'`.execute(db)
  const mark = state.rows[0]
  if (!mark || Number(mark.chain_no) !== next - 1) return fail(null, next, 'chain-gap')
  const stray = await sql<{ seq: string }>`select e.seq::text from event_log e left join audit_chain c on c.seq = e.seq
    where c.seq is null and (e.tx, e.seq) <= (${mark.tx}::xid8, ${mark.seq}::bigint) order by e.seq limit 1`.execute(db)
  if (stray.rows[0]) return fail(stray.rows[0].seq, next, 'inserted')
  const open = await sql<{ n: string }>`select count(*) as n from event_log where (tx, seq) > (${mark.tx}::xid8, ${mark.seq}::bigint)`.execute(db)
  return { ok: true, checked: next - 1, unsealed: Number(open.rows[0]?.n ?? 0), broken: null }
}
