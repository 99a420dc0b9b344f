// `restore`: a backup into an empty installation of the same or a newer version.
import { openTarget } from '../../platform/server/backup/open-target.ts'
import { primaryAddress } from '../../platform/server/primary-host.ts'
import { findBackup, openBackup } from '../../platform/server/backup/open-backup.ts'
import { restoreInstallation } from '../../platform/server/backup/restore-installation.ts'
import { loadConfig } from '../../platform/server/config/load-config.ts'
import { createLog } from '../../platform/server/log.ts'
import { openDataFolder } from '../../platform/server/postgres/cluster-place.ts'
import { recordDataVersion } from '../../platform/server/postgres/data-version.ts'
import { startEmbeddedPostgres } from '../../platform/server/postgres/start-embedded-postgres.ts'
import { currentVersion } from '../current-version.ts'
import { modules } from '../modules.ts'
import { PHASES } from './backup.ts'
import type { Command } from './commands.ts'
import { endProgress, progressLine, readOptions } from './options.ts'
import { givenPassphrase, needsPassphrase } from './passphrase.ts'

export const restoreCommand: Command = {
  name: 'restore', usage: 'restore --from <folder | s3://…> [<name>] [--passphrase-file <file>]', summary: '把备份恢复到空的安装 / restores a backup into an empty installation',
  help: `把最近（或指定名称）的备份恢复到 HOUYUAN_DATA（或 DATABASE_URL）所指的空安装，版本须与备份相同或更新。
口令来自 --passphrase-file、HOUYUAN_BACKUP_PASSPHRASE，或在终端里输入。中途断开可重新运行，从头开始。恢复后所有人需重新登录。

Restores the newest (or the named) backup into the empty installation that HOUYUAN_DATA (or DATABASE_URL) names; its version must be that of the backup or later.
The passphrase comes from --passphrase-file, from HOUYUAN_BACKUP_PASSPHRASE, or is typed in the terminal. Cut off midway, it may be run again and begins anew. Everybody signs in anew afterwards.

  HOUYUAN_DATA=/srv/houyuan-new npm run houyuan -- restore --from /mnt/backups --passphrase-file /root/passphrase`,
  async run(args) {
    const { values, positionals: [name] } = readOptions(args, { from: { type: 'string' }, 'passphrase-file': { type: 'string' } })
    if (!values.from) { process.stderr.write(`用法 / usage: ${restoreCommand.usage}\n`); return 2 }
    const config = loadConfig(), log = createLog('warn'), target = openTarget(values.from, config)
    const passphrase = await givenPassphrase(config, values['passphrase-file'], '恢复口令 / recovery passphrase: ')
    if (!passphrase) throw needsPassphrase()
    // Opened before anything is made: a wrong passphrase must not leave a half installation.
    const open = await openBackup(target, await findBackup(target, name ?? null), { passphrase })
    openDataFolder(config.dataDir)
    const postgres = config.databaseUrl ? null : await startEmbeddedPostgres({ dataDir: config.dataDir, log })
    try {
      const done = await restoreInstallation(open, { config, databaseUrl: postgres?.url ?? await primaryAddress(config.databaseDirectUrl ?? config.databaseUrl!), modules, log, onProgress: progressLine(PHASES) })
      endProgress()
      recordDataVersion(config.dataDir, currentVersion())
      process.stdout.write(`恢复完成 / restored: ${open.name} (${open.manifest.snapshotAt}), ${done.seconds.toFixed(1)} s\n  ${done.rows} 行 rows, ${done.files} 文件 files, 审计链 audit chain ${done.sealedEvents}\n`)
      if (done.migrations.length > 0) process.stdout.write(`  升级 migrated: ${done.migrations.join(', ')}\n`)
      process.stdout.write(`  现在可以启动 / now start it: HOUYUAN_DATA=${config.dataDir} npm start\n`)
      return 0
    } finally { await postgres?.stop() }
  },
}
