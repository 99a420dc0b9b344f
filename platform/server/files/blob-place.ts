// The bytes of files on the local disk, named by what they contain and sealed with the installation's key (§7.4). A name appears only
// when all bytes are on the disk. Bytes from before the sealing lie there plain until the next rotation; they are read all the same.
import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, open, rename, rm, stat, type FileHandle } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { FieldCipher } from '../field-cipher.ts'
import { newId } from '../ids.ts'
import { chunksFor, HEADER_BYTES, newHeader, opening, plainSize, readHeader, sealing, type SealedHeader } from '../keys/sealed-stream.ts'

/** Where bytes lie and which keys open them; the host is one. */
export interface BlobHome { readonly config: { readonly dataDir: string }; readonly cipher: Pick<FieldCipher, 'current' | 'fileKey'> }

const rootOf = (dataDir: string): string => join(dataDir, 'files')
const contextOf = (sha256: string): string => `file:${sha256}`

/** Where the bytes with this SHA-256 (hex) lie. Throws Error on anything that is no hash: the text becomes a path. */
export function blobPath(dataDir: string, sha256: string): string {
  if (!/^[0-9a-f]{64}$/.test(sha256)) throw new Error('not a content hash')
  return join(rootOf(dataDir), sha256.slice(0, 2), sha256.slice(2, 4), sha256)
}

/** A name on the same disk for bytes that are still coming in; survives nothing and is swept at the next start of a purge. */
export async function incomingPath(dataDir: string): Promise<string> {
  const folder = join(rootOf(dataDir), 'incoming')
  await mkdir(folder, { recursive: true, mode: 0o700 })
  return join(folder, newId())
}

/** Hash and size of a plain file. */
export const hashFile = (path: string): Promise<{ sha256: string; size: number }> => hashStream(createReadStream(path))

export async function hashStream(stream: Readable): Promise<{ sha256: string; size: number }> {
  const hash = createHash('sha256')
  let size = 0
  await pipeline(stream, async (chunks: AsyncIterable<Buffer>) => { for await (const chunk of chunks) { hash.update(chunk); size += chunk.length } })
  return { sha256: hash.digest('hex'), size }
}

/** `path`: read; with `adopt` the file itself (from `incomingPath`) is removed afterwards. */
export type Bytes = { path: string; adopt?: boolean } | { data: Buffer }
const streamOf = (source: Bytes | { stream: Readable }): Readable => ('stream' in source ? source.stream : 'data' in source ? Readable.from([source.data]) : createReadStream(source.path))

/** Puts bytes in place: sealed aside, forced to the disk, renamed. Bytes that are already there stay. Returns the key version they lie under; null: plain. */
export async function keepBytes(home: BlobHome, sha256: string, source: Bytes | { stream: Readable }): Promise<number | null> {
  const isKnown = await hasBytes(home.config.dataDir, sha256)
  if (!isKnown) await sealBytes(home, sha256, () => streamOf(source))
  else if ('stream' in source) await hashStream(source.stream)
  if ('path' in source && source.adopt) await rm(source.path, { force: true })
  return isKnown ? keyVersionOf(home, sha256) : home.cipher.current
}

/** Seals the bytes that lie there with the current key; nothing to do when they are. */
export async function resealBytes(home: BlobHome, sha256: string): Promise<void> {
  if (await keyVersionOf(home, sha256) !== home.cipher.current) await sealBytes(home, sha256, () => readBytes(home, sha256))
}

async function sealBytes(home: BlobHome, sha256: string, plain: () => Readable): Promise<void> {
  const { dataDir } = home.config, target = blobPath(dataDir, sha256), aside = await incomingPath(dataDir), header = newHeader(home.cipher.current)
  try {
    await pipeline(plain(), sealing(home.cipher.fileKey(header.keyVersion), header, contextOf(sha256)), createWriteStream(aside, { flags: 'wx', mode: 0o600, flush: true }))
    await makeFolder(dirname(target), rootOf(dataDir))
    await rename(aside, target)
    await syncFolder(dirname(target))
  } catch (error) {
    await rm(aside, { force: true })
    throw error
  }
}

