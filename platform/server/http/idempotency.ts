// `Idempotency-Key` on POST: the same key with the same body answers what was answered before; nothing is done twice (RX-9).
import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { canonical } from '../audit-chain.ts'
import type { Ctx } from '../ctx.ts'
import { BadInput, Conflict } from '../errors.ts'

export interface KeptReply { status: number; reply: unknown }

export function requestHash(method: string, url: string, body: unknown): Buffer {
  return createHash('sha256').update(`${method} ${url}\n`).update(canonical(body)).digest()
}

/** Claims the key inside the transaction. Returns the kept reply of an earlier request, or null when this one is the first. */
export async function claimKey(ctx: Ctx, key: string, hash: Buffer): Promise<KeptReply | null> {
  if (!/^[\x21-\x7e]{1,200}$/.test(key)) throw new BadInput([{ pointer: '/headers/Idempotency-Key', code: 'idempotency-key' }])
  const claimed = await sql`insert into idempotency_keys (actor_id, key, request_hash, created_at) values (${ctx.actor.id}, ${key}, ${hash}, ${ctx.host.realNow()})
    on conflict (actor_id, key) do nothing`.execute(ctx.sql<unknown>())
  if (claimed.numAffectedRows === 1n) return null
  const found = await sql<{ request_hash: Buffer; status: number | null; reply: unknown }>`select request_hash, status, reply from idempotency_keys where actor_id = ${ctx.actor.id} and key = ${key}`.execute(ctx.sql<unknown>())
  const row = found.rows[0]
  if (!row || row.status === null) throw new Conflict('idempotency-in-progress')
  if (!row.request_hash.equals(hash)) throw new Conflict('idempotency-other-request')
  return { status: row.status, reply: row.reply }
}

export async function keepReply(ctx: Ctx, key: string, status: number, reply: unknown): Promise<void> {
  await sql`update idempotency_keys set status = ${status}, reply = ${JSON.stringify(reply ?? {})}::jsonb where actor_id = ${ctx.actor.id} and key = ${key}`.execute(ctx.sql<unknown>())
}
