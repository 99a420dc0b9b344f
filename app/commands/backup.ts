// `backup`: backs up now, lists what is there, and proves a backup by restoring it aside.
import { BackupError } from '../../platform/server/backup/backup-error.ts'
import { followConfiguredPassphrase, changePassphrase } from '../../platform/server/backup/backup-schedules.ts'
import { findBackup } from '../../platform/server/backup/open-backup.ts'
import { parseManifest } from '../../platform/server/backup/manifest.ts'
import { requestBackup, runBackup, targetOf } from '../../platform/server/backup/make-backup.ts'
import { openTarget } from '../../platform/server/backup/open-target.ts'
import { newPassphrase, readBackupKey } from '../../platform/server/backup/recovery-key.ts'
import { findRunByName } from '../../platform/server/backup/run-store.ts'
import { requestTest, runTest } from '../../platform/server/backup/test-restore.ts'
import { SYSTEM } from '../../platform/server/ctx.ts'
import { isMigrated } from '../../platform/server/keys/key-store.ts'
import type { Host } from '../../platform/server/host.ts'
import type { Command } from './commands.ts'
import { bytesInWords, endProgress, progressLine, readOptions } from './options.ts'
import { withHost } from './with-host.ts'

const say = (text: string): void => { process.stdout.write(`${text}\n`) }
export const PHASES = { opening: '打开备份 / opening', database: '数据库 / database', files: '文件 / files', finishing: '清单 / manifest', checks: '核对 / checks', migrations: '升级结构 / migrations' }

export const backupCommand: Command = {
  name: 'backup', usage: 'backup [--test] | backup list [--from <target>] | backup test [<name>]', summary: '备份、列出备份、测试恢复 / backs up, lists backups, tests a restore',
  help: `备份数据库、文件和密封的密钥到设置 backup.target 的目标（默认 <数据目录>/backups），可在运行时执行。
第一次备份且没有恢复口令时，生成一个并显示一次：请抄下来，与备份分开保存，恢复时必须有它。
  backup            备份；--test 随后立即恢复到旁边的库里验证
  backup list       列出目标里的备份；--from 可指定文件夹或 s3:// 地址
  backup test       恢复最近（或指定名称）的备份到临时库，核对行数、审计链、加密字段和文件

Backs up database, files and sealed keys to the target of the setting backup.target (<data>/backups unless set); may run while the product serves.
The first backup makes a recovery passphrase when there is none, and shows it once: write it down and keep it apart; without it nothing can be restored.
  backup            backs up; with --test it is then restored aside and checked
  backup list       lists the backups at the target; --from names a folder or s3:// address
  backup test       restores the newest (or the named) backup into a scratch database and checks rows, audit chain, sealed fields and files`,
  async run(args) {
    const { values, positionals: [action, name] } = readOptions(args, { test: { type: 'boolean' }, from: { type: 'string' } })
    if (action === undefined) return withHost((host) => backUp(host, values.test === true))
    if (action === 'list') return withHost((host) => list(host, values.from))
    if (action === 'test') return withHost((host) => test(host, name ?? null))
    process.stderr.write(`用法 / usage: ${backupCommand.usage}\n`)
    return 2
  },
}

async function backUp(host: Host, isTested: boolean): Promise<number> {
  if (!await isMigrated(host.db)) throw new BackupError('not-found', `${host.config.dataDir} 里还没有数据：请先用 npm start 启动一次。`, `There is no data in ${host.config.dataDir} yet: start it once with npm start.`)
  await ensurePassphrase(host)
  const { id } = await host.transaction(SYSTEM, (ctx) => requestBackup(ctx, 'command'))
  const started = performance.now(), { manifest, bytes, newFiles, lost } = await runBackup(host, id, progressLine(PHASES))
  endProgress()
  const seconds = (performance.now() - started) / 1000
  say(`备份完成 / backed up: ${manifest.name}`)
  say(`  ${(await targetOf(host)).label}`)
  say(`  ${manifest.tables.length} 表 tables, ${manifest.tables.reduce((sum, t) => sum + t.rows, 0)} 行 rows, ${manifest.files.count} 文件 files (${newFiles} 新 new), ${bytesInWords(bytes)}, ${seconds.toFixed(1)} s`)
  if (lost.length > 0) process.stderr.write(`  ${lost.length} 个文件的内容缺失或损坏，未能备份 / contents of files are missing or damaged and not in the backup\n`)
  return isTested ? test(host, manifest.name) : lost.length > 0 ? 1 : 0
}

/** Shown once and kept nowhere: who loses it has no backup. */
async function ensurePassphrase(host: Host): Promise<void> {
  await followConfiguredPassphrase(host)
  if (readBackupKey(host.config.dataDir)) return
  const passphrase = newPassphrase()
  await host.transaction(SYSTEM, (ctx) => changePassphrase(ctx, passphrase))
  say(`恢复口令（只显示这一次；请抄下来，与备份分开保存，没有它无法恢复）\nrecovery passphrase (shown once; write it down, keep it apart from the backups: nothing can be restored without it)\n\n    ${passphrase}\n`)
}

async function list(host: Host, from: string | undefined): Promise<number> {
  const target = from === undefined ? await targetOf(host) : openTarget(from, host.config)
  say(target.label)
  for (const name of await target.list()) {
    const m = parseManifest(await target.readManifest(name)), run = await host.transaction(SYSTEM, (ctx) => findRunByName(ctx.sql<unknown>(), name))
    say(`  ${name}  ${m.snapshotAt}  ${m.product.padEnd(8)} ${String(m.tables.reduce((sum, t) => sum + t.rows, 0)).padStart(10)} rows ${String(m.files.count).padStart(7)} files  ${run?.proven_at ? '已验证 proven' : '未验证 not proven'}`)
  }
  return 0
}

async function test(host: Host, name: string | null): Promise<number> {
  const found = await findBackup(await targetOf(host), name), run = await host.transaction(SYSTEM, (ctx) => findRunByName(ctx.sql<unknown>(), found))
  if (!run) { process.stderr.write(`${found}: 这个安装没有做过这份备份 / this installation did not make it\n`); return 1 }
  const { id } = await host.transaction(SYSTEM, (ctx) => requestTest(ctx, run.id, 'command'))
  const proof = await runTest(host, id, progressLine(PHASES))
  endProgress()
  for (const c of proof.checks) say(`  ${c.ok ? 'ok  ' : 'FAIL'} ${c.name}: ${c.detail}`)
  say(proof.ok ? `已验证 / proven: ${found}, ${proof.seconds.toFixed(1)} s` : `未通过 / failed: ${found}`)
  return proof.ok ? 0 : 1
}

