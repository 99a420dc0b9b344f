// Reads one message: bytes in, plain data out, attachments as files in a folder. Runs in a worker with budgets; knows no database.
import { MailParser, type AddressObject, type AttachmentStream, type Headers, type MessageText } from 'mailparser'
import { createWriteStream } from 'node:fs'
import { readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { domainToASCII } from 'node:url'
import { safeName } from '../../files/content-type.ts'
import { readBounce } from './bounce-report.ts'
import { boundedHtml, cleanHtml } from './clean-html.ts'
import { cutQuotedHtml, cutQuotedText } from './cut-quote.ts'
import { textOfHtml } from './html-text.ts'
import type { Mailbox, ParsedAttachment, ParsedMessage } from './parsed-message.ts'
import { repairMessage } from './repair-message.ts'

const MAX_TEXT_CHARACTERS = 1_000_000
const MAX_PARTS = 5_000
const SIGNS = ['auto-submitted', 'precedence', 'x-autoreply', 'x-auto-reply', 'x-autorespond', 'x-autoresponder', 'x-autoreply-from', 'x-mail-autoreply', 'x-auto-response-suppress', 'x-failed-recipients', 'list-id', 'list-unsubscribe', 'return-path', 'content-type', 'x-mailer', 'user-agent']

/** @param folder an existing folder for the attachments @throws Error when the message cannot be read; the text says why */
export async function parseMessage(raw: Buffer, folder: string): Promise<ParsedMessage> {
  const { headers, lines, body, attachments } = await readParts(repairMessage(raw), folder)
  const pictures = await liftDataPictures(body?.html ?? '', folder, attachments.length)
  const bounded = boundedHtml(pictures.html), html = body?.html === undefined ? null : cleanHtml(bounded)
  const plain = clip((body?.text ?? '').replaceAll('\0', ''))
  const text = plain.trim() === '' && html ? clip(textOfHtml(html)) : plain.trim()
  const cut = cutQuotedText(text), ownHtml = html === null ? null : cleanHtml(cutQuotedHtml(bounded).own)
  const all = markInline([...attachments, ...pictures.attachments], html ?? '')
  return {
    ...identity(headers), ...people(headers), headers: signs(lines), subject: clip(stringOf(headers.get('subject')), 500), sentAt: dateOf(headers),
    text, ownText: cut.own, quotedText: cut.quoted, html, ownHtml, attachments: all,
    bounce: await readBounce(all, signs(lines)['content-type'] ?? ''),
    cut: (body?.text ?? '').length > MAX_TEXT_CHARACTERS || bounded.length < pictures.html.length,
  }
}

interface Parts { headers: Headers; lines: readonly { key: string; line: string }[]; body: MessageText | null; attachments: ParsedAttachment[] }

function readParts(raw: Buffer, folder: string): Promise<Parts> {
  return new Promise((resolve, reject) => {
    const parser = new MailParser({ skipHtmlToText: true, skipTextToHtml: true, skipImageLinks: true, keepDeliveryStatus: true, checksumAlgo: false, maxChildNodes: MAX_PARTS, maxHeadSize: 4 * 1024 * 1024 })
    const parts: Parts = { headers: new Map(), lines: [], body: null, attachments: [] }, saving: Promise<void>[] = []
    const fail = (error: unknown): void => { reject(error instanceof Error ? error : new Error(String(error))); parser.destroy() }
    parser.on('headers', (headers) => { parts.headers = headers })
    parser.on('headerLines', (lines) => { parts.lines = lines })
    parser.on('data', (data: AttachmentStream | MessageText) => {
      if (data.type === 'text') { parts.body = data; return }
      const saved = saveAttachment(data, folder, parts.attachments)
      saving.push(saved)
      saved.then(() => data.release?.(), fail)
    })
    parser.on('error', reject)
    // The end of the message may be heard before the last attachment is on the disk.
    parser.on('end', () => { Promise.all(saving).then(() => resolve(parts), fail) })
    parser.end(raw)
  })
}

async function saveAttachment(part: AttachmentStream, folder: string, into: ParsedAttachment[]): Promise<void> {
  const path = join(folder, String(into.length)), contentType = part.contentType.toLowerCase()
  const saved: ParsedAttachment = { path, name: nameOf(part.filename, contentType, into.length + 1), contentType, cid: part.cid?.trim() || null, inline: part.related === true || part.contentDisposition === 'inline' }
  into.push(saved)
  await pipeline(part.content, createWriteStream(path))
}

/** What the sender called it, without paths and invisible characters; a name of ours where that leaves nothing. */
function nameOf(given: string | undefined, contentType: string, n: number): string {
  const words = given?.replace(/[\s.\0]/g, '') ?? ''
  return words === '' ? nameFor(contentType, n) : safeName(given!)
}

function nameFor(contentType: string, n: number): string {
  if (contentType === 'message/rfc822') return `message-${n}.eml`
  const extension = /^(?:image|audio|video|text)\/([a-z0-9]{1,6})$/.exec(contentType)?.[1] ?? (contentType === 'application/pdf' ? 'pdf' : contentType === 'message/delivery-status' ? 'txt' : 'bin')
  return `attachment-${n}.${extension.replace('jpeg', 'jpg').replace('plain', 'txt')}`
}

/** Pictures written into the HTML itself become attachments: they are kept, scanned and shown like any other. */
async function liftDataPictures(html: string, folder: string, already: number): Promise<{ html: string; attachments: ParsedAttachment[] }> {
  const attachments: ParsedAttachment[] = [], writes: Promise<void>[] = []
  const lifted = html.replace(/(\ssrc\s*=\s*)(?:"data:image\/(png|jpeg|jpg|gif|webp|bmp);base64,([a-z0-9+/=\s]*)"|'data:image\/(png|jpeg|jpg|gif|webp|bmp);base64,([a-z0-9+/=\s]*)')/gi, (_, before: string, type1?: string, data1?: string, type2?: string, data2?: string) => {
    const n = attachments.length, type = (type1 ?? type2)!.toLowerCase().replace('jpg', 'jpeg'), cid = `data-${n}@inline`, path = join(folder, `data-${n}`)
    attachments.push({ path, name: `image-${already + n + 1}.${type.replace('jpeg', 'jpg')}`, contentType: `image/${type}`, cid, inline: true })
    writes.push(writeFile(path, Buffer.from((data1 ?? data2)!, 'base64')))
    return `${before}"cid:${cid}"`
  })
  await Promise.all(writes)
  return { html: lifted, attachments }
}

/** Inline is what the HTML shows; a picture that nothing shows is an attachment for the reader. */
function markInline(attachments: ParsedAttachment[], html: string): ParsedAttachment[] {
  const shown = new Set([...html.matchAll(/\ssrc="cid:([^"]*)"/gi)].map((m) => safeDecode(m[1]!.replaceAll('&amp;', '&')).toLowerCase()))
  return attachments.map((a) => ({ ...a, inline: shown.has((a.cid ?? '').toLowerCase()) || shown.has(a.name.toLowerCase()) }))
}

function safeDecode(text: string): string { try { return decodeURIComponent(text) } catch { return text } }

function identity(headers: Headers): Pick<ParsedMessage, 'messageId' | 'inReplyTo' | 'references'> {
  const ids = (value: unknown): string[] => [value].flat().flatMap((v) => (typeof v === 'string' ? v.split(/[\s,]+/) : [])).map((id) => id.replace(/^<|>$/g, '')).filter((id) => id.length > 2 && id.length <= 500)
  const inReplyTo = ids(headers.get('in-reply-to'))
  const references = [...ids(headers.get('references')), ...inReplyTo]
  return { messageId: ids(headers.get('message-id'))[0] ?? null, inReplyTo: inReplyTo[0] ?? null, references: [...new Set(references)].slice(-100) }
}

function people(headers: Headers): Pick<ParsedMessage, 'from' | 'replyTo' | 'to' | 'cc'> {
  const list = (key: string) => mailboxes(headers.get(key))
  return { from: list('from')[0] ?? list('sender')[0] ?? null, replyTo: list('reply-to'), to: list('to'), cc: list('cc') }
}

function mailboxes(value: unknown): Mailbox[] {
  const objects = [value].flat().filter((v): v is AddressObject => typeof v === 'object' && v !== null && 'value' in v)
  const flat = objects.flatMap((o) => o.value).flatMap((m) => m.group ?? [m])
  return flat.filter((m) => m.address && /^[^\s@<>]+@[^\s@<>]+$/.test(m.address)).slice(0, 200).map((m) => ({ name: clip(m.name.trim(), 120), address: asciiAddress(m.address!) }))
}

/** One writing for each address: a domain in other letters has its ASCII name (RFC 5891). */
function asciiAddress(address: string): string {
  const at = address.lastIndexOf('@'), domain = address.slice(at + 1)
  return `${address.slice(0, at)}@${domainToASCII(domain) || domain}`.toLowerCase().slice(0, 254)
}

function signs(lines: Parts['lines']): Record<string, string> {
  const found: Record<string, string> = {}
  for (const { key, line } of lines) if (SIGNS.includes(key) && !(key in found)) found[key] = line.slice(line.indexOf(':') + 1).replace(/\r?\n[ \t]+/g, ' ').trim().slice(0, 1000)
  return found
}

const stringOf = (value: unknown): string => (typeof value === 'string' ? value.replace(/\s+/g, ' ').replaceAll('\0', '').trim() : '')
const dateOf = (headers: Headers): string | null => { const at = headers.get('date'); return at instanceof Date ? at.toISOString() : null }
const clip = (text: string, limit = MAX_TEXT_CHARACTERS): string => (text.length > limit ? text.slice(0, limit) : text)

/** Reads the message from a file; the size is looked at before the bytes are. */
export async function parseFile(path: string, folder: string, maxBytes: number): Promise<ParsedMessage> {
  const { size } = await stat(path)
  if (size > maxBytes) throw new Error(`message of ${size} bytes is over the limit of ${maxBytes}`)
  return parseMessage(await readFile(path), folder)
}
