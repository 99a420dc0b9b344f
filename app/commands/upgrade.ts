// `upgrade --rehearse`: what starting this version on the data would do, tried on the last backup.
import { openTarget } from '../../platform/server/backup/open-target.ts'
import { targetOf, noPassphrase } from '../../platform/server/backup/make-backup.ts'
import { findBackup, openBackup } from '../../platform/server/backup/open-backup.ts'
import { readBackupKey } from '../../platform/server/backup/recovery-key.ts'
import { rehearseUpgrade } from '../../platform/server/backup/rehearse-upgrade.ts'
import type { Command } from './commands.ts'
import { PHASES } from './backup.ts'
import { endProgress, progressLine, readOptions } from './options.ts'
import { givenPassphrase } from './passphrase.ts'
import { withHost } from './with-host.ts'

const say = (text: string): void => { process.stdout.write(`${text}\n`) }

export const upgradeCommand: Command = {
  name: 'upgrade', usage: 'upgrade --rehearse [--from <target>] [<name>] [--passphrase-file <file>]', summary: '升级演练：在备份上试升级 / rehearses an upgrade on the last backup',
  help: `在新版本的文件夹里运行，HOUYUAN_DATA 指向现有数据：把最近的备份恢复到临时库，执行本版本的迁移和全部核对，报告用时和差异。不改动现有数据。
真正的升级：停止旧版本，用新版本启动；迁移在启动时自动执行。

Run it in the folder of the new version with HOUYUAN_DATA naming the present data: restores the last backup into a scratch database, applies the migrations of this
version, runs all checks, and reports times and differences. The present data is not touched. The upgrade itself: stop the old version, start the new one.`,
  async run(args) {
    const { values, positionals: [name] } = readOptions(args, { rehearse: { type: 'boolean' }, from: { type: 'string' }, 'passphrase-file': { type: 'string' } })
    if (!values.rehearse) { process.stderr.write(`用法 / usage: ${upgradeCommand.usage}\n`); return 2 }
    return withHost(async (host) => {
      const target = values.from ? openTarget(values.from, host.config) : await targetOf(host), key = readBackupKey(host.config.dataDir)
      const passphrase = key ? null : await givenPassphrase(host.config, values['passphrase-file'], '恢复口令 / recovery passphrase: ')
      if (!key && !passphrase) throw noPassphrase()
      const open = await openBackup(target, await findBackup(target, name ?? null), key ? { key } : { passphrase: passphrase! })
      const r = await rehearseUpgrade(host, open, progressLine(PHASES))
      endProgress()
      say(`${open.name} (${open.manifest.product}, ${open.manifest.snapshotAt})`)
      say(`  恢复 restore ${r.restoreSeconds.toFixed(1)} s, 迁移 migrations ${r.migrateSeconds.toFixed(1)} s (${r.migrations.length}), 核对 checks ${r.checkSeconds.toFixed(1)} s`)
      for (const m of r.migrations) say(`  + ${m}`)
      for (const c of r.added) say(`  + ${c}`)
      for (const c of r.dropped) say(`  - ${c}`)
      for (const d of r.differences) say(`  ${d.table}: ${d.before ?? '—'} → ${d.after ?? '—'} 行 rows`)
      for (const fault of r.faults.slice(0, 50)) say(`  FAIL ${fault}`)
      say(r.faults.length > 0 ? '演练发现问题，先不要升级 / the rehearsal found faults: do not upgrade yet' : r.migrations.length === 0 ? '结构已是最新，无需迁移 / up to date, nothing to migrate' : '可以升级 / ready to upgrade')
      return r.faults.length > 0 ? 1 : 0
    })
  },
}
