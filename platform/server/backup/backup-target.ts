// Where backups lie. A backup exists when its manifest does: whatever else lies there is left over from a run that was cut off.
// Contents of files lie beside the backups and are shared by them, so that each run adds only what is new.
import type { Readable } from 'node:stream'
import type { Config } from '../config/load-config.ts'
import { join, resolve } from 'node:path'
import { BackupError } from './backup-error.ts'
import { diskTarget } from './disk-target.ts'
import { s3Target } from './s3-target.ts'

export interface BackupTarget {
  /** As people know it, without secrets. */
  readonly label: string
  /** Says which installation the target belongs to; null: nobody has backed up there yet. */
  readOwner(): Promise<string | null>
  writeOwner(keyId: string): Promise<void>
  /** Names of complete backups, oldest first. */
  list(): Promise<string[]>
  /** Puts one object of a backup that is being made. */
  put(name: string, part: string, content: Readable): Promise<void>
  /** Makes the backup exist: from now on `list` names it. */
  publish(name: string, manifest: string): Promise<void>
  readManifest(name: string): Promise<string>
  read(name: string, part: string, bytes: number): Promise<Readable>
  remove(name: string): Promise<void>
  /** Removes what runs that were cut off left behind; returns how many. */
  sweep(): Promise<number>
  /** Identifiers of the contents that are there already. */
  blobs(): Promise<Set<string>>
  putBlob(id: string, content: Readable): Promise<void>
  readBlob(id: string): Promise<Readable>
  removeBlob(id: string): Promise<void>
}

/** S3: `s3://<access key>:<secret>@<endpoint>/<bucket>[/<prefix>][?region=...&tls=0]`; anything else is a folder. Empty: `<data>/backups`. */
export function openTarget(address: string, config: Pick<Config, 'dataDir'>): BackupTarget {
  const given = address.trim()
  if (given.startsWith('s3://')) return s3Target(given, config.dataDir)
  if (/^[a-z][a-z0-9+.-]+:\/\//i.test(given)) throw new BackupError('target', `不认识的备份目标：${given.split('://')[0]}://…。请填写文件夹路径或 s3:// 地址。`, `Unknown kind of backup target: ${given.split('://')[0]}://…. Give the path of a folder or an s3:// address.`)
  return diskTarget(given === '' ? join(config.dataDir, 'backups') : resolve(given))
}

/** Names sort by time and are safe as file names. */
export const NAME = /^\d{8}T\d{6}Z-[0-9a-f]{8}$/
export const backupName = (at: Date, id: string): string => `${at.toISOString().replace(/[-:]|\.\d+/g, '')}-${id.replaceAll('-', '').slice(-8)}`
