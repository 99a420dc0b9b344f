// What one process shares between its transactions: settings, log, database, clocks, keys.
import type { Pool } from 'pg'
import type { Logger } from 'pino'
import type { Config } from './config/load-config.ts'
import type { BusinessClock } from './clock.ts'
import type { Load } from './crowd.ts'
import type { Database } from './database.ts'
import type { FieldCipher } from './field-cipher.ts'
import type { Registry } from './registry.ts'
import type { Actor, Ctx, Origin } from './ctx.ts'

export interface Host {
  readonly config: Config
  readonly log: Logger
  readonly pool: Pool
  /** Connections that keep their session: for LISTEN, locks that belong to a connection, and migrations. The same as `pool` unless that goes through a pooler. */
  readonly direct: Pool
  readonly db: Database
  readonly clock: BusinessClock
  readonly cipher: FieldCipher
  readonly registry: Registry
  /** Wall time for sessions, one-time codes and retries of transport; never for business due times. */
  realNow(): Date
  /** One transaction: all or nothing. Retries once when the database reports a serialisation failure or deadlock. */
  transaction<T>(actor: Actor, work: (ctx: Ctx) => Promise<T>, origin?: Origin): Promise<T>
  /** Background services of this process; the test clock waits for them. */
  readonly services?: readonly { settle?(): Promise<void> }[]
  /** How busy this process is: what can wait a moment gives way to requests. */
  readonly load: Load
  /** This process was told to stop and serves only until others have taken over. */
  readonly leaving?: boolean
  /** While the demo company is played: nobody but its people, whose addresses cannot exist, hears of anything. */
  readonly playing?: boolean
  /** In-process signals: `log` = new rows in the event log; others by name. */
  readonly signals: Signals
}

export interface Signals {
  raise(name: string): void
  on(name: string, heard: () => void): () => void
}
