// For tests: a product on a real database of its own, made in milliseconds from a template with all migrations applied.
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import pino, { type Logger } from 'pino'
import type { Config } from './config/load-config.ts'
import { loadConfig } from './config/load-config.ts'
import { migrateJobs } from './jobs.ts'
import { migrate, migrationsHash } from './migrate.ts'
import type { DomainModule } from './module.ts'
import { testServer } from './postgres/test-database.ts'
import type { HttpParts } from './http/server.ts'
import { startRuntime, type Runtime } from './runtime.ts'

export interface TestProduct extends Runtime {
  config: Config
  databaseUrl: string
}

/** Makes an empty database with all migrations; `drop` removes it. */
export async function testDatabase(modules: readonly DomainModule[]): Promise<{ url: string; drop(): Promise<void> }> {
  const server = await testServer()
  const template = `houyuan_tpl_${migrationsHash(modules)}`
  const name = `houyuan_test_${randomBytes(6).toString('hex')}`
  await withAdmin(server.url, async (admin) => {
    await admin.query('select pg_advisory_lock(7246003)')
    const found = await admin.query('select 1 from pg_database where datname = $1', [template])
    if (found.rowCount === 0) await makeTemplate(admin, server.url, template, modules)
    await admin.query(`create database "${name}" template "${template}"`)
  })
  return { url: withName(server.url, name), drop: () => withAdmin(server.url, async (admin) => { await admin.query(`drop database if exists "${name}" with (force)`) }) }
}

async function makeTemplate(admin: pg.Client, url: string, template: string, modules: readonly DomainModule[]): Promise<void> {
  const building = `${template}_building`
  await admin.query(`drop database if exists "${building}" with (force)`)
  await admin.query(`create database "${building}" template template0 encoding 'UTF8'`)
  const pool = new pg.Pool({ connectionString: withName(url, building), max: 2 })
  pool.on('error', () => undefined)
  pool.on('connect', (client) => client.on('error', () => undefined))
  try {
    await migrateJobs({ direct: pool, log: pino({ level: 'silent' }) })
    await migrate(pool, modules)
  } finally { await pool.end() }
  await admin.query(`alter database "${building}" rename to "${template}"`)
}

async function withAdmin(url: string, work: (admin: pg.Client) => Promise<void>): Promise<void> {
  const admin = new pg.Client({ connectionString: url })
  await admin.connect()
  try { await work(admin) } finally { await admin.end() }
}

const withName = (url: string, name: string): string => { const u = new URL(url); u.pathname = `/${name}`; return u.href }

export interface TestOptions {
  modules: readonly DomainModule[]
  http: HttpParts
  env?: Record<string, string>
  workers?: boolean
  logLevel?: string
  /** Instead of one at `logLevel`: to read what is logged. */
  log?: Logger
}

/** A whole product (HTTP by `inject`, workers, seed `acceptance` and test clock unless `env` says otherwise). Call `stop` at the end. */
export async function startTestProduct(options: TestOptions): Promise<TestProduct> {
  const database = await testDatabase(options.modules)
  const dataDir = mkdtempSync(join(tmpdir(), 'houyuan-test-'))
  const config = loadConfig({ HOUYUAN_DATA: dataDir, HOUYUAN_SEED: 'acceptance', HOUYUAN_TEST_CLOCK: '1', HOUYUAN_SMTP_IN: '', PORT: '0', ...options.env }, join(dataDir, 'houyuan.config.json'))
  const log = options.log ?? pino({ level: options.logLevel ?? process.env.HOUYUAN_TEST_LOG ?? 'error' })
  const runtime = await startRuntime({ config, databaseUrl: database.url, modules: options.modules, log, http: options.http, poolSize: 10, workers: options.workers })
  return {
    ...runtime, config, databaseUrl: database.url,
    async stop() { await runtime.stop(); await database.drop(); rmSync(dataDir, { recursive: true, force: true }) },
  }
}
