// An installation that can be hurt: the product as real processes on a real PostgreSQL, each of which can be killed and started again.
import { spawn, type ChildProcess } from 'node:child_process'
import { createConnection } from 'node:net'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { knownPlace } from '../../platform/server/postgres/cluster-place.ts'
import { readPasswords } from '../../platform/server/postgres/passwords.ts'
import { addressOf, APP } from '../../platform/server/postgres/prepare-database.ts'
import { findSurvivor } from '../../platform/server/postgres/server-process.ts'
import { startEmbeddedPostgres, type EmbeddedPostgres } from '../../platform/server/postgres/start-embedded-postgres.ts'
import { startCable, type Cable } from './cable.ts'
import { freePort } from './free-port.ts'
import type { OutsideWorld } from './outside-world.ts'
import { serverPrograms, startReplicated } from './replicated-postgres.ts'

/** `one`: a single process with the embedded database. `many`: a web process and a worker on a database server of their own. `replicated`: the same on a server with a synchronous standby. */
export type Shape = 'one' | 'many' | 'replicated'

export interface Installation {
  readonly shape: Shape
  readonly address: string
  readonly smtpPort: number
  /** Address of the database itself, past the cable. */
  databaseUrl(): string
  /** The line between product and database; only in shape `many`. */
  readonly cable: Cable | null
  kill(part: Part): void
  /** Starts whatever is dead, as a service manager would. Resolves when the product answers `/readyz`; returns the milliseconds it took. */
  recover(): Promise<number>
  stop(): Promise<void>
}

export type Part = 'web' | 'worker' | 'postgres' | 'primary' | 'all'

const silent = { info() { /* the harness reports */ }, warn() { /* the harness reports */ }, error() { /* the harness reports */ } }
const READY_MS = 180_000, LISTENING_MS = 30_000

export interface InstallationOptions { shape: Shape; dataDir: string; outside: OutsideWorld; onOutput?: (text: string) => void }

export async function startInstallation({ shape, dataDir, outside, onOutput = () => undefined }: InstallationOptions): Promise<Installation> {
  const port = await freePort(), smtpPort = await freePort(), address = `http://127.0.0.1:${port}`
  const pair = shape === 'replicated' ? await startReplicated(requirePrograms()) : null
  const postgres: EmbeddedPostgres | null = shape === 'many' ? await startEmbeddedPostgres({ dataDir: join(dataDir, 'database'), log: silent }) : null
  const cable = postgres ? await startCable(Number(new URL(postgres.url).port)) : null
  const common = {
    HOUYUAN_DATA: join(dataDir, 'product'), HOST: '127.0.0.1', PORT: String(port), HOUYUAN_SEED: 'acceptance', HOUYUAN_TEST_CLOCK: '1', HOUYUAN_SMTP_OUT: outside.mail.url, HOUYUAN_IMAP: outside.mailbox.url, HOUYUAN_FAULTS_CLOCK: outside.clockFile, HOUYUAN_LOG: 'error',
    ...(postgres && cable ? { DATABASE_URL: rewired(postgres.url, cable.port) } : pair ? { DATABASE_URL: pair.url } : {}),
  }
  const smtpIn = `127.0.0.1:${smtpPort}`
  const roles: Record<string, Record<string, string>> = shape === 'one'
    ? { web: { ...common, HOUYUAN_ROLE: 'all', HOUYUAN_SMTP_IN: smtpIn } }
    : { web: { ...common, HOUYUAN_ROLE: 'web', HOUYUAN_SMTP_IN: '' }, worker: { ...common, HOUYUAN_ROLE: 'worker', HOUYUAN_SMTP_IN: smtpIn } }
  const running = new Map<string, ChildProcess>()
  const isDead = (child: ChildProcess | undefined): boolean => !child || child.exitCode !== null || child.signalCode !== null

  let failing: Promise<void> = Promise.resolve()
  const recover = async (): Promise<number> => {
    const start = performance.now()
    await failing
    for (const [role, env] of Object.entries(roles)) if (isDead(running.get(role))) running.set(role, launch(env, onOutput))
    for (;;) {
      if (await answersReady(address) && await acceptsMail(smtpPort)) return performance.now() - start
      if (performance.now() - start > READY_MS) throw new Error(`the product is not ready ${READY_MS / 1000} s after its recovery began`)
      for (const [role, env] of Object.entries(roles)) if (isDead(running.get(role))) running.set(role, launch(env, onOutput))
      await pause(50)
    }
  }
  const kill = (part: Part): void => {
    if (part === 'primary') failing = pair!.failOver()
    if (part === 'postgres' || part === 'all') killPostgres(postgres ? join(dataDir, 'database') : common.HOUYUAN_DATA)
    for (const [role, child] of running) if (part === 'all' || part === role) child.kill('SIGKILL')
  }
  try { await recover() } catch (error) {
    for (const child of running.values()) child.kill('SIGKILL')
    await postgres?.stop()
    pair?.stop()
    throw error
  }
  return {
    shape, address, smtpPort, cable, kill, recover,
    databaseUrl: () => postgres?.url ?? pair?.writable() ?? embeddedUrl(common.HOUYUAN_DATA),
    async stop() {
      await Promise.all([...running.values()].map(ended))
      await cable?.stop()
      await postgres?.stop()
      pair?.stop()
    },
  }
}

function requirePrograms(): string {
  const programs = serverPrograms()
  if (!programs) throw new Error('没有找到 PostgreSQL 服务器程序（例如 Debian 的 postgresql-15）。/ No PostgreSQL server programs found (for example Debian\'s postgresql-15).')
  return programs
}

function launch(env: Record<string, string>, onOutput: (text: string) => void): ChildProcess {
  const child = spawn(process.execPath, ['--import', new URL('./jumping-clock.js', import.meta.url).href, 'app/main.ts'], { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] })
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (d: Buffer) => onOutput(d.toString()))
  return child
}

/** The main process of the server that has this data folder; its own children notice and end. */
function killPostgres(dataDir: string): void {
  const place = knownPlace(dataDir), server = place && findSurvivor(place)
  if (server) process.kill(server.pid, 'SIGKILL')
}

function embeddedUrl(dataDir: string): string {
  const place = knownPlace(dataDir), server = place && findSurvivor(place), passwords = readPasswords(dataDir)
  if (!server || !passwords) throw new Error('the embedded database does not run')
  return addressOf(server.port, APP, passwords.app, APP)
}

const rewired = (url: string, port: number): string => { const u = new URL(url); u.port = String(port); return u.href }
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
const answersReady = (address: string): Promise<boolean> => fetch(`${address}/readyz`, { signal: AbortSignal.timeout(LISTENING_MS) }).then((r) => r.status === 200, () => false)

function acceptsMail(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection({ host: '127.0.0.1', port }, () => { socket.destroy(); resolve(true) })
    socket.on('error', () => resolve(false))
  })
}

function ended(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) { resolve(); return }
    child.once('exit', () => resolve())
    child.kill('SIGTERM')
  })
}
