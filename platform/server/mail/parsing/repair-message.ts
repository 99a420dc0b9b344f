// Makes a message say what it is before it is parsed: header blocks become UTF-8, text parts get the charset that their bytes have.
// The stored raw message is never touched. Pure.
import iconv from 'iconv-lite'
import { isUtf8 } from 'node:buffer'
import { charsetFor, decodeHz, decodeQuotedPrintable, isGb18030, isHz, isUtf7 } from './decode-text.ts'
import { findParts, headerOf, type Part } from './mime-structure.ts'

/** Enough to know a charset by; a text that first shows it later is rare, and only costs accents. */
const SAMPLE_BYTES = 4 * 1024 * 1024

export function repairMessage(given: Buffer): Buffer {
  const raw = given[0] === 0xef && given[1] === 0xbb && given[2] === 0xbf ? given.subarray(3) : given
  const pieces: Buffer[] = []
  let kept = 0
  const parts = findParts(raw)
  for (const part of parts) {
    // Parts that never come: what there is, is read as words.
    const isBroken = parts.length === 1 && /^\s*multipart\//i.test(headerOf(part.head, 'content-type'))
    const head = raw.subarray(part.headStart, part.headEnd)
    const body: { charset: string; bytes?: Buffer } | null = isBroken ? { charset: charsetFor('', raw.subarray(part.bodyStart, part.bodyStart + SAMPLE_BYTES)) } : repairText(raw, part)
    const repaired = repairHead(head, body?.charset ?? null, body?.bytes !== undefined, isBroken)
    if (repaired === head && !body?.bytes) continue
    pieces.push(raw.subarray(kept, part.headStart), repaired)
    kept = part.headEnd
    if (body?.bytes) {
      pieces.push(raw.subarray(kept, part.bodyStart), body.bytes)
      kept = part.bodyEnd
    }
  }
  return pieces.length === 0 ? raw : Buffer.concat([...pieces, raw.subarray(kept)])
}

/** The charset that a text part should have said; `bytes` when the body had to be written anew as UTF-8. */
function repairText(raw: Buffer, part: Part): { charset: string; bytes?: Buffer } | null {
  const type = headerOf(part.head, 'content-type') || 'text/plain'
  if (!/^\s*text\//i.test(type) && /^\s*[a-z0-9!#$&^_.+-]+\/[a-z0-9]/i.test(type)) return null
  const label = /;\s*charset\s*=\s*"?([^\s;"]*)/i.exec(type)?.[1] ?? ''
  const encoded = raw.subarray(part.bodyStart, Math.min(part.bodyEnd, part.bodyStart + SAMPLE_BYTES))
  const bytes = decodeTransfer(encoded, headerOf(part.head, 'content-transfer-encoding'))
  if (isHz(label)) return { charset: 'utf-8', bytes: Buffer.from(decodeHz(bytes.toString('latin1'))) }
  // The parser refuses UTF-7, since it can hide markup; here it is safe: markup is judged after this.
  if (isUtf7(label)) return { charset: 'utf-8', bytes: Buffer.from(iconv.decode(bytes, 'utf-7')) }
  // A sample may end inside a character: what is cut there must not refute the label.
  const whole = encoded.length < SAMPLE_BYTES ? bytes : bytes.subarray(0, bytes.lastIndexOf(0x0a) + 1)
  const charset = charsetFor(label, whole)
  return charset.toLowerCase() === label.toLowerCase() ? null : { charset }
}

function decodeTransfer(encoded: Buffer, encoding: string): Buffer {
  if (/^base64/i.test(encoding)) return Buffer.from(encoded.toString('latin1'), 'base64')
  if (/^quoted-printable/i.test(encoding)) return decodeQuotedPrintable(encoded)
  return encoded
}

function repairHead(head: Buffer, charset: string | null, bodyIsPlain: boolean, isBroken: boolean): Buffer {
  const isRight = isUtf8(head)
  let text = isRight ? head.toString('utf8') : iconv.decode(head, isGb18030(head) ? 'gb18030' : 'windows-1252')
  const before = text
  // RFC 5322 §4 calls NUL obsolete; no name, address or id has one.
  text = text.replaceAll('\0', '')
  text = repairWords(repairType(isBroken ? text.replace(/((?:^|\n)content-type[ \t]*:)/i, '$1 ;') : text))
  if (charset) text = withCharset(text, charset)
  if (bodyIsPlain) text = text.replace(/((?:^|\n)content-transfer-encoding[ \t]*:)[^\r\n]*/i, '$1 8bit')
  return isRight && text === before ? head : Buffer.from(text, 'utf8')
}

/** A type that is none (`text`, `;;;`) would make the words an unknown file; RFC 2045 §5.2 reads such a part as text. */
function repairType(head: string): string {
  return head.replace(/((?:^|\n)content-type[ \t]*:)((?:[^\r\n]|\r?\n[ \t])*)/i, (whole: string, name: string, value: string) => {
    if (/^\s*[a-z0-9!#$&^_.+-]+\/[a-z0-9!#$&^_.+*-]+/i.test(value)) return whole
    const charset = /charset\s*=\s*("[^"]*"|[^\s;]+)/i.exec(value)
    return `${name} text/plain${charset ? `; charset=${charset[1]!}` : ''}`
  })
}

function withCharset(head: string, charset: string): string {
  const line = /((?:^|\n)content-type[ \t]*:)((?:[^\r\n]|\r?\n[ \t])*)/i
  const found = line.exec(head)
  if (!found) return `${head}${head === '' || head.endsWith('\n') ? '' : '\r\n'}Content-Type: text/plain; charset=${charset}`
  const value = found[2]!.replace(/;\s*charset\s*=\s*("[^"]*"|[^\s;]*)/i, '')
  return head.replace(line, () => `${found[1]}${value.replace(/[\s;]+$/, '')}; charset=${charset}`)
}

/** Encoded words (RFC 2047): GB labels widened, HZ decoded, a UTF-8 label that its bytes refute replaced. */
function repairWords(text: string): string {
  return text.replace(/(?:=\?[^?\s]+\?[bq]\?[^?]*\?=(?:\s+(?==\?[^?\s]+\?[bq]\?))?)+/gi, (run) => {
    const words = [...run.matchAll(/=\?([^?\s]+)\?([bq])\?([^?]*)\?=/gi)]
    const labels = new Set(words.map((w) => w[1]!.toLowerCase()))
    if (labels.size !== 1) return run
    const label = words[0]![1]!.replace(/\*.*$/, '')
    const bytes = Buffer.concat(words.map((w) => wordBytes(w[2]!, w[3]!)))
    if (isHz(label)) return `=?utf-8?B?${Buffer.from(decodeHz(bytes.toString('latin1'))).toString('base64')}?=`
    const charset = charsetFor(label, bytes)
    return charset.toLowerCase() === label.toLowerCase() ? run : run.replace(/=\?[^?\s]+\?([bq])\?/gi, `=?${charset}?$1?`)
  })
}

const wordBytes = (encoding: string, text: string): Buffer => (encoding.toLowerCase() === 'b' ? Buffer.from(text, 'base64') : decodeQuotedPrintable(Buffer.from(text.replaceAll('_', '=20'), 'latin1')))
