import fc from 'fast-check'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable, type Transform } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { afterAll, describe, expect, test } from 'vitest'
import { createHash } from 'node:crypto'
import { cipherOf } from '../field-cipher.ts'
import { blobPath, keepBytes, keyVersionOf, readBytes, resealBytes } from '../files/blob-place.ts'
import { withNewKey } from './key-ring.ts'
import { CHUNK_BYTES, HEADER_BYTES, newHeader, openingWhole, plainSize, readHeader, sealedSize, sealing } from './sealed-stream.ts'

const key = randomBytes(32)
const through = (data: Buffer, ...steps: Transform[]): Promise<Buffer> => buffer(steps.reduce<Readable>((stream, step) => { stream.on('error', (e) => step.destroy(e)); return stream.pipe(step) }, Readable.from(cut(data))))
/** In pieces of odd sizes, as a network would bring them. */
const cut = (data: Buffer): Buffer[] => { const parts: Buffer[] = []; for (let at = 0; at < data.length; at += 40_961) parts.push(data.subarray(at, at + 40_961)); return parts }
const seal = (data: Buffer, context = 'a') => through(data, sealing(key, newHeader(3), context))
const open = (data: Buffer, context = 'a', with_ = key) => through(data, openingWhole(() => with_, context))

describe('R7.4-1 sealed bytes', () => {
  test.each([0, 1, CHUNK_BYTES - 1, CHUNK_BYTES, CHUNK_BYTES + 1, 3 * CHUNK_BYTES, 500_001])('of %i plain ones open again and have the size that was foreseen', async (size) => {
    const plain = randomBytes(size), sealed = await seal(plain)
    expect([sealed.length, plainSize(sealed.length), readHeader(sealed)?.keyVersion]).toEqual([sealedSize(size), size, 3])
    expect((await open(sealed)).equals(plain)).toBe(true)
  })

  test('do not open when changed, cut short, lengthened, put in another order, under another name or key', async () => {
    const sealed = await seal(randomBytes(3 * CHUNK_BYTES)), chunk = CHUNK_BYTES + 16
    const changed = Buffer.from(sealed)
    changed[sealed.length - 100]! ^= 1
    const swapped = Buffer.concat([sealed.subarray(0, HEADER_BYTES), sealed.subarray(HEADER_BYTES + chunk, HEADER_BYTES + 2 * chunk), sealed.subarray(HEADER_BYTES, HEADER_BYTES + chunk), sealed.subarray(HEADER_BYTES + 2 * chunk)])
    const bad = [changed, sealed.subarray(0, sealed.length - chunk), sealed.subarray(0, sealed.length - 5), Buffer.concat([sealed, Buffer.from('x')]), swapped, Buffer.from('no header at all'), sealed.subarray(0, HEADER_BYTES)]
    for (const [i, bytes] of bad.entries()) await expect(open(bytes), `case ${i}`).rejects.toThrow(/cannot be opened/)
    await expect(open(sealed, 'b')).rejects.toThrow(/cannot be opened/)
    await expect(open(sealed, 'a', randomBytes(32))).rejects.toThrow(/cannot be opened/)
  })
})

describe('R7.4-1 files on the disk', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'houyuan-blobs-'))
  afterAll(() => rmSync(dataDir, { recursive: true }))
  const master = randomBytes(32), home = (cipher = cipherOf(master)) => ({ config: { dataDir }, cipher })
  const keep = async (data: Buffer) => { const sha256 = createHash('sha256').update(data).digest('hex'); await keepBytes(home(), sha256, { data }); return sha256 }

  test('any range of a sealed file is what it would be of the plain one', async () => {
    const data = randomBytes(3 * CHUNK_BYTES + 77), sha256 = await keep(data)
    await fc.assert(fc.asyncProperty(fc.nat(data.length), fc.nat(data.length), async (a, b) => {
      const [start, end] = a < b ? [a, b] : [b, a]
      expect((await buffer(readBytes(home(), sha256, { start, end }))).equals(data.subarray(start, end))).toBe(true)
    }), { numRuns: 60, examples: [[0, CHUNK_BYTES], [CHUNK_BYTES, 2 * CHUNK_BYTES], [3 * CHUNK_BYTES, data.length], [0, data.length]] })
  })

  test('plain bytes from before are read, and sealed by a rotation; old versions open afterwards', async () => {
    const data = Buffer.from('kept in the clear by an older version'), sha256 = await keep(data)
    writeFileSync(blobPath(dataDir, sha256), data)
    expect(await keyVersionOf(home(), sha256)).toBeNull()
    expect((await buffer(readBytes(home(), sha256, { start: 5, end: 11 }))).toString()).toBe('in the')
    const rotated = cipherOf(withNewKey({ master, current: 1, keys: [] }, new Date(0)))
    await resealBytes(home(rotated), sha256)
    expect([await keyVersionOf(home(), sha256), readFileSync(blobPath(dataDir, sha256)).includes('clear')]).toEqual([2, false])
    expect((await buffer(readBytes(home(rotated), sha256))).equals(data)).toBe(true)
    await expect(buffer(readBytes(home(), sha256))).rejects.toThrow(/Key version 2 is missing/)
  })

  test('fields: a new key version seals, both open', () => {
    const old = cipherOf(master), sealed = old.seal('6222 0000', 'customers.bank_account:1')
    const rotated = cipherOf(withNewKey({ master, current: 1, keys: [] }, new Date(0)))
    expect([rotated.current, rotated.open(sealed, 'customers.bank_account:1'), rotated.seal('x', 'y').slice(0, 3)]).toEqual([2, '6222 0000', 'v2.'])
    expect(() => old.open(rotated.seal('x', 'y'), 'y')).toThrow(/缺少第 2 版密钥/)
    expect([rotated.auditKey, rotated.fingerprint('a', 'b')]).toEqual([old.auditKey, old.fingerprint('a', 'b')])
  })
})
