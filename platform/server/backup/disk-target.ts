// Backups in a folder: one folder each, named `.partial` until it is complete.
import { createReadStream, createWriteStream, existsSync } from 'node:fs'
import { mkdir, open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { NAME, type BackupTarget } from './backup-target.ts'
import { damaged, targetFault } from './backup-error.ts'

const OWNER = 'houyuan-backups.json', MANIFEST = 'manifest.json', HALF = '.partial'

export function diskTarget(folder: string): BackupTarget {
  const half = (name: string) => join(folder, `${name}${HALF}`), blob = (id: string) => join(folder, 'blobs', id.slice(0, 2), id)
  const guarded = <A extends unknown[], T>(work: (...args: A) => Promise<T>) => async (...args: A): Promise<T> => { try { return await work(...args) } catch (error) { throw targetFault(error, folder) } }
  return {
    label: folder,
    readOwner: guarded(async () => {
      await mkdir(folder, { recursive: true, mode: 0o700 })
      const path = join(folder, OWNER)
      if (!existsSync(path)) return null
      try { return String((JSON.parse(await readFile(path, 'utf8')) as { keyId: unknown }).keyId) } catch (error) { throw damaged(OWNER, error) }
    }),
    writeOwner: guarded((keyId) => writeWhole(join(folder, OWNER), `${JSON.stringify({ format: 1, keyId })}\n`)),
    list: guarded(async () => (await names(folder)).filter((n) => NAME.test(n) && existsSync(join(folder, n, MANIFEST))).sort()),
    put: guarded(async (name, part, content) => {
      await mkdir(half(name), { recursive: true, mode: 0o700 })
      await keep(join(half(name), part), content)
    }),
    publish: guarded(async (name, manifest) => {
      await writeWhole(join(half(name), MANIFEST), manifest)
      await rename(half(name), join(folder, name))
      await syncFolder(folder)
    }),
    readManifest: (name) => present(`${name}/${MANIFEST}`, () => readFile(join(folder, name, MANIFEST), 'utf8')),
    read: (name, part) => present(`${name}/${part}`, async () => opened(join(folder, name, part))),
    remove: guarded(async (name) => {
      // The manifest goes first: a removal that is cut off must not leave a backup that looks whole.
      await rm(join(folder, name, MANIFEST), { force: true })
      await rm(join(folder, name), { recursive: true, force: true })
    }),
    sweep: guarded(async () => {
      const left = (await names(folder)).filter((n) => n.endsWith(HALF) || (NAME.test(n) && !existsSync(join(folder, n, MANIFEST))))
      for (const name of left) await rm(join(folder, name), { recursive: true, force: true })
      for (const group of await names(join(folder, 'blobs'))) {
        for (const name of (await names(join(folder, 'blobs', group))).filter((n) => n.endsWith(HALF))) await rm(join(folder, 'blobs', group, name), { force: true })
      }
      return left.length
    }),
    blobs: guarded(async () => {
      const found = new Set<string>()
      for (const group of await names(join(folder, 'blobs'))) for (const name of await names(join(folder, 'blobs', group))) if (!name.endsWith(HALF)) found.add(name)
      return found
    }),
    putBlob: guarded(async (id, content) => {
      await mkdir(dirname(blob(id)), { recursive: true, mode: 0o700 })
      await keep(`${blob(id)}${HALF}`, content)
      await rename(`${blob(id)}${HALF}`, blob(id))
    }),
    readBlob: (id) => present(`blobs/${id}`, async () => opened(blob(id))),
    removeBlob: guarded((id) => rm(blob(id), { force: true })),
  }
}

/** Forced to the disk; what is half written is removed at once, since the disk may be full. */
async function keep(path: string, content: Readable): Promise<void> {
  try { await pipeline(content, createWriteStream(path, { mode: 0o600, flush: true })) } catch (error) {
    await rm(path, { force: true })
    throw error
  }
}

async function writeWhole(path: string, text: string): Promise<void> {
  await writeFile(`${path}.new`, text, { mode: 0o600, flush: true })
  await rename(`${path}.new`, path)
}

async function names(folder: string): Promise<string[]> {
  try { return await readdir(folder) } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}

/** Fails here, not later in the stream, when it is not there. */
async function opened(path: string): Promise<Readable> { await stat(path); return createReadStream(path, { highWaterMark: 256 * 1024 }) }

async function present<T>(what: string, work: () => Promise<T>): Promise<T> {
  try { return await work() } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw damaged(`${what} 不存在 / is missing`, error)
    throw error
  }
}

async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  try { await handle.sync() } finally { await handle.close() }
}
