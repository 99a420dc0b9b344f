// Opens the installation for a command: its settings, its database, all modules; closes everything afterwards.
import { checkNotRestoring } from '../../platform/server/backup/restore-installation.ts'
import { loadConfig } from '../../platform/server/config/load-config.ts'
import type { Host } from '../../platform/server/host.ts'
import { checkKeys } from '../../platform/server/keys/check-keys.ts'
import { createLog } from '../../platform/server/log.ts'
import { openDataFolder } from '../../platform/server/postgres/cluster-place.ts'
import { joinEmbeddedPostgres } from '../../platform/server/postgres/join-embedded-postgres.ts'
import { openHost } from '../../platform/server/runtime.ts'
import { modules } from '../modules.ts'

/** Runs the work against the installation that the settings name. The database of a running product is used; otherwise it is started for as long as the work takes. */
export async function withHost<T>(work: (host: Host) => Promise<T>): Promise<T> {
  const config = loadConfig(), log = createLog('warn')
  openDataFolder(config.dataDir)
  checkNotRestoring(config.dataDir)
  const postgres = config.databaseUrl ? null : await joinEmbeddedPostgres({ dataDir: config.dataDir, log })
  try {
    const { host, close } = await openHost({ config, databaseUrl: config.databaseUrl ?? postgres!.url, directUrl: config.databaseDirectUrl, modules, log, poolSize: 4 })
    try {
      await checkKeys(host, host.db)
      return await work(host)
    } finally { await close() }
  } finally { await postgres?.stop() }
}
