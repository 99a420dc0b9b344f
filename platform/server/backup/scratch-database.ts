// An empty database beside the one in use, for restore tests and rehearsals; gone afterwards. On the same server where we may make one,
// otherwise in an embedded server of its own.
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { randomBytes } from 'node:crypto'
import pg from 'pg'
import type { Host } from '../host.ts'
import { readPasswords } from '../postgres/passwords.ts'
import { startEmbeddedPostgres } from '../postgres/start-embedded-postgres.ts'
import { databaseUrl } from './write-backup.ts'

export interface Scratch { url: string; drop(): Promise<void> }

const PREFIX = 'houyuan_scratch_'

export async function openScratch(host: Host): Promise<Scratch> {
  const own = new URL(await databaseUrl(host)), admin = new URL(own), passwords = host.config.databaseUrl ? null : readPasswords(host.config.dataDir)
  if (passwords) { admin.username = 'postgres'; admin.password = passwords.admin }
  admin.pathname = '/postgres'
  try { return await onServer(host, admin, own) } catch (error) {
    // 42501: may not make databases; 3D000 and 28000: may not even look at the maintenance database.
    if (!['42501', '3D000', '28000', '28P01'].includes((error as { code?: string }).code ?? '')) throw error
    host.log.info('the database role may not make databases; the restore goes into an embedded server of its own')
    return inOwnServer(host)
  }
}

async function onServer(host: Host, admin: URL, own: URL): Promise<Scratch> {
  // Marks whose it is: several installations may share a server, and each removes only what it left itself.
  const mine = `${PREFIX}${host.cipher.fingerprint('scratch', 'backup.scratch').toLowerCase().replace(/[^a-z0-9]/g, '').slice(0, 10)}_`
  const name = `${mine}${randomBytes(4).toString('hex')}`, owner = decodeURIComponent(own.username)
  await asAdmin(admin.href, async (client) => {
    const left = await client.query<{ datname: string }>('select datname from pg_database d where datname like $1 and not exists (select 1 from pg_stat_activity a where a.datname = d.datname)', [`${mine.replaceAll('_', '\\_')}%`])
    for (const { datname } of left.rows) await client.query(`drop database if exists ${pg.escapeIdentifier(datname)}`)
    await client.query(`create database ${pg.escapeIdentifier(name)} ${owner ? `owner ${pg.escapeIdentifier(owner)}` : ''} encoding 'UTF8' template template0`)
  })
  const url = new URL(own)
  url.pathname = `/${name}`
  return { url: url.href, drop: () => asAdmin(admin.href, async (client) => { await client.query(`drop database if exists ${pg.escapeIdentifier(name)} with (force)`) }) }
}

async function inOwnServer(host: Host): Promise<Scratch> {
  const dataDir = join(host.config.dataDir, 'restore-test')
  await rm(dataDir, { recursive: true, force: true })
  await mkdir(dataDir, { recursive: true, mode: 0o700 })
  const say = (text: string) => host.log.info(text)
  const server = await startEmbeddedPostgres({ dataDir, log: { info: say, warn: say, error: (text) => host.log.error(text) }, settings: { fsync: 'off', synchronous_commit: 'off' } })
  return { url: server.url, async drop() { await server.stop(); await rm(dataDir, { recursive: true, force: true }) } }
}

async function asAdmin(url: string, work: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 })
  await client.connect()
  try { await work(client) } finally { await client.end() }
}
