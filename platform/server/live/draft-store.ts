// Texts that are not sent yet, kept per account, so that a closed tab or another device loses nothing. No events: a draft is no fact.
import { sql } from 'kysely'
import { z } from 'zod'
import type { Draft } from '../../contract/drafts.ts'
import type { Ctx } from '../ctx.ts'
import { demoRecords } from '../demo-records.ts'
import { AppError, Stale } from '../errors.ts'
import { defineSetting, type Schedule } from '../module.ts'
import { setting } from '../settings/public.ts'

export const MAX_DRAFT_BYTES = 100_000
const DAY = 86_400_000
const MOST = 500

export const draftDays = defineSetting({ key: 'drafts.days', schema: z.int().min(1).max(365), default: 90, group: 'general' })

interface DraftRow { content: unknown; version: number; updated_at: Date }

const shown = (key: string, row: DraftRow | undefined): Draft => ({ key, content: row?.content ?? null, version: row?.version ?? 0, updatedAt: row?.updated_at.toISOString() ?? null })

/** The draft under a key; without one `content` is null, which is not an error. */
export async function readDraft(ctx: Ctx, key: string): Promise<Draft> {
  const found = await sql<DraftRow>`select content, version, updated_at from live_drafts where account_id = ${ctx.actor.id} and key = ${key}`.execute(ctx.sql<unknown>())
  return shown(key, found.rows[0])
}

/** Throws AppError 413 over 100 kB, Stale when another device saved since `ifMatch`. The oldest of more than 500 drafts go. */
export async function saveDraft(ctx: Ctx, key: string, content: unknown, ifMatch: number | null): Promise<Draft> {
  const text = JSON.stringify(content)
  if (Buffer.byteLength(text) > MAX_DRAFT_BYTES) throw new AppError(413, 'drafts.too-large')
  const before = await readDraft(ctx, key)
  if (ifMatch !== null && ifMatch !== before.version) throw new Stale(before.version)
  const saved = await sql<DraftRow>`insert into live_drafts (account_id, key, content, updated_at) values (${ctx.actor.id}, ${key}, ${text}::jsonb, ${ctx.host.realNow()})
    on conflict (account_id, key) do update set content = excluded.content, version = live_drafts.version + 1, updated_at = excluded.updated_at
    returning content, version, updated_at`.execute(ctx.sql<unknown>())
  if (before.version === 0) {
    await sql`delete from live_drafts where account_id = ${ctx.actor.id} and key in (select key from live_drafts where account_id = ${ctx.actor.id} order by updated_at desc offset ${MOST})`.execute(ctx.sql<unknown>())
  }
  return shown(key, saved.rows[0])
}

export async function removeDraft(ctx: Ctx, key: string): Promise<void> {
  await sql`delete from live_drafts where account_id = ${ctx.actor.id} and key = ${key}`.execute(ctx.sql<unknown>())
}

export const purgeDrafts: Schedule = {
  name: 'live.purge-drafts', cron: '20 3 * * *',
  async run(ctx) {
    const before = new Date(ctx.host.realNow().getTime() - await setting(ctx, draftDays) * DAY)
    const gone = await sql`delete from live_drafts where updated_at < ${before}`.execute(ctx.sql<unknown>())
    return String(gone.numAffectedRows ?? 0n)
  },
}

/** The people of the demo company go, and with them what they had not sent yet. */
export async function removeDemoDrafts(ctx: Ctx): Promise<string[]> {
  const { accounts } = await demoRecords(ctx)
  await sql`delete from live_drafts where account_id = any(${accounts}::uuid[])`.execute(ctx.sql<unknown>())
  return []
}
