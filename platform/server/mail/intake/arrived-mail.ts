// A message that was read and is being handed over: the domain that reacts to `mail.arrived` takes it from here, in the same transaction.
import type { Ctx } from '../../ctx.ts'
import { storeFile, type KeptFile } from '../../files/public.ts'
import type { ParsedAttachment, ParsedMessage } from '../parsing/parsed-message.ts'
import { judgeAutomatic, type Judgement } from '../parsing/automatic.ts'
import { saveOutcome, type ReceivedOutcome, type ReceivedRow } from './received-store.ts'

export interface KeptAttachment extends KeptFile { cid: string | null; inline: boolean }

export interface ArrivedMail {
  id: string
  receivedAt: Date
  message: ParsedMessage
  /** The listener, mailbox or hook (`hook:<name>`) that it came through. */
  mailbox: string
  judgement: Judgement
  /** Old mail of a mailbox: filed without any answer. */
  archive: boolean
  envelopeTo: readonly string[]
  /** Message that came with the same bytes before and has a place: its record. */
  sameAs: string | null
  /** Somebody looked at it and had it processed as a person's. */
  byOperator: boolean
  /** Keeps the attachments as files of a record, in their order. */
  keepAttachments(ctx: Ctx, subject: string): Promise<KeptAttachment[]>
}

const inHand = new Map<string, ArrivedMail>(), placed = new Set<string>()

/** The message that is being handed over. Throws Error outside a reaction to `mail.arrived`. */
export function arrivedMail(receivedId: string): ArrivedMail {
  const mail = inHand.get(receivedId)
  if (!mail) throw new Error('this message is not being handed over')
  return mail
}

/** Hands the message over; answers whether somebody gave it a place. */
export async function whileInHand(mail: ArrivedMail, work: () => Promise<void>): Promise<boolean> {
  inHand.set(mail.id, mail)
  try {
    await work()
    return placed.has(mail.id)
  } finally { inHand.delete(mail.id); placed.delete(mail.id) }
}

/** Where a message went; called by the domain that took it, in the reaction to `mail.arrived`. */
export async function placeReceived(ctx: Ctx, id: string, place: { outcome: ReceivedOutcome; relatedTo?: string | null; reason: string | null; detail?: string | null }): Promise<void> {
  const { message } = arrivedMail(id)
  placed.add(id)
  await saveOutcome(ctx, id, place, { messageId: message.messageId, from: message.from?.address ?? null, subject: message.subject, threadIndex: message.headers['thread-index'] ?? null })
}

export function arrivedFrom(row: ReceivedRow, message: ParsedMessage, sameAs: string | null): ArrivedMail {
  const signs = judgeAutomatic({ headers: message.headers, subject: message.subject, fromAddress: message.from?.address ?? null, envelopeFrom: row.source === 'smtp' ? row.envelope_from ?? '' : row.envelope_from, hops: message.hops })
  return {
    id: row.id, receivedAt: row.received_at, message, mailbox: row.mailbox, archive: row.archive, envelopeTo: row.envelope_to, sameAs, byOperator: row.as_person,
    judgement: message.hook ? { automatic: null, noAnswer: true } : row.as_person ? { automatic: null, noAnswer: true } : signs,
    async keepAttachments(ctx, subject) {
      const kept: KeptAttachment[] = []
      for (const a of message.attachments) kept.push(await keep(ctx, a, subject))
      return kept
    },
  }
}

async function keep(ctx: Ctx, a: ParsedAttachment, subject: string): Promise<KeptAttachment> {
  const file = await storeFile(ctx, { path: a.path, name: a.name, declaredType: a.contentType }, subject, { blocked: 'mark', anySize: true })
  return { ...file, cid: a.cid, inline: a.inline }
}

