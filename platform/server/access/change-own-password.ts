// A person changes the own password, or says it again to confirm who it is.
import type { Session } from '../../contract/access-session.ts'
import { SYSTEM, type Actor, type Ctx, type Origin } from '../ctx.ts'
import { AppError, BadInput, SignedOut } from '../errors.ts'
import type { Host } from '../host.ts'
import { Reply } from '../http/reply.ts'
import { findAccount, type AccountRow } from './account-store.ts'
import { beginAttempt, failAttempt, passAttempt, type Guarded } from './guard-attempts.ts'
import { endSessions, renewSession } from './open-session.ts'
import { ownSession, refuseBeforeSecondFactor } from './own-session.ts'
import { passwordFits } from './password-hash.ts'
import { markConfirmed } from './session-store.ts'
import { setPassword } from './set-password.ts'
import { showSession } from './show-session.ts'

/** Sets the new password, ends all other sessions and renews this one. Throws BadInput `access.password-wrong`, `access.weak-password`; TooMany `access.locked`. */
export async function changeOwnPassword(host: Host, actor: Actor, input: { current: string; password: string }, origin: Origin): Promise<Reply<Session>> {
  const { account, guarded } = await checkPassword(host, actor, input.current, '/current', origin)
  return host.transaction(actor, async (ctx) => {
    const own = await ownSession(ctx)
    refuseBeforeSecondFactor(own)
    if (own.account.password_hash !== account.password_hash) throw new SignedOut()
    await setPassword(ctx, account.id, input.password)
    await passAttempt(ctx, guarded)
    await markConfirmed(ctx, own.session.id, false)
    await endSessions(ctx, account.id, { except: own.session.id }, 'password-changed')
    const cookie = await renewSession(ctx, own.session.id, own.session.expires_at)
    return new Reply(await showSession(ctx), [cookie])
  }, origin)
}

/** For the next 15 minutes changes of the own protection need no further proof. */
export async function confirmByPassword(host: Host, actor: Actor, password: string, origin: Origin): Promise<void> {
  const { guarded } = await checkPassword(host, actor, password, '/password', origin)
  await host.transaction(actor, async (ctx) => {
    const { session } = await ownSession(ctx)
    await passAttempt(ctx, guarded)
    await markConfirmed(ctx, session.id, false)
  }, origin)
}

async function checkPassword(host: Host, actor: Actor, password: string, pointer: string, origin: Origin): Promise<{ account: AccountRow; guarded: Guarded }> {
  if (!actor.sessionId) throw new AppError(403, 'access.session-needed')
  await host.transaction(actor, async (ctx: Ctx) => refuseBeforeSecondFactor(await ownSession(ctx)), origin)
  const account = await host.transaction(SYSTEM, (ctx) => findAccount(ctx, actor.id))
  const guarded: Guarded = { step: 'current-password', target: actor.id, accountId: actor.id, origin }
  await beginAttempt(host, guarded)
  if (account?.status === 'active' && await passwordFits(password, account.password_hash)) return { account, guarded }
  await failAttempt(host, guarded, actor)
  throw new BadInput([{ pointer, code: 'access.password-wrong' }], 'access.password-wrong')
}
