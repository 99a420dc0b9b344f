// From the setting to the place.
import { join, resolve } from 'node:path'
import type { Config } from '../config/load-config.ts'
import { BackupError } from './backup-error.ts'
import type { BackupTarget } from './backup-target.ts'
import { diskTarget } from './disk-target.ts'
import { s3Target } from './s3-target.ts'

/** S3: `s3://<access key>:<secret>@<endpoint>/<bucket>[/<prefix>][?region=...&tls=0]`; anything else is a folder. Empty: `<data>/backups`. */
export function openTarget(address: string, config: Pick<Config, 'dataDir'>): BackupTarget {
  const given = address.trim()
  if (given.startsWith('s3://')) return s3Target(given, config.dataDir)
  if (/^[a-z][a-z0-9+.-]+:\/\//i.test(given)) throw new BackupError('target', `不认识的备份目标：${given.split('://')[0]}://…。请填写文件夹路径或 s3:// 地址。`, `Unknown kind of backup target: ${given.split('://')[0]}://…. Give the path of a folder or an s3:// address.`)
  return diskTarget(given === '' ? join(config.dataDir, 'backups') : resolve(given))
}
