// Two PostgreSQL servers of the operating system, the second a synchronous standby of the first: what a company runs that must not lose a write.
import { execFileSync, spawn } from 'node:child_process'
import { appendFileSync, chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { tmpdir, userInfo } from 'node:os'
import pg from 'pg'
import { freePort } from './free-port.ts'

export interface ReplicatedPostgres {
  /** With both hosts, as the operator would write it. */
  readonly url: string
  /** Of the first server and of the second. */
  readonly ports: readonly [number, number]
  /** Of the server that takes writes at this moment, as superuser. */
  writable(): string
  /** Kills the first server, as a power cut would, and makes the second one take writes. */
  failOver(): Promise<void>
  stop(): void
}

/** Folder of the newest server programs of Debian's packages; null where there are none. */
export function serverPrograms(): string | null {
  const base = '/usr/lib/postgresql'
  const version = existsSync(base) ? readdirSync(base).filter((v) => existsSync(join(base, v, 'bin', 'initdb'))).toSorted((a, b) => Number(b) - Number(a))[0] : undefined
  return version ? join(base, version, 'bin') : null
}

/** `settings`: further lines of postgresql.conf. */
export async function startReplicated(programs: string, settings: readonly string[] = []): Promise<ReplicatedPostgres> {
  const account = userInfo().uid === 0 ? serviceAccount() : null, as = account ? { uid: account.uid, gid: account.gid } : {}
  const run = (program: string, args: string[]): void => { execFileSync(join(programs, program), args, { ...as, cwd: '/', stdio: 'ignore', env: { PATH: '/usr/bin:/bin', LC_ALL: 'C.UTF-8', PGPASSWORD: '' } }) }
  const [first, second] = [await freePort(), await freePort()], dir = mkdtempSync(join(tmpdir(), 'houyuan-servers-')), one = join(dir, 'one'), two = join(dir, 'two')
  if (account) chownSync(dir, account.uid, account.gid)
  run('initdb', ['-D', one, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8', '--data-checksums'])
  appendFileSync(join(one, 'postgresql.conf'), `\nport=${first}\nlisten_addresses='127.0.0.1'\nunix_socket_directories=''\nwal_level=replica\nmax_wal_senders=5\nhot_standby=on\nmax_connections=150\n${settings.map((line) => `${line}\n`).join('')}`)
  const start = async (data: string, port: number): Promise<void> => {
    spawn(join(programs, 'postgres'), ['-D', data, '-p', String(port)], { ...as, cwd: '/', stdio: 'ignore', detached: true }).unref()
    await until(() => ask(port, 'select 1').then(() => true, () => false))
  }
  await start(one, first)
  run('pg_basebackup', ['-D', two, '-h', '127.0.0.1', '-p', String(first), '-U', 'postgres', '-R', '-X', 'stream', '-d', `host=127.0.0.1 port=${first} user=postgres application_name=second`])
  await start(two, second)
  await ask(first, `alter system set synchronous_standby_names = 'second'`)
  await ask(first, 'select pg_reload_conf()')
  await until(async () => (await ask(first, `select 1 from pg_stat_replication where sync_state = 'sync'`)).length > 0)
  await ask(first, 'create database houyuan')
  let port = first
  const kill = (data: string): void => {
    const file = join(data, 'postmaster.pid')
    if (existsSync(file)) try { process.kill(Number(readFileSync(file, 'utf8').split('\n')[0]), 'SIGKILL') } catch (error) { if ((error as { code?: string }).code !== 'ESRCH') throw error }
  }
  return {
    ports: [first, second],
    url: `postgres://postgres@127.0.0.1:${first},127.0.0.1:${second}/houyuan?target_session_attrs=read-write`,
    writable: () => `postgres://postgres@127.0.0.1:${port}/houyuan`,
    async failOver() {
      kill(one)
      await ask(second, 'select pg_promote()')
      port = second
      await until(async () => (await ask<{ asleep: boolean }>(second, 'select pg_is_in_recovery() as asleep'))[0]?.asleep === false)
    },
    stop() { kill(one); kill(two); rmSync(dir, { recursive: true, force: true, maxRetries: 5 }) },
  }
}

function serviceAccount(): { uid: number; gid: number } {
  const id = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }))
  return { uid: id('-u'), gid: id('-g') }
}

async function ask<T>(port: number, text: string): Promise<T[]> {
  const client = new pg.Client({ host: '127.0.0.1', port, user: 'postgres', database: 'postgres', connectionTimeoutMillis: 3_000 })
  client.on('error', () => undefined)
  try { await client.connect(); return (await client.query(text)).rows as T[] } finally { await client.end().catch(() => undefined) }
}

async function until(what: () => Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 60_000; !await what();) {
    if (Date.now() > end) throw new Error('the database server does not come up')
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}
