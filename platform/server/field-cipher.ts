// Keys of the installation, kept outside the database, and AES-256-GCM for fields that are marked sensitive (§7.4, R7.4-1).
import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto'
import { derive, deriveKey, KeyError, keyFolder, makeKeyFiles, readKeyFiles, type KeyFiles } from './keys/key-ring.ts'

export interface FieldCipher {
  readonly auditKey: Buffer
  /** Version of the key that new values and files are sealed with. */
  readonly current: number
  /** True when the master key was made by this process: a database that has data already belongs to another one. */
  readonly isNew: boolean
  /** Encrypts text; `context` (table.column:id) binds the value to its place. Result: `v<key version>.<iv>.<tag>.<data>` in base64url. */
  seal(text: string, context: string): string
  /** Decrypts what `seal` made. Throws when key, context or content do not fit. */
  open(sealed: string, context: string): string
  /** A keyed hash for looking up a sealed value by equality, and for signing tokens. */
  fingerprint(text: string, purpose: string): string
  /** The key that files of this version are sealed with. @throws KeyError when the version is not there */
  fileKey(version: number): Buffer
  /** All keys as they lie on the disk; for backups and rotation only. */
  files(): KeyFiles
  /** Reads the key files again after a rotation here or in another process. */
  reload(): void
}

/** Loads the keys from `<data>/keys`, or makes them on first use (readable by the owner only). */
export function openFieldCipher(dataDir: string): FieldCipher {
  const found = readKeyFiles(dataDir), { files, isNew } = found ? { files: found, isNew: false } : makeKeyFiles(dataDir)
  return cipherOver(files, { isNew, folder: keyFolder(dataDir), read: () => readKeyFiles(dataDir) })
}

/** The same from keys in memory: of a backup, or of a test. */
export const cipherOf = (keys: Buffer | KeyFiles): FieldCipher => {
  const files = Buffer.isBuffer(keys) ? { master: keys, current: 1, keys: [] } : keys
  return cipherOver(files, { isNew: false, folder: 'keys', read: () => files })
}

function cipherOver(first: KeyFiles, source: { isNew: boolean; folder: string; read: () => KeyFiles | null }): FieldCipher {
  let files = first
  const cache = new Map<string, Buffer>()
  const reload = (): void => { files = source.read() ?? files }
  /** Another process may have added the version a moment ago: then the files are read once more. */
  const keyOf = (version: number, purpose: 'field' | 'file'): Buffer => {
    const name = `${purpose} ${version}`, known = cache.get(name)
    if (known) return known
    let key = deriveKey(files, version, purpose)
    if (!key) { reload(); key = deriveKey(files, version, purpose) }
    if (!key) throw new KeyError(`缺少第 ${version} 版密钥（${source.folder}）。请从备份恢复密钥文件夹。`, `Key version ${version} is missing from ${source.folder}. Restore the folder of the keys from a backup.`)
    cache.set(name, key)
    return key
  }
  return {
    auditKey: derive(files.master, 'audit'),
    isNew: source.isNew,
    get current() { return files.current },
    seal(text, context) {
      const version = files.current, iv = randomBytes(12), cipher = createCipheriv('aes-256-gcm', keyOf(version, 'field'), iv).setAAD(Buffer.from(context))
      const data = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return [`v${version}`, iv.toString('base64url'), cipher.getAuthTag().toString('base64url'), data.toString('base64url')].join('.')
    },
    open(sealed, context) {
      const [mark, iv, tag, data] = sealed.split('.'), version = /^v([1-9]\d{0,8})$/.exec(mark ?? '')?.[1]
      if (!version || !iv || !tag || data === undefined) throw new Error('not a sealed value')
      const decipher = createDecipheriv('aes-256-gcm', keyOf(Number(version), 'field'), Buffer.from(iv, 'base64url')).setAAD(Buffer.from(context)).setAuthTag(Buffer.from(tag, 'base64url'))
      return Buffer.concat([decipher.update(Buffer.from(data, 'base64url')), decipher.final()]).toString('utf8')
    },
    fingerprint: (text, purpose) => createHmac('sha256', derive(files.master, `fingerprint:${purpose}`)).update(text).digest('base64url'),
    fileKey: (version) => keyOf(version, 'file'),
    files: () => files,
    reload,
  }
}
