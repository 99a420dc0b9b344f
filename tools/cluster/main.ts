// `npm run cluster [-- --balancer nginx] [--without-pooler] [--only live,limits]`: many processes on one machine, and what must hold of them.
import { parseArgs } from 'node:util'
import { checkDrafts, checkLimits, checkLiveUpdates, checkPresence, type Finding } from './check-across.ts'
import { checkOnce, speedUpSchedule, workOffBacklog } from './check-once.ts'
import { checkPool } from './check-pool.ts'
import { checkFailOver, checkKilledWeb, checkRollingRestart } from './check-trouble.ts'
import { startCluster, type Cluster } from './cluster.ts'
import { ensurePrograms } from './programs.ts'

/** In this order: the database server dies last. */
const CHECKS: Record<string, (cluster: Cluster) => Promise<Finding>> = {
  backlog: workOffBacklog, live: checkLiveUpdates, presence: checkPresence, drafts: checkDrafts, limits: checkLimits, rolling: checkRollingRestart, kill: checkKilledWeb, pool: checkPool, failover: checkFailOver, once: checkOnce,
}
const { values } = parseArgs({ options: { balancer: { type: 'string', default: 'haproxy' }, 'without-pooler': { type: 'boolean', default: false }, only: { type: 'string' }, verbose: { type: 'boolean', default: false } } })
const balancer = values.balancer === 'nginx' ? 'nginx' : 'haproxy', pooler = !values['without-pooler'], only = values.only?.split(',') ?? Object.keys(CHECKS)
const unknown = only.find((name) => !(name in CHECKS))
if (unknown) { process.stderr.write(`--only: ${Object.keys(CHECKS).join(', ')}\n`); process.exit(2) }
const say = (text: string): void => { process.stdout.write(`${text}\n`) }

const programs = ensurePrograms([balancer, ...(pooler ? ['pgbouncer' as const] : [])], say)
say(`3 web, 2 worker, ${balancer}, ${pooler ? 'PgBouncer (transaction mode), ' : ''}PostgreSQL with a synchronous standby (${programs})`)
const cluster = await startCluster({ balancer, pooler, programs, ...(values.verbose ? { onOutput: (text: string) => { process.stderr.write(text) } } : {}) })
let failed = 0
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => { void cluster.stop().finally(() => process.exit(130)) })
try {
  if (only.includes('once')) await speedUpSchedule(cluster)
  for (const [name, check] of Object.entries(CHECKS)) {
    if (!only.includes(name) || (name === 'pool' && !pooler)) continue
    const { name: what, figures, faults } = await check(cluster).catch((error: unknown): Finding => ({ name, figures: '', faults: [error instanceof Error ? error.stack ?? error.message : String(error)] }))
    if (faults.length > 0) failed++
    say(`${faults.length === 0 ? 'ok  ' : 'FAIL'} ${what}\n     ${figures}${faults.map((f) => `\n     ! ${f}`).join('')}`)
  }
} finally { await cluster.stop() }
say(failed === 0 ? '\neverything held' : `\n${failed} did not hold`)
process.exit(failed === 0 ? 0 : 1)
