// Objects of a backup: compressed, sealed with a key of this backup alone, measured on the way to the target and back.
import { createHash, createHmac } from 'node:crypto'
import { pipeline, Transform, type Readable } from 'node:stream'
import { pipeline as piped } from 'node:stream/promises'
import { constants, createZstdCompress, createZstdDecompress } from 'node:zlib'
import { derive } from '../keys/key-ring.ts'
import { newHeader, NotOpenable, openingWhole, sealing } from '../keys/sealed-stream.ts'
import { damaged } from './backup-error.ts'
import type { BackupTarget } from './backup-target.ts'
import type { Part } from './manifest.ts'
import type { BackupKey } from './recovery-key.ts'

/** Level 3 took four times the processor for the same size, measured on rows of text. */
const LEVEL = 1

const partKey = (backup: BackupKey, name: string): Buffer => derive(backup.key, `backup:data:${name}`)
/** Contents keep their identifier from backup to backup; it tells nothing about them to who has no key. */
export const blobId = (backup: BackupKey, sha256: string): string => createHmac('sha256', derive(backup.key, 'backup:blob-names')).update(sha256).digest('hex')

class Meter extends Transform {
  readonly #hash = createHash('sha256')
  bytes = 0
  override _transform(data: Buffer, _encoding: BufferEncoding, done: (error: Error | null, data: Buffer) => void): void { this.bytes += data.length; this.#hash.update(data); done(null, data) }
  get sha256(): string { return this.#hash.copy().digest('hex') }
}

/** Puts one object; what the source says when it fails is what the caller hears. */
export async function putPart(target: BackupTarget, backup: BackupKey, name: string, part: string, source: Readable): Promise<Part> {
  const meter = new Meter(), zstd = createZstdCompress({ chunkSize: 256 * 1024, params: { [constants.ZSTD_c_compressionLevel]: LEVEL, [constants.ZSTD_c_checksumFlag]: 1 } })
  await flow([source, zstd, sealing(partKey(backup, name), newHeader(0), `${name}/${part}`), meter], (content) => target.put(name, part, content))
  return { name: part, bytes: meter.bytes, sha256: meter.sha256 }
}

/** Hands the plain bytes of an object to `use`. @throws BackupError `damaged` when size, checksum or seal do not fit */
export async function readPart<T>(target: BackupTarget, backup: BackupKey, name: string, part: Part, use: (plain: Readable) => Promise<T>): Promise<T> {
  const meter = new Meter(), what = `${name}/${part.name}`
  try {
    const result = await flow([await target.read(name, part.name, part.bytes), meter, openingWhole(() => partKey(backup, name), what), createZstdDecompress({ chunkSize: 256 * 1024 })], use)
    if (meter.bytes !== part.bytes || meter.sha256 !== part.sha256) throw damaged(what)
    return result
  } catch (error) { throw error instanceof NotOpenable || /^(ZSTD|Z)_/.test((error as NodeJS.ErrnoException).code ?? '') ? damaged(what, error) : error }
}

/** Size and checksum only, without any key. @throws BackupError `damaged` */
export async function checkPart(target: BackupTarget, name: string, part: Part): Promise<void> {
  const meter = new Meter()
  await piped(await target.read(name, part.name, part.bytes), meter.resume())
  if (meter.bytes !== part.bytes || meter.sha256 !== part.sha256) throw damaged(`${name}/${part.name}`)
}

/** Puts the content of a file, after its bytes have proved to be what their name says. Returns the bytes it took. */
export async function putBlob(target: BackupTarget, backup: BackupKey, sha256: string, plain: Readable): Promise<number> {
  const before = new Meter(), meter = new Meter()
  const rightToTheEnd = new Transform({
    transform(data: Buffer, _encoding, done) { done(null, data) },
    flush(done) { done(before.sha256 === sha256 ? null : new NotOpenable(`content ${sha256} is damaged`)) },
  })
  await flow([plain, before, rightToTheEnd, sealing(derive(backup.key, 'backup:blobs'), newHeader(0), `blob:${sha256}`), meter], (content) => target.putBlob(blobId(backup, sha256), content))
  return meter.bytes
}

/** @throws BackupError `damaged` when it does not open or is another content */
export async function readBlob<T>(target: BackupTarget, backup: BackupKey, sha256: string, use: (plain: Readable) => Promise<T>): Promise<T> {
  const meter = new Meter()
  try {
    const result = await flow([await target.readBlob(blobId(backup, sha256)), openingWhole(() => derive(backup.key, 'backup:blobs'), `blob:${sha256}`), meter], use)
    if (meter.sha256 !== sha256) throw damaged(`content ${sha256}`)
    return result
  } catch (error) { throw error instanceof NotOpenable ? damaged(`content ${sha256}`, error) : error }
}

/** Connects the steps and hands the last to `use`. The first step that failed is the one that is told of, not those that it took along. */
async function flow<T>(steps: [Readable, ...Transform[]], use: (last: Readable) => Promise<T>): Promise<T> {
  let failure: Error | null = null
  const last = pipeline(steps as [Readable, Transform], (error) => { failure ??= error ?? null }) as unknown as Readable
  try {
    const result = await use(last)
    if (failure) throw failure as Error
    return result
  } catch (error) {
    // Whoever used the stream may only have seen it end too early.
    await new Promise((resolve) => setImmediate(resolve))
    last.destroy()
    const first = failure as NodeJS.ErrnoException | null
    throw first && first.code !== 'ERR_STREAM_PREMATURE_CLOSE' && (error as NodeJS.ErrnoException).code === 'ERR_STREAM_PREMATURE_CLOSE' ? first : error
  }
}
