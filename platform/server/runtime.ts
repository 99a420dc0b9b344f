// Assembles one process: database, modules, HTTP, workers; starts it and brings it down in order.
import { setTimeout as sleep } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import pg from 'pg'
import type { Logger } from 'pino'
import { ACCEPTANCE_START, TestClock, wallClock, type BusinessClock } from './clock.ts'
import type { Config } from './config/load-config.ts'
import { noLoad } from './crowd.ts'
import { Database } from './database.ts'
import { SYSTEM, type Actor, type Ctx, type Origin } from './ctx.ts'
import { openFieldCipher, type FieldCipher } from './field-cipher.ts'
import type { Host } from './host.ts'
import { buildHttp, type HttpParts } from './http/server.ts'
import { loadMessages } from './i18n.ts'
import { migrateJobs, startJobs } from './jobs.ts'
import { checkKeys } from './keys/check-keys.ts'
import { runTransaction } from './kernel.ts'
import { migrate } from './migrate.ts'
import { preparePooledSessions, sessionOptions } from './pooled-sessions.ts'
import { poolAddress } from './primary-host.ts'
import type { DomainModule, RunningService, SeedKind } from './module.ts'
import { buildRegistry } from './registry.ts'
import { startRelay } from './relay.ts'
import { registerSchedules } from './schedules.ts'
import { SharedSignals } from './signals.ts'
import { startSweeps } from './sweeps.ts'

export interface Runtime {
  host: Host
  http: FastifyInstance | null
  services: readonly RunningService[]
  /** Stops taking requests, finishes what runs, closes the database connections. */
  stop(): Promise<void>
}

export interface RuntimeOptions {
  config: Config
  databaseUrl: string
  /** Where the database itself is, when `databaseUrl` is a pooler that hands out connections by the transaction. */
  directUrl?: string | null
  modules: readonly DomainModule[]
  log: Logger
  http: HttpParts
  cipher?: FieldCipher
  poolSize?: number
  /** Without workers nothing after a commit happens by itself (tests that look at the transaction alone). */
  workers?: boolean
}

/** LISTEN, the lock of the workers, one that looks for dead workers, one to spare. */
const DIRECT_CONNECTIONS = 4

/** Opens database and modules without starting anything: for commands, migrations and tests. */
export async function openHost(options: Omit<RuntimeOptions, 'http'>): Promise<{ host: Host; signals: SharedSignals; close(): Promise<void> }> {
  const { config, log } = options
  const pool = new pg.Pool({ ...poolAddress(options.databaseUrl), max: options.poolSize ?? 20, application_name: 'houyuan', pipeline: true, ...(options.directUrl ? {} : { options: sessionOptions }) })
  const direct = options.directUrl ? new pg.Pool({ ...poolAddress(options.directUrl), max: DIRECT_CONNECTIONS, application_name: 'houyuan', options: sessionOptions }) : pool
  let closing = false
  const lost = (error: Error) => { if (!closing) log.warn({ err: error }, 'a database connection was lost') }
  for (const each of new Set([pool, direct])) {
    each.on('error', lost)
    each.on('connect', (client) => client.on('error', lost))
  }
  loadMessages(options.modules)
  const signals = new SharedSignals(pool, log, direct)
  const host: Host = {
    config, log, pool, direct, signals, load: noLoad(),
    db: new Database(pool, direct === pool),
    clock: wallClock, cipher: options.cipher ?? openFieldCipher(config.dataDir), registry: buildRegistry(options.modules),
    realNow: () => new Date(),
    transaction: <T>(actor: Actor, work: (ctx: Ctx) => Promise<T>, origin?: Origin) => runTransaction(host, actor, work, origin),
  }
  // Another process may have rotated the keys: what is sealed from now on goes by the new one.
  signals.on('keys', () => host.cipher.reload())
  return { host, signals, async close() { closing = true; signals.stop(); await pool.end(); if (direct !== pool) await direct.end() } }
}

