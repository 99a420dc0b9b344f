// Reads what other systems push: instant messages in the manner of DingTalk, and alerts of Alertmanager, Zabbix and Nagios (R3.2-2, R7.1-5).
// Pure but for the file; fields are looked for under the names that these systems use, and what none of them names stays in the raw body.
import { createHash } from 'node:crypto'
import { isUtf8 } from 'node:buffer'
import { readFile, stat } from 'node:fs/promises'
import iconv from 'iconv-lite'
import type { ReceivedFormat } from '../intake/received-store.ts'
import { momentOf, pick, type HookMessage, type Json } from './hook-fields.ts'
import { alertGroup, nagios, zabbix } from './parse-alerts.ts'
import type { ParsedMessage } from './parsed-message.ts'

const MAX_TEXT = 1_000_000

export async function parseHookFile(path: string, format: Exclude<ReceivedFormat, 'mime'>, maxBytes: number): Promise<ParsedMessage> {
  const { size } = await stat(path)
  if (size > maxBytes) throw new Error(`body of ${size} bytes is over the limit of ${maxBytes}`)
  return parseHook(await readFile(path), format)
}

/** @throws Error when the body is no JSON object; the text says why */
export function parseHook(bytes: Buffer, format: Exclude<ReceivedFormat, 'mime'>): ParsedMessage {
  const text = (isUtf8(bytes) ? bytes.toString('utf8') : iconv.decode(bytes, 'gb18030')).replace(/^\ufeff/, '')
  let body: unknown
  try { body = JSON.parse(text) } catch { throw new Error('the body is no JSON') }
  if (body === null || typeof body !== 'object' || Array.isArray(body)) throw new Error('the body is no JSON object')
  const read = READERS[format](body as Json), words = clean(read.text).slice(0, MAX_TEXT)
  const address = read.sender.address?.toLowerCase() ?? (read.sender.id ? `${idPart(read.sender.id)}@${format}.hook.invalid` : null)
  return {
    messageId: read.hook.id, inReplyTo: null, references: [], subject: clean(read.subject).replace(/\s+/g, ' ').trim().slice(0, 500), from: address ? { name: clean(read.sender.name).slice(0, 120), address } : null, replyTo: [], to: [], cc: [], sentAt: read.sentAt,
    headers: {}, text: words, ownText: words, quotedText: null, html: null, ownHtml: null, attachments: [], bounce: null, hook: { ...read.hook, anonymous: read.hook.anonymous || address === null }, hops: 0, mentioned: [], cut: read.text.length > MAX_TEXT,
  }
}

/** An address that can never exist (RFC 6761) for a person of whom only a number is known. */
const idPart = (id: string): string => (/^[a-z0-9._-]{1,60}$/i.test(id) ? id.toLowerCase() : createHash('sha256').update(id).digest('hex').slice(0, 24))
// eslint-disable-next-line no-control-regex -- naming the control characters is the point
const clean = (text: string): string => text.toWellFormed().replace(/\r\n?/g, '\n').replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, '')

function instantMessage(body: Json): HookMessage {
  const text = pick(body, 'text.content', 'content.text', 'markdown.text', 'text', 'content', 'message.text', 'message', 'body', 'Content') ?? ''
  const id = pick(body, 'msgId', 'msgid', 'MsgId', 'messageId', 'message_id', 'message.id', 'id'), senderId = pick(body, 'senderStaffId', 'senderId', 'sender.id', 'from.id', 'FromUserName', 'user.id', 'userId')
  const conversation = pick(body, 'conversationId', 'chatid', 'chatId', 'conversation.id', 'threadId', 'thread'), shared = pick(body, 'threadId', 'thread') !== null
  const at = pick(body, 'createAt', 'timestamp', 'CreateTime', 'time')
  return {
    subject: pick(body, 'markdown.title', 'title', 'subject') ?? text.trim().split('\n')[0]!.replace(/^@\S+\s+/, '').slice(0, 120), text, sentAt: momentOf(at),
    sender: { name: pick(body, 'senderNick', 'sender.name', 'from.name', 'user.name', 'senderName', 'FromUserName') ?? senderId ?? '', address: emailIn(pick(body, 'senderEmail', 'sender.email', 'from.email', 'user.email', 'email')), id: senderId },
    hook: { channel: 'im', thread: conversation ?? (senderId && `sender:${senderId}`), shared, id, ends: false, phone: pick(body, 'senderMobile', 'sender.phone', 'from.phone', 'phone', 'mobile'), anonymous: false },
  }
}

function generic(body: Json): HookMessage {
  const text = pick(body, 'text', 'body', 'description', 'message', 'content', 'details') ?? JSON.stringify(body, null, 2)
  const email = emailIn(pick(body, 'from.email', 'sender.email', 'requester.email', 'email', 'from')), channel = pick(body, 'channel')
  return {
    subject: pick(body, 'subject', 'title', 'name', 'summary') ?? text.trim().split('\n')[0]!.slice(0, 120), text, sentAt: momentOf(pick(body, 'createdAt', 'timestamp', 'time', 'at')),
    sender: { name: pick(body, 'from.name', 'sender.name', 'requester.name', 'name') ?? '', address: email, id: pick(body, 'from.id', 'sender.id', 'requester.id') },
    hook: { channel: channel === 'im' || channel === 'monitor' ? channel : 'api', thread: pick(body, 'thread', 'threadId', 'conversationId', 'ticket', 'key'), shared: true, id: pick(body, 'id', 'messageId', 'eventId', 'event_id'), ends: /^(resolved|closed|ok|recovery)$/i.test(pick(body, 'status', 'state') ?? ''), phone: pick(body, 'from.phone', 'sender.phone', 'requester.phone', 'phone'), anonymous: false },
  }
}

const emailIn = (text: string | null): string | null => /^[^\s@<>]{1,64}@[^\s@<>]{1,189}$/.exec(text?.trim() ?? '')?.[0] ?? null

const READERS: Record<Exclude<ReceivedFormat, 'mime'>, (body: Json) => HookMessage> = { im: instantMessage, generic, alertmanager: alertGroup, zabbix, nagios }
