// What changes of the own protection ask for: a person at a session, who proved who it is a short while ago.
import type { Ctx } from '../ctx.ts'
import { AppError, SignedOut } from '../errors.ts'
import { findAccount, type AccountRow } from './account-store.ts'
import { findActor } from './actor-queries.ts'
import { standingOf } from './authenticate.ts'
import { owesOf, type Owes } from './owes.ts'
import { findSession, type SessionRow } from './session-store.ts'

const RECENT_MS = 15 * 60_000

export interface Own { account: AccountRow; session: SessionRow; owes: Owes }

/** The own account (locked) and session. Throws 403 `access.session-needed` for tokens: what protects a person is changed by the person. */
export async function ownSession(ctx: Ctx): Promise<Own> {
  if (!ctx.actor.sessionId) throw new AppError(403, 'access.session-needed')
  const account = await findAccount(ctx, ctx.actor.id, 'for update'), session = await findSession(ctx, ctx.actor.sessionId), row = await findActor(ctx, ctx.actor.id)
  if (!account || !session || !row) throw new SignedOut()
  return { account, session, owes: owesOf(await standingOf(ctx, row, session), ctx.now()) }
}

/** Throws 403 `access.confirm-again` when password or second factor were last given more than 15 minutes ago. */
export function requireRecent(ctx: Ctx, { account, session }: Own): void {
  const proof = account.totp_enrolled_at ? session.second_factor_at : session.confirmed_at
  if (!proof || ctx.host.realNow().getTime() - proof.getTime() > RECENT_MS) throw new AppError(403, 'access.confirm-again')
}

/** Nothing may be changed before the second factor that is there has been passed. */
export function refuseBeforeSecondFactor({ owes }: Own): void {
  if (owes === 'second-factor') throw new AppError(403, 'owes-second-factor')
}
