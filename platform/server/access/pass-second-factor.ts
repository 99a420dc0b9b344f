// The second step of signing in: a code of the authenticator, or a recovery code (§7.4, R7.4-5).
import { RecoveryCodeUsed } from '../../contract/access.ts'
import type { Session } from '../../contract/access-session.ts'
import type { Actor, Ctx, Origin } from '../ctx.ts'
import { AppError, BadInput, Conflict } from '../errors.ts'
import type { Host } from '../host.ts'
import { Reply } from '../http/reply.ts'
import { keepKnownAddress } from './attempt-store.ts'
import { beginAttempt, failAttempt, networkIn, passAttempt, type Guarded } from './guard-attempts.ts'
import { renewSession } from './open-session.ts'
import { ownSession, type Own } from './own-session.ts'
import { countCodesLeft, useCode } from './recovery-code-store.ts'
import { plainCode } from './recovery-codes.ts'
import { keepStep, openSecret } from './second-factor-store.ts'
import { markConfirmed } from './session-store.ts'
import { showSession } from './show-session.ts'
import { totpStep } from './totp.ts'

export interface Shown { code?: string | undefined; recoveryCode?: string | undefined }

/** The session under a new cookie, now with all rights. Throws BadInput `access.code-wrong` (also for a code used before), TooMany `access.locked`, Conflict `access.no-second-factor`. */
export async function passSecondFactor(host: Host, actor: Actor, shown: Shown, origin: Origin): Promise<Reply<Session>> {
  if (!actor.sessionId) throw new AppError(403, 'access.session-needed')
  const guarded: Guarded = { step: 'second-factor', target: actor.id, accountId: actor.id, origin }
  await beginAttempt(host, guarded)
  const passed = await host.transaction(actor, (ctx) => pass(ctx, shown, guarded), origin)
  if (passed) return passed
  await failAttempt(host, guarded, actor)
  throw new BadInput([{ pointer: shown.code === undefined ? '/recoveryCode' : '/code', code: 'access.code-wrong' }], 'access.code-wrong')
}

async function pass(ctx: Ctx, shown: Shown, guarded: Guarded): Promise<Reply<Session> | null> {
  const own = await ownSession(ctx)
  if (!own.account.totp_secret) throw new Conflict('access.no-second-factor')
  if (!(shown.code === undefined ? await takeRecoveryCode(ctx, own, shown.recoveryCode!) : await takeCode(ctx, own, shown.code))) return null
  await passAttempt(ctx, guarded)
  await markConfirmed(ctx, own.session.id, true)
  await keepKnownAddress(ctx, own.account.id, networkIn(guarded.origin))
  const cookie = await renewSession(ctx, own.session.id, own.session.expires_at)
  return new Reply(await showSession(ctx), [cookie])
}

async function takeCode(ctx: Ctx, { account }: Own, code: string): Promise<boolean> {
  const last = account.totp_last_step === null ? null : Number(account.totp_last_step)
  const step = totpStep(openSecret(ctx, account.id, account.totp_secret!), code, ctx.host.realNow(), last)
  if (step === null) return false
  await keepStep(ctx, account.id, step)
  return true
}

async function takeRecoveryCode(ctx: Ctx, { account }: Own, code: string): Promise<boolean> {
  if (!await useCode(ctx, account.id, recoveryCodeHash(ctx, account.id, code))) return false
  await ctx.emit(RecoveryCodeUsed, { accountId: account.id, left: await countCodesLeft(ctx, account.id) })
  return true
}

export const recoveryCodeHash = (ctx: Ctx, accountId: string, code: string): string => ctx.host.cipher.fingerprint(`${accountId} ${plainCode(code)}`, 'access.recovery-code')
