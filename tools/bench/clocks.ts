// Many running clocks of which 2,000 fall due within one second, by the wall clock: how late the last breach is on record, and whether each is there once.
import { performance } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import type { Report } from './report.ts'

const DUE = 2_000
/** Until they fall due, in milliseconds: enough to write them all down. */
const AHEAD_MS = 15_000

/** The product must run by the wall clock, and its open cases must not be due yet. */
export async function measureLateness(report: Report, databaseUrl: string): Promise<void> {
  const db = new pg.Client(databaseUrl)
  await db.connect()
  try {
    const running = (await db.query<{ n: number }>('select count(*)::int as n from sla_clocks where next_at is not null')).rows[0]!.n
    const due = Date.now() + AHEAD_MS
    const ids = (await db.query<{ id: string }>(MOVE, [new Date(due), DUE])).rows.map((r) => r.id)
    if (ids.length < DUE) throw new Error(`only ${ids.length} open cases to let fall due; ask for a larger --size`)
    await sleep(Math.max(0, due - 200 - Date.now()))
    const began = performance.now() - (Date.now() - due), at: number[] = []
    while (at.length < DUE && performance.now() - began < 60_000) {
      const told = (await db.query<{ n: number }>(`select count(*)::int as n from event_log where name = 'sla.clock-breached@1' and at between $1 and $2`, [new Date(due), new Date(due + 1000)])).rows[0]!.n
      // Those that became visible with this look; a clock falls due spread over one second.
      while (at.length < Math.min(told, DUE)) at.push(performance.now() - began - (1000 * at.length) / DUE)
      await sleep(10)
    }
    await sleep(3_000)
    const found = (await db.query<{ n: number; records: number }>(`select count(*)::int as n, count(distinct data->>'recordId')::int as records from event_log where name = 'sla.clock-breached@1' and at between $1 and $2`, [new Date(due), new Date(due + 1000)])).rows[0]!
    if (found.n !== DUE || found.records !== DUE) throw new Error(`${found.n} breaches of ${found.records} cases; expected ${DUE} of each`)
    at.sort((a, b) => a - b)
    report.floor('2,000 clocks due in one second, lateness', at.at(-1)! / 1000, 's', { most: 2 }, `of ${running} running; median ${(at[DUE / 2]! / 1000).toFixed(2)} s; each on record once`)
  } finally { await db.end() }
}

/** One clock of each of many cases is made to fall due at $1 plus up to a second; the start moves with it, so that the sum stays true. */
const MOVE = `with chosen as (
    select c.record_id, c.no, c.target_ms, $1::timestamptz + make_interval(secs => (row_number() over () - 1) * 1.0 / $2::int) as due
    from (select distinct on (record_id) * from sla_clocks where not reference and calendar = '24x7' and next_at > now() and stopped_at is null and superseded_at is null and not paused order by record_id, no) c limit $2
  ), moved as (
    update sla_clocks s set due_at = date_trunc('milliseconds', c.due), start_at = date_trunc('milliseconds', c.due) - make_interval(secs => c.target_ms / 1000.0), next_at = date_trunc('milliseconds', c.due) + interval '1 millisecond', warned = 1, warned_at = now()
    from chosen c where s.record_id = c.record_id and s.no = c.no returning s.record_id
  ) select record_id as id from moved`
