import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import pg from 'pg'
import { afterAll, describe, expect, it, vi } from 'vitest'
import { joinEmbeddedPostgres } from './join-embedded-postgres.ts'
import { isAlive } from './process-facts.ts'
import { startEmbeddedPostgres } from './start-embedded-postgres.ts'
import type { EmbeddedOptions, EmbeddedPostgres } from './start-embedded-postgres.ts'

// Each test starts several servers that do call fsync; on a busy disk that takes a while.
vi.setConfig({ testTimeout: 90_000 })

const root = process.getuid?.() === 0
const base = mkdtempSync(join(tmpdir(), 'houyuan 数据 '))
chmodSync(base, 0o755)
const children: ChildProcess[] = []
const running: EmbeddedPostgres[] = []
const said: string[] = []
const log = { info: (text: string) => void said.push(text), warn: (text: string) => void said.push(text), error: (text: string) => void said.push(text) }

afterAll(async () => {
  for (const child of children) child.kill('SIGKILL')
  for (const server of running) await server.stop()
  rmSync(base, { recursive: true, force: true })
})

async function start(name: string, options: Partial<EmbeddedOptions> = {}): Promise<EmbeddedPostgres> {
  const server = await startEmbeddedPostgres({ dataDir: join(base, name), log, ...options })
  running.push(server)
  return server
}

async function query<R extends pg.QueryResultRow>(url: string, text: string, values: unknown[] = []): Promise<R[]> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => undefined) // the server is killed under it on purpose
  await client.connect()
  try {
    return (await client.query<R>(text, values)).rows
  } finally {
    await client.end()
  }
}

interface Child {
  process: ChildProcess
  first: { url: string; pid: number; uid: number; fault?: string; message?: string }
  /** Number of the last row that was acknowledged, and how many there were. */
  acknowledged(): number
  count(): number
}

/** Runs the miniature product in another process, as another account if asked. */
async function inProcess(dataDir: string, mode: 'hold' | 'write', uid?: number): Promise<Child> {
  const program = join(import.meta.dirname, 'launcher-child.testing.ts')
  const child = spawn(process.execPath, [program, dataDir, mode], { uid, gid: uid, stdio: ['ignore', 'pipe', 'inherit'] })
  children.push(child)
  let last = 0
  let count = 0
  const first = await new Promise<Child['first']>((done, failed) => {
    child.once('exit', (code) => failed(new Error(`ended with ${code} before it was ready`)))
    createInterface(child.stdout).on('line', (line) => {
      if (line.startsWith('ack ')) {
        last = Number(line.slice(4))
        count++
      } else done(JSON.parse(line) as Child['first'])
    })
  })
  return { process: child, first, acknowledged: () => last, count: () => count }
}

const ended = (child: ChildProcess): Promise<void> => new Promise((done) => (child.exitCode ?? child.signalCode) !== null ? done() : child.once('exit', () => done()))
const wait = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms))

describe('a data folder with spaces and Chinese characters', () => {
  it('gets a server with safe settings, keeps its rows and is closed to other accounts', async () => {
    const first = await start('一 号')
    const [facts] = await query(first.url, `select current_setting('fsync') as fsync, current_setting('data_checksums') as checksums,
      current_setting('listen_addresses') as listen, current_user as me,
      (select rolsuper from pg_roles where rolname = current_user) as super, (select datlocprovider from pg_database where datname = current_database()) as provider`)
    expect(facts).toEqual({ fsync: 'on', checksums: 'on', listen: '127.0.0.1', me: 'houyuan', super: false, provider: 'b' })
    expect(await query(first.adminUrl, 'show unix_socket_directories')).toEqual([{ unix_socket_directories: '' }])
    await query(first.url, `create table kept as select '后援' as word`)
    await query(first.url, 'create extension pg_trgm')
    expect((await query(first.url, `select show_trgm('数据库') as grams`))[0]?.['grams']).toHaveLength(4)
    await first.stop()
    const second = await start('一 号')
    expect(await query(second.url, 'select word from kept')).toEqual([{ word: '后援' }])
    await second.stop()
    const paths = ['', 'postgres', 'postgres/cluster', 'postgres-passwords.json']
    expect(paths.filter((path) => (statSync(join(base, '一 号', path)).mode & 0o007) !== 0)).toEqual([])
    expect(existsSync(join(base, '一 号', 'houyuan.lock'))).toBe(false)
  })

  it('refuses a wrong password', async () => {
    const server = await start('一 号')
    await expect(query(server.url.replace(/:[0-9a-f]+@/, ':wrong@'), 'select 1')).rejects.toMatchObject({ code: '28P01' })
    await server.stop()
  })

  it('is usable again after its password file was lost', async () => {
    rmSync(join(base, '一 号', 'postgres-passwords.json'))
    const server = await start('一 号')
    expect(await query(server.url, 'select word from kept')).toEqual([{ word: '后援' }])
    await server.stop()
  })
})

