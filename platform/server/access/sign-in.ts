// Signing in and out. Outside a transaction: the try is counted before the password is checked, and checking takes its time.
import { SignedOut as SignedOutFact } from '../../contract/access.ts'
import type { Session, SignIn } from '../../contract/access-session.ts'
import type { z } from 'zod'
import { SYSTEM, type Actor, type Ctx, type Origin } from '../ctx.ts'
import { SignedOut } from '../errors.ts'
import type { Host } from '../host.ts'
import { Reply } from '../http/reply.ts'
import { accessChanged } from './access-changed.ts'
import { findAccountByEmail, type AccountRow } from './account-store.ts'
import { enter } from './enter.ts'
import { beginAttempt, failAttempt, passAttempt, type Guarded } from './guard-attempts.ts'
import { sessionCookie } from './open-session.ts'
import { hashIsOld, hashPassword, passwordFits } from './password-hash.ts'
import { replaceHash } from './password-store.ts'
import { markEnded } from './session-store.ts'
import { signInByCode } from './sign-in-by-code.ts'

/** Answers the session and its cookie. Throws SignedOut `access.sign-in-failed` (the same for an unknown address, a wrong password and a disabled account), TooMany `access.locked`. */
export async function signIn(host: Host, actor: Actor, input: z.infer<typeof SignIn>, origin: Origin): Promise<Reply<Session>> {
  if (input.code !== undefined) return signInByCode(host, actor, { email: input.email, code: input.code }, origin)
  const account = await host.transaction(SYSTEM, (ctx) => findAccountByEmail(ctx, input.email))
  const guarded: Guarded = { step: 'password', target: input.email, accountId: account?.id ?? null, origin }
  await beginAttempt(host, guarded)
  const fits = await passwordFits(input.password!, account?.status === 'active' ? account.password_hash : null)
  if (!fits || !account) {
    await failAttempt(host, guarded)
    throw new SignedOut('access.sign-in-failed')
  }
  await strengthen(host, account, input.password!)
  return enter(host, actor, account, 'password', origin, (ctx) => passAttempt(ctx, guarded))
}

/** A hash made with weaker parameters than today's is made anew while the password is at hand. */
async function strengthen(host: Host, account: AccountRow, password: string): Promise<void> {
  if (!hashIsOld(account.password_hash!)) return
  const fresh = await hashPassword(password)
  await host.transaction(SYSTEM, (ctx) => replaceHash(ctx, account.id, account.password_hash!, fresh))
}

/** Ends the own session. A token cannot sign out; it is revoked. */
export async function signOut(ctx: Ctx): Promise<Reply<Record<string, never>>> {
  const { sessionId, id } = ctx.actor
  if (sessionId) {
    await markEnded(ctx, id, { only: sessionId }, 'signed-out')
    await ctx.emit(SignedOutFact, { accountId: id, sessionId })
    accessChanged(ctx)
  }
  return new Reply({}, [sessionCookie(ctx.host, ctx.origin, '', 0)])
}
