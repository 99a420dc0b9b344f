// The session as its own person sees it: who, what may be done, what is still owed.
import { Preferences, type Session } from '../../contract/access-session.ts'
import type { Ctx } from '../ctx.ts'
import { SignedOut } from '../errors.ts'
import type { Scope } from '../scope.ts'
import { setting } from '../settings/public.ts'
import { passwordSetting } from './access-settings.ts'
import { findAccount } from './account-store.ts'
import { findActor, type ActorRow } from './actor-queries.ts'
import { standingOf } from './authenticate.ts'
import { owesOf } from './owes.ts'
import { passwordDue } from './password-policy.ts'
import { descendantsIn, reachOfAll } from './permission-reach.ts'
import { countCodesLeft } from './recovery-code-store.ts'
import { findSession, sessionBefore } from './session-store.ts'

const ZONE = 'Asia/Shanghai'

/** The session of a signed-in actor. `sessionId`: the session to describe when the actor does not carry it yet (right after sign-in). */
export async function showSession(ctx: Ctx, sessionId: string | null = ctx.actor.sessionId): Promise<Session> {
  const account = await findAccount(ctx, ctx.actor.id), row = await findActor(ctx, ctx.actor.id)
  if (!account || !row) throw new SignedOut()
  const session = sessionId ? await findSession(ctx, sessionId) : null
  if (sessionId && !session) throw new SignedOut()
  const standing = await standingOf(ctx, row, session ?? { method: 'token', second_factor_at: null })
  const owes = session ? owesOf(standing, ctx.now()) : null
  const rights = owes ? new Map<string, Scope>() : session ? await allRights(ctx, row) : ctx.actor.grants
  const due = account.password_changed_at ? passwordDue(account.password_changed_at, await setting(ctx, passwordSetting)) : null
  const last = await sessionBefore(ctx, account.id, sessionId)
  return {
    person: { id: account.id, name: account.name, email: account.email, kind: account.kind },
    locale: account.locale, unitId: account.unit_id, customerId: account.customer_id, timeZone: ZONE, owes,
    permissions: [...rights.keys()].sort(), reach: Object.fromEntries([...rights].map(([permission, scope]) => [permission, widest(scope)])),
    via: session ? 'session' : 'token',
    secondFactor: { enrolled: row.has_second_factor, required: standing.mustHaveSecondFactor, recoveryCodesLeft: owes === 'second-factor' ? 0 : await countCodesLeft(ctx, account.id) },
    passwordDueAt: due?.toISOString() ?? null,
    lastSignIn: last ? { at: last.created_at.toISOString(), address: last.ip } : null,
    preferences: Preferences.safeParse(account.preferences).data ?? {},
  }
}

const allRights = (ctx: Ctx, row: ActorRow): Promise<ReadonlyMap<string, Scope>> => reachOfAll(row.held, row.customer_id, null, descendantsIn(ctx))

function widest(scope: Scope): 'all' | 'unit' | 'customer' | 'own' {
  return scope.all ? 'all' : scope.units.size > 0 ? 'unit' : scope.customers.size > 0 ? 'customer' : 'own'
}
