// Setting up, renewing and removing a second factor (§7.4, R7.4-5).
import { RecoveryCodesMade, SecondFactorEnrolled, SecondFactorRemoved } from '../../contract/access.ts'
import type { Actor, Ctx, Origin } from '../ctx.ts'
import { AppError, BadInput, Conflict } from '../errors.ts'
import type { Host } from '../host.ts'
import { Reply } from '../http/reply.ts'
import { accessChanged } from './access-changed.ts'
import { beginAttempt, failAttempt, passAttempt, type Guarded } from './guard-attempts.ts'
import { endSessions, renewSession } from './open-session.ts'
import { ownSession, refuseBeforeSecondFactor, requireRecent } from './own-session.ts'
import { recoveryCodeHash } from './pass-second-factor.ts'
import { removeCodes, replaceCodes } from './recovery-code-store.ts'
import { newRecoveryCodes } from './recovery-codes.ts'
import { adoptPending, clearSecondFactor, keepPending, openSecret } from './second-factor-store.ts'
import { markConfirmed } from './session-store.ts'
import { newTotpSecret, totpStep, totpUri } from './totp.ts'

/** A new secret, as text and as a picture; nothing changes until its first code is given. */
export async function startTotp(host: Host, actor: Actor, origin: Origin): Promise<{ secret: string; uri: string; qr: string }> {
  const secret = newTotpSecret()
  const label = await host.transaction(actor, async (ctx) => {
    const own = await ownSession(ctx)
    refuseBeforeSecondFactor(own)
    if (own.account.totp_enrolled_at) throw new Conflict('access.second-factor-exists')
    requireRecent(ctx, own)
    await keepPending(ctx, own.account.id, secret)
    return own.account.email ?? own.account.name
  }, origin)
  const { default: qrcode } = await import('qrcode')
  const uri = totpUri(secret, label), svg = await qrcode.toString(uri, { type: 'svg', errorCorrectionLevel: 'M', margin: 2 })
  return { secret, uri, qr: `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}` }
}

/** The first right code makes it the second factor; all other sessions end. Throws BadInput `access.code-wrong`, Conflict `access.no-enrolment`. */
export async function confirmTotp(host: Host, actor: Actor, code: string, origin: Origin): Promise<Reply<{ recoveryCodes: string[] }>> {
  if (!actor.sessionId) throw new AppError(403, 'access.session-needed')
  const guarded: Guarded = { step: 'second-factor', target: actor.id, accountId: actor.id, origin }
  await beginAttempt(host, guarded)
  const done = await host.transaction(actor, async (ctx) => {
    const own = await ownSession(ctx), { account, session } = own
    refuseBeforeSecondFactor(own)
    if (!account.totp_pending || account.totp_enrolled_at) throw new Conflict('access.no-enrolment')
    const step = totpStep(openSecret(ctx, account.id, account.totp_pending), code, ctx.host.realNow(), null)
    if (step === null) return null
    await adoptPending(ctx, account.id, step)
    await markConfirmed(ctx, session.id, true)
    await ctx.emit(SecondFactorEnrolled, { accountId: account.id })
    await endSessions(ctx, account.id, { except: session.id }, 'second-factor-changed')
    await passAttempt(ctx, guarded)
    const cookie = await renewSession(ctx, session.id, session.expires_at)
    return new Reply({ recoveryCodes: await makeCodes(ctx, account.id) }, [cookie])
  }, origin)
  if (done) return done
  await failAttempt(host, guarded, actor)
  throw new BadInput([{ pointer: '/code', code: 'access.code-wrong' }], 'access.code-wrong')
}

async function makeCodes(ctx: Ctx, accountId: string): Promise<string[]> {
  const codes = newRecoveryCodes()
  await replaceCodes(ctx, accountId, codes.map((code) => recoveryCodeHash(ctx, accountId, code)))
  await ctx.emit(RecoveryCodesMade, { accountId })
  return codes
}

/** Ten new recovery codes instead of the old ones. */
export async function renewRecoveryCodes(ctx: Ctx): Promise<string[]> {
  const own = await ownSession(ctx)
  if (!own.account.totp_enrolled_at) throw new Conflict('access.no-second-factor')
  requireRecent(ctx, own)
  return makeCodes(ctx, own.account.id)
}

/** Removes the own second factor; whoever must have one owes a new one from the next request on. */
export async function removeOwnSecondFactor(ctx: Ctx): Promise<void> {
  const own = await ownSession(ctx)
  if (!own.account.totp_enrolled_at) throw new Conflict('access.no-second-factor')
  requireRecent(ctx, own)
  await removeSecondFactor(ctx, own.account.id, false)
  await endSessions(ctx, own.account.id, { except: own.session.id }, 'second-factor-changed')
}

/** Without asking whether it may be: for the owner and for administrators, who check before. */
export async function removeSecondFactor(ctx: Ctx, accountId: string, byAdministrator: boolean): Promise<void> {
  await clearSecondFactor(ctx, accountId)
  await removeCodes(ctx, accountId)
  await ctx.emit(SecondFactorRemoved, { accountId, byAdministrator })
  accessChanged(ctx)
}
