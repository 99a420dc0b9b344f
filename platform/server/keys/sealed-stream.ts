// Bytes at rest: AES-256-GCM in chunks, so that files of any size stream, and a part can be read without the whole (§7.4, R7.4-1).
// Layout: header (magic, key version, salt), then chunks of 64 KiB, each followed by its tag. The chunk's number and whether it is the
// last one are part of its nonce: chunks cannot be swapped, and a file that was cut short does not open.
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import { Transform, type TransformCallback } from 'node:stream'

const MAGIC = Buffer.from('HYSEAL01')
const SALT = 16, TAG = 16
export const HEADER_BYTES = MAGIC.length + 4 + SALT
export const CHUNK_BYTES = 64 * 1024
const SEALED_CHUNK = CHUNK_BYTES + TAG

export interface SealedHeader { keyVersion: number; bytes: Buffer }

/** Content that cannot be opened: changed, cut short, or sealed with another key. */
export class NotOpenable extends Error { constructor(what: string) { super(`sealed bytes cannot be opened: ${what}`); this.name = 'NotOpenable' } }

/** The header of sealed bytes; null when these are plain ones. */
export function readHeader(head: Buffer): SealedHeader | null {
  if (head.length < HEADER_BYTES || !head.subarray(0, MAGIC.length).equals(MAGIC)) return null
  return { keyVersion: head.readUInt32BE(MAGIC.length), bytes: Buffer.from(head.subarray(0, HEADER_BYTES)) }
}

export function newHeader(keyVersion: number): SealedHeader {
  const bytes = Buffer.alloc(HEADER_BYTES)
  MAGIC.copy(bytes)
  bytes.writeUInt32BE(keyVersion, MAGIC.length)
  randomBytes(SALT).copy(bytes, MAGIC.length + 4)
  return { keyVersion, bytes }
}

/** Bytes on the disk for so many plain ones, and back. */
export const sealedSize = (plain: number): number => HEADER_BYTES + plain + Math.max(1, Math.ceil(plain / CHUNK_BYTES)) * TAG
export const plainSize = (sealed: number): number => sealed - HEADER_BYTES - Math.max(1, Math.ceil((sealed - HEADER_BYTES) / SEALED_CHUNK)) * TAG

/** Seals or opens single chunks. `context` binds the bytes to their name: they do not open under another one. */
export class ChunkSealer {
  readonly #key: Buffer
  readonly #aad: Buffer
  constructor(key: Buffer, header: SealedHeader, context: string) {
    this.#key = Buffer.from(hkdfSync('sha256', key, header.bytes.subarray(MAGIC.length + 4), 'houyuan:sealed-stream', 32))
    this.#aad = Buffer.concat([header.bytes, Buffer.from(context)])
  }

  seal(plain: Buffer, no: number, last: boolean): Buffer {
    const cipher = createCipheriv('aes-256-gcm', this.#key, nonce(no, last)).setAAD(this.#aad)
    return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()])
  }

  /** @throws NotOpenable */
  open(sealed: Buffer, no: number, last: boolean): Buffer {
    if (sealed.length < TAG) throw new NotOpenable('cut short')
    const end = sealed.length - TAG
    const decipher = createDecipheriv('aes-256-gcm', this.#key, nonce(no, last)).setAAD(this.#aad).setAuthTag(sealed.subarray(end))
    const plain = decipher.update(sealed.subarray(0, end))
    try { decipher.final() } catch { throw new NotOpenable(`chunk ${no} does not fit its key or was changed`) }
    return plain
  }
}

function nonce(no: number, last: boolean): Buffer {
  const iv = Buffer.alloc(12)
  iv[0] = last ? 1 : 0
  iv.writeUInt32BE(no, 8)
  return iv
}

/** Plain bytes in, header and sealed chunks out. */
export function sealing(key: Buffer, header: SealedHeader, context: string): Transform {
  const sealer = new ChunkSealer(key, header, context)
  return new Chunks(CHUNK_BYTES, header.bytes, (chunk, no, last) => sealer.seal(chunk, no, last))
}

