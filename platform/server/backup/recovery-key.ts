// The key of the backups. It is made once and lies among the keys of the installation, so that backups run unattended; inside every backup
// it lies sealed with the recovery passphrase, which only people know. Whoever has a backup and the passphrase has everything.
import { argon2, createCipheriv, createDecipheriv, createHash, randomBytes, randomInt } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { z } from 'zod'
import { derive, keyFolder, writeSecret, type KeyFiles } from '../keys/key-ring.ts'
import { BackupError, damaged } from './backup-error.ts'

const argon2Async = promisify(argon2)
const MEMORY_KIB = 64 * 1024, PASSES = 3, LANES = 1
/** Limits for what a backup may ask of the machine that opens it. */
const MOST_MEMORY_KIB = 1024 * 1024, MOST_PASSES = 20

const Sealed = z.object({ iv: z.string(), tag: z.string(), data: z.string() })
type Sealed = z.infer<typeof Sealed>
export const Envelope = z.object({
  kdf: z.literal('argon2id'), memoryKib: z.int().min(8).max(MOST_MEMORY_KIB), passes: z.int().min(1).max(MOST_PASSES), lanes: z.int().min(1).max(16), salt: z.string(), sealed: Sealed,
})
export type Envelope = z.infer<typeof Envelope>

export interface BackupKey { /** Names the key without telling it. */ keyId: string; key: Buffer; envelope: Envelope }

/** What lies beside a backup's data, apart from it: the backup key under the passphrase, and under that the keys of the installation. */
export const SealedKeys = z.object({ format: z.literal(1), keyId: z.string(), envelope: Envelope, sealed: Sealed })
export type SealedKeys = z.infer<typeof SealedKeys>

const pathIn = (dataDir: string): string => join(keyFolder(dataDir), 'backup.json')

/** The key of this installation's backups; null until somebody has set a passphrase. */
export function readBackupKey(dataDir: string): BackupKey | null {
  const path = pathIn(dataDir)
  if (!existsSync(path)) return null
  try {
    const { key, envelope } = z.object({ key: z.string(), envelope: Envelope }).parse(JSON.parse(readFileSync(path, 'utf8')))
    const bytes = Buffer.from(key, 'base64')
    if (bytes.length === 32) return { keyId: idOf(bytes), key: bytes, envelope }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code) throw error
  }
  throw new BackupError('damaged', `备份密钥文件已损坏：${path}。请删除它并重新设置恢复口令；旧备份仍可用旧口令打开。`, `The key file of the backups is damaged: ${path}. Remove it and set the recovery passphrase anew; earlier backups still open with their passphrase.`)
}

/** Seals the backup key (made on first use) with a passphrase. Backups made before keep the passphrase they were made with. */
export async function setPassphrase(dataDir: string, passphrase: string): Promise<BackupKey> {
  const key = readBackupKey(dataDir)?.key ?? randomBytes(32)
  const envelope = await sealWithPassphrase(key, passphrase)
  writeBackupKey(dataDir, { keyId: idOf(key), key, envelope })
  return { keyId: idOf(key), key, envelope }
}

export function writeBackupKey(dataDir: string, { key, envelope }: BackupKey): void {
  mkdirSync(keyFolder(dataDir), { recursive: true, mode: 0o700 })
  writeSecret(pathIn(dataDir), `${JSON.stringify({ key: key.toString('base64'), envelope }, null, 2)}\n`)
}

const idOf = (key: Buffer): string => createHash('sha256').update(derive(key, 'backup:id')).digest('hex').slice(0, 16)

async function sealWithPassphrase(key: Buffer, passphrase: string): Promise<Envelope> {
  const salt = randomBytes(16), wrapping = await stretch(passphrase, salt, MEMORY_KIB, PASSES, LANES)
  return { kdf: 'argon2id', memoryKib: MEMORY_KIB, passes: PASSES, lanes: LANES, salt: salt.toString('base64'), sealed: seal(wrapping, key, 'backup-key') }
}

/** @throws BackupError `wrong-passphrase` */
export async function openWithPassphrase(envelope: Envelope, passphrase: string): Promise<BackupKey> {
  const wrapping = await stretch(passphrase, Buffer.from(envelope.salt, 'base64'), envelope.memoryKib, envelope.passes, envelope.lanes)
  try {
    const key = open(wrapping, envelope.sealed, 'backup-key')
    return { keyId: idOf(key), key, envelope }
  } catch (error) {
    throw new BackupError('wrong-passphrase', '恢复口令不对，密钥无法打开。请核对口令（注意大小写和空格），或用做这份备份时的旧口令。', 'The recovery passphrase is wrong: the keys do not open. Check it (case and spaces count), or use the one that was set when this backup was made.', error)
  }
}

/** Line breaks at the ends come from files and pasting, other forms of the same letters from other keyboards. */
const stretch = async (passphrase: string, nonce: Buffer, memory: number, passes: number, parallelism: number): Promise<Buffer> =>
  Buffer.from(await argon2Async('argon2id', { message: passphrase.trim().normalize('NFKC'), nonce, memory, passes, parallelism, tagLength: 32 }))

export function sealKeys(backup: BackupKey, keys: KeyFiles): SealedKeys {
  const text = JSON.stringify({ master: keys.master.toString('base64'), current: keys.current, keys: keys.keys })
  return { format: 1, keyId: backup.keyId, envelope: backup.envelope, sealed: seal(derive(backup.key, 'backup:keys'), Buffer.from(text), `keys:${backup.keyId}`) }
}

/** The keys of the installation that made the backup. @throws BackupError `damaged` */
export function openKeys(backup: BackupKey, sealed: SealedKeys): KeyFiles {
  try {
    const { master, current, keys } = JSON.parse(open(derive(backup.key, 'backup:keys'), sealed.sealed, `keys:${sealed.keyId}`).toString('utf8')) as { master: string; current: number; keys: KeyFiles['keys'] }
    return { master: Buffer.from(master, 'base64'), current, keys }
  } catch (error) { throw damaged('keys.sealed', error) }
}

function seal(key: Buffer, data: Buffer, context: string): Sealed {
  const iv = randomBytes(12), cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(context))
  const sealed = Buffer.concat([cipher.update(data), cipher.final()])
  return { iv: iv.toString('base64'), tag: cipher.getAuthTag().toString('base64'), data: sealed.toString('base64') }
}

function open(key: Buffer, { iv, tag, data }: Sealed, context: string): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(iv, 'base64')).setAAD(Buffer.from(context)).setAuthTag(Buffer.from(tag, 'base64'))
  return Buffer.concat([decipher.update(Buffer.from(data, 'base64')), decipher.final()])
}

/** Letters and digits that nobody confuses on paper. */
const SYMBOLS = 'abcdefghjkmnpqrstuvwxyz23456789'
/** A passphrase for who has none: 8 groups of 4, about 158 bits. */
export const newPassphrase = (): string => Array.from({ length: 8 }, () => Array.from({ length: 4 }, () => SYMBOLS[randomInt(SYMBOLS.length)]).join('')).join('-')
