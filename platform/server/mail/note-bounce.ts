// A mail that was taken by a server and came back, and how our own mail is recognised when it comes in again.
import { MailBounced } from '../../contract/mail.ts'
import type { Ctx } from '../ctx.ts'
import { findOutgoingByMessageId, saveTry, statesOf } from './outbox-store.ts'

export interface OwnMail { id: string; kind: string; relatedTo: string | null }

/** The mail of ours with one of these Message-IDs; null when none is. */
export async function findOwnMail(ctx: Ctx, messageIds: readonly string[]): Promise<OwnMail | null> {
  const row = await findOutgoingByMessageId(ctx, messageIds)
  return row && { id: row.id, kind: row.kind, relatedTo: row.related_to }
}

/** Marks a mail as returned (RFC 3464 `failed`); delays are only noted. */
export async function noteBounce(ctx: Ctx, mail: OwnMail, report: { action: string | null; status: string | null; diagnostic: string | null; recipient: string | null }): Promise<void> {
  const error = [report.recipient, report.status, report.diagnostic].filter(Boolean).join(' ') || 'returned'
  if (report.action === 'delayed' || report.action === 'delivered' || report.action === 'relayed' || report.action === 'expanded') return
  await saveTry(ctx, mail.id, { state: 'bounced', outcome: 'bounced', code: null, text: error })
  await ctx.emit(MailBounced, { mailId: mail.id, kind: mail.kind, relatedTo: mail.relatedTo, error: error.slice(0, 500) })
}

/** How mails fare, by their ids. */
export async function mailStates(ctx: Ctx, ids: readonly string[]): Promise<Map<string, { state: string; error: string | null }>> {
  return new Map((await statesOf(ctx, ids)).map((r) => [r.id, { state: r.state, error: r.last_error }]))
}
