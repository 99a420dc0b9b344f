// Setting a password with a one-time link: forgotten password, reset by an administrator, invitation.
import { SYSTEM, type Ctx, type Origin } from '../ctx.ts'
import { AppError, NotFound } from '../errors.ts'
import type { Host } from '../host.ts'
import { findAccount } from './account-store.ts'
import { beginAttempt, forgiveAttempts, passAttempt, type Guarded } from './guard-attempts.ts'
import { findLink, useLink } from './link-store.ts'
import { sendLink } from './mail-link.ts'
import { endSessions, signer } from './open-session.ts'
import { setPassword } from './set-password.ts'

/** Sets the password and ends all sessions; the person then signs in, second factor included. Throws 403 `access.link-invalid`, BadInput `access.weak-password` (the link stays usable). */
export async function confirmReset(host: Host, input: { token: string; password: string }, origin: Origin): Promise<{ email: string | null }> {
  const guarded: Guarded = { step: 'password', target: null, accountId: null, origin }
  await beginAttempt(host, guarded)
  const account = await host.transaction(SYSTEM, async (ctx) => {
    const link = await findLink(ctx, input.token, ['password-reset', 'invitation'])
    if (link) await passAttempt(ctx, guarded)
    return link?.account_id ? findAccount(ctx, link.account_id) : null
  })
  if (account?.status !== 'active') throw new AppError(403, 'access.link-invalid')
  return host.transaction({ ...signer(account), via: 'nobody' }, async (ctx) => {
    const link = await findLink(ctx, input.token, ['password-reset', 'invitation'])
    if (!link) throw new AppError(403, 'access.link-invalid')
    await setPassword(ctx, account.id, input.password)
    await useLink(ctx, link.id)
    await endSessions(ctx, account.id, {}, 'password-changed')
    if (account.email) await forgiveAttempts(ctx, { ...guarded, target: account.email })
    return { email: account.email }
  }, origin)
}

/** A link with which a new person sets the first password; valid for 7 days. Throws NotFound. */
export async function inviteAccount(ctx: Ctx, accountId: string): Promise<{ url: string; expiresAt: Date; mailed: boolean }> {
  const account = await findAccount(ctx, accountId)
  if (!account) throw new NotFound('account')
  return sendLink(ctx, account, 'invitation')
}
