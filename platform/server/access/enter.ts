// The last step of every way in: the session of somebody who has just proved who it is.
import type { Session } from '../../contract/access-session.ts'
import type { Actor, Ctx, Origin } from '../ctx.ts'
import { SignedOut } from '../errors.ts'
import type { Host } from '../host.ts'
import { Reply } from '../http/reply.ts'
import { findAccount, type AccountRow } from './account-store.ts'
import { endSessions, openSession, signer } from './open-session.ts'
import type { Method } from './session-store.ts'
import { showSession } from './show-session.ts'

/** Opens the session; one that the browser still had ends. `also` runs in the same transaction. Throws SignedOut when the account changed meanwhile. */
export async function enter(host: Host, before: Actor, account: AccountRow, method: Method, origin: Origin, also: (ctx: Ctx) => Promise<unknown>): Promise<Reply<Session>> {
  return host.transaction(signer(account), async (ctx) => {
    const current = await findAccount(ctx, account.id, 'for update')
    if (current?.status !== 'active' || (method === 'password' && current.password_changed_at?.getTime() !== account.password_changed_at?.getTime())) throw new SignedOut('access.sign-in-failed')
    await also(ctx)
    if (before.sessionId) await endSessions(ctx, before.id, { only: before.sessionId }, 'replaced')
    const { sessionId, cookie } = await openSession(ctx, current, method)
    return new Reply(await showSession(ctx, sessionId), [cookie])
  }, origin)
}
