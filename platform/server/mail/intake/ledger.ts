// The ledger of received mail for other parts: what came, where it went, and the raw bytes.
import type { Ctx } from '../../ctx.ts'
import { Conflict, NotFound } from '../../errors.ts'
import { openOwnFile } from '../../files/public.ts'
import { FileReply } from '../../http/reply.ts'
import { findReceivedRow, listReceivedRows, reopenReceived, saveRelated, type ReceivedFilter, type ReceivedOutcome, type ReceivedRow, type ReceivedSource } from './received-store.ts'

export type { ReceivedFilter, ReceivedOutcome, ReceivedSource } from './received-store.ts'

export interface ReceivedMail {
  id: string; receivedAt: Date; source: ReceivedSource; mailbox: string; messageId: string | null; from: string | null; to: readonly string[]; subject: string | null
  sha256: string; size: number; outcome: ReceivedOutcome | null; relatedTo: string | null; reason: string | null; detail: string | null; processedAt: Date | null; archive: boolean
}

export async function listReceived(ctx: Ctx, filter: ReceivedFilter): Promise<ReceivedMail[]> {
  return (await listReceivedRows(ctx, filter)).map(toReceived)
}

/** @throws NotFound */
export async function findReceived(ctx: Ctx, id: string): Promise<ReceivedMail> {
  return toReceived(await existing(ctx, id))
}

/** The bytes as they came in. @throws NotFound */
export async function rawMessage(ctx: Ctx, id: string): Promise<FileReply> {
  const row = await existing(ctx, id)
  const file = await openOwnFile(ctx, row.raw_file)
  return new FileReply(file.stream, row.format === 'mime' ? { name: `${id}.eml`, contentType: 'message/rfc822', size: file.size } : { name: `${id}.json`, contentType: 'application/octet-stream', size: file.size })
}

/**
 * Puts a message that found no place back into the queue. `asPerson`: it is taken as written by a person, whatever its headers say.
 * @throws Conflict `intake-placed` when it already belongs to a record
 */
export async function processAgain(ctx: Ctx, id: string, asPerson: boolean): Promise<ReceivedMail> {
  const row = await existing(ctx, id, true)
  if (row.outcome === 'cased' || row.outcome === 'joined') throw new Conflict('intake-placed')
  await reopenReceived(ctx, id, asPerson)
  ctx.afterCommit(() => ctx.host.signals.raise('mail-in'))
  return findReceived(ctx, id)
}

/** Notes that a message was moved to another record by hand. */
export const moveReceived = (ctx: Ctx, id: string, relatedTo: string): Promise<void> => saveRelated(ctx, id, relatedTo)

async function existing(ctx: Ctx, id: string, lock = false): Promise<ReceivedRow> {
  const row = await findReceivedRow(ctx, id, lock)
  if (!row) throw new NotFound('received-mail')
  return row
}

const toReceived = (r: ReceivedRow): ReceivedMail => ({
  id: r.id, receivedAt: r.received_at, source: r.source, mailbox: r.mailbox, messageId: r.message_id, from: r.from_address ?? r.envelope_from, to: r.envelope_to, subject: r.subject,
  sha256: r.sha256, size: r.size, outcome: r.outcome, relatedTo: r.related_to, reason: r.reason, detail: r.detail, processedAt: r.processed_at, archive: r.archive,
})
