// The bytes of files on the local disk, named by what they contain. A name appears only when all bytes are on the disk.
import { createHash } from 'node:crypto'
import { createReadStream, type ReadStream } from 'node:fs'
import { copyFile, mkdir, open, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { newId } from '../ids.ts'

const rootOf = (dataDir: string): string => join(dataDir, 'files')

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

export async function hashFile(path: string): Promise<{ sha256: string; size: number }> {
  const hash = createHash('sha256')
  let size = 0
  await pipeline(createReadStream(path), async (chunks: AsyncIterable<Buffer>) => { for await (const chunk of chunks) { hash.update(chunk); size += chunk.length } })
  return { sha256: hash.digest('hex'), size }
}

/** `path`: copied; with `adopt` the file itself (from `incomingPath`) is moved. */
export type Bytes = { path: string; adopt?: boolean } | { data: Buffer }

/** Puts bytes in place: written aside, forced to the disk, renamed. Bytes that are already there stay. */
export async function keepBytes(dataDir: string, sha256: string, source: Bytes): Promise<void> {
  const target = blobPath(dataDir, sha256)
  const adopted = 'path' in source && source.adopt === true
  if (await isThere(target)) {
    if (adopted) await rm(source.path, { force: true })
    return
  }
  const aside = adopted ? source.path : await incomingPath(dataDir)
  try {
    if ('path' in source && !adopted) await copyFile(source.path, aside)
    const file = await open(aside, 'path' in source ? 'r+' : 'wx', 0o600)
    try {
      if ('data' in source) await file.writeFile(source.data)
      await file.sync()
    } finally { await file.close() }
    await makeFolder(dirname(target), rootOf(dataDir))
    await rename(aside, target)
    await syncFolder(dirname(target))
  } catch (error) {
    await rm(aside, { force: true })
    throw error
  }
}

export const readBytes = (dataDir: string, sha256: string): ReadStream => createReadStream(blobPath(dataDir, sha256))
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
