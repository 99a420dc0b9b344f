// The keys of the installation: files beside the database, never in it (§7.4, R7.4-1).
// `master.key` is for ever: the audit chain and keyed hashes go by it, and key version 1 comes from it. `data-keys.json` holds the
// versions that a rotation added. Old versions stay, so that what was sealed with them opens.
import { hkdfSync, randomBytes } from 'node:crypto'
import { chmodSync, existsSync, linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

export interface DataKey { version: number; /** 32 bytes in base64; version 1 has none, it comes from the master key. */ key: string; madeAt: string }
export interface KeyFiles { master: Buffer; current: number; keys: DataKey[] }

/** Said in both languages: nobody has chosen one yet when keys are read. */
export class KeyError extends Error {
  constructor(zh: string, en: string, cause?: unknown) { super(`${zh}\n${en}`, { cause }); this.name = 'KeyError' }
}

export const keyFolder = (dataDir: string): string => join(dataDir, 'keys')
export const masterPath = (dataDir: string): string => join(keyFolder(dataDir), 'master.key')
const ringPath = (dataDir: string): string => join(keyFolder(dataDir), 'data-keys.json')

/** Reads the keys; null when there is no master key. @throws KeyError when a file is damaged */
export function readKeyFiles(dataDir: string): KeyFiles | null {
  const path = masterPath(dataDir)
  if (!existsSync(path)) return null
  const master = Buffer.from(readFileSync(path, 'utf8').trim(), 'base64')
  if (master.length !== 32) throw new KeyError(`密钥文件已损坏：${path}（应为 32 字节）。请从备份恢复它。`, `The key file is damaged: ${path} (32 bytes expected). Restore it from a backup.`)
  return { master, ...readRing(ringPath(dataDir)) }
}

function readRing(path: string): Pick<KeyFiles, 'current' | 'keys'> {
  if (!existsSync(path)) return { current: 1, keys: [] }
  try {
    const { current, keys } = JSON.parse(readFileSync(path, 'utf8')) as KeyFiles
    const sound = Number.isInteger(current) && Array.isArray(keys) && keys.every((k) => Number.isInteger(k.version) && k.version > 1 && Buffer.from(k.key, 'base64').length === 32) && (current === 1 || keys.some((k) => k.version === current))
    if (sound) return { current, keys }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code) throw error
  }
  throw new KeyError(`密钥文件已损坏：${path}。请从备份恢复它。`, `The key file is damaged: ${path}. Restore it from a backup.`)
}

/** File systems that know no second name for a file (some network shares). */
const NO_LINKS = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK'])

/**
 * The master key of a new installation. Several processes may start for the first time in the same moment: the first one makes it, `isNew` is
 * true for that one alone, and all others take what it made.
 */
export function makeKeyFiles(dataDir: string): { files: KeyFiles; isNew: boolean } {
  mkdirSync(keyFolder(dataDir), { recursive: true, mode: 0o700 })
  const path = masterPath(dataDir), aside = `${path}.${process.pid}-${randomBytes(4).toString('hex')}.new`, key = randomBytes(32).toString('base64')
  writeFileSync(aside, key, { mode: 0o600, flush: true })
  try {
    // Complete or not there at all, and never in the place of another.
    try { linkSync(aside, path) } catch (error) {
      if (!NO_LINKS.has((error as NodeJS.ErrnoException).code ?? '')) throw error
      writeFileSync(path, key, { mode: 0o600, flush: true, flag: 'wx' })
    }
    return { files: readKeyFiles(dataDir)!, isNew: true }
  } catch (error) {
    const made = (error as NodeJS.ErrnoException).code === 'EEXIST' ? readKeyFiles(dataDir) : null
    if (!made) throw error
    return { files: made, isNew: false }
  } finally { rmSync(aside, { force: true }) }
}

/** Writes the keys, readable by the owner only. */
export function writeKeyFiles(dataDir: string, { master, current, keys }: KeyFiles): void {
  mkdirSync(keyFolder(dataDir), { recursive: true, mode: 0o700 })
  if (!existsSync(masterPath(dataDir))) writeSecret(masterPath(dataDir), master.toString('base64'))
  if (keys.length > 0) writeSecret(ringPath(dataDir), `${JSON.stringify({ current, keys }, null, 2)}\n`)
}

/** Written aside and renamed: a half key file would be a lost one. */
export function writeSecret(path: string, text: string): void {
  const aside = `${path}.new`
  writeFileSync(aside, text, { mode: 0o600, flush: true })
  chmodSync(aside, 0o600)
  renameSync(aside, path)
}

/** A new current version; the ones before stay for opening. */
export function withNewKey(files: KeyFiles, at: Date): KeyFiles {
  const version = Math.max(1, ...files.keys.map((k) => k.version)) + 1
  return { ...files, current: version, keys: [...files.keys, { version, key: randomBytes(32).toString('base64'), madeAt: at.toISOString() }] }
}

/** The key of a version for one purpose; null when the version is unknown. Version 1 keeps the derivation it always had. */
export function deriveKey(files: KeyFiles, version: number, purpose: 'field' | 'file'): Buffer | null {
  if (version === 1) return derive(files.master, `${purpose}:v1`)
  const found = files.keys.find((k) => k.version === version)
  return found ? derive(Buffer.from(found.key, 'base64'), purpose) : null
}

export const derive = (from: Buffer, purpose: string): Buffer => Buffer.from(hkdfSync('sha256', from, Buffer.alloc(0), `houyuan:${purpose}`, 32))
