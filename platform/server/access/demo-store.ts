// The accounts of the demo company.
import { sql } from 'kysely'
import type { Ctx } from '../ctx.ts'
import { demoRecords } from '../demo-records.ts'
import { accessChanged } from './access-changed.ts'

/** Accounts with their rights, sessions and tokens. Own accounts lose rights that they held in demo units. */
export async function removeDemoAccounts(ctx: Ctx): Promise<string[]> {
  const { accounts, units } = await demoRecords(ctx), db = ctx.sql<unknown>()
  await sql`delete from access_accounts where id = any(${accounts}::uuid[])`.execute(db)
  await sql`delete from access_grants where unit_id = any(${units}::uuid[])`.execute(db)
  await sql`update access_accounts set unit_id = null, version = version + 1 where unit_id = any(${units}::uuid[])`.execute(db)
  accessChanged(ctx)
  return []
}
