// Makes a new cluster beside its final place and moves it there when complete: a crash half-way leaves nothing that
// could be taken for a database.
import { spawn } from 'node:child_process'
import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, statfsSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { initAccount, ownRecursively } from './accounts.ts'
import type { Account } from './accounts.ts'
import type { Place } from './cluster-place.ts'
import type { Binaries } from './find-binaries.ts'
import { diskFull, explainOutput, fileFault, PostgresError } from './postgres-error.ts'

/** A fresh cluster takes about 45 MB; less than this and the first write-ahead files would not fit. */
const NEEDED_BYTES = 200 * 2 ** 20

export interface NewCluster {
  place: Place
  binaries: Binaries
  password: string
  /** False only for throw-away test servers. */
  durable: boolean
}

/** @throws PostgresError `disk-full`, `not-writable`, `account` or `failed` */
export async function createCluster(wanted: NewCluster): Promise<void> {
  const { place } = wanted
  const staging = join(place.base, 'cluster.new')
  const init = initAccount(place.account)
  const space = statfsSync(place.base)
  if (space.bavail * space.bsize < NEEDED_BYTES) throw diskFull(place.base)
  try {
    rmSync(staging, { recursive: true, force: true })
    mkdirSync(staging)
    chmodSync(staging, 0o700)
    const passwordFile = join(staging, 'password')
    writeFileSync(passwordFile, `${wanted.password}\n`, { mode: 0o600 })
    if (init) for (const path of [passwordFile, staging]) chownSync(path, init.uid, init.gid)
    await initdb(wanted, staging, passwordFile, init)
    const made = join(staging, 'cluster')
    if (place.account) ownRecursively(made, place.account)
    renameSync(made, place.cluster)
  } catch (error) {
    throw fileFault(error, place.base)
  } finally {
    rmSync(staging, { recursive: true, force: true })
  }
}

/** Gives a cluster that root copied or restored back to the server's account; refuses one of another account or major version. */
export function checkCluster(place: Place, binaries: Binaries): void {
  const owner = statSync(place.cluster).uid
  if (place.account && owner === 0) ownRecursively(place.cluster, place.account)
  if (!place.account && process.getuid && owner !== process.getuid()) {
    throw new PostgresError('not-writable', {
      zh: `数据库文件夹属于另一个账户（uid ${owner}）：${place.cluster}。请以该账户启动，或以 root 更改所有者（chown -R）。`,
      en: `The database folder belongs to another account (uid ${owner}): ${place.cluster}. Start as that account, or let root change the owner (chown -R).`,
    })
  }
  const made = majorVersion(place.cluster)
  const brought = binaries.version.split('.')[0]
  if (made === brought) return
  throw new PostgresError('other-postgres', {
    zh: `数据库由 PostgreSQL ${made} 建立，本产品自带 PostgreSQL ${brought}：${place.cluster}。请用原版本执行 houyuan backup，再用当前版本恢复到空文件夹。`,
    en: `The database was made by PostgreSQL ${made}; this product brings PostgreSQL ${brought}: ${place.cluster}. Take a backup with the earlier version (houyuan backup) and restore it into an empty folder with this one.`,
  })
}

function majorVersion(cluster: string): string {
  const file = join(cluster, 'PG_VERSION')
  return existsSync(file) ? readFileSync(file, 'utf8').trim() : '?'
}

async function initdb(wanted: NewCluster, staging: string, passwordFile: string, account: Account | undefined): Promise<void> {
  const common = [
    '-D', join(staging, 'cluster'), '--username=postgres', `--pwfile=${passwordFile}`, '--auth=scram-sha-256', '--encoding=UTF8',
    '--data-checksums', '--no-instructions', ...(wanted.durable ? [] : ['--no-sync']),
  ]
  // Sorting and character classes come from PostgreSQL itself, so they stay the same on every machine; the system's locale
  // matters only to the few extensions that ask for it, and old systems do not have C.UTF-8.
  const first = await run(wanted.binaries, [...common, '--locale-provider=builtin', '--locale=C.UTF-8'], account, staging)
  if (first.code === 0) return
  const second = /invalid locale/.test(first.output)
    ? await run(wanted.binaries, [...common, '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C'], account, staging)
    : first
  if (second.code === 0) return
  if (/look up effective user ID/.test(second.output)) throw noEntry(second.output)
  throw explainOutput(second.output, wanted.place.base)
}

function run(binaries: Binaries, args: string[], account: Account | undefined, cwd: string): Promise<{ code: number | null; output: string }> {
  return new Promise((done) => {
    const child = spawn(binaries.initdb, args, { ...account, cwd, env: binaries.env, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()))
    child.on('error', (error) => done({ code: null, output: output + error.message }))
    child.on('close', (code) => done({ code, output }))
  })
}

function noEntry(output: string): PostgresError {
  return new PostgresError('account', {
    zh: `当前账户（uid ${process.getuid?.()}）在系统账户表中没有条目，内置数据库无法建立。请使用有名称的账户，或用 DATABASE_URL 指定数据库服务器。`,
    en: `The current account (uid ${process.getuid?.()}) has no entry in the system's account table, so the built-in database cannot be made. Use a named account, or name a server with DATABASE_URL.`,
  }, output)
}
