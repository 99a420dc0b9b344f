// What can go wrong with backups, in words: on the command line no language has been chosen, so both are said.
export type BackupFault = 'no-passphrase' | 'wrong-passphrase' | 'damaged' | 'newer' | 'other-keys' | 'running' | 'not-empty' | 'not-found' | 'target' | 'disk-full' | 'missing-files' | 'not-whole'

export class BackupError extends Error {
  readonly fault: BackupFault
  constructor(fault: BackupFault, zh: string, en: string, cause?: unknown) {
    super(`${zh}\n${en}`, { cause })
    this.name = 'BackupError'
    this.fault = fault
  }
}

/** Names a full disk, a target that cannot be written or reached; everything else is returned as it is. */
export function targetFault(error: unknown, target: string): unknown {
  const code = (error as NodeJS.ErrnoException | null)?.code ?? ''
  if (code === 'ENOSPC' || code === 'EDQUOT') return new BackupError('disk-full', `备份目标空间不足：${target}。未完成的备份已删除，请腾出空间后重试。`, `The backup target is full: ${target}. The unfinished backup was removed; free some space and try again.`, error)
  if (['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST', 'ENOENT', 'EIO'].includes(code)) return new BackupError('target', `备份目标无法使用：${target}（${code}）。请检查设置 backup.target、路径与权限。`, `The backup target cannot be used: ${target} (${code}). Check the setting backup.target, the path and its rights.`, error)
  return error
}

export const damaged = (what: string, cause?: unknown): BackupError =>
  new BackupError('damaged', `备份已损坏或被改动：${what}。请改用另一份备份。`, `The backup is damaged or was changed: ${what}. Use another backup.`, cause)
