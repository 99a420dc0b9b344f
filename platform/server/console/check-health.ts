// Is this process able to serve, and if not, why? Critical checks decide readiness, the others warn.
import { sql } from 'kysely'
import type { Health } from '../../contract/console.ts'
import { SYSTEM } from '../ctx.ts'
import { DISK_CRITICAL, DISK_LOW, freeBytes } from '../disk-space.ts'
import type { Host } from '../host.ts'
import { collectMigrations } from '../migrate.ts'
import { relayLag } from './relay-lag.ts'

const PATIENCE_MS = 3_000
const RELAY_LATE_S = 300

type Result = Health['checks'][number]
interface Probe { name: string; critical: boolean; run: () => Promise<string | null> }

export async function checkHealth(host: Host): Promise<Health> {
  const probes: Probe[] = [
    { name: 'database', critical: true, run: async () => { await sql`select 1`.execute(host.db); return null } },
    { name: 'migrations', critical: true, run: () => pendingMigrations(host) },
    { name: 'relay', critical: true, run: () => lateRelay(host) },
    { name: 'audit-chain', critical: false, run: () => brokenChain(host) },
    { name: 'disk', critical: true, run: () => fullDisk(host, DISK_CRITICAL) },
    { name: 'disk-space', critical: false, run: () => fullDisk(host, DISK_LOW) },
    ...host.registry.modules.flatMap((m) => m.health ?? []).map((h): Probe => ({
      name: h.name, critical: h.critical ?? true,
      run: async () => { const result = await host.transaction(SYSTEM, (ctx) => h.check(ctx)); return result.ok ? null : result.reason ?? 'failed' },
    })),
  ]
  const checks = await Promise.all(probes.map((probe) => perform(host, probe)))
  const bad = checks.filter((c) => !c.ok)
  return { status: bad.some((c) => c.critical) ? 'not-ready' : bad.length > 0 ? 'degraded' : 'ready', checks }
}

async function perform(host: Host, probe: Probe): Promise<Result> {
  let timer: NodeJS.Timeout | undefined
  try {
    const late = new Promise<string>((resolve) => { timer = setTimeout(() => resolve(`no answer within ${PATIENCE_MS / 1000} s`), PATIENCE_MS) })
    const reason = await Promise.race([probe.run(), late])
    return { name: probe.name, critical: probe.critical, ok: reason === null, reason }
  } catch (error) {
    host.log.warn({ err: error, check: probe.name }, 'a health check failed')
    // The error itself may name hosts and files; it is in the log.
    return { name: probe.name, critical: probe.critical, ok: false, reason: 'failed; see the log' }
  } finally { clearTimeout(timer) }
}

async function pendingMigrations(host: Host): Promise<string | null> {
  const done = new Set((await sql<{ name: string }>`select name from schema_migrations`.execute(host.db)).rows.map((r) => r.name))
  const open = collectMigrations(host.registry.modules).filter((m) => !done.has(m.name))
  return open.length === 0 ? null : `${open.length} migrations not applied: ${open.slice(0, 3).map((m) => m.name).join(', ')}`
}

/** With the test clock time stands still and says nothing about lateness. */
async function lateRelay(host: Host): Promise<string | null> {
  const lag = await relayLag(host)
  return !host.clock.frozen && lag.seconds > RELAY_LATE_S ? `${lag.events} events wait for ${lag.seconds} s; is a worker running?` : null
}

async function brokenChain(host: Host): Promise<string | null> {
  const found = await sql<{ value: { ok: boolean; at: string; broken: { seq: string | null } | null } }>`select value from platform_state where key = 'audit:verification'`.execute(host.db)
  const last = found.rows[0]?.value
  if (last && !last.ok) return `the audit chain is broken at event ${last.broken?.seq ?? '?'} (checked ${last.at})`
  return last && host.clock.now().getTime() - Date.parse(last.at) > 3 * 86_400_000 ? `the audit chain was last checked ${last.at}` : null
}

async function fullDisk(host: Host, least: number): Promise<string | null> {
  const free = await freeBytes(host)
  return free < least ? `${Math.round(free / 1024 ** 2)} MB free, ${Math.round(least / 1024 ** 2)} MB needed` : null
}
