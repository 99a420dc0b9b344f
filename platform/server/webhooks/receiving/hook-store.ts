// Rows of the addresses at which other systems tell us something.
import { sql } from 'kysely'
import type { HookFormat } from '../../../contract/webhooks.ts'
import type { Ctx } from '../../ctx.ts'

export interface HookRow { id: string; name: string; title: string; format: HookFormat; token_hash: string; secret: string; requester_id: string; active: boolean; created_at: Date; last_used_at: Date | null; version: number }

/** False when the name is taken. */
export async function insertHook(ctx: Ctx, h: Omit<HookRow, 'active' | 'created_at' | 'last_used_at' | 'version'>): Promise<boolean> {
  const added = await sql`insert into intake_hooks (id, name, title, format, token_hash, secret, requester_id, created_at) values (${h.id}, ${h.name}, ${h.title}, ${h.format}, ${h.token_hash}, ${h.secret}, ${h.requester_id}, ${ctx.now()}) on conflict (name) do nothing`.execute(ctx.sql<unknown>())
  return added.numAffectedRows === 1n
}

export async function findHook(ctx: Ctx, id: string, lock = false): Promise<HookRow | null> {
  return (await sql<HookRow>`select * from intake_hooks where id = ${id} ${lock ? sql`for update` : sql``}`.execute(ctx.sql<unknown>())).rows[0] ?? null
}

export async function findHookByName(ctx: Ctx, name: string): Promise<HookRow | null> {
  return (await sql<HookRow>`select * from intake_hooks where name = ${name}`.execute(ctx.sql<unknown>())).rows[0] ?? null
}

export async function listHooks(ctx: Ctx): Promise<HookRow[]> {
  return (await sql<HookRow>`select * from intake_hooks order by name`.execute(ctx.sql<unknown>())).rows
}

export async function saveHook(ctx: Ctx, h: HookRow): Promise<void> {
  await sql`update intake_hooks set title = ${h.title}, active = ${h.active}, token_hash = ${h.token_hash}, secret = ${h.secret}, version = version + 1 where id = ${h.id}`.execute(ctx.sql<unknown>())
}

/** Once a minute at most: a row that every message touches would be the narrow place. */
export async function noteUse(ctx: Ctx, id: string): Promise<void> {
  await sql`update intake_hooks set last_used_at = ${ctx.now()} where id = ${id} and (last_used_at is null or last_used_at < ${new Date(ctx.now().getTime() - 60_000)})`.execute(ctx.sql<unknown>())
}

export async function deleteHook(ctx: Ctx, id: string): Promise<void> {
  await sql`delete from intake_hooks where id = ${id}`.execute(ctx.sql<unknown>())
}
