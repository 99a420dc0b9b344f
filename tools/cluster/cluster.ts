// A whole installation on one machine: replicated PostgreSQL, perhaps a pooler beside each server, three web processes, two workers, a balancer.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync, chmodSync } from 'node:fs'
import { createConnection } from 'node:net'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { freePort } from '../faults/free-port.ts'
import { startReplicated, type ReplicatedPostgres } from '../faults/replicated-postgres.ts'
import { makePart, type Part } from './process.ts'
import { pathOf } from './programs.ts'
import { seedInstallation } from './seed-installation.ts'

export interface ClusterOptions { balancer: 'haproxy' | 'nginx'; pooler: boolean; /** Folder of the PostgreSQL programs. */ programs: string; onOutput?: (text: string) => void }

export interface Cluster {
  /** Through the balancer. */
  readonly address: string
  readonly smtpPort: number
  readonly webs: readonly Web[]
  readonly workers: readonly Part[]
  readonly pair: ReplicatedPostgres
  databaseUrl(): string
  readonly dataDir: string
  stop(): Promise<void>
}
export interface Web extends Part { readonly address: string }

/** Seconds a web process goes on serving after SIGTERM: more than HAProxy needs to see it (deploy/haproxy.cfg: two checks, a second apart). */
const DRAIN = { haproxy: '5', nginx: '2' } as const
const WEBS = 3, WORKERS = 2

