// Rows of changed settings.
import { sql, type Kysely } from 'kysely'
import type { Ctx } from '../ctx.ts'

export interface SettingRow { key: string; is_set: boolean; value: unknown; sealed: string | null; version: number; updated_at: Date; updated_by: string; updated_by_name: string }

export async function allSettings(db: Kysely<unknown>): Promise<SettingRow[]> {
  return (await sql<SettingRow>`select * from settings`.execute(db)).rows
}

export async function lockSetting(ctx: Ctx, key: string): Promise<SettingRow | null> {
  // The row may not exist yet, so the key itself is locked: two first changes must not both succeed.
  await sql`select pg_advisory_xact_lock(7246010, hashtext(${key}))`.execute(ctx.sql<unknown>())
  return (await sql<SettingRow>`select * from settings where key = ${key}`.execute(ctx.sql<unknown>())).rows[0] ?? null
}

export async function saveSetting(ctx: Ctx, row: Pick<SettingRow, 'key' | 'is_set' | 'value' | 'sealed' | 'version'>): Promise<void> {
  await sql`insert into settings (key, is_set, value, sealed, version, updated_at, updated_by, updated_by_name)
    values (${row.key}, ${row.is_set}, ${JSON.stringify(row.value ?? null)}::jsonb, ${row.sealed}, ${row.version}, ${ctx.now()}, ${ctx.actor.id}, ${ctx.actor.name})
    on conflict (key) do update set is_set = excluded.is_set, value = excluded.value, sealed = excluded.sealed, version = excluded.version,
      updated_at = excluded.updated_at, updated_by = excluded.updated_by, updated_by_name = excluded.updated_by_name`.execute(ctx.sql<unknown>())
}
