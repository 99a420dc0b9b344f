// Mail as it comes in over SMTP, and its way into the product: stored, read by the parser, placed by the rules, like any other.
import { writeFile } from 'node:fs/promises'
import { SYSTEM } from '../../platform/server/ctx.ts'
import { incomingPath } from '../../platform/server/files/public.ts'
import { runReading } from '../../platform/server/kernel.ts'
import { deskSender, findReceived, takeIn } from '../../platform/server/mail/public.ts'
import type { Enclosure } from './enclosures.ts'
import type { World } from './world.ts'

const PATIENCE_MS = 60_000

export interface RawMail { from: { name: string; address: string }; subject: string; text: string; inReplyTo?: string | null; headers?: Readonly<Record<string, string>>; id: string; enclosures?: readonly Enclosure[] }

/** Takes the mail in and waits until it has its place. Returns the case that it opened or joined; null when it was filed. */
export async function receiveMail(world: World, mail: RawMail): Promise<string | null> {
  const { host } = world.desk
  const to = (await host.transaction(SYSTEM, deskSender)).address
  const path = await incomingPath(host.config.dataDir)
  await writeFile(path, rawMail(mail, to, world.clock.now()))
  const id = await takeIn(host, { path, source: 'smtp', mailbox: 'smtp', envelope: { from: mail.from.address, to: [to] }, remote: null })
  if (id === null) return null
  const until = performance.now() + PATIENCE_MS
  for (;;) {
    const { outcome, relatedTo } = await runReading(host, SYSTEM, (ctx) => findReceived(ctx, id))
    if (outcome !== null) return relatedTo?.startsWith('case:') ? relatedTo.slice('case:'.length) : null
    if (performance.now() > until) throw new Error(`the mail ${mail.id} finds no place`)
    await new Promise((resolve) => setTimeout(resolve, 2))
  }
}

/** RFC 5322 with an encoded subject (RFC 2047), a text body in UTF-8 and what is enclosed (RFC 2046, names as in RFC 2231). */
export function rawMail(mail: RawMail, to: string, at: Date): Buffer {
  const domain = mail.from.address.split('@')[1]!, enclosures = mail.enclosures ?? [], boundary = `part-${mail.id}`
  const head = [
    `From: ${encoded(mail.from.name)} <${mail.from.address}>`, `To: <${to}>`, `Subject: ${encoded(mail.subject)}`, `Message-ID: <${mail.id}@${domain}>`, `Date: ${at.toUTCString().replace('GMT', '+0000')}`,
    ...(mail.inReplyTo ? [`In-Reply-To: <${mail.inReplyTo}>`, `References: <${mail.inReplyTo}>`] : []), ...Object.entries(mail.headers ?? {}).map(([name, value]) => `${name}: ${value}`), 'MIME-Version: 1.0',
  ]
  const text = part(['Content-Type: text/plain; charset=utf-8'], Buffer.from(mail.text))
  if (enclosures.length === 0) return Buffer.from(`${head.join('\r\n')}\r\n${text}`)
  const parts = [text, ...enclosures.map((e) => part([`Content-Type: ${e.type}`, `Content-Disposition: attachment; filename*=UTF-8''${encodeURIComponent(e.name)}`], e.data))]
  return Buffer.from(`${head.join('\r\n')}\r\nContent-Type: multipart/mixed; boundary="${boundary}"\r\n\r\n${parts.map((p) => `--${boundary}\r\n${p}`).join('')}--${boundary}--\r\n`)
}

const part = (head: readonly string[], data: Buffer): string => `${head.join('\r\n')}\r\nContent-Transfer-Encoding: base64\r\n\r\n${data.toString('base64').replace(/.{76}/g, '$&\r\n')}\r\n`

/** Encoded words of at most 75 characters, cut between characters. */
function encoded(text: string): string {
  if (/^[\x20-\x7e]*$/.test(text)) return text
  const chars = [...text], words: string[] = []
  for (let i = 0; i < chars.length; i += 12) words.push(`=?UTF-8?B?${Buffer.from(chars.slice(i, i + 12).join('')).toString('base64')}?=`)
  return words.join('\r\n ')
}