/** The plain bytes; with a range only those from `start` to `end` (exclusive). Errors come by the stream: bytes that were changed do not open. */
export function readBytes(home: BlobHome, sha256: string, range?: { start: number; end: number }): Readable {
  return Readable.from(plainChunks(home, sha256, range), { objectMode: false })
}

async function* plainChunks(home: BlobHome, sha256: string, range?: { start: number; end: number }): AsyncGenerator<Buffer> {
  if (range && range.end <= range.start) return
  const path = blobPath(home.config.dataDir, sha256), handle = await open(path, 'r')
  try {
    const header = await headerOf(handle)
    if (!header) { yield* handle.createReadStream({ start: range?.start ?? 0, ...(range ? { end: range.end - 1 } : {}), autoClose: false }) as AsyncIterable<Buffer>; return }
    const size = plainSize((await handle.stat()).size), key = home.cipher.fileKey(header.keyVersion)
    const start = range?.start ?? 0, end = Math.min(range?.end ?? size, size), part = chunksFor(start, end, size)
    const sealed = handle.createReadStream({ start: part.from, end: part.to - 1, autoClose: false })
    const plain = opening(key, header, contextOf(sha256), part.first, part.includesLast)
    sealed.on('error', (error) => plain.destroy(error))
    let left = end - start, skip = part.skip
    for await (const chunk of sealed.pipe(plain) as AsyncIterable<Buffer>) {
      const wanted = chunk.subarray(skip, skip + left)
      skip = Math.max(0, skip - chunk.length)
      left -= wanted.length
      if (wanted.length > 0) yield wanted
    }
  } finally { await handle.close() }
}

async function headerOf(handle: FileHandle): Promise<SealedHeader | null> {
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(HEADER_BYTES), 0, HEADER_BYTES, 0)
  return readHeader(buffer.subarray(0, bytesRead))
}

/** The key version that bytes lie under; null when they lie plain or not at all. */
export async function keyVersionOf(home: Pick<BlobHome, 'config'>, sha256: string): Promise<number | null> {
  let handle: FileHandle
  try { handle = await open(blobPath(home.config.dataDir, sha256), 'r') } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
  try { return (await headerOf(handle))?.keyVersion ?? null } finally { await handle.close() }
}

/** Lends the bytes as a plain file, for programs that want a path (scanner, mail parser); removed afterwards. */
export async function withPlainFile<T>(home: BlobHome, sha256: string, work: (path: string) => Promise<T>): Promise<T> {
  const path = join(tmpdir(), `houyuan-plain-${newId()}`)
  try {
    await pipeline(readBytes(home, sha256), createWriteStream(path, { flags: 'wx', mode: 0o600 }))
    return await work(path)
  } finally { await rm(path, { force: true }) }
}

export const dropBytes = (dataDir: string, sha256: string): Promise<void> => rm(blobPath(dataDir, sha256), { force: true })
export const hasBytes = (dataDir: string, sha256: string): Promise<boolean> => isThere(blobPath(dataDir, sha256))

async function isThere(path: string): Promise<boolean> {
  try { return (await stat(path)).isFile() } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false
    throw error
  }
}

/** A folder that is new must be on the disk itself, or the name inside it is lost with the power. */
async function makeFolder(folder: string, root: string): Promise<void> {
  const first = await mkdir(folder, { recursive: true, mode: 0o700 })
  for (let at = folder; first !== undefined && at.length >= root.length; at = dirname(at)) await syncFolder(dirname(at))
}

async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return // Windows has no handle on folders; NTFS journals the name itself
  const handle = await open(folder, 'r')
  try { await handle.sync() } finally { await handle.close() }
}
