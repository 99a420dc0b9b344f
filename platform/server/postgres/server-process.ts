// Starting, watching and stopping the server's main process ("postmaster").
import { spawn, spawnSync } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { closeSync, existsSync, openSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Place } from './cluster-place.ts'
import type { Binaries } from './find-binaries.ts'
import { explainOutput } from './postgres-error.ts'
import { commandLine, isAlive, processOwner } from './process-facts.ts'

export interface RunningServer {
  pid: number
  port: number
  /** Present when this process started it. */
  child?: ChildProcess
}

/** After a crash the server first replays its log; with gigabytes of it on a slow disk that takes minutes. */
const READY_TIMEOUT_MS = 15 * 60_000
const RECOVERY_NOTICE_MS = 3_000
const FAST_STOP_MS = 60_000
const IMMEDIATE_STOP_MS = 10_000

/**
 * Starts the server and waits until it accepts connections.
 * @param port tried first; another free one is taken when somebody else has it
 * @throws PostgresError with the server's own words
 */
export async function startServer(place: Place, binaries: Binaries, port: number | null, onRecovery: () => void): Promise<RunningServer> {
  for (let attempt = 0; ; attempt++) {
    const chosen = attempt === 0 && port !== null ? port : await freePort()
    const result = await tryStart(place, binaries, chosen, onRecovery)
    if (typeof result !== 'string') return result
    if (attempt < 5 && /could not bind|Address already in use|could not create any TCP\/IP sockets/i.test(result)) continue
    if (attempt < 30 && /pre-existing shared memory block/.test(result)) {
      await sleep(200) // children of a killed server are still on their way out
      continue
    }
    throw explainOutput(result, place.cluster)
  }
}

async function tryStart(place: Place, binaries: Binaries, port: number, onRecovery: () => void): Promise<RunningServer | string> {
  const startLog = join(place.base, 'start.log')
  rmSync(startLog, { force: true })
  const logged = logSizes(place.cluster)
  const log = openSync(startLog, 'wx', 0o600)
  // Detached: Ctrl-C in a terminal reaches the whole process group, and the database must outlive the application's last query.
  const child = spawn(binaries.postgres, serverArguments(place, port), {
    ...place.account, cwd: place.base, env: binaries.env, detached: true, stdio: ['ignore', log, log], windowsHide: true,
  })
  closeSync(log)
  const ended: string[] = []
  child.on('error', (error) => ended.push(error.message))
  child.on('exit', (code, signal) => ended.push(`exit ${code ?? signal}`))
  const began = Date.now()
  let told = false
  while (ended.length === 0) {
    if (child.pid !== undefined && isReady(place.cluster, child.pid)) {
      child.unref()
      return { pid: child.pid, port, child }
    }
    if (!told && Date.now() - began > RECOVERY_NOTICE_MS) {
      told = true
      onRecovery()
    }
    if (Date.now() - began > READY_TIMEOUT_MS) child.kill('SIGQUIT')
    await sleep(15)
  }
  return `${readFileSync(startLog, 'utf8')}\n${addedToLogs(place.cluster, logged)}\n${ended.join('\n')}`.trim()
}

function serverArguments(place: Place, port: number): string[] {
  return [
    '-D', place.cluster, '-p', String(port), '-c', 'listen_addresses=127.0.0.1',
    '-c', `config_file=${join(place.base, 'postgresql.conf')}`, '-c', `hba_file=${join(place.base, 'pg_hba.conf')}`,
  ]
}

/** Writes nothing and keeps the data safe: fast shutdown, then immediate (replayed at the next start), then kill. */
export async function stopServer(server: RunningServer, cluster: string, binaries: Binaries | null): Promise<void> {
  const signals: [NodeJS.Signals, number][] = [['SIGINT', FAST_STOP_MS], ['SIGQUIT', IMMEDIATE_STOP_MS], ['SIGKILL', IMMEDIATE_STOP_MS]]
  for (const [signal, wait] of signals) {
    if (process.platform === 'win32' && binaries) spawnSync(binaries.pgCtl, ['stop', '-D', cluster, '-m', signal === 'SIGINT' ? 'fast' : 'immediate'])
    else sendSignal(server.pid, signal)
    const until = Date.now() + wait
    while (Date.now() < until) {
      if (!isAlive(server.pid)) return
      await sleep(10)
    }
  }
  throw new Error(`PostgreSQL (process ${server.pid}) does not end`)
}

/** Asks for a fast shutdown without waiting; for the last moment of a process that did not stop properly. */
export function sendSignal(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

/**
 * A server that still runs on this cluster, left by an application that was killed. A postmaster.pid whose number belongs to
 * something else by now, or to a dead process that nobody collected, is removed: PostgreSQL would refuse to start because of it.
 */
export function findSurvivor(place: Place): RunningServer | null {
  const file = join(place.cluster, 'postmaster.pid')
  const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n') : []
  const pid = Number(lines[0])
  if (!Number.isInteger(pid) || pid <= 0) return null
  if (process.platform === 'win32') return isAlive(pid) ? { pid, port: Number(lines[3]) } : null
  const owner = processOwner(pid)
  const ours = isAlive(pid) && commandLine(pid).includes(` -D ${place.cluster} `) && (owner === null || owner === (place.account?.uid ?? process.getuid?.()))
  if (ours) return { pid, port: Number(lines[3]) }
  rmSync(file, { force: true })
  return null
}

/** The server writes its state into line 8 of postmaster.pid. */
function isReady(cluster: string, pid: number): boolean {
  try {
    const lines = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')
    return Number(lines[0]) === pid && lines[7]?.trim() === 'ready'
  } catch {
    return false // not written yet
  }
}

/** Sizes of the server's own log files, to tell what a start added to them. */
function logSizes(cluster: string): Map<string, number> {
  const folder = join(cluster, 'log')
  const files = existsSync(folder) ? readdirSync(folder).map((name) => join(folder, name)) : []
  return new Map(files.map((file) => [file, statSync(file).size]))
}

function addedToLogs(cluster: string, before: Map<string, number>): string {
  return [...logSizes(cluster)].map(([file, size]) => {
    const from = before.get(file) ?? 0
    return readFileSync(file).subarray(from <= size ? from : 0).toString()
  }).join('')
}

async function freePort(): Promise<number> {
  return new Promise((done, failed) => {
    const server = createServer()
    server.on('error', failed)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      server.close(() => done(port))
    })
  })
}
