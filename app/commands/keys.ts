// `keys`: versions of the key that seals fields and files, their rotation, and the passphrase that opens backups.
import { openWithPassphrase, readBackupKey } from '../../platform/server/backup/recovery-key.ts'
import { changePassphrase } from '../../platform/server/backup/backup-schedules.ts'
import { noPassphrase } from '../../platform/server/backup/make-backup.ts'
import { PASSPHRASE_LEAST } from '../../platform/contract/backup.ts'
import { SYSTEM } from '../../platform/server/ctx.ts'
import type { Host } from '../../platform/server/host.ts'
import { finishRotation, rotateKeys, showKeys } from '../../platform/server/keys/rotate-keys.ts'
import type { Command } from './commands.ts'
import { readOptions } from './options.ts'
import { givenPassphrase, needsPassphrase } from './passphrase.ts'
import { withHost } from './with-host.ts'

const say = (text: string): void => { process.stdout.write(`${text}\n`) }

export const keysCommand: Command = {
  name: 'keys', usage: 'keys <list|rotate|passphrase|check-passphrase> [--passphrase-file <file>]', summary: '密钥版本、轮换、恢复口令 / key versions, rotation, recovery passphrase',
  help: `  keys list               列出密钥版本，以及各版本封住的字段和文件数
  keys rotate             增加一版密钥，并在运行中把全部字段和文件改用新密钥；中断后再运行即继续
  keys passphrase         设置恢复口令（至少 ${PASSPHRASE_LEAST} 个字符），用于此后的备份；旧备份仍用旧口令
  keys check-passphrase   核对口令能否打开备份密钥，用于演练
密钥在 <数据目录>/keys，不在数据库里。

  keys list               lists the key versions and what is sealed with each
  keys rotate             adds a version and seals all fields and files anew while the product runs; run again to go on after a break
  keys passphrase         sets the recovery passphrase (at least ${PASSPHRASE_LEAST} characters) of backups from now on; earlier ones keep theirs
  keys check-passphrase   tells whether a passphrase opens the key of the backups: for drills
The keys are in <data>/keys, never in the database.`,
  async run(args) {
    const { values, positionals: [action] } = readOptions(args, { 'passphrase-file': { type: 'string' } }), file = values['passphrase-file']
    if (action === 'list') return withHost(list)
    if (action === 'rotate') return withHost(rotate)
    if (action === 'passphrase') return withHost((host) => setPassphrase(host, file))
    if (action === 'check-passphrase') return withHost((host) => checkPassphrase(host, file))
    process.stderr.write(`用法 / usage: ${keysCommand.usage}\n`)
    return 2
  },
}

async function list(host: Host): Promise<number> {
  const keys = await host.transaction(SYSTEM, (ctx) => showKeys(ctx))
  for (const k of keys.versions) say(`${k.version === keys.current ? '*' : ' '} v${k.version}  ${k.madeAt ?? '—'.padEnd(24)}  ${k.fields} 字段 fields, ${k.files} 文件 files`)
  if (keys.plainFiles > 0) say(`  ${keys.plainFiles} 个文件尚未加密，轮换时加密 / files are not sealed yet; a rotation seals them`)
  const r = keys.rotation
  if (r) say(r.finishedAt ? `轮换完成 / rotated to v${r.version}: ${r.finishedAt}, ${r.fields} + ${r.files}, ${r.unreadable} 无法打开 unreadable` : `正在轮换 / rotating to v${r.version}: ${r.fields} + ${r.files}`)
  return 0
}

async function rotate(host: Host): Promise<number> {
  const before = (await host.transaction(SYSTEM, (ctx) => showKeys(ctx))).rotation
  if (before && !before.finishedAt) say(`继续轮换到 / going on with the rotation to v${before.version}`)
  else say(`新的密钥版本 / new key version: v${(await host.transaction(SYSTEM, (ctx) => rotateKeys(ctx))).version}`)
  const done = await finishRotation(host, (count) => { if (process.stderr.isTTY) process.stderr.write(`\r  ${count.fields} 字段 fields, ${count.files} 文件 files`) })
  if (process.stderr.isTTY) process.stderr.write('\n')
  say(`完成 / done: ${done.fields} 字段 fields, ${done.files} 文件 files${done.unreadable > 0 ? `, ${done.unreadable} 无法打开（见日志）unreadable (see the log)` : ''}`)
  return done.unreadable > 0 ? 1 : 0
}

async function setPassphrase(host: Host, file: string | undefined): Promise<number> {
  const passphrase = await givenPassphrase({ backupPassphrase: null }, file, '新的恢复口令 / new recovery passphrase: ')
  if (!passphrase) throw needsPassphrase()
  if ([...passphrase].length < PASSPHRASE_LEAST) { process.stderr.write(`恢复口令至少 ${PASSPHRASE_LEAST} 个字符 / at least ${PASSPHRASE_LEAST} characters\n`); return 1 }
  await host.transaction(SYSTEM, (ctx) => changePassphrase(ctx, passphrase))
  say('已设置，用于此后的备份 / set, for backups from now on')
  return 0
}

async function checkPassphrase(host: Host, file: string | undefined): Promise<number> {
  const key = readBackupKey(host.config.dataDir)
  if (!key) throw noPassphrase()
  const passphrase = await givenPassphrase(host.config, file, '恢复口令 / recovery passphrase: ')
  if (!passphrase) throw needsPassphrase()
  await openWithPassphrase(key.envelope, passphrase)
  say('口令正确 / the passphrase opens the key of the backups')
  return 0
}