describe('after kill -9', () => {
  it('of the application: the surviving server is adopted and no acknowledged row is lost', async () => {
    const dataDir = join(base, 'app')
    const child = await inProcess(dataDir, 'write')
    while (child.count() < 100) await wait(20)
    child.process.kill('SIGKILL')
    await ended(child.process)
    const server = await start('app')
    expect(server.pid).toBe(child.first.pid)
    expect(said.join()).toContain('adopted')
    expect(await query(server.url, 'select count(*)::int as n from rows where n <= $1', [child.acknowledged()])).toEqual([{ n: child.acknowledged() }])
    await server.stop()
    expect(isAlive(server.pid)).toBe(false)
  })

  it('of the application and PostgreSQL in mid-write: three rounds, no acknowledged row is lost', async () => {
    const dataDir = join(base, 'app')
    for (let round = 1; round <= 3; round++) {
      const child = await inProcess(dataDir, 'write')
      while (child.count() < 60) await wait(5)
      process.kill(child.first.pid, 'SIGKILL')
      child.process.kill('SIGKILL')
      await ended(child.process)
      const server = await start('app')
      const acknowledged = child.acknowledged()
      expect(await query(server.url, 'select count(*)::int as n from rows where n <= $1', [acknowledged])).toEqual([{ n: acknowledged }])
      await server.stop()
    }
  })

  it('of PostgreSQL alone: it comes back on the same address', async () => {
    const server = await start('一 号')
    await query(server.url, 'create table counted as select 1 as n')
    const before = server.pid
    process.kill(before, 'SIGKILL')
    let rows: pg.QueryResultRow[] = []
    for (let attempt = 0; rows.length === 0 && attempt < 100; attempt++) {
      await wait(100)
      rows = await query(server.url, 'select n from counted').catch(() => [])
    }
    expect(rows).toEqual([{ n: 1 }])
    expect(server.pid).not.toBe(before)
    await server.stop()
  })

  it('of a machine: a process number that was used again does not block the start', async () => {
    const dataDir = join(base, '一 号')
    writeFileSync(join(dataDir, 'postgres', 'cluster', 'postmaster.pid'), `${process.pid}\n${dataDir}\n1\n5432\n\n127.0.0.1\n1 1\nready\n`)
    const server = await start('一 号')
    expect(await query(server.url, 'select n from counted')).toEqual([{ n: 1 }])
    await server.stop()
  })
})

describe('refusals are sentences in Chinese and English', () => {
  it('a second process on the same folder, while a command may join the running one', async () => {
    const child = await inProcess(join(base, 'app'), 'hold')
    await expect(start('app')).rejects.toMatchObject({
      fault: 'in-use', message: expect.stringMatching(new RegExp(`另一个正在运行.*${child.process.pid}[^]*Another running Houyuan`)),
    })
    const joined = await joinEmbeddedPostgres({ dataDir: join(base, 'app'), log })
    expect(joined.shared).toBe(true)
    expect(await query(joined.url, 'select 1 as one')).toEqual([{ one: 1 }])
    await joined.stop()
    child.process.kill('SIGTERM')
    await ended(child.process)
    const alone = await joinEmbeddedPostgres({ dataDir: join(base, 'app'), log })
    expect(alone.shared).toBe(false)
    await alone.stop()
  })

  it('a cluster of another major version', async () => {
    const file = join(base, '一 号', 'postgres', 'cluster', 'PG_VERSION')
    writeFileSync(file, '17\n')
    await expect(start('一 号')).rejects.toMatchObject({ fault: 'other-postgres', message: expect.stringMatching(/PostgreSQL 17[^]*houyuan backup/) })
    writeFileSync(file, '18\n')
  })

  it('a folder that cannot be written', async () => {
    writeFileSync(join(base, 'a-file'), '')
    await expect(start('a-file/data')).rejects.toMatchObject({ fault: 'not-writable', message: expect.stringMatching(/不可写[^]*cannot be written/) })
  })

  it('settings that PostgreSQL does not take: its own words are shown', async () => {
    await expect(start('一 号', { settings: { shared_buffers: 'plenty' } })).rejects.toMatchObject({ fault: 'failed', message: expect.stringContaining('plenty') })
    expect(existsSync(join(base, '一 号', 'houyuan.lock'))).toBe(false)
  })
})

describe.runIf(root)('started by root', () => {
  it('the server runs as an account of its own', async () => {
    const server = await start('app')
    expect(statSync(`/proc/${server.pid}`).uid).toBeGreaterThan(50_000)
    await server.stop()
  })

  it('a folder that this account cannot reach keeps its cluster elsewhere and says where', async () => {
    const closed = join(base, '私人 文件')
    mkdirSync(closed, { mode: 0o700 })
    const dataDir = join(closed, 'data')
    const first = await startEmbeddedPostgres({ dataDir, log })
    await query(first.url, 'create table kept as select 7 as n')
    await first.stop()
    const place = readFileSync(join(dataDir, 'postgres.location'), 'utf8').trim()
    const second = await startEmbeddedPostgres({ dataDir, log })
    expect(await query(second.url, 'select n from kept')).toEqual([{ n: 7 }])
    await second.stop()
    expect(statSync(closed).mode & 0o777).toBe(0o700)
    rmSync(place, { recursive: true })
    await expect(startEmbeddedPostgres({ dataDir, log })).rejects.toMatchObject({ message: expect.stringContaining(place) })
  })

  it('an ordinary user can run it too, is told about a folder not theirs, and root may continue on their folder', async () => {
    const nobody = 65534
    const own = join(base, 'ordinary')
    mkdirSync(own)
    chownSync(own, nobody, nobody)
    const child = await inProcess(own, 'hold', nobody)
    expect(child.first.uid).toBe(nobody)
    await query(child.first.url, 'create table kept as select 5 as n')
    child.process.kill('SIGTERM')
    await ended(child.process)
    const refused = await inProcess(join(base, 'app'), 'hold', nobody)
    expect(refused.first).toMatchObject({ fault: 'not-writable', message: expect.stringContaining('HOUYUAN_DATA') })
    const server = await start('ordinary')
    expect(await query(server.url, 'select n from kept')).toEqual([{ n: 5 }])
    await server.stop()
    const again = await inProcess(own, 'hold', nobody)
    expect(await query(again.first.url, 'select n from kept')).toEqual([{ n: 5 }])
    again.process.kill('SIGTERM')
    await ended(again.process)
  })
})
