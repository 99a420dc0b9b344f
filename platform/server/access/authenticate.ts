// Who sends a request: by session cookie or bearer token. The only way in; what a session owes is decided here for every address.
import { SYSTEM, type Ctx } from '../ctx.ts'
import type { Host } from '../host.ts'
import type { Identity, Presented } from '../http/identity.ts'
import { setting } from '../settings/public.ts'
import { passwordSetting, secondFactorSetting, sessionSetting } from './access-settings.ts'
import { toActor } from './actor-of.ts'
import { findActorOfSession, findActorOfToken, touchSession, touchToken, type ActorRow } from './actor-queries.ts'
import { hashToken } from './hash-token.ts'
import { identityCache } from './identity-cache.ts'
import { owesOf, type Standing } from './owes.ts'
import { passwordDue } from './password-policy.ts'
import { descendantsIn, reachOfAll } from './permission-reach.ts'

const TOUCH_MS = 60_000
type Read = { identity: Identity; before: Date | null } | null

/** The identity behind a bearer token or session; null when there is none, or it has ended, expired or was idle too long. */
export async function authenticate(host: Host, presented: Presented): Promise<Identity | null> {
  const secret = presented.bearer ?? presented.session
  if (!secret || secret.length > 300) return null
  const hash = hashToken(secret), cache = identityCache(host)
  const key = `${presented.bearer ? 'token' : 'session'} ${hash.toString('base64')}`
  return cache.get(key, host)
    ?? cache.fill(key, host, () => host.transaction(SYSTEM, (ctx) => (presented.bearer ? readToken(ctx, hash) : readSession(ctx, hash, presented.passive ?? false))))
}

async function readToken(ctx: Ctx, hash: Buffer): Promise<Read> {
  const row = await findActorOfToken(ctx, hash), now = ctx.host.realNow()
  if (!row || (row.token_expires_at && row.token_expires_at <= now)) return null
  if (!row.last_used_at || now.getTime() - row.last_used_at.getTime() > TOUCH_MS) await touchToken(ctx, row.token_id, now)
  const grants = await reachOfAll(row.held, row.customer_id, row.scopes, descendantsIn(ctx))
  return { identity: { actor: toActor(row, grants, 'token', null), owes: null }, before: null }
}

async function readSession(ctx: Ctx, hash: Buffer, passive: boolean): Promise<Read> {
  const row = await findActorOfSession(ctx, hash), now = ctx.host.realNow()
  if (!row) return null
  const rules = await setting(ctx, sessionSetting), idleMinutes = row.kind === 'requester' ? rules.requesterIdleMinutes : rules.idleMinutes
  if (row.expires_at <= now || now.getTime() - row.last_seen_at.getTime() > idleMinutes * 60_000) return null
  if (!passive && now.getTime() - row.last_seen_at.getTime() > TOUCH_MS) await touchSession(ctx, row.session_id, now)
  const standing = await standingOf(ctx, row, row), owes = owesOf(standing, ctx.now())
  // A session that owes something holds no right at all, whatever an endpoint allows before the second factor.
  const grants = owes ? new Map() : await reachOfAll(row.held, row.customer_id, null, descendantsIn(ctx))
  const due = standing.passwordDueAt
  return { identity: { actor: toActor(row, grants, 'session', row.session_id), owes }, before: due && due > ctx.now() ? due : null }
}

/** What counts for `owesOf`, from the account and its session. */
export async function standingOf(ctx: Ctx, row: ActorRow, session: { method: string; second_factor_at: Date | null }): Promise<Standing> {
  const policy = await setting(ctx, passwordSetting), { allStaff } = await setting(ctx, secondFactorSetting)
  const byPassword = session.method === 'password'
  return {
    secondFactorAt: session.second_factor_at, hasSecondFactor: row.has_second_factor,
    mustHaveSecondFactor: row.privileged || (allStaff && row.kind === 'staff'),
    passwordMustChange: byPassword && row.password_must_change,
    passwordDueAt: byPassword && row.password_changed_at ? passwordDue(row.password_changed_at, policy) : null,
  }
}
