// Where a command gets the recovery passphrase from: a file, the environment, or the person at the keyboard. Never from the command line itself.
import { readFileSync } from 'node:fs'
import { BackupError } from '../../platform/server/backup/backup-error.ts'
import type { Config } from '../../platform/server/config/load-config.ts'

/** `file`: --passphrase-file. Null when nobody gave one. */
export async function givenPassphrase(config: Pick<Config, 'backupPassphrase'>, file: string | undefined, question: string): Promise<string | null> {
  if (file !== undefined) return readFileSync(file, 'utf8').trim()
  if (config.backupPassphrase) return config.backupPassphrase
  return process.stdin.isTTY ? ask(question) : null
}

/** What is typed is not shown. */
async function ask(question: string): Promise<string | null> {
  process.stderr.write(question)
  process.stdin.setRawMode(true)
  let text = ''
  try {
    for await (const part of process.stdin) {
      for (const sign of String(part)) {
        if (sign === '\r' || sign === '\n' || sign === '\u0004') return text === '' ? null : text
        if (sign === '\u0003') throw new Error('已取消 / cancelled')
        text = sign === '\u007f' ? [...text].slice(0, -1).join('') : text + sign
      }
    }
    return text === '' ? null : text
  } finally {
    process.stdin.setRawMode(false)
    process.stdin.pause()
    process.stderr.write('\n')
  }
}

export const needsPassphrase = (): BackupError => new BackupError('no-passphrase', '需要恢复口令：用 --passphrase-file 指定文件，或设置 HOUYUAN_BACKUP_PASSPHRASE，或在终端里运行本命令。',
  'The recovery passphrase is needed: name a file with --passphrase-file, set HOUYUAN_BACKUP_PASSPHRASE, or run this in a terminal.')