/** Migrates, seeds an empty installation, and starts what the role of this process asks for. */
export async function startRuntime(options: RuntimeOptions): Promise<Runtime> {
  const { config } = options
  const { host, signals, close } = await openHost(options)
  const stops: (() => Promise<unknown>)[] = []
  try {
    await prepareDatabase(host, options.modules)
    await signals.listen()
    const works = options.workers !== false && config.role !== 'web'
    const services: RunningService[] = []
    for (const service of options.modules.flatMap((m) => [...(m.services ?? [])])) {
      if (service.role !== 'all' && config.role !== 'all' && service.role !== config.role) continue
      if (service.role === 'worker' && !works) continue
      const running = await service.start(host)
      services.push(running)
      stops.unshift(() => running.stop())
    }
    if (works) {
      const runner = await startJobs(host, 4)
      const relay = startRelay(host), sweeps = startSweeps(host)
      stops.unshift(async () => { await sweeps.stop(); await relay.stop(); await runner.stop() })
    }
    Object.assign(host, { services })
    const http = config.role === 'worker' ? null : await buildHttp(host, options.http)
    if (http) stops.unshift(() => http.close())
    if (http && config.drainSeconds > 0) stops.unshift(() => leave(host))
    return { host, http, services, async stop() { for (const stop of stops) await stop(); await close() } }
  } catch (error) {
    for (const stop of stops) await stop()
    await close()
    throw error
  }
}

/**
 * The health check says from now on that this process leaves, and every answer ends its connection; requests are served as before, until a
 * load balancer has seen it and sends nobody here any more. Only then does the server close: nobody meets a closed door.
 */
async function leave(host: Host): Promise<void> {
  Object.assign(host, { leaving: true })
  await sleep(host.config.drainSeconds * 1_000)
}

/** Migrations, job tables, test clock, seed and schedules: everything the product needs before the first request. */
export async function prepareDatabase(host: Host, modules: readonly DomainModule[]): Promise<void> {
  if (host.direct !== host.pool) await preparePooledSessions(host.direct, host.pool)
  await migrateJobs(host)
  await migrate(host.direct, modules)
  await checkKeys(host, host.db)
  await host.transaction(SYSTEM, async (ctx) => {
    const clock = await openClock(ctx)
    Object.assign(host, { clock })
  })
  await seedOnce(host, modules)
  await host.transaction(SYSTEM, registerSchedules)
}

async function openClock(ctx: Ctx): Promise<BusinessClock> {
  if (!ctx.host.config.testClock) return wallClock
  const found = await sql<{ value: string }>`select value from platform_state where key = 'test-clock'`.execute(ctx.sql<unknown>())
  const kept = found.rows[0]?.value
  return new TestClock(kept ? new Date(kept) : ctx.host.config.seed === 'acceptance' ? ACCEPTANCE_START : new Date())
}

/** Seeds in the order of the modules; each seed of the handbook runs at every start and only adds what is missing. */
async function seedOnce(host: Host, modules: readonly DomainModule[]): Promise<void> {
  const kinds: SeedKind[] = host.config.seed === 'handbook' ? ['handbook'] : ['handbook', host.config.seed]
  for (const kind of kinds) {
    await host.transaction(SYSTEM, async (ctx) => {
      await sql`select pg_advisory_xact_lock(7246002)`.execute(ctx.sql<unknown>())
      const key = `seeded:${kind}`
      const found = await sql`select 1 from platform_state where key = ${key}`.execute(ctx.sql<unknown>())
      if (kind !== 'handbook' && found.rows.length > 0) return
      for (const m of modules) await m.seed?.(ctx, kind)
      if (found.rows.length === 0) await sql`insert into platform_state (key, value) values (${key}, ${JSON.stringify(ctx.now().toISOString())}::jsonb)`.execute(ctx.sql<unknown>())
    })
  }
}
