// Bytes to text when the label is missing, wrong or too narrow: Chinese mail programs say gb2312 and send gb18030. Pure.
import iconv from 'iconv-lite'
import { isUtf8 } from 'node:buffer'

const GB_FAMILY = new Set(['gb2312', 'gb231280', 'csgb2312', 'gbk', 'xgbk', 'cp936', 'ms936', 'windows936', '936', 'euccn', 'xeuccn', 'csiso58gb231280', 'iso58gb231280', 'chinese', 'gb18030', 'gb180302000', 'gb180302005'])
const PLAIN = new Set(['', 'ascii', 'usascii', 'ansix341968', 'utf8', 'unicode11utf8', 'unknown8bit', 'xunknown', 'unknown', '8bit', 'default', 'none', 'binary', 'iso88591', 'latin1'])
const HZ = new Set(['hz', 'hzgb2312', 'xhzgb2312', 'csiso58hz'])

const keyOf = (charset: string): string => charset.toLowerCase().replace(/[^a-z0-9]/g, '')

export const isHz = (charset: string): boolean => HZ.has(keyOf(charset))
export const isUtf7 = (charset: string): boolean => /^(cs)?(unicode11)?utf7(imap)?$/.test(keyOf(charset))

/**
 * The charset to read the bytes by. A label is believed unless it is too narrow (gb2312), says nothing (us-ascii, unknown) or is
 * refuted by the bytes (utf-8 that is none).
 */
export function charsetFor(label: string, bytes: Buffer): string {
  const key = keyOf(label)
  if (GB_FAMILY.has(key)) return isUtf8(bytes) && (countHigh(bytes) >= SURE_BYTES || !isGb18030(bytes)) ? 'utf-8' : 'gb18030'
  if (!PLAIN.has(key) && iconvKnows(label)) return label
  if (bytes.includes('\x1b$')) return 'iso-2022-jp'
  if (isUtf8(bytes) || isMostlyUtf8(bytes)) return 'utf-8'
  if (isGb18030(bytes) && (key !== 'iso88591' && key !== 'latin1' || looksChinese(bytes))) return 'gb18030'
  return 'windows-1252'
}

/** iconv-lite has no ISO-2022 decoders; the mail parser has its own for Japanese. */
const iconvKnows = (label: string): boolean => /^(cs)?iso-?2022-?(jp|kr|cn)/i.test(label) || iconv.encodingExists(label)

/** True for UTF-8 with a few damaged bytes: text of another charset is made of such sequences by chance only here and there. */
function isMostlyUtf8(bytes: Buffer): boolean {
  let whole = 0, high = 0
  for (let i = 0; i < bytes.length; i++) {
    const lead = bytes[i]!
    if (lead < 0x80) continue
    const more = lead >= 0xf0 && lead <= 0xf4 ? 3 : lead >= 0xe0 && lead < 0xf0 ? 2 : lead >= 0xc2 && lead < 0xe0 ? 1 : 0
    let follow = 0
    while (follow < more && ((bytes[i + follow + 1] ?? 0) & 0xc0) === 0x80) follow++
    if (more > 0 && follow === more) { whole += more + 1; high += more + 1; i += more } else high++
  }
  return whole >= 6 && whole >= high * 0.75
}

/** So many bytes of GB text are never valid UTF-8 by chance (about one character in ten would be). */
const SURE_BYTES = 18
const countHigh = (bytes: Buffer): number => bytes.reduce((n, b) => (b > 0x7f ? n + 1 : n), 0)

/** True when every byte from 0x80 on is part of a GB 18030 character. */
export function isGb18030(bytes: Buffer): boolean {
  for (let i = 0; i < bytes.length; i++) {
    const lead = bytes[i]!
    if (lead < 0x80) continue
    if (lead === 0x80 || lead === 0xff || i + 1 >= bytes.length) return false
    const second = bytes[i + 1]!
    if (second >= 0x40 && second !== 0x7f && second !== 0xff) { i += 1; continue }
    const third = bytes[i + 2], fourth = bytes[i + 3]
    const isFour = second >= 0x30 && second <= 0x39 && third !== undefined && third >= 0x81 && third <= 0xfe && fourth !== undefined && fourth >= 0x30 && fourth <= 0x39
    if (!isFour) return false
    i += 3
  }
  return true
}

/** Two-byte characters in the rows of common Chinese (0xB0 to 0xF7): a lone accent of Western text is none. */
function looksChinese(bytes: Buffer): boolean {
  let pairs = 0, high = 0
  for (let i = 0; i < bytes.length; i++) {
    if (bytes[i]! < 0x80) continue
    high++
    if (bytes[i]! >= 0xb0 && bytes[i]! <= 0xf7 && (bytes[i + 1] ?? 0) >= 0xa1) { pairs++; high++; i++ }
  }
  return pairs >= 2 && pairs * 2 >= high * 0.6
}

/** HZ (RFC 1843): seven-bit GB 2312 between `~{` and `~}`; `~~` is a tilde. */
export function decodeHz(text: string): string {
  return text.replace(/~\{((?:[\x21-\x7e]{2})*?)~\}|~~|~\r?\n/g, (whole: string, inner: string | undefined) => {
    if (inner === undefined) return whole === '~~' ? '~' : ''
    return iconv.decode(Buffer.from(inner, 'latin1').map((b) => b | 0x80) as Buffer, 'gb18030')
  })
}

/** Quoted-printable (RFC 2045 §6.7); what is no escape stays as it is. */
export function decodeQuotedPrintable(encoded: Buffer): Buffer {
  const text = encoded.toString('latin1').replace(/[ \t]+$/gm, '').replace(/=\r?\n/g, '').replace(/=([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  return Buffer.from(text, 'latin1')
}
