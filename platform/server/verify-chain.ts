// Walks the audit chain and finds the first event that does not fit: changed, removed, inserted, or not written by the product.
import { sql, type Kysely } from 'kysely'
import { chainHash, eventMac } from './audit-chain.ts'
import type { EventRow } from './event-log.ts'

/** `changed`: differs from what was sealed. `removed`: sealed and gone. `inserted`: below the mark, never sealed. `forged`: not written by the product. `chain-gap`: the chain itself was touched. `cut`: shorter than it once was. */
export type ChainFault = 'changed' | 'removed' | 'inserted' | 'forged' | 'chain-gap' | 'cut'
export interface ChainReport { ok: boolean; checked: number; unsealed: number; broken: { seq: string | null; chainNo: number; cause: ChainFault } | null; last: { chainNo: number; hash: string } }
/** A point of the chain that was seen before and is kept outside the database. */
export interface ChainAnchor { chainNo: number; hash: string }

const BATCH = 2_000
const UNSEALED_LIMIT = 10_000

type ChainRow = EventRow & { chain_no: string; hash: Buffer; sealed_seq: string; fine: boolean }

/** Checks the whole chain up to where the relay has come. The product may go on working meanwhile. */
export async function verifyChain(db: Kysely<unknown>, key: Buffer, anchor: ChainAnchor | null = null): Promise<ChainReport> {
  // Read first: what is sealed while we walk is left to the next check.
  const mark = (await sql<{ chain_no: string; tx: string; seq: string; chain_hash: Buffer }>`select chain_no::text, tx::text, seq::text, chain_hash from event_relay where name = 'relay'`.execute(db)).rows[0]
  const end = Number(mark?.chain_no ?? 0)
  let before: Buffer = Buffer.alloc(0), next = 1
  const report = (broken: ChainReport['broken'], unsealed = 0): ChainReport => ({ ok: broken === null, checked: next - 1, unsealed, broken, last: { chainNo: next - 1, hash: before.toString('hex') } })
  while (next <= end) {
    const batch = await readChain(db, next, Math.min(end, next + BATCH - 1))
    if (batch.length === 0) return report({ seq: null, chainNo: next, cause: 'chain-gap' })
    for (const row of batch) {
      const cause = faultOf(key, before, next, row)
      if (cause) return report({ seq: cause === 'chain-gap' ? null : row.sealed_seq, chainNo: next, cause })
      before = row.hash
      if (anchor?.chainNo === next && anchor.hash !== before.toString('hex')) return report({ seq: row.sealed_seq, chainNo: next, cause: 'changed' })
      next++
    }
  }
  if (!mark || (end > 0 && !mark.chain_hash.equals(before))) return report({ seq: null, chainNo: next, cause: 'chain-gap' })
  if (anchor && anchor.chainNo > end) return report({ seq: null, chainNo: end + 1, cause: 'cut' })
  const stray = await sql<{ seq: string }>`select e.seq::text from event_log e left join audit_chain c on c.seq = e.seq
    where c.seq is null and (e.tx, e.seq) <= (${mark.tx}::xid8, ${mark.seq}::bigint) order by e.seq limit 1`.execute(db)
  if (stray.rows[0]) return report({ seq: stray.rows[0].seq, chainNo: next, cause: 'inserted' })
  const open = await sql<EventRow>`select * from event_log where (tx, seq) > (${mark.tx}::xid8, ${mark.seq}::bigint) order by tx, seq limit ${UNSEALED_LIMIT}`.execute(db)
  const forged = open.rows.find((row) => !isGenuine(key, row))
  return report(forged ? { seq: String(forged.seq), chainNo: next, cause: 'forged' } : null, open.rows.length)
}

async function readChain(db: Kysely<unknown>, from: number, to: number): Promise<ChainRow[]> {
  // JavaScript dates end at milliseconds: a moment with more was not written by us.
  const found = await sql<ChainRow>`select e.*, c.chain_no, c.hash, c.seq as sealed_seq, e.at = date_trunc('milliseconds', e.at) as fine from audit_chain c
    left join event_log e on e.seq = c.seq where c.chain_no between ${from} and ${to} order by c.chain_no`.execute(db)
  return found.rows
}

function faultOf(key: Buffer, before: Buffer, chainNo: number, row: ChainRow): ChainFault | null {
  if (Number(row.chain_no) !== chainNo) return 'chain-gap'
  if (row.seq === null) return 'removed'
  if (!row.fine || !chainHash(key, before, chainNo, row).equals(row.hash)) return 'changed'
  return isGenuine(key, row) ? null : 'forged'
}

const isGenuine = (key: Buffer, row: EventRow): boolean => row.mac !== null && eventMac(key, row).equals(row.mac)