export async function startCluster({ balancer, pooler, programs, onOutput }: ClusterOptions): Promise<Cluster> {
  const dir = mkdtempSync(join(tmpdir(), 'houyuan-cluster-')), dataDir = join(dir, 'product'), started: Part[] = []
  chmodSync(dir, 0o755)
  // A zone other than the product's: what it needs of a session it has to bring itself, also through a pooler.
  const pair = await startReplicated(programs, ['timezone=Asia/Shanghai', 'log_timezone=Asia/Shanghai'])
  const stop = async (): Promise<void> => {
    for (const part of started.toReversed()) await part.leave().catch(() => part.kill())
    pair.stop()
    rmSync(dir, { recursive: true, force: true, maxRetries: 5 })
  }
  const begin = async <P extends Part>(part: P): Promise<P> => { started.push(part); await part.start(); return part }
  try {
    const pooled = pooler ? await Promise.all(pair.ports.map((port, i) => startPooler(dir, i, port, onOutput).then(({ part, listens }) => begin(part).then(() => listens)))) : null
    const url = pooled ? `postgres://postgres@${pooled.map((port) => `127.0.0.1:${port}`).join(',')}/houyuan?target_session_attrs=read-write` : pair.url
    const database = { DATABASE_URL: url, ...(pooled ? { DATABASE_DIRECT_URL: pair.url } : {}) }
    await seedInstallation({ ...database, HOUYUAN_DATA: dataDir })
    const common = { ...database, HOUYUAN_DATA: dataDir, HOST: '127.0.0.1', HOUYUAN_SEED: 'handbook', HOUYUAN_TEST_CLOCK: '0', HOUYUAN_TRUST_PROXY: 'loopback', HOUYUAN_LOG: onOutput ? 'warn' : 'error', HOUYUAN_SMTP_OUT: '' }
    const mailPorts = await Promise.all(Array.from({ length: WORKERS }, freePort)), port = await freePort(), smtpPort = await freePort()
    const workers = mailPorts.map((at, i) => product(`worker${i + 1}`, { ...common, HOUYUAN_ROLE: 'worker', HOUYUAN_SMTP_IN: `127.0.0.1:${at}` }, () => listens(at), onOutput))
    const webs = await Promise.all(Array.from({ length: WEBS }, async (_, i): Promise<Web> => {
      const own = await freePort(), address = `http://127.0.0.1:${own}`
      return { address, ...product(`web${i + 1}`, { ...common, HOUYUAN_ROLE: 'web', PORT: String(own), HOUYUAN_SMTP_IN: '', HOUYUAN_DRAIN: DRAIN[balancer], HOUYUAN_PUBLIC_URL: `http://127.0.0.1:${port}` }, () => answers(`${address}/healthz`), onOutput) }
    }))
    // All at once: whatever is due is found by both workers in the same moment.
    await Promise.all([...workers, ...webs].map(begin))
    await begin(balancer === 'haproxy' ? haproxy(port, smtpPort, webs, mailPorts, onOutput) : nginx(dir, port, webs, onOutput))
    return { address: `http://127.0.0.1:${port}`, smtpPort: balancer === 'haproxy' ? smtpPort : mailPorts[0]!, webs, workers, pair, databaseUrl: () => pair.writable(), dataDir, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

const product = (name: string, env: Record<string, string>, isUp: () => Promise<boolean>, onOutput?: (text: string) => void): Part =>
  makePart({ name, command: process.execPath, args: ['app/main.ts'], env, isUp, ...(onOutput ? { onOutput } : {}) })

/** The configuration that ships, with other addresses. */
const haproxy = (port: number, smtpPort: number, webs: readonly Web[], mailPorts: readonly number[], onOutput?: (text: string) => void): Part => makePart({
  name: 'haproxy', command: pathOf('haproxy'), args: ['-db', '-f', 'deploy/haproxy.cfg'], ...(onOutput ? { onOutput } : {}),
  env: {
    HOUYUAN_BIND: `127.0.0.1:${port}`, HOUYUAN_MAIL_BIND: `127.0.0.1:${smtpPort}`,
    ...Object.fromEntries(webs.map((web, i) => [`HOUYUAN_WEB${i + 1}`, new URL(web.address).host])), ...Object.fromEntries(mailPorts.map((at, i) => [`HOUYUAN_WORKER${i + 1}`, `127.0.0.1:${at}`])),
  },
  isUp: async () => await answers(`http://127.0.0.1:${port}/healthz`) && await listens(smtpPort),
})

function nginx(dir: string, port: number, webs: readonly Web[], onOutput?: (text: string) => void): Part {
  let text = readFileSync('deploy/nginx.conf', 'utf8').replace('listen 8080', `listen 127.0.0.1:${port}`)
  for (const [i, web] of webs.entries()) text = text.replace(`127.0.0.1:808${i + 1}`, new URL(web.address).host)
  const file = join(dir, 'nginx.conf')
  writeFileSync(file, text)
  return makePart({ name: 'nginx', command: pathOf('nginx'), args: ['-c', file, '-g', `daemon off; pid ${join(dir, 'nginx.pid')};`], isUp: () => answers(`http://127.0.0.1:${port}/healthz`), ...(onOutput ? { onOutput } : {}) })
}

async function startPooler(dir: string, i: number, server: number, onOutput?: (text: string) => void): Promise<{ part: Part; listens: number }> {
  const port = await freePort(), file = join(dir, `pgbouncer${i + 1}.ini`), users = join(dir, 'userlist.txt')
  writeFileSync(users, '"postgres" ""\n')
  writeFileSync(file, readFileSync('deploy/pgbouncer.ini', 'utf8').replace('port=5432', `port=${server}`).replace('listen_addr = 0.0.0.0', 'listen_addr = 127.0.0.1').replace('listen_port = 6432', `listen_port = ${port}`)
    .replace('scram-sha-256', 'trust').replace('/etc/pgbouncer/userlist.txt', users))
  const id = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }))
  // It refuses to run as root.
  const as = userInfo().uid === 0 ? { uid: id('-u'), gid: id('-g') } : undefined
  return { listens: port, part: makePart({ name: `pgbouncer${i + 1}`, command: pathOf('pgbouncer'), args: [file], isUp: () => listens(port), ...(as ? { as } : {}), ...(onOutput ? { onOutput } : {}) }) }
}

const answers = (url: string): Promise<boolean> => fetch(url, { signal: AbortSignal.timeout(2_000) }).then((r) => r.status === 200, () => false)

export function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection({ host: '127.0.0.1', port }, () => { socket.destroy(); resolve(true) })
    socket.on('error', () => resolve(false))
  })
}
