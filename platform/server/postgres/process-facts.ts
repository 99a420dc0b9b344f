// What the operating system knows of a process: needed to tell a living owner of a file from a number that was used again.
import { execFileSync } from 'node:child_process'
import { readFileSync, readlinkSync, statSync } from 'node:fs'
import { hostname } from 'node:os'

const linux = process.platform === 'linux'

/** True while the process runs. A zombie (dead, not yet collected by its parent) counts as dead. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false
  }
  return !linux || !/^[ZX]$/.test(statFields(pid)[0] ?? 'Z')
}

/** When the process began, in a form only good for comparing; null when it is not running. Empty where the system does not say. */
export function processStart(pid: number): string | null {
  if (!isAlive(pid)) return null
  return linux ? (statFields(pid)[19] ?? '') : ''
}

/** Command line of a process with its arguments separated by spaces; empty when unknown. */
export function commandLine(pid: number): string {
  try {
    if (linux) return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
    if (process.platform === 'win32') return ''
    return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' })
  } catch {
    return '' // gone meanwhile, or not ours to see
  }
}

/** Account that a process runs as; null where the system does not say. */
export function processOwner(pid: number): number | null {
  try {
    return linux ? statSync(`/proc/${pid}`).uid : null
  } catch {
    return null
  }
}

/** Names the set of processes among which a pid means something: this machine, and on Linux this container. */
export function processSpace(): string {
  try {
    return `${hostname()} ${linux ? readlinkSync('/proc/self/ns/pid') : ''}`.trim()
  } catch {
    return hostname()
  }
}

/** The fields of /proc/<pid>/stat from the state on (the name before it may hold spaces and brackets). */
function statFields(pid: number): string[] {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  } catch {
    return []
  }
}
