// Opens a backup: manifest, checksums of the keys, the keys themselves. Nothing is read out of it before its proof has been checked.
import { createHash } from 'node:crypto'
import { buffer } from 'node:stream/consumers'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import type { KeyFiles } from '../keys/key-ring.ts'
import { BackupError, damaged } from './backup-error.ts'
import type { BackupTarget } from './backup-target.ts'
import { checkManifest, parseManifest, type Manifest } from './manifest.ts'
import { openKeys, openWithPassphrase, SealedKeys, type BackupKey } from './recovery-key.ts'
import { readPart } from './sealed-parts.ts'

export interface OpenBackup { target: BackupTarget; name: string; manifest: Manifest; backup: BackupKey; /** Of the installation that made it. */ keys: KeyFiles }

/** What the keys are opened with: the passphrase, or the backup key that this installation holds itself. */
export type Unlock = { passphrase: string } | { key: BackupKey }

/** @throws BackupError `damaged`, `newer`, `wrong-passphrase`, `other-keys` */
export async function openBackup(target: BackupTarget, name: string, unlock: Unlock): Promise<OpenBackup> {
  const manifest = parseManifest(await target.readManifest(name))
  if (manifest.name !== name) throw damaged('manifest.json')
  const sealed = await sealedKeysOf(target, manifest)
  const backup = 'key' in unlock ? ownKey(unlock.key, sealed) : await openWithPassphrase(sealed.envelope, unlock.passphrase)
  checkManifest(manifest, backup)
  return { target, name, manifest, backup, keys: openKeys(backup, sealed) }
}

/** The name asked for, or the newest. @throws BackupError `not-found` */
export async function findBackup(target: BackupTarget, name: string | null): Promise<string> {
  const names = await target.list(), found = name === null ? names.at(-1) : names.find((n) => n === name)
  if (found) return found
  throw name === null ? new BackupError('not-found', `这里没有备份：${target.label}。请用 --from 指定备份所在的文件夹或 s3:// 地址。`, `There is no backup at ${target.label}. Name the folder or s3:// address with --from.`)
    : new BackupError('not-found', `没有名为 ${name} 的备份：${target.label}。现有：${names.slice(-5).join('、') || '无'}。`, `There is no backup ${name} at ${target.label}. There are: ${names.slice(-5).join(', ') || 'none'}.`)
}

async function sealedKeysOf(target: BackupTarget, manifest: Manifest): Promise<SealedKeys> {
  const bytes = await buffer(await target.read(manifest.name, manifest.keys.name, manifest.keys.bytes))
  if (createHash('sha256').update(bytes).digest('hex') !== manifest.keys.sha256) throw damaged('keys.sealed')
  try { return SealedKeys.parse(JSON.parse(bytes.toString('utf8'))) } catch (error) { throw damaged('keys.sealed', error) }
}

function ownKey(key: BackupKey, sealed: SealedKeys): BackupKey {
  if (key.keyId === sealed.keyId) return key
  throw new BackupError('other-keys', `这份备份由另一个安装写成（密钥 ${sealed.keyId}），要用它的恢复口令打开。`, `This backup was written by another installation (key ${sealed.keyId}); it opens with that one's recovery passphrase.`)
}

/** The contents that the backup names. */
export function readFileList(open: OpenBackup): Promise<{ sha256: string; size: number }[]> {
  return readPart(open.target, open.backup, open.name, open.manifest.files.list, async (plain: Readable) => {
    const files: { sha256: string; size: number }[] = []
    for await (const line of createInterface({ input: plain })) {
      const [, sha256, size] = /^([0-9a-f]{64}) (\d+)$/.exec(line) ?? []
      if (!sha256) throw damaged('files.list')
      files.push({ sha256, size: Number(size) })
    }
    return files
  })
}
