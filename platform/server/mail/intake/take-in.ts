// Stores a message before anyone reads it. When this returns, the bytes and their line in the ledger are on the disk.
import { open } from 'node:fs/promises'
import { SYSTEM } from '../../ctx.ts'
import { isDiskFull } from '../../disk-space.ts'
import { storeFile } from '../../files/public.ts'
import type { Host } from '../../host.ts'
import { newId } from '../../ids.ts'
import { headerOf } from '../parsing/mime-structure.ts'
import { hasReceived, hasSameBytes, insertReceived, type ReceivedFormat, type ReceivedSource } from './received-store.ts'

export interface Incoming {
  /** A file of `incomingPath`; it is moved, never copied. */
  path: string
  source: ReceivedSource
  /** The listener or mailbox that it came through. */
  mailbox: string
  uid?: { validity: bigint; uid: number }
  envelope: { from: string | null; to: readonly string[] }
  remote: string | null
  archive?: boolean
  /** How the bytes are read; a mail unless a hook says otherwise. */
  format?: ReceivedFormat
  /** The name of this delivery at its sender: the same twice is refused by the database (23505). */
  externalId?: string | null
  /** Bytes that this mailbox already gave are not entered again (its numbering started anew). */
  skipSameBytes?: boolean
}

export const receivedSubject = (id: string): string => `received:${id}`

/** @returns the id in the ledger; null when this very message of the mailbox is there already */
export async function takeIn(host: Host, incoming: Incoming): Promise<string | null> {
  // Refused for now, before the last room is gone: the sender keeps it and comes again (SMTP 452, IMAP unread, hooks 503).
  if (isDiskFull(host)) throw Object.assign(new Error('no room on the disk for more messages'), { code: 'ENOSPC' })
  const format = incoming.format ?? 'mime', heads = format === 'mime' ? await headsOf(incoming.path) : { messageId: null, from: null }
  return host.transaction(SYSTEM, async (ctx) => {
    const uid = incoming.uid ? { validity: String(incoming.uid.validity), uid: String(incoming.uid.uid) } : null
    if (uid && await hasReceived(ctx, incoming.mailbox, uid.validity, uid.uid)) return null
    const id = newId()
    const file = await storeFile(ctx, { path: incoming.path, adopt: true, name: `${id}.${format === 'mime' ? 'eml' : 'json'}`, declaredType: format === 'mime' ? 'message/rfc822' : 'application/json' }, receivedSubject(id), { trusted: true })
    if (incoming.skipSameBytes && await hasSameBytes(ctx, incoming.mailbox, file.sha256)) return null
    await insertReceived(ctx, {
      id, source: incoming.source, mailbox: incoming.mailbox, uid: uid?.uid ?? null, uid_validity: uid?.validity ?? null, envelope_from: incoming.envelope.from?.toLowerCase().slice(0, 254) ?? null,
      envelope_to: incoming.envelope.to.map((a) => a.toLowerCase().slice(0, 254)), remote: incoming.remote, raw_file: file.id, sha256: file.sha256, size: file.size, message_id: heads.messageId, from_address: heads.from, archive: incoming.archive ?? false, format, external_id: incoming.externalId ?? null,
    })
    ctx.afterCommit(() => ctx.host.signals.raise('mail-in'))
    return id
  }, { requestId: newId(), ip: incoming.remote, userAgent: null })
}

/** For the ledger alone: a message is named, and kept in line with others of its sender, even when it turns out to be unreadable. */
async function headsOf(path: string): Promise<{ messageId: string | null; from: string | null }> {
  const file = await open(path, 'r')
  try {
    const buffer = Buffer.alloc(64 * 1024)
    const { bytesRead } = await file.read(buffer, 0, buffer.length, 0)
    const head = buffer.toString('latin1', 0, bytesRead).split(/\r?\n\r?\n/)[0]!.replace(/\r?\n[ \t]+/g, ' ')
    const from = headerOf(head, 'from')
    return {
      messageId: /<([^<>\s]{1,500})>/.exec(headerOf(head, 'message-id'))?.[1] ?? null,
      from: (/<([^<>@\s]{1,64}@[^<>\s]{1,189})>/.exec(from) ?? /([^<>@\s"]{1,64}@[^<>\s"]{1,189})/.exec(from))?.[1]?.toLowerCase() ?? null,
    }
  } finally { await file.close() }
}
