// Damages messages as networks, disks and attackers do; the same seed gives the same damage. Pure.

export type Random = () => number

const TOKENS = ['\r\n', '\n', '\r', '\0', '--b\r\n', '--b--\r\n', '\r\n\r\n', 'Content-Type: ', 'multipart/mixed; boundary=', 'Content-Transfer-Encoding: base64\r\n', '=?utf-8?B?', '?=', '"', ';', '<', '>', '@', ':', '\x1b$B', '~{', '=\r\n', '\xff\xfe', 'charset=', '%00', '../', '<script>', '&#0;', ',', '()', '\u202e']
const LARGEST = 200_000

type Damage = (raw: Buffer, r: Random, other: Buffer) => Buffer
const at = (raw: Buffer, r: Random): number => Math.floor(r() * (raw.length + 1))
const span = (raw: Buffer, r: Random): [number, number] => { const from = at(raw, r); return [from, Math.min(raw.length, from + Math.ceil(r() ** 3 * Math.max(1, raw.length)))] }

const DAMAGES: readonly Damage[] = [
  (raw, r) => { const out = Buffer.from(raw); for (let i = Math.ceil(r() * 20); i > 0 && out.length > 0; i--) out[Math.floor(r() * out.length)] = Math.floor(r() * 256); return out },
  (raw, r) => { const [from, to] = span(raw, r); return Buffer.concat([raw.subarray(0, from), raw.subarray(to)]) },
  (raw, r) => { const [from, to] = span(raw, r); return Buffer.concat([raw.subarray(0, to), raw.subarray(from, to), raw.subarray(to)]) },
  (raw, r) => raw.subarray(0, at(raw, r)),
  (raw, r) => raw.subarray(at(raw, r)),
  (raw, r) => { const from = at(raw, r), token = Buffer.from(TOKENS[Math.floor(r() * TOKENS.length)]!, 'latin1'); return Buffer.concat([raw.subarray(0, from), ...Array.from({ length: Math.ceil(r() ** 4 * 500) }, () => token), raw.subarray(from)]) },
  (raw, r, other) => Buffer.concat([raw.subarray(0, at(raw, r)), other.subarray(at(other, r))]),
  (raw, r) => { const lines = raw.toString('latin1').split('\r\n'); for (let i = Math.min(5, lines.length); i > 0; i--) { const a = Math.floor(r() * lines.length), b = Math.floor(r() * lines.length); [lines[a], lines[b]] = [lines[b]!, lines[a]!] } return Buffer.from(lines.join('\r\n'), 'latin1') },
  (raw, r) => Buffer.from(raw.toString('latin1').replaceAll('\r\n', r() < 0.5 ? '\n' : '\r'), 'latin1'),
  (raw, r) => { const [from, to] = span(raw, r), out = Buffer.from(raw); for (let i = from; i < to; i++) out[i] = out[i]! ^ 0x80; return out },
]

/** One message with one to four damages. */
export function mutate(corpus: readonly Buffer[], r: Random): Buffer {
  const pick = (): Buffer => corpus[Math.floor(r() * corpus.length)]!
  let raw = pick()
  for (let i = 1 + Math.floor(r() * 4); i > 0; i--) raw = DAMAGES[Math.floor(r() * DAMAGES.length)]!(raw, r, pick()).subarray(0, LARGEST)
  return Buffer.from(raw)
}
