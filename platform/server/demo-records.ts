// Which records the demo company is made of, so that it can be taken out again (RX-17). What hangs on them (cases, messages, clocks) is
// found through them: a case of a demo requester is a demo case.
import { sql } from 'kysely'
import type { Ctx } from './ctx.ts'

export interface DemoRecords { units: string[]; accounts: string[]; customers: string[]; articles: string[] }

const KEY = 'demo-records'

/** Notes a record of the demo company, in the transaction that makes it: a crash leaves nothing that nobody knows of. */
export async function markDemo(ctx: Ctx, kind: keyof DemoRecords, id: string): Promise<void> {
  await sql`insert into platform_state (key, value) values (${KEY}, jsonb_build_object(${kind}::text, jsonb_build_array(${id}::text)))
    on conflict (key) do update set value = jsonb_set(platform_state.value, array[${kind}::text], coalesce(platform_state.value -> ${kind}::text, '[]') || to_jsonb(${id}::text))`.execute(ctx.sql<unknown>())
}

/** Empty lists where there is no demo company. */
export async function demoRecords(ctx: Ctx): Promise<DemoRecords> {
  const found = await sql<{ value: Partial<DemoRecords> }>`select value from platform_state where key = ${KEY}`.execute(ctx.sql<unknown>())
  return { units: [], accounts: [], customers: [], articles: [], ...found.rows[0]?.value }
}

export async function forgetDemo(ctx: Ctx): Promise<void> {
  await sql`delete from platform_state where key = ${KEY}`.execute(ctx.sql<unknown>())
}
