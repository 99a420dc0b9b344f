// Writes messages byte by byte for the corpus: no mail library, since the point is what libraries do not write.
import iconv from 'iconv-lite'

export interface Expected {
  /** Left out: not looked at. */
  subject?: string
  /** Address in lower case; null when nobody can be made out. */
  from?: string | null
  fromName?: string
  /** The whole text above a quoted history; `has`: words that it must hold. */
  text?: string
  has?: string[]
  /** Words that must stand nowhere in text or HTML. */
  hasNot?: string[]
  attachments?: { name: string; size: number }[]
  messageId?: string | null
  outcome: 'cased' | 'joined' | 'automatic' | 'quarantined'
  reason?: string
}
export interface Sample { name: string; raw: Buffer; expected: Expected }
export type Bytes = Buffer | string

export const CRLF = '\r\n'
export const bytes = (...parts: readonly Bytes[]): Buffer => Buffer.concat(parts.map((p) => (typeof p === 'string' ? Buffer.from(p) : p)))
export const lines = (...parts: readonly Bytes[]): Buffer => bytes(...parts.flatMap((p) => [p, CRLF]))
export const base64 = (data: Bytes): string => bytes(data).toString('base64').replace(/.{76}/g, `$&${CRLF}`)
export const quoted = (data: Bytes): string => [...bytes(data)].map((b) => (b > 126 || b < 32 || b === 61 ? `=${b.toString(16).toUpperCase().padStart(2, '0')}` : String.fromCharCode(b))).join('').replace(/(?:=[0-9A-F]{2}|.){1,72}(?!$)/g, `$&=${CRLF}`)
export const word = (charset: string, data: Bytes, kind: 'B' | 'Q' = 'B'): string => `=?${charset}?${kind}?${kind === 'B' ? bytes(data).toString('base64') : [...bytes(data)].map((b) => (b === 32 ? '_' : `=${b.toString(16).toUpperCase().padStart(2, '0')}`)).join('')}?=`
/** HZ (RFC 1843), all of it two-byte. */
export const hz = (text: string): Buffer => Buffer.from(`~{${[...iconv.encode(text, 'gb2312')].map((b) => String.fromCharCode(b & 0x7f)).join('')}~}`)
/** Japanese of two-byte characters alone, in ISO-2022-JP. */
export const jis = (text: string): Buffer => bytes('\x1b$B', Buffer.from(iconv.encode(text, 'euc-jp').map((b) => b & 0x7f)), '\x1b(B')
export const encode = (text: string, charset: string): Buffer => (charset === 'hz-gb-2312' ? hz(text) : charset === 'iso-2022-jp' ? jis(text) : charset === 'utf-8' ? Buffer.from(text) : iconv.encode(text, charset))

export const PNG = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')
export const ZH = '系统连接失败，请尽快处理。', TW = '系統連線失敗，請儘快處理。', JP = 'システムに接続できません。', KR = '시스템에 연결할 수 없습니다', RU = 'Система не отвечает', FR = 'Élève très déçu à Noël'

/** A plain message of a sender of its own, so that no sample joins another. Header lines in `head` come first and may take the place of the usual ones. */
export function mail(name: string, given: { head?: readonly Bytes[]; without?: readonly string[]; type?: string | null; encoding?: string | null; body?: Bytes }): Buffer {
  const { head = [], without = [], type = 'text/plain; charset=utf-8', encoding = '8bit', body = 'x' } = given
  const named = new Set([...without, ...head.map((h) => /^([A-Za-z0-9-]+)\s*:/.exec(bytes(h).toString('latin1'))?.[1]?.toLowerCase() ?? '')])
  const usual: [string, string][] = [['From', `${name}@sample.example`], ['To', 'support@desk.example.com'], ['Subject', name], ['Message-ID', `<${name}@sample.example>`], ['Date', 'Mon, 3 Mar 2025 09:00:00 +0800'], ['MIME-Version', '1.0'], ['Content-Type', type ?? ''], ['Content-Transfer-Encoding', encoding ?? '']]
  return bytes(...[...head, ...usual.filter(([key, value]) => value !== '' && !named.has(key.toLowerCase())).map(([key, value]) => `${key}: ${value}`)].flatMap((l) => [l, CRLF]), CRLF, body)
}

export const part = (head: readonly Bytes[], body: Bytes): Buffer => bytes(...head.flatMap((h) => [h, CRLF]), CRLF, body, CRLF)
export const multi = (boundary: string, ...parts: readonly Bytes[]): Buffer => bytes(...parts.flatMap((p) => [`--${boundary}${CRLF}`, p]), `--${boundary}--${CRLF}`)
export const attach = (name: Bytes, type: string, data: Bytes, disposition = 'attachment'): Buffer => part([`Content-Type: ${type}`, bytes(`Content-Disposition: ${disposition}; filename="`, name, '"'), 'Content-Transfer-Encoding: base64'], base64(data))
export const text = (words: string): Buffer => part(['Content-Type: text/plain; charset=utf-8', 'Content-Transfer-Encoding: 8bit'], words)
export const html = (words: string): Buffer => part(['Content-Type: text/html; charset=utf-8', 'Content-Transfer-Encoding: 8bit'], words)

export class Collection {
  readonly samples: Sample[] = []
  add(name: string, raw: Buffer, expected: Partial<Expected> = {}): void {
    if (this.samples.some((s) => s.name === name)) throw new Error(`two samples are named ${name}`)
    this.samples.push({ name, raw, expected: { outcome: 'cased', ...expected } })
  }
}
