// Mailboxes as administrators see them, and the decision that one may be read.
import { MailboxReleased, type Mailbox } from '../../../contract/mail.ts'
import type { Ctx } from '../../ctx.ts'
import { Conflict, NotFound } from '../../errors.ts'
import { allMailboxes, saveRelease, type MailboxRow } from './mailbox-store.ts'

export const showMailboxes = async (ctx: Ctx): Promise<{ items: Mailbox[] }> => ({ items: (await allMailboxes(ctx)).map(toMailbox) })

/** @throws NotFound; Conflict `mailbox-released` when it is read already */
export async function releaseMailbox(ctx: Ctx, id: string, mode: 'new-only' | 'import-archive'): Promise<Mailbox> {
  const row = await known(ctx, id)
  if (row.released_at !== null) throw new Conflict('mailbox-released')
  await saveRelease(ctx, id, mode === 'import-archive')
  await ctx.emit(MailboxReleased, { mailbox: id, mode })
  ctx.afterCommit(() => ctx.host.signals.raise('mail-box'))
  return toMailbox(await known(ctx, id))
}

async function known(ctx: Ctx, id: string): Promise<MailboxRow> {
  const row = (await allMailboxes(ctx)).find((m) => m.id === id)
  if (!row) throw new NotFound('mailbox')
  return row
}

const toMailbox = (m: MailboxRow): Mailbox => ({ id: m.id, firstSeenAt: m.first_seen_at.toISOString(), releasedAt: m.released_at?.toISOString() ?? null, preview: m.preview, lastOkAt: m.last_ok_at?.toISOString() ?? null, lastError: m.last_error })
