// After the storm: is everything there once, does nothing hang, do the books agree?
import { spawn } from 'node:child_process'
import pg from 'pg'
import { compareDeeds, type Deed } from './deeds.ts'

const FOUND = `
  select title as token, count(*)::int as times from cases where title like $1 group by 1
  union all select body, count(*)::int from conversations_messages where body like $1 group by 1`
/** A server that got no answer delivers again: the ledger then has a line for each delivery, but only one of them became a case. */
const MAILS = `
  select message_id as token, count(*) filter (where outcome = 'cased')::int as times from mail_received where message_id like $1 group by 1`

const PATIENCE_MS = 90_000, LOOK_MS = 500

/**
 * Everything that does not fit, one line each; empty when all is well. What a killed process had in hand is free again after its lease
 * (half a minute), so the check looks again until it is content or its patience ends.
 */
export async function checkInstallation(databaseUrl: string, prefix: string, deeds: readonly Deed[], { realClock = false }: { /** No test clock: what is due is due now. */ realClock?: boolean } = {}): Promise<string[]> {
  for (const until = Date.now() + PATIENCE_MS; ;) {
    const faults = await lookOnce(databaseUrl, prefix, deeds, realClock ? NOW : TEST_CLOCK)
    if (faults.length === 0 || Date.now() > until) return faults
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS))
  }
}

const TEST_CLOCK = `(select (value #>> '{}')::timestamptz from platform_state where key = 'test-clock') - interval '1 second'`, NOW = `now() - interval '3 seconds'`

async function lookOnce(databaseUrl: string, prefix: string, deeds: readonly Deed[], due: string): Promise<string[]> {
  const db = new pg.Client({ connectionString: databaseUrl })
  await db.connect()
  try {
    const like = `${prefix}-%`, rows = async <T>(text: string, values: unknown[] = []): Promise<T[]> => (await db.query(text, values)).rows as T[]
    const count = async (what: string, text: string, values: unknown[] = []): Promise<string[]> => {
      const found = await rows<{ what: string }>(text, values)
      return found.slice(0, 5).map((r) => `${what}: ${r.what}`).concat(found.length > 5 ? [`${what}: and ${found.length - 5} more`] : [])
    }
    const times = new Map<string, number>()
    for (const r of await rows<{ token: string; times: number }>(FOUND, [like])) times.set(r.token, Math.max(times.get(r.token) ?? 0, r.times))
    const letters = new Map((await rows<{ token: string; times: number }>(MAILS, [like])).map((r) => [r.token.replace(/^<|>$/g, '').split('@')[0]!, r.times]))
    return [
      ...compareDeeds(deeds.filter((d) => d.kind !== 'mail'), times),
      ...compareDeeds(deeds.filter((d) => d.kind === 'mail'), letters),
      ...await count('a mail without its place', `select message_id as what from mail_received where message_id like $1 and coalesce(outcome, 'quarantined') in ('quarantined', 'rejected')`, [like]),
      ...await count('cases of one mail', `select title || ' × ' || count(*) as what from cases where title like $1 and title like '%-mail-%' group by title having count(*) > 1`, [like]),
      ...await count('a mail whose case is missing', `select m.message_id as what from mail_received m where m.message_id like $1 and m.outcome = 'cased' and not exists (select 1 from cases c where 'case:' || c.id = m.related_to)`, [like]),
      ...await count('a case without its event', `select c.title as what from cases c where c.title like $1 and (select count(*) from event_log e where e.name = 'cases.case-opened@1' and e.subject = 'case:' || c.id) <> 1`, [like]),
      ...await count('half an upload', `select 'message ' || id as what from conversations_messages where body = 'half-upload'`),
      ...await count('a clock announced twice', `select name || ' ' || (data->>'recordId') || ' ' || (data->>'clock') || ' × ' || count(*) as what from event_log where name in ('sla.clock-breached@1', 'sla.clock-missed@1', 'sla.clock-warned@1', 'sla.escalated@1') group by name, data->>'recordId', data->>'clock', data->>'percent', data->>'step', at having count(*) > 1`),
      ...await count('a due clock that nobody announced', `select k.record_id || ' ' || k.kind as what from sla_clocks k where k.next_at < ${due} and k.stopped_at is null and k.superseded_at is null`),
      ...await count('a job that hangs', `select j.id || ' ' || coalesce(j.last_error, 'locked') as what from graphile_worker._private_jobs j where (j.run_at <= now() - interval '5 seconds' and j.attempts < j.max_attempts) or (j.attempts >= j.max_attempts)`),
      ...await count('an outgoing mail that hangs', `select id || ' ' || state as what from mail_outbox where state = 'sending' and lease_until < now() or state = 'failed'`),
    ]
  } finally { await db.end() }
}

/** `houyuan verify` as an operator runs it: the lines that it found wrong. */
export function verify(databaseUrl: string, dataDir: string): Promise<string[]> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['app/cli.ts', 'verify'], { env: { ...process.env, HOUYUAN_DATA: dataDir, DATABASE_URL: databaseUrl, HOUYUAN_SMTP_IN: '' }, stdio: ['ignore', 'pipe', 'pipe'] })
    let said = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (d: Buffer) => { said += d.toString() })
    child.on('error', reject)
    child.on('close', (code) => resolve(code === 0 ? [] : [`verify: ${said.trim()}`]))
  })
}
