// A look at a mailbox before it is read for the first time: how much, how old, from whom. Nothing is marked or moved by it.
import type { ImapFlow } from 'imapflow'
import libmime from 'libmime'
import type { MailboxPreview } from '../../../contract/mail.ts'
import { headerOf } from '../parsing/mime-structure.ts'
import { repairMessage } from '../parsing/repair-message.ts'

const FIRST = 3, LAST = 12, HEAD_BYTES = 8 * 1024

export async function lookInto(client: ImapFlow): Promise<MailboxPreview> {
  const all = (await client.search({ uid: '1:*' }, { uid: true }) || []).sort((a, b) => a - b)
  const unread = await client.search({ seen: false, uid: '1:*' }, { uid: true }) || []
  const sample: MailboxPreview['sample'] = []
  for (const uid of all.length <= FIRST + LAST ? all : [...all.slice(0, FIRST), ...all.slice(-LAST)]) {
    const m = await client.fetchOne(String(uid), { internalDate: true, size: true, source: { start: 0, maxLength: HEAD_BYTES } }, { uid: true })
    if (m) sample.push({ ...readHead(m.source ?? Buffer.alloc(0)), at: m.internalDate ? new Date(m.internalDate).toISOString() : null, size: m.size ?? 0 })
  }
  return { messages: all.length, unread: Math.min(unread.length, all.length), oldest: sample[0]?.at ?? null, newest: sample.at(-1)?.at ?? null, sample }
}

/** Sender and subject in readable words. */
export function readHead(bytes: Buffer): { from: string; subject: string } {
  const head = repairMessage(bytes).toString('utf8').split(/\r?\n\r?\n/)[0]!.replace(/\r?\n[ \t]+/g, ' ')
  const words = (name: string): string => libmime.decodeWords(headerOf(head, name)).replace(/\p{Cc}/gu, '').slice(0, 200)
  return { from: words('from'), subject: words('subject') }
}
