// Starts the whole product of one process: settings, database, modules, HTTP. Used by the command line, the tests and the benchmark.
import { createServer } from 'node:net'
import type { Logger } from 'pino'
import { checkNotRestoring } from '../platform/server/backup/restore-installation.ts'
import type { Config } from '../platform/server/config/load-config.ts'
import { openDataFolder } from '../platform/server/postgres/cluster-place.ts'
import { checkDataVersion, recordDataVersion } from '../platform/server/postgres/data-version.ts'
import { startEmbeddedPostgres, type PostgresStep } from '../platform/server/postgres/start-embedded-postgres.ts'
import { startRuntime, type Runtime } from '../platform/server/runtime.ts'
import { currentVersion } from './current-version.ts'
import { openDemo, type SignIn } from './demo/open-demo.ts'
import { httpParts } from './http-parts.ts'
import { modules } from './modules.ts'

export interface Product {
  runtime: Runtime; address: string; databaseUrl: string
  /** Accounts of the demo company, when it was made at this start. */
  signIns: SignIn[]
  stop(): Promise<void>
}
export interface Watcher { database?: (step: PostgresStep) => void; /** From 0 to 1. */ demo?: (done: number) => void }

/** Starts and listens. Errors carry a sentence for the operator; whatever had started is stopped again. */
export async function startProduct(config: Config, log: Logger, watcher: Watcher = {}): Promise<Product> {
  openDataFolder(config.dataDir)
  const version = currentVersion()
  checkDataVersion(config.dataDir, version)
  checkNotRestoring(config.dataDir)
  await requireFreePort(config)
  const postgres = config.databaseUrl ? null : await startEmbeddedPostgres({ dataDir: config.dataDir, log, onProgress: (step) => watcher.database?.(step) })
  const databaseUrl = config.databaseUrl ?? postgres!.url
  try {
    const runtime = await startRuntime({ config, databaseUrl, directUrl: config.databaseDirectUrl, modules, log, http: httpParts })
    try {
      recordDataVersion(config.dataDir, version)
      const signIns = await openDemo(runtime, { onProgress: (done) => watcher.demo?.(done) })
      const address = runtime.http ? await runtime.http.listen({ host: config.host, port: config.port }) : ''
      return { runtime, address, databaseUrl, signIns, async stop() { await runtime.stop(); await postgres?.stop() } }
    } catch (error) {
      await runtime.stop()
      throw error
    }
  } catch (error) {
    await postgres?.stop()
    throw error
  }
}

/** Asked before anything starts: a taken port is one clear sentence, not a product that comes up and goes down again. Throws the error of listening. */
async function requireFreePort({ role, host, port }: Config): Promise<void> {
  if (role === 'worker' || port === 0) return
  const probe = createServer()
  await new Promise<void>((resolve, reject) => {
    probe.once('error', reject)
    probe.listen({ host, port, exclusive: true }, () => probe.close(() => resolve()))
  })
}
