// Rows of one-time links and codes: hashed, short-lived, used once, only the newest of a kind counts.
import { sql } from 'kysely'
import type { Ctx } from '../ctx.ts'
import { newId } from '../ids.ts'
import { hashToken } from './hash-token.ts'

export type Purpose = 'setup' | 'invitation' | 'password-reset' | 'mail-code'
export interface LinkRow { id: string; purpose: Purpose; account_id: string | null; email: string | null; name: string | null; code_hash: string | null; wrong_tries: number; expires_at: Date }

const COLUMNS = sql`id, purpose, account_id, email, name, code_hash, wrong_tries, expires_at`

export const mailCodeHash = (ctx: Ctx, linkId: string, code: string): string => ctx.host.cipher.fingerprint(`${linkId} ${code}`, 'access.mail-code')

/** Earlier links of the same purpose for the same account or address stop working. */
export async function insertLink(ctx: Ctx, link: { id?: string; purpose: Purpose; accountId?: string | null; email?: string | null; name?: string | null; codeHash?: string | null; minutes: number }, token: string): Promise<Date> {
  const db = ctx.sql<unknown>(), now = ctx.host.realNow(), expires = new Date(now.getTime() + link.minutes * 60_000)
  await sql`update access_links set used_at = ${now} where purpose = ${link.purpose} and used_at is null
    and account_id is not distinct from ${link.accountId ?? null} and email is not distinct from ${link.email ?? null}`.execute(db)
  await sql`insert into access_links (id, purpose, account_id, email, name, token_hash, code_hash, created_at, expires_at)
    values (${link.id ?? newId()}, ${link.purpose}, ${link.accountId ?? null}, ${link.email ?? null}, ${link.name ?? null}, ${hashToken(token)}, ${link.codeHash ?? null}, ${now}, ${expires})`.execute(db)
  return expires
}

/** A link that still works, locked until the transaction ends. */
export async function findLink(ctx: Ctx, token: string, purposes: readonly Purpose[]): Promise<LinkRow | null> {
  const found = await sql<LinkRow>`select ${COLUMNS} from access_links where token_hash = ${hashToken(token)} and purpose = any(${[...purposes]})
    and used_at is null and expires_at > ${ctx.host.realNow()} for update`.execute(ctx.sql<unknown>())
  return found.rows[0] ?? null
}

export async function newestCode(ctx: Ctx, email: string): Promise<LinkRow | null> {
  const found = await sql<LinkRow>`select ${COLUMNS} from access_links where purpose = 'mail-code' and email = ${email} and used_at is null
    and expires_at > ${ctx.host.realNow()} order by created_at desc limit 1 for update`.execute(ctx.sql<unknown>())
  return found.rows[0] ?? null
}

export async function noteWrongTry(ctx: Ctx, id: string): Promise<void> {
  await sql`update access_links set wrong_tries = wrong_tries + 1 where id = ${id}`.execute(ctx.sql<unknown>())
}

export async function useLink(ctx: Ctx, id: string): Promise<void> {
  await sql`update access_links set used_at = ${ctx.host.realNow()} where id = ${id}`.execute(ctx.sql<unknown>())
}

/** Nobody on the staff can sign in yet: the installation waits for its first administrator. The people of the demo company (`.invalid`) do not count. */
export async function isSetupNeeded(ctx: Ctx): Promise<boolean> {
  const found = await sql`select 1 from access_accounts where kind = 'staff' and status = 'active' and password_hash is not null and email not like '%.invalid' limit 1`.execute(ctx.sql<unknown>())
  return found.rows.length === 0
}

/** One set-up at a time in the whole installation. */
export async function lockSetup(ctx: Ctx): Promise<void> {
  await sql`select pg_advisory_xact_lock(7246010)`.execute(ctx.sql<unknown>())
}
