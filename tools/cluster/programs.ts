// The programs of a cluster as Debian packages them: found, or installed where this account may.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { serverPrograms } from '../faults/replicated-postgres.ts'

export type Program = 'haproxy' | 'nginx' | 'pgbouncer'

const PACKAGES: Record<Program | 'postgresql', string> = { haproxy: 'haproxy', nginx: 'nginx-light', pgbouncer: 'pgbouncer', postgresql: 'postgresql' }

export const pathOf = (program: Program): string => `/usr/sbin/${program}`

/** Folder of the PostgreSQL programs. Installs what is missing; throws Error that says what to do by hand. */
export function ensurePrograms(programs: readonly Program[], say: (text: string) => void): string {
  const missing = [...programs.filter((p) => !existsSync(pathOf(p))), ...(serverPrograms() ? [] : ['postgresql' as const])].map((p) => PACKAGES[p])
  if (missing.length > 0 && process.getuid?.() === 0) {
    say(`安装 / installing ${missing.join(' ')} (Debian)`)
    const apt = (...args: string[]) => spawnSync('apt-get', args, { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } })
    // Their services would take the very ports that are to be used.
    apt('update', '-qq')
    apt('install', '-y', '-qq', '--no-install-recommends', '-o', 'Dpkg::Options::=--force-confold', ...missing)
  }
  const found = serverPrograms()
  const still = programs.filter((p) => !existsSync(pathOf(p)))
  if (found && still.length === 0) return found
  throw new Error(`缺少程序，请先安装 / programs are missing, install them first: apt-get install ${[...still.map((p) => PACKAGES[p]), ...(found ? [] : ['postgresql'])].join(' ')}`)
}
