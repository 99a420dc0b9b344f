// The connection to the server that takes our mail, and how a row becomes a message.
import { createTransport } from 'nodemailer'
import type { Readable } from 'node:stream'
import type { Host } from '../host.ts'
import { isUnreal, type Sender } from './addresses.ts'
import type { OutboxRow } from './outbox-store.ts'

export interface Attached { name: string; contentType: string; stream: Readable }
export interface Sent { code: number | null; response: string; refused: string[] }
/** What a mail carries beside its words: by what we know it again, how it is signed, and where Outlook puts it. */
export interface Marks { desk: string; dkim: { domain: string; selector: string; privateKey: string } | null; threadIndex: string | null }
export interface Transport {
  /** @throws NodemailerError */
  send(row: OutboxRow, sender: Sender, attached: readonly Attached[], marks: Marks, at: Date): Promise<Sent>
  close(): void
}

/** Long enough for a slow server, shorter than the lease: a mail is never in two hands. */
export const SEND_LIMIT_MS = 8 * 60_000
export const LANES = 3

export function openTransport(host: Host): Transport | null {
  if (!host.config.smtpOut) return null
  const url = new URL(host.config.smtpOut)
  for (const [key, value] of Object.entries({ pool: 'true', maxConnections: String(LANES), maxMessages: '100', connectionTimeout: '30000', greetingTimeout: '30000', socketTimeout: '120000' })) url.searchParams.set(key, value)
  const mailer = createTransport(url.href)
  return {
    async send(row, sender, attached, marks, at) {
      const info = await mailer.sendMail({
        ...message(row, sender, marks, at), signal: AbortSignal.timeout(SEND_LIMIT_MS), disableUrlAccess: true, disableFileAccess: true,
        attachments: attached.map((a) => ({ filename: a.name, contentType: a.contentType, content: a.stream })),
      })
      const response = info.response
      return { code: Number(/^\d{3}/.exec(response)?.[0] ?? 250), response, refused: info.rejected.map(String) }
    },
    close: () => mailer.close(),
  }
}

function message(row: OutboxRow, sender: Sender, marks: Marks, at: Date) {
  return {
    envelope: { from: sender.address, to: [...row.recipients, ...row.cc].filter((address) => !isUnreal(address)) },
    from: { name: row.sender_name ?? sender.name, address: sender.address }, to: row.recipients, cc: row.cc, replyTo: row.reply_to ?? undefined,
    subject: row.subject, text: row.text_body, html: row.html_body ?? undefined, date: at, messageId: `<${row.message_id}>`,
    inReplyTo: row.in_reply_to ? `<${row.in_reply_to}>` : undefined, references: row.refs.map((r) => `<${r}>`), headers: headersOf(row, marks),
    ...(marks.dkim ? { dkim: { domainName: marks.dkim.domain, keySelector: marks.dkim.selector, privateKey: marks.dkim.privateKey } } : {}),
  }
}

/** RFC 3834: a machine that reads these does not answer; Exchange wants its own word for it. Outlook groups by Thread-Index alone. */
function headersOf(row: OutboxRow, marks: Marks): Record<string, string> {
  return {
    'X-Houyuan-Desk': marks.desk,
    ...(marks.threadIndex ? { 'Thread-Index': marks.threadIndex, 'Thread-Topic': row.subject.replace(/^(?:Re:\s*)+/i, '') } : {}),
    ...(row.automatic ? { 'Auto-Submitted': row.in_reply_to ? 'auto-replied' : 'auto-generated', 'X-Auto-Response-Suppress': 'All' } : {}),
  }
}