/** Sealed chunks (without the header) in, plain bytes out; `first` is the number of the first chunk. */
export function opening(key: Buffer, header: SealedHeader, context: string, first = 0, untilLast = true): Transform {
  const sealer = new ChunkSealer(key, header, context)
  return new Chunks(SEALED_CHUNK, null, (chunk, no, last) => sealer.open(chunk, first + no, last && untilLast))
}

/** Header and sealed chunks in, plain bytes out. `keyOf` is asked for the key of the header's version. */
export function openingWhole(keyOf: (version: number) => Buffer, context: string): Transform {
  let head: Buffer = Buffer.alloc(0), inner: Chunks | null = null
  const begin = (rest: Buffer): Chunks => {
    const header = readHeader(rest)
    if (!header) throw new NotOpenable('no header')
    const sealer = new ChunkSealer(keyOf(header.keyVersion), header, context)
    return new Chunks(SEALED_CHUNK, null, (chunk, no, last) => sealer.open(chunk, no, last))
  }
  return new Transform({
    transform(data: Buffer, _encoding, done) {
      try {
        if (!inner) {
          head = Buffer.concat([head, data])
          if (head.length < HEADER_BYTES) { done(); return }
          inner = begin(head)
          data = head.subarray(HEADER_BYTES)
        }
        inner.feed(data, (plain) => this.push(plain))
        done()
      } catch (error) { done(error as Error) }
    },
    flush(done) {
      try {
        if (!inner) throw new NotOpenable('cut short')
        inner.end_((plain) => this.push(plain))
        done()
      } catch (error) { done(error as Error) }
    },
  })
}

/** Cuts a stream into chunks of one size and knows which is the last: it is held back until more comes or nothing does. */
class Chunks extends Transform {
  readonly #size: number
  readonly #work: (chunk: Buffer, no: number, last: boolean) => Buffer
  #before: Buffer | null
  #held: Buffer[] = []
  #length = 0
  #no = 0
  constructor(size: number, before: Buffer | null, work: (chunk: Buffer, no: number, last: boolean) => Buffer) {
    super()
    this.#size = size
    this.#before = before
    this.#work = work
  }

  feed(data: Buffer, out: (bytes: Buffer) => void): void {
    if (this.#before) { out(this.#before); this.#before = null }
    this.#held.push(data)
    this.#length += data.length
    if (this.#length <= this.#size) return
    const all = this.#held.length === 1 ? this.#held[0]! : Buffer.concat(this.#held)
    let at = 0
    for (; all.length - at > this.#size; at += this.#size) out(this.#work(all.subarray(at, at + this.#size), this.#no++, false))
    this.#held = [all.subarray(at)]
    this.#length = all.length - at
  }

  end_(out: (bytes: Buffer) => void): void {
    if (this.#before) { out(this.#before); this.#before = null }
    out(this.#work(Buffer.concat(this.#held), this.#no, true))
  }

  override _transform(data: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    try { this.feed(data, (bytes) => this.push(bytes)); done() } catch (error) { done(error as Error) }
  }

  override _flush(done: TransformCallback): void {
    try { this.end_((bytes) => this.push(bytes)); done() } catch (error) { done(error as Error) }
  }
}

export interface ChunkRange { /** Number of the first chunk. */ first: number; /** Bytes on the disk, end exclusive. */ from: number; to: number; /** Plain bytes to leave out before the range. */ skip: number; includesLast: boolean }

/** Which sealed bytes hold the plain bytes `start` to `end` (exclusive) of a file of `size` plain bytes. */
export function chunksFor(start: number, end: number, size: number): ChunkRange {
  const count = Math.max(1, Math.ceil(size / CHUNK_BYTES)), first = Math.min(count - 1, Math.floor(start / CHUNK_BYTES)), last = Math.min(count - 1, Math.max(first, Math.ceil(end / CHUNK_BYTES) - 1))
  const includesLast = last === count - 1
  return { first, from: HEADER_BYTES + first * SEALED_CHUNK, to: includesLast ? sealedSize(size) : HEADER_BYTES + (last + 1) * SEALED_CHUNK, skip: start - first * CHUNK_BYTES, includesLast }
}
