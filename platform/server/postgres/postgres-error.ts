// What can go wrong before a language is known is said in Chinese and in English.

export type PostgresFault =
  | 'not-writable' // the data folder or the place of the cluster cannot be written
  | 'disk-full'
  | 'in-use' // another process works on the same data folder
  | 'newer-data' // written by a newer version of the product
  | 'other-postgres' // the cluster belongs to another major version of PostgreSQL
  | 'no-binaries' // no PostgreSQL for this machine, or it does not run here
  | 'account' // the operating system refuses the account that PostgreSQL needs
  | 'failed' // PostgreSQL itself failed; its own words follow

export interface BilingualText {
  zh: string
  en: string
}

/** The embedded database cannot be used. `message` is ready to print; `fault` is for code. */
export class PostgresError extends Error {
  readonly fault: PostgresFault
  readonly said: BilingualText

  constructor(fault: PostgresFault, said: BilingualText, cause?: unknown) {
    super(`${said.zh}\n${said.en}`, { cause })
    this.name = 'PostgresError'
    this.fault = fault
    this.said = said
  }
}

/** Turns a file-system error about `path` into words; anything unknown is returned as it is. */
export function fileFault(error: unknown, path: string): unknown {
  const { code = '', syscall = '' } = (error ?? {}) as NodeJS.ErrnoException
  if (syscall.endsWith('chown') && code !== 'ENOSPC') return noSuchAccount(error)
  if (['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST'].includes(code)) return notWritable(path, error)
  if (code === 'ENOSPC' || code === 'EDQUOT') return diskFull(path, error)
  return error
}

/** Root in name only (a container without the rights, a user namespace with one account): PostgreSQL cannot run as such a root. */
export function noSuchAccount(cause: unknown): PostgresError {
  const detail = cause instanceof Error ? cause.message : String(cause)
  return new PostgresError('account', {
    zh: `内置数据库不能以 root 运行，而系统不允许使用另一个账户（${detail}）。请以普通用户启动，或用 DATABASE_URL 指定数据库服务器。`,
    en: `The built-in database cannot run as root, and the system does not allow another account (${detail}). Start as an ordinary user, or name a server with DATABASE_URL.`,
  }, cause)
}

export function notWritable(path: string, cause?: unknown): PostgresError {
  return new PostgresError('not-writable', {
    zh: `数据文件夹不可写：${path}。请让运行本产品的账户拥有它，或用 HOUYUAN_DATA 指定另一个文件夹。`,
    en: `The data folder cannot be written: ${path}. Give it to the account that runs the product, or name another folder with HOUYUAN_DATA.`,
  }, cause)
}

export function diskFull(path: string, cause?: unknown): PostgresError {
  return new PostgresError('disk-full', {
    zh: `磁盘空间不足：${path}。请腾出空间后重新启动；已确认的数据没有丢失。`,
    en: `The disk is full: ${path}. Free some space and start again; nothing that was confirmed is lost.`,
  }, cause)
}

/** Reads PostgreSQL's own output and names the usual causes; otherwise the output's last lines are the message. */
export function explainOutput(output: string, path: string): PostgresError {
  if (/No space left on device|Disk quota exceeded/i.test(output)) return diskFull(path, output)
  if (/Permission denied|Operation not permitted|Read-only file system|invalid permissions|wrong ownership/i.test(output)) {
    return new PostgresError('not-writable', {
      zh: `内置数据库无权使用它的文件夹：${path}。\n${tail(output)}`,
      en: `The built-in database may not use its folder: ${path}. Its own words are above.`,
    }, output)
  }
  return new PostgresError('failed', {
    zh: `内置数据库没有启动成功（${path}）。它的输出：\n${tail(output)}`,
    en: `The built-in database did not start; its output is above.`,
  }, output)
}

function tail(output: string): string {
  return output.trim().split('\n').slice(-15).map((line) => `    ${line}`).join('\n')
}
