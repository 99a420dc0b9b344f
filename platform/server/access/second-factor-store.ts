// Columns of the second factor. Secrets are sealed with the installation's key and bound to the account.
import { sql } from 'kysely'
import type { Ctx } from '../ctx.ts'

/** What a second factor is bound to when it is sealed. */
export const secondFactorPlace = (accountId: string): string => `access_accounts.totp_secret:${accountId}`
export const openSecret = (ctx: Ctx, accountId: string, sealed: string): string => ctx.host.cipher.open(sealed, secondFactorPlace(accountId))

export async function keepPending(ctx: Ctx, accountId: string, secret: string): Promise<void> {
  await sql`update access_accounts set totp_pending = ${ctx.host.cipher.seal(secret, secondFactorPlace(accountId))} where id = ${accountId}`.execute(ctx.sql<unknown>())
}

/** The pending secret becomes the second factor. */
export async function adoptPending(ctx: Ctx, accountId: string, step: number): Promise<void> {
  await sql`update access_accounts set totp_secret = totp_pending, totp_pending = null, totp_enrolled_at = ${ctx.host.realNow()}, totp_last_step = ${step}
    where id = ${accountId} and totp_pending is not null`.execute(ctx.sql<unknown>())
}

export async function keepStep(ctx: Ctx, accountId: string, step: number): Promise<void> {
  await sql`update access_accounts set totp_last_step = ${step} where id = ${accountId}`.execute(ctx.sql<unknown>())
}

export async function clearSecondFactor(ctx: Ctx, accountId: string): Promise<void> {
  await sql`update access_accounts set totp_secret = null, totp_pending = null, totp_enrolled_at = null, totp_last_step = null where id = ${accountId}`.execute(ctx.sql<unknown>())
}
