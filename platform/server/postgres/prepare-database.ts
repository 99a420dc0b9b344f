// The few statements the launcher itself sends: who may log in, the application's database, and a look at a surviving server.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import pg from 'pg'
import { initAccount, ownRecursively } from './accounts.ts'
import type { Place } from './cluster-place.ts'
import type { Binaries } from './find-binaries.ts'
import type { Passwords } from './passwords.ts'
import { explainOutput } from './postgres-error.ts'

/** Name of the application's role and of its database. */
export const APP = 'houyuan'

export const addressOf = (port: number, user: string, password: string, database: string): string =>
  `postgres://${user}:${password}@127.0.0.1:${port}/${database}`

/** Makes the application's role and database where they are missing, and sets its password. */
export async function prepareDatabase(port: number, passwords: Passwords): Promise<void> {
  await asAdmin(port, passwords, async (admin) => {
    const role = await admin.query('select 1 from pg_roles where rolname = $1', [APP])
    const password = `password ${admin.escapeLiteral(passwords.app)}`
    if (role.rowCount === 0) await admin.query(`create role ${APP} login ${password}`)
    const database = await admin.query('select 1 from pg_database where datname = $1', [APP])
    if (database.rowCount === 0) await admin.query(`create database ${APP} owner ${APP} template template0`)
    if (!(await canLogIn(port, passwords))) await admin.query(`alter role ${APP} login ${password}`)
  })
}

/** True when the survivor answers, is the server of this cluster and runs this version. Sessions of the dead application are ended. */
export async function takeOver(port: number, passwords: Passwords, place: Place, version: string): Promise<boolean> {
  try {
    return await asAdmin(port, passwords, async (admin) => {
      const { rows } = await admin.query<{ folder: string; version: string }>(
        `select current_setting('data_directory') as folder, split_part(current_setting('server_version'), ' ', 1) as version`,
      )
      if (rows[0]?.folder !== place.cluster || rows[0].version !== version) return false
      await admin.query(`select pg_terminate_backend(pid) from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()`)
      return true
    })
  } catch {
    return false // stopping, starting or broken: the caller stops it and starts it anew
  }
}

/**
 * Sets the superuser's password without a running server, for a data folder that lost its password file. Like initdb, this mode
 * insists on a named account, so the files change hands for a moment.
 */
export function resetAdminPassword(place: Place, binaries: Binaries, password: string): void {
  const named = initAccount(place.account)
  const config = join(place.base, 'postgresql.conf')
  try {
    if (named) ownRecursively(place.cluster, named)
    const result = spawnSync(binaries.postgres, ['--single', '-D', place.cluster, '-c', `config_file=${config}`, '-c', 'logging_collector=off', 'postgres'], {
      ...named, cwd: place.base, env: binaries.env, encoding: 'utf8', input: `alter role postgres password '${password}'\n`,
    })
    if (result.status !== 0) throw explainOutput(`${result.stderr}\n${result.error?.message ?? ''}`, place.cluster)
  } finally {
    if (place.account) ownRecursively(place.cluster, place.account)
  }
}

async function canLogIn(port: number, passwords: Passwords): Promise<boolean> {
  const client = new pg.Client({ connectionString: addressOf(port, APP, passwords.app, APP), connectionTimeoutMillis: 10_000 })
  try {
    await client.connect()
    await client.end()
    return true
  } catch (error) {
    if ((error as pg.DatabaseError).code === '28P01') return false
    throw error
  }
}

async function asAdmin<T>(port: number, passwords: Passwords, work: (admin: pg.Client) => Promise<T>): Promise<T> {
  const admin = new pg.Client({ connectionString: addressOf(port, 'postgres', passwords.admin, 'postgres'), connectionTimeoutMillis: 10_000 })
  await admin.connect()
  try {
    return await work(admin)
  } finally {
    await admin.end()
  }
}
