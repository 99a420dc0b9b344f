// `migrate`: brings the database up to date without serving.
import { migrateJobs } from '../../platform/server/jobs.ts'
import { migrate } from '../../platform/server/migrate.ts'
import { modules } from '../modules.ts'
import type { Command } from './commands.ts'
import { withHost } from './with-host.ts'

export const migrateCommand: Command = {
  name: 'migrate', usage: 'migrate', summary: '升级数据库结构 / brings the database up to date',
  help: '执行尚未执行的迁移后退出。启动时也会自动执行。\nApplies the migrations that are missing, then ends. Starting the product does the same.',
  async run() {
    const applied = await withHost(async (host) => { await migrateJobs(host); return migrate(host.direct, modules) })
    process.stdout.write(applied.length === 0 ? '已是最新 / up to date\n' : `${applied.join('\n')}\n`)
    return 0
  },
}
