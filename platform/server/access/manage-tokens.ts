// API tokens of the own account; those who manage accounts see and end all of them.
import type { z } from 'zod'
import type { accessApi, CreateToken, Token } from '../../contract/access-admin.ts'
import { Id } from '../../contract/ids.ts'
import type { Actor, Ctx, Origin } from '../ctx.ts'
import { BadInput, NotFound } from '../errors.ts'
import type { Host } from '../host.ts'
import { decodeCursor, toPage } from '../paging.ts'
import { createApiToken, revokeApiToken } from './create-api-token.ts'
import { requireAccountInReach } from './manage-accounts.ts'
import { ownSession, requireRecent } from './own-session.ts'
import { findToken, listTokens, type TokenRow } from './token-store.ts'

type Shown = z.infer<typeof Token>
const DAY = 86_400_000, DEFAULT_DAYS = 365

function shown(row: TokenRow, accountName: string, now: Date): Shown {
  const state = row.revoked_at ? 'revoked' : row.expires_at && row.expires_at <= now ? 'expired' : 'active'
  const text = (at: Date | null) => at?.toISOString() ?? null
  return {
    id: row.id, accountId: row.account_id, accountName, name: row.name, hint: row.hint, scopes: row.scopes, createdAt: row.created_at.toISOString(),
    expiresAt: text(row.expires_at), lastUsedAt: text(row.last_used_at), revokedAt: text(row.revoked_at), state,
  }
}

export async function showTokens(ctx: Ctx, query: z.infer<NonNullable<typeof accessApi.listTokens.query>>): Promise<{ items: Shown[]; nextCursor: string | null }> {
  const everyone = query.all === 'true' && (ctx.reach('access.accounts')?.all ?? false)
  const before = query.cursor ? decodeCursor(query.cursor, 1)[0] : null
  if (before !== null && !Id.safeParse(before).success) throw new BadInput([{ pointer: '/query/cursor', code: 'paging.cursor' }])
  const rows = await listTokens(ctx, everyone ? null : ctx.actor.id, before === null ? null : String(before), query.limit + 1)
  return toPage(rows, query.limit, (r) => [r.id], (r) => shown(r, r.account_name, ctx.host.realNow()))
}

/** Tokens of an account, the newest first; at most 200. Unscoped: for the command line. */
export const accountTokens = async (ctx: Ctx, accountId: string): Promise<Shown[]> => (await listTokens(ctx, accountId, null, 200)).map((r) => shown(r, r.account_name, ctx.host.realNow()))

/** A token for the own account. A token made by a token never reaches further than it. Not kept for repeated requests: its text is answered once. */
export async function makeToken(host: Host, actor: Actor, input: z.infer<typeof CreateToken>, origin: Origin): Promise<Shown & { token: string }> {
  return host.transaction(actor, async (ctx) => {
    if (actor.sessionId) requireRecent(ctx, await ownSession(ctx))
    const mine = [...actor.grants.keys()]
    const beyond = (input.scopes ?? []).flatMap((scope, i) => (mine.includes(scope) ? [] : [{ pointer: `/scopes/${i}`, code: 'access.scope-not-held' }]))
    if (beyond.length > 0) throw new BadInput(beyond)
    const expiresAt = new Date(host.realNow().getTime() + (input.expiresInDays ?? DEFAULT_DAYS) * DAY)
    const { id, token } = await createApiToken(ctx, { accountId: actor.id, name: input.name, scopes: input.scopes ?? (actor.via === 'token' ? mine : null), expiresAt })
    return { ...shown((await findToken(ctx, id))!, actor.name, host.realNow()), token }
  }, origin)
}

/** Ends an own token, or another's with access.accounts. Throws NotFound. */
export async function endToken(ctx: Ctx, id: string): Promise<void> {
  const token = await findToken(ctx, id)
  if (!token) throw new NotFound('token')
  if (token.account_id !== ctx.actor.id) await requireAccountInReach(ctx, token.account_id)
  await revokeApiToken(ctx, id)
}
