// How far the demo company is: begun, played to its end; so that a crash in between is seen at the next start.
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Ctx } from '../../platform/server/ctx.ts'
import { demoRecords, markDemo } from '../../platform/server/demo-records.ts'
import type { Host } from '../../platform/server/host.ts'

export type DemoState = 'none' | 'started' | 'played'

export async function demoState(ctx: Ctx): Promise<DemoState> {
  const found = await sql<{ key: string }>`select key from platform_state where key in ('demo-started', 'demo-played')`.execute(ctx.sql<unknown>())
  const keys = new Set(found.rows.map((r) => r.key))
  return keys.has('demo-played') ? 'played' : keys.has('demo-started') ? 'started' : 'none'
}

/** Once played, the demo company does not come again by itself, also after it was removed. */
export async function noteDemo(ctx: Ctx, state: 'started' | 'played'): Promise<void> {
  await sql`insert into platform_state (key, value) values (${`demo-${state}`}, ${JSON.stringify(ctx.host.realNow().toISOString())}::jsonb) on conflict (key) do update set value = excluded.value`.execute(ctx.sql<unknown>())
}

/** The journey through the story left the test clock's place behind; without a test clock nothing shall remember it. */
export async function forgetJourney(ctx: Ctx): Promise<void> {
  if (!ctx.host.config.testClock) await sql`delete from platform_state where key = 'test-clock'`.execute(ctx.sql<unknown>())
}

/** People who came to the demo company after the story, by somebody who tried the product out: their addresses cannot exist either. */
export async function adoptLateComers(ctx: Ctx): Promise<void> {
  const { accounts, customers } = await demoRecords(ctx)
  const found = await sql<{ id: string }>`select id from access_accounts where (email like '%.invalid' or (email is null and customer_id = any(${customers}::uuid[]))) and not (id = any(${accounts}::uuid[]))`.execute(ctx.sql<unknown>())
  for (const { id } of found.rows) await markDemo(ctx, 'accounts', id)
}

const PLAYING = 7_246_017
const LOOK_AGAIN_MS = 500

/** While the work runs, no other process plays or removes the demo company. Held by a connection, so that a crash lets go of it. */
export async function whilePlaying<T>({ direct }: Host, work: () => Promise<T>): Promise<T> {
  const client = await direct.connect()
  try {
    while (!(await client.query<{ mine: boolean }>('select pg_try_advisory_lock($1) as mine', [PLAYING])).rows[0]!.mine) await sleep(LOOK_AGAIN_MS)
    try { return await work() } finally { await client.query('select pg_advisory_unlock($1)', [PLAYING]) }
  } finally { client.release() }
}

/** True while another process tells the story; otherwise nobody begins with it until this transaction ends. */
export async function isBeingPlayed(ctx: Ctx): Promise<boolean> {
  const found = await sql<{ mine: boolean }>`select pg_try_advisory_xact_lock(${PLAYING}) as mine`.execute(ctx.sql<unknown>())
  return !found.rows[0]!.mine
}
