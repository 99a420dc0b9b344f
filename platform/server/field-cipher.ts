// Keys of the installation, kept outside the database, and AES-256-GCM for fields that are marked sensitive (§7.4, R7.4-1).
import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

export interface FieldCipher {
  readonly auditKey: Buffer
  /** Encrypts text; `context` (table.column:id) binds the value to its place. Result: `v1.<iv>.<tag>.<data>` in base64url. */
  seal(text: string, context: string): string
  /** Decrypts what `seal` made. Throws when key, context or content do not fit. */
  open(sealed: string, context: string): string
  /** A keyed hash for looking up a sealed value by equality, and for signing tokens. */
  fingerprint(text: string, purpose: string): string
}

/** Loads the master key from `<data>/keys/master.key`, or makes it on first use (readable by the owner only). */
export function openFieldCipher(dataDir: string): FieldCipher {
  const folder = join(dataDir, 'keys'), path = join(folder, 'master.key')
  if (!existsSync(path)) {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    writeFileSync(path, randomBytes(32).toString('base64'), { mode: 0o600, flag: 'wx' })
    chmodSync(path, 0o600)
  }
  const master = Buffer.from(readFileSync(path, 'utf8').trim(), 'base64')
  if (master.length !== 32) throw new Error(`the key file ${path} is damaged: 32 bytes expected`)
  return cipherOf(master)
}

export function cipherOf(master: Buffer): FieldCipher {
  const derive = (purpose: string) => Buffer.from(hkdfSync('sha256', master, Buffer.alloc(0), `houyuan:${purpose}`, 32))
  const fieldKey = derive('field:v1'), auditKey = derive('audit')
  return {
    auditKey,
    seal(text, context) {
      const iv = randomBytes(12), cipher = createCipheriv('aes-256-gcm', fieldKey, iv).setAAD(Buffer.from(context))
      const data = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return ['v1', iv.toString('base64url'), cipher.getAuthTag().toString('base64url'), data.toString('base64url')].join('.')
    },
    open(sealed, context) {
      const [version, iv, tag, data] = sealed.split('.')
      if (version !== 'v1' || !iv || !tag || data === undefined) throw new Error('not a sealed value')
      const decipher = createDecipheriv('aes-256-gcm', fieldKey, Buffer.from(iv, 'base64url')).setAAD(Buffer.from(context)).setAuthTag(Buffer.from(tag, 'base64url'))
      return Buffer.concat([decipher.update(Buffer.from(data, 'base64url')), decipher.final()]).toString('utf8')
    },
    fingerprint: (text, purpose) => createHmac('sha256', derive(`fingerprint:${purpose}`)).update(text).digest('base64url'),
  }
}
