// For operator's commands (backup, verify, user): use the server of a running product, or start it for as long as the command takes.
import { resolve } from 'node:path'
import { knownPlace } from './cluster-place.ts'
import { lockHolder } from './data-lock.ts'
import { readPasswords } from './passwords.ts'
import { APP, addressOf } from './prepare-database.ts'
import { findSurvivor } from './server-process.ts'
import { startEmbeddedPostgres } from './start-embedded-postgres.ts'
import type { EmbeddedOptions } from './start-embedded-postgres.ts'

export interface JoinedPostgres {
  url: string
  /** True when a running product owns the server; `stop` then leaves it alone. */
  shared: boolean
  stop(): Promise<void>
}

/** @throws PostgresError as startEmbeddedPostgres does */
export async function joinEmbeddedPostgres(options: EmbeddedOptions): Promise<JoinedPostgres> {
  const dataDir = resolve(options.dataDir)
  const place = lockHolder(dataDir) === null ? null : knownPlace(dataDir)
  const running = place && findSurvivor(place)
  const passwords = running && readPasswords(dataDir)
  if (running && passwords) {
    return { url: addressOf(running.port, APP, passwords.app, APP), shared: true, stop: () => Promise.resolve() }
  }
  const { url, stop } = await startEmbeddedPostgres(options)
  return { url, shared: false, stop }
}
