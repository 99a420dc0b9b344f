// What happens by itself must happen once, however many workers could do it: promises that run out, jobs by the calendar.
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import type { Finding } from './check-across.ts'
import type { Cluster } from './cluster.ts'
import { asPerson, OLD_CASES } from './seed-installation.ts'

const PATIENCE_MS = 90_000
/** The schedule of every minute must have run at least so often. */
const MINUTES = 3
/** A job by the calendar that harms nothing, made to run every minute. */
const EACH_MINUTE = 'live.purge-drafts'

const DOUBLED = `select name || ' ' || (data->>'recordId') || ' ' || (data->>'clock') || ' × ' || count(*) as what from event_log
  where name in ('sla.clock-breached@1', 'sla.clock-missed@1', 'sla.clock-warned@1', 'sla.escalated@1') group by name, data->>'recordId', data->>'clock', data->>'percent', data->>'step', at having count(*) > 1`
const UNANNOUNCED = `select record_id || ' ' || kind as what from sla_clocks where next_at < now() - interval '3 seconds' and stopped_at is null and superseded_at is null`
const RUN_TWICE = `select name || ' ' || due_at || ' × ' || count(*) as what from platform_schedule_runs group by name, due_at having count(*) > 1`
const OVERDUE = `select name || ' ' || next_at as what from platform_schedules where enabled and next_at < now() - interval '5 seconds'`
const UNFINISHED = `select name || ' ' || due_at as what from platform_schedule_runs where finished_at is null or error is not null`

/** What fell due in the two years before the start: worked off by both workers at once. Resolves when nothing is left. */
export async function workOffBacklog(cluster: Cluster): Promise<Finding> {
  const db = new pg.Client({ connectionString: cluster.databaseUrl() }), from = performance.now()
  await db.connect()
  try {
    const left = async () => (await db.query<{ what: string }>(`${UNANNOUNCED} union all ${OVERDUE} union all ${UNFINISHED} union all select 'job ' || id from graphile_worker._private_jobs where run_at < now() and attempts < max_attempts limit 5`)).rows.map((r) => r.what)
    let faults = await left()
    for (; faults.length > 0 && performance.now() - from < 2 * PATIENCE_MS; faults = await left()) await sleep(250)
    return { name: 'the backlog of a long stop', figures: `${OLD_CASES} old cases and all missed schedules, worked off in ${((performance.now() - from) / 1_000).toFixed(1)} s`, faults }
  } finally { await db.end() }
}

/** From now on one schedule runs every minute; the answer tells from when to count. */
export async function speedUpSchedule({ webs }: Cluster): Promise<void> {
  const path = `${webs[0]!.address}/api/v1/console/schedules/${EACH_MINUTE}`, now = await fetch(path, { headers: asPerson('m1') })
  const changed = await fetch(path, { method: 'PATCH', headers: { ...asPerson('m1'), 'content-type': 'application/json', 'if-match': now.headers.get('etag') ?? '' }, body: JSON.stringify({ cron: '* * * * *', reason: 'cluster run' }) })
  if (!changed.ok) throw new Error(`the schedule cannot be changed: ${changed.status} ${await changed.text()}`)
}

/** Everything that was due when the two workers started in the same moment, and what has come since. */
export async function checkOnce(cluster: Cluster): Promise<Finding> {
  const db = new pg.Client({ connectionString: cluster.databaseUrl() }), began = new Date(Date.now() - 30 * 60_000)
  await db.connect()
  try {
    const list = async (name: string, text: string): Promise<string[]> => (await db.query<{ what: string }>(text)).rows.map((r) => `${name}: ${r.what}`)
    const look = async (): Promise<string[]> => [
      ...await list('announced twice', DOUBLED), ...await list('due and not announced', UNANNOUNCED), ...await list('a schedule ran twice', RUN_TWICE), ...await list('a schedule is overdue', OVERDUE), ...await list('a run without a good end', UNFINISHED),
    ]
    const minutes = async () => (await db.query<{ n: number }>('select count(*)::int as n from platform_schedule_runs where name = $1 and due_at > $2', [EACH_MINUTE, began])).rows[0]!.n
    for (const until = Date.now() + MINUTES * 60_000 + PATIENCE_MS; await minutes() < MINUTES && Date.now() < until;) await sleep(500)
    let faults = await look()
    for (const until = Date.now() + PATIENCE_MS; faults.length > 0 && Date.now() < until; faults = await look()) await sleep(500)
    const found = (await db.query<{ breaches: number; runs: number; minutes: number; gaps: number }>(`select
      (select count(*)::int from event_log where name = 'sla.clock-breached@1') as breaches, (select count(*)::int from platform_schedule_runs) as runs,
      (select count(*)::int from platform_schedule_runs where name = $1 and due_at > now() - interval '30 minutes') as minutes,
      (select count(*)::int from (select due_at - lag(due_at) over (order by due_at) as gap from platform_schedule_runs where name = $1 and due_at > now() - interval '30 minutes') g where gap <> interval '1 minute') as gaps`, [EACH_MINUTE])).rows[0]!
    if (found.breaches < OLD_CASES) faults.push(`only ${found.breaches} broken promises of ${OLD_CASES} old cases`)
    if (found.minutes < MINUTES) faults.push(`the schedule of every minute ran ${found.minutes} times`)
    if (found.gaps > 0) faults.push(`the schedule of every minute left out ${found.gaps} minutes`)
    return { name: 'clocks and schedules fire once', figures: `${found.breaches} broken promises that fell due in the same moment for two workers, ${found.runs} runs of schedules (${found.minutes} of one that runs every minute): none twice, none left out`, faults: faults.slice(0, 10) }
  } finally { await db.end() }
}
