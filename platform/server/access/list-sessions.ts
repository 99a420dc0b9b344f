// Open sessions: one's own, or somebody's for those who manage accounts.
import type { OpenSession } from '../../contract/access-session.ts'
import { Id } from '../../contract/ids.ts'
import type { Ctx } from '../ctx.ts'
import { BadInput, NotFound } from '../errors.ts'
import { decodeCursor, toPage } from '../paging.ts'
import { setting } from '../settings/public.ts'
import { sessionSetting } from './access-settings.ts'
import { requireAccountInReach } from './manage-accounts.ts'
import { endSessions } from './open-session.ts'
import { findSession, openSessions } from './session-store.ts'

export async function listSessions(ctx: Ctx, query: { limit: number; cursor?: string | undefined; accountId?: string | undefined }): Promise<{ items: OpenSession[]; nextCursor: string | null }> {
  const accountId = query.accountId ?? ctx.actor.id
  const account = accountId === ctx.actor.id ? { kind: ctx.actor.kind } : await requireAccountInReach(ctx, accountId)
  const rules = await setting(ctx, sessionSetting), idle = account.kind === 'requester' ? rules.requesterIdleMinutes : rules.idleMinutes
  const before = query.cursor ? decodeCursor(query.cursor, 1)[0] : null
  if (before !== null && !Id.safeParse(before).success) throw new BadInput([{ pointer: '/query/cursor', code: 'paging.cursor' }])
  const rows = await openSessions(ctx, accountId, new Date(ctx.host.realNow().getTime() - idle * 60_000), before === null ? null : String(before), query.limit + 1)
  return toPage(rows, query.limit, (r) => [r.id], (r) => ({
    id: r.id, current: r.id === ctx.actor.sessionId, method: r.method, secondFactor: r.second_factor_at !== null, address: r.ip, userAgent: r.user_agent,
    createdAt: r.created_at.toISOString(), lastSeenAt: r.last_seen_at.toISOString(), expiresAt: r.expires_at.toISOString(),
  }))
}

/** Ends one session: an own one, or another's with access.accounts. Throws NotFound. */
export async function endOneSession(ctx: Ctx, id: string): Promise<void> {
  const session = await findSession(ctx, id)
  if (!session) throw new NotFound('session')
  const own = session.account_id === ctx.actor.id
  if (!own) await requireAccountInReach(ctx, session.account_id)
  await endSessions(ctx, session.account_id, { only: id }, own ? 'by-owner' : 'by-administrator')
}

export const endOtherSessions = (ctx: Ctx): Promise<number> => endSessions(ctx, ctx.actor.id, { except: ctx.actor.sessionId }, 'by-owner')
