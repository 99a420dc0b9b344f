// Begins, renews and ends sessions.
import { SessionsEnded, SignedIn } from '../../contract/access.ts'
import type { Actor, Ctx, Origin } from '../ctx.ts'
import type { Host } from '../host.ts'
import { PLAIN_SESSION_COOKIE, SESSION_COOKIE } from '../http/identity.ts'
import type { ReplyCookie } from '../http/reply.ts'
import { newId } from '../ids.ts'
import { setting } from '../settings/public.ts'
import { accessChanged } from './access-changed.ts'
import { sessionSetting } from './access-settings.ts'
import { noteSignIn, type AccountRow } from './account-store.ts'
import { keepKnownAddress } from './attempt-store.ts'
import { networkIn } from './guard-attempts.ts'
import { hashToken, newSecret } from './hash-token.ts'
import { insertSession, markEnded, replaceSessionToken, type Method } from './session-store.ts'

/** The account as actor of its own sign-in, before any right is known. */
export const signer = (account: AccountRow, sessionId: string | null = null): Actor => ({
  id: account.id, kind: account.kind, name: account.name, email: account.email, locale: account.locale, customerId: account.customer_id, unitId: account.unit_id,
  grants: new Map(), via: 'session', sessionId,
})

/** `__Host-` binds the cookie to this host over TLS; a plain http address of a test or of one's own machine cannot have that. */
export function sessionCookie(host: Host, origin: Origin, value: string, maxAge: number): ReplyCookie {
  const secure = origin.secure ?? host.config.publicUrl.startsWith('https:')
  return { name: secure ? SESSION_COOKIE : PLAIN_SESSION_COOKIE, value, secure, maxAge }
}

/** A new session; the cookie holds 256 random bits. */
export async function openSession(ctx: Ctx, account: AccountRow, method: Method): Promise<{ sessionId: string; cookie: ReplyCookie }> {
  const rules = await setting(ctx, sessionSetting), now = ctx.host.realNow(), id = newId(), token = newSecret()
  const seconds = (account.kind === 'requester' ? rules.requesterAbsoluteHours : rules.absoluteHours) * 3600
  await insertSession(ctx, { id, account_id: account.id, method, second_factor_at: null, expires_at: new Date(now.getTime() + seconds * 1000) }, hashToken(token))
  await noteSignIn(ctx, account.id)
  await ctx.emit(SignedIn, { accountId: account.id, sessionId: id, method })
  if (account.totp_enrolled_at === null) await keepKnownAddress(ctx, account.id, networkIn(ctx.origin))
  return { sessionId: id, cookie: sessionCookie(ctx.host, ctx.origin, token, seconds) }
}

/** The same session under a new cookie. */
export async function renewSession(ctx: Ctx, sessionId: string, expiresAt: Date): Promise<ReplyCookie> {
  const token = newSecret()
  await replaceSessionToken(ctx, sessionId, hashToken(token))
  accessChanged(ctx)
  return sessionCookie(ctx.host, ctx.origin, token, Math.max(1, Math.round((expiresAt.getTime() - ctx.host.realNow().getTime()) / 1000)))
}

export type EndCause = 'by-owner' | 'by-administrator' | 'password-changed' | 'second-factor-changed' | 'replaced'

/** Ends sessions of an account; they stop working within a second everywhere. Returns how many. */
export async function endSessions(ctx: Ctx, accountId: string, which: { only?: string; except?: string | null }, cause: EndCause): Promise<number> {
  const ended = await markEnded(ctx, accountId, which, cause)
  if (ended.length === 0) return 0
  await ctx.emit(SessionsEnded, { accountId, sessionIds: ended, cause })
  accessChanged(ctx)
  return ended.length
}
