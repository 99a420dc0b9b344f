// The embedded PostgreSQL: from a data folder to the address of a running server, whatever was left there.
// Every step is one file of this folder; docs/adr/0002-embedded-postgresql.md has the reasons.
import { existsSync, readFileSync, statfsSync, writeFileSync, chmodSync, chownSync, renameSync } from 'node:fs'
import { totalmem } from 'node:os'
import { join, resolve } from 'node:path'
import { clusterPlace, openDataFolder } from './cluster-place.ts'
import type { Place } from './cluster-place.ts'
import { checkCluster, createCluster } from './create-cluster.ts'
import { lockDataFolder } from './data-lock.ts'
import type { DataLock } from './data-lock.ts'
import { findBinaries } from './find-binaries.ts'
import type { Binaries } from './find-binaries.ts'
import { keepRunning } from './keep-running.ts'
import { newPasswords, readPasswords, writePasswords } from './passwords.ts'
import type { Passwords } from './passwords.ts'
import { fileFault } from './postgres-error.ts'
import { APP, addressOf, prepareDatabase, resetAdminPassword, takeOver } from './prepare-database.ts'
import { findSurvivor, startServer, stopServer } from './server-process.ts'
import type { RunningServer } from './server-process.ts'
import { accessFile, serverSettings, settingsFile } from './server-settings.ts'

export interface PostgresLog {
  info(message: string): void
  warn(message: string): void
  error(message: string): void
}

/** Steps that take long enough to tell the person who waits. */
export type PostgresStep = 'copying-programs' | 'creating-cluster' | 'starting' | 'recovering' | 'stopping-survivor'

export interface EmbeddedOptions {
  dataDir: string
  log: PostgresLog
  onProgress?: (step: PostgresStep) => void
  /** Added to the server's settings; for tests. */
  settings?: Record<string, string>
}

export interface EmbeddedPostgres {
  /** Address of the application's database, as its owner. The same after the server was restarted. */
  url: string
  /** Address as superuser; for tests and repairs, not for the application. */
  adminUrl: string
  /** The server's main process at this moment. */
  readonly pid: number
  /** Fast shutdown; waits for the end, then gives the data folder free. May be called twice. */
  stop(): Promise<void>
}

/**
 * Starts the server of a data folder, creating it if need be, or adopts one that outlived its application.
 * @throws PostgresError with a sentence for the operator in Chinese and English
 */
export async function startEmbeddedPostgres(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const dataDir = resolve(options.dataDir)
  openDataFolder(dataDir)
  const locks: DataLock[] = [await lockDataFolder(dataDir)]
  try {
    const place = clusterPlace(dataDir)
    // Two copies of one data folder would name the same distant cluster.
    if (place.base !== join(dataDir, 'postgres')) locks.push(await lockDataFolder(place.base))
    return await start(dataDir, place, locks, options)
  } catch (error) {
    locks.forEach((lock) => lock.release())
    throw fileFault(error, dataDir)
  }
}

async function start(dataDir: string, place: Place, locks: DataLock[], options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const progress = options.onProgress ?? (() => undefined)
  const binaries = findBinaries(place.base, place.account, () => progress('copying-programs'))
  const unchanged = writeSettings(place, binaries, options.settings ?? {})
  const passwords = readPasswords(dataDir) ?? newPasswords()
  const known = readPasswords(dataDir) !== null
  const survivor = existsSync(place.cluster) ? findSurvivor(place) : null
  let server: RunningServer | null = null
  if (survivor && known && unchanged && (await takeOver(survivor.port, passwords, place, binaries.version))) {
    options.log.warn(`adopted the PostgreSQL that outlived its application (process ${survivor.pid})`)
    server = survivor
  } else if (survivor) {
    progress('stopping-survivor')
    await stopServer(survivor, place.cluster, binaries)
  }
  if (!server) {
    await makeUsable(dataDir, place, binaries, passwords, known, options)
    progress('starting')
    server = await startServer(place, binaries, null, () => progress('recovering'))
  }
  return serve(server, { place, binaries, passwords, locks, options })
}

async function makeUsable(
  dataDir: string, place: Place, binaries: Binaries, passwords: Passwords, known: boolean, options: EmbeddedOptions,
): Promise<void> {
  if (existsSync(place.cluster)) {
    checkCluster(place, binaries)
    if (!known) resetAdminPassword(place, binaries, passwords.admin)
  } else {
    options.onProgress?.('creating-cluster')
    await createCluster({ place, binaries, password: passwords.admin, durable: options.settings?.['fsync'] !== 'off' })
  }
  if (!known) writePasswords(dataDir, passwords)
}

interface Serving {
  place: Place
  binaries: Binaries
  passwords: Passwords
  locks: DataLock[]
  options: EmbeddedOptions
}

async function serve(server: RunningServer, { place, binaries, passwords, locks, options }: Serving): Promise<EmbeddedPostgres> {
  try {
    await prepareDatabase(server.port, passwords)
  } catch (error) {
    await stopServer(server, place.cluster, binaries)
    throw error
  }
  const kept = keepRunning(server, { log: options.log, restart: (port) => startServer(place, binaries, port, () => undefined) })
  let stopped: Promise<void> | null = null
  return {
    url: addressOf(server.port, APP, passwords.app, APP),
    adminUrl: addressOf(server.port, 'postgres', passwords.admin, 'postgres'),
    get pid() {
      return kept.current().pid
    },
    stop() {
      stopped ??= kept.release().then((last) => stopServer(last, place.cluster, binaries)).finally(() => locks.forEach((lock) => lock.release()))
      return stopped
    },
  }
}

/** Writes postgresql.conf and pg_hba.conf, out of the server account's reach. True when they were the same already. */
function writeSettings(place: Place, binaries: Binaries, extra: Record<string, string>): boolean {
  const memory = Math.min(totalmem(), process.constrainedMemory() || Infinity)
  const shm = existsSync('/dev/shm') ? statfsSync('/dev/shm') : null
  const settings = { ...serverSettings({ memory, sharedMemory: shm && shm.blocks * shm.bsize }), ...extra }
  const files = { 'postgresql.conf': settingsFile(settings, binaries.version), 'pg_hba.conf': accessFile }
  let unchanged = true
  for (const [name, content] of Object.entries(files)) {
    const file = join(place.base, name)
    if (existsSync(file) && readFileSync(file, 'utf8') === content) continue
    unchanged = false
    writeFileSync(`${file}.new`, content)
    chmodSync(`${file}.new`, 0o640)
    if (place.account) chownSync(`${file}.new`, 0, place.account.gid)
    renameSync(`${file}.new`, file)
  }
  return unchanged
}
