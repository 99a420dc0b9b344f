// The promise engine: one due time, and re-evaluating every open case while the desk works.
import { performance } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { compileCalendar } from '../../domains/sla/server/engine/calendar/compile-calendar.ts'
import { seededCalendars } from '../../domains/sla/server/engine/calendar/seeded-calendars.ts'
import { measure, type LedgerRow } from '../../domains/sla/server/engine/measure-clock.ts'
import type { Report } from './report.ts'

const DAY = 86_400_000, HOUR = 3_600_000
const CALLS = 20_000

/** A clock over ten years of working days with twenty pauses. */
export function measureDueTime(report: Report): void {
  const calendar = compileCalendar('bench', seededCalendars[0].plan), start = Date.UTC(2025, 0, 6, 1), rows: LedgerRow[] = [{ at: start, state: 'running', cause: 'opened' }]
  for (let pause = 1; pause <= 20; pause++) rows.push({ at: start + pause * 170 * DAY, state: 'paused', cause: 'waiting' }, { at: start + pause * 170 * DAY + 9 * DAY, state: 'running', cause: 'waiting-over' })
  const now = start + 3_600 * DAY, target = 22_000 * HOUR
  const once = () => measure(rows, target, calendar, now).due
  for (let i = 0; i < CALLS; i++) once()
  // Time of the processor, not of the wall: nothing here waits for anything.
  const began = process.cpuUsage()
  for (let i = 0; i < CALLS; i++) once()
  const { user, system } = process.cpuUsage(began)
  report.floor('one due time, 10 years, 20 pauses', (user + system) / CALLS, 'µs', { most: 20 }, `due ${new Date(once()!).toISOString().slice(0, 10)}`)
}

const as = (who: string) => ({ authorization: `Bearer acceptance-${who}`, 'content-type': 'application/json', 'accept-language': 'zh-CN' })
/** A person at the desk looks at the queue this often. */
const LOOK_MS = 100

/** What a changed policy would do to every open case, as the policy desk shows it before it is published. */
export async function measurePreview(report: Report, server: string): Promise<void> {
  const began = performance.now()
  const reply = await fetch(`${server}/api/v1/sla/previews`, { method: 'POST', headers: as('h1'), body: JSON.stringify({ policy: 'POL-1.2', version: 1, records: 'open', assume: 'in-force' }) })
  if (!reply.ok) throw new Error(`the preview answered ${reply.status}: ${await reply.text()}`)
  const { records, clocks } = await reply.json() as { records: { evaluated: number }; clocks: { evaluated: number } }, seconds = (performance.now() - began) / 1000
  report.floor('preview a change over 100,000 open cases', (seconds / records.evaluated) * 100_000, 's', { most: 10 }, `${records.evaluated} cases, ${clocks.evaluated} clocks in ${seconds.toFixed(1)} s`)
}

/** Every open case under another rule (strictest instead of governing, or back), with the latency of the queue before and meanwhile. */
export async function measureReEvaluation(report: Report, server: string, databaseUrl: string): Promise<void> {
  const db = new pg.Client(databaseUrl)
  await db.connect()
  try {
    const open = (await db.query<{ n: number; mode: string }>(`select count(*)::int as n from (select distinct record_id from sla_clocks where stopped_at is null and superseded_at is null) r`)).rows[0]!.n
    const until = performance.now() + 5_000, before = await looks(server, async () => performance.now() < until)
    const { value } = await fetch(`${server}/api/v1/settings/sla.combine`, { headers: as('m1') }).then((r) => r.json()) as { value: string }
    await ask(`${server}/api/v1/settings/sla.combine`, 'PUT', as('m1'), { value: value === 'strictest' ? 'governing' : 'strictest' })
    await ask(`${server}/api/v1/sla/re-evaluations`, 'POST', as('h1'), { reason: 'benchmark' })
    const began = performance.now(), meanwhile = await looks(server, () => isRunning(db)), seconds = (performance.now() - began) / 1000
    report.floor('re-evaluate 100,000 open cases', (seconds / open) * 100_000, 's', { most: 60 }, `${open} in ${seconds.toFixed(1)} s; the queue meanwhile p50 ${meanwhile.p50.toFixed(0)}, p99 ${meanwhile.p99.toFixed(0)} ms, before p50 ${before.p50.toFixed(0)}, p99 ${before.p99.toFixed(0)} ms`)
  } finally { await db.end() }
}

/** Opens the queue again and again, as people do: the next look comes a moment after the last. */
async function looks(server: string, goOn: () => Promise<boolean>): Promise<{ p50: number; p99: number }> {
  const times: number[] = []
  while (await goOn()) {
    const began = performance.now(), reply = await fetch(`${server}/api/v1/cases?limit=50`, { headers: as('a1') })
    await reply.arrayBuffer()
    if (!reply.ok) throw new Error(`the queue answered ${reply.status}`)
    times.push(performance.now() - began)
    await sleep(LOOK_MS)
  }
  times.sort((a, b) => a - b)
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? Number.NaN
  return { p50: at(0.5), p99: at(0.99) }
}

const isRunning = async (db: pg.Client): Promise<boolean> => (await db.query(`select 1 from graphile_worker.jobs where task_identifier = 'sla.re-evaluate'`)).rowCount! > 0

async function ask(url: string, method: string, headers: Record<string, string>, body: unknown): Promise<void> {
  const reply = await fetch(url, { method, headers, body: JSON.stringify(body) })
  if (!reply.ok) throw new Error(`${method} ${url}: ${reply.status} ${await reply.text()}`)
}
