// JSON bodies are read strictly: valid UTF-8, no control characters, no deep nesting, no names that reach into prototypes.
import { isUtf8 } from 'node:buffer'
import { AppError, BadInput } from '../errors.ts'

export const MAX_DEPTH = 32
// eslint-disable-next-line no-control-regex -- naming the control characters is the point
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/
const RESERVED = new Set(['__proto__', 'prototype', 'constructor'])

/** True for text that PostgreSQL and a screen can hold: no control characters but tab and line breaks, no lone surrogates. */
export const isCleanText = (text: string): boolean => text.isWellFormed() && !CONTROL.test(text)

/** The value of a JSON body; undefined when there is none. Throws AppError 400 that names the place at fault. */
export function readJson(bytes: Buffer): unknown {
  if (bytes.length === 0) return undefined
  if (!isUtf8(bytes)) throw new BadInput([{ pointer: '', code: 'encoding' }], 'malformed')
  const text = bytes.toString('utf8')
  let value: unknown
  try { value = JSON.parse(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text) } catch { throw new AppError(400, 'malformed') }
  refuseUnsafe(value)
  return value
}

/** Walks without recursion, so that depth costs no stack; stops at the first fault. */
function refuseUnsafe(root: unknown): void {
  const open: { value: unknown; pointer: string; depth: number }[] = [{ value: root, pointer: '', depth: 0 }]
  for (let next = open.pop(); next; next = open.pop()) {
    const { value, pointer, depth } = next
    if (typeof value === 'string' && !isCleanText(value)) throw new BadInput([{ pointer, code: 'text.control-characters' }])
    if (value === null || typeof value !== 'object') continue
    if (depth >= MAX_DEPTH) throw new BadInput([{ pointer: '', code: 'too-deep', params: { maximum: MAX_DEPTH } }])
    for (const [key, inner] of Object.entries(value)) {
      if (RESERVED.has(key)) throw new BadInput([{ pointer, code: 'reserved-name' }])
      if (!isCleanText(key)) throw new BadInput([{ pointer, code: 'text.control-characters' }])
      if (typeof inner === 'string' || (inner !== null && typeof inner === 'object')) open.push({ value: inner, pointer: `${pointer}/${escapePointer(key)}`, depth: depth + 1 })
    }
  }
}

/** A name as a step of a JSON pointer (RFC 6901 §3). */
export const escapePointer = (step: string): string => step.slice(0, 80).replaceAll('~', '~0').replaceAll('/', '~1')
