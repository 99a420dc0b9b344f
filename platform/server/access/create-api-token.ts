// Bearer tokens for machines: shown once, kept as a hash, limited to scopes and time (RX-9).
import { TokenCreated, TokenRevoked } from '../../contract/access.ts'
import type { Ctx } from '../ctx.ts'
import { NotFound } from '../errors.ts'
import { newId } from '../ids.ts'
import { accessChanged } from './access-changed.ts'
import { hashToken, newSecret } from './hash-token.ts'
import { findToken, insertToken, markTokenRevoked } from './token-store.ts'

export interface NewToken {
  accountId: string; name: string
  /** Permissions it is limited to; without it all of the account. */
  scopes?: readonly string[] | null
  /** Wall time. */
  expiresAt?: Date | null
  /** A given text instead of a random one: for fixtures only. */
  token?: string
}

/** Makes a token. The text is returned here and never again. Making the same given text twice changes nothing. */
export async function createApiToken(ctx: Ctx, input: NewToken): Promise<{ id: string; token: string }> {
  const token = input.token ?? `hy_${newSecret()}`, id = newId()
  const scopes = input.scopes ? [...new Set(input.scopes)].sort() : null
  const inserted = await insertToken(ctx, {
    id, account_id: input.accountId, name: input.name, hint: token.slice(0, 7), scopes, created_at: ctx.host.realNow(), expires_at: input.expiresAt ?? null,
  }, hashToken(token))
  if (inserted) await ctx.emit(TokenCreated, { accountId: input.accountId, tokenId: id, name: input.name, scopes })
  accessChanged(ctx)
  return { id, token }
}

/** Ends a token for good; it stops working within a second. Throws NotFound. */
export async function revokeApiToken(ctx: Ctx, id: string): Promise<void> {
  const token = await findToken(ctx, id)
  if (!token) throw new NotFound('token')
  if (token.revoked_at) return
  await markTokenRevoked(ctx, id, ctx.host.realNow())
  await ctx.emit(TokenRevoked, { accountId: token.account_id, tokenId: id, name: token.name })
  accessChanged(ctx)
}
