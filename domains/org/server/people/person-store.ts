// Writes people and their deputies.
import { sql } from 'kysely'
import type { Ctx } from '../../../../platform/server/ctx.ts'
import { Stale } from '../../../../platform/server/errors.ts'
import type { OrgTables } from '../tables.ts'

interface PersonSet { name?: string; email?: string | null; phone?: string | null; department?: string | null; languages?: string[]; skills?: string[]; state?: 'active' | 'disabled'; disabled_at?: Date | null }

/** The person of an account; the account may have been there first. */
export async function putPerson(ctx: Ctx, person: { id: string; kind: 'staff' | 'internal'; name: string; email: string | null; phone?: string | null; department?: string | null; languages?: string[] }): Promise<void> {
  const details = { kind: person.kind, name: person.name, email: person.email, phone: person.phone ?? null, department: person.department ?? null, languages: person.languages ?? [] }
  await ctx.sql<OrgTables>().insertInto('org_people').values({ id: person.id, ...details, disabled_at: null, created_at: ctx.now() })
    .onConflict((oc) => oc.column('id').doUpdateSet(details)).execute()
}

export async function savePerson(ctx: Ctx, id: string, set: PersonSet, ifMatch: number | null = null): Promise<void> {
  const row = await ctx.sql<OrgTables>().updateTable('org_people').set({ ...set, ...(set.skills ? { skills: sql<string[]>`${JSON.stringify(set.skills)}::jsonb` } : {}), version: sql`version + 1` }).where('id', '=', id).returning('version').executeTakeFirstOrThrow()
  if (ifMatch !== null && row.version !== ifMatch + 1) throw new Stale(row.version - 1)
}

export async function insertDeputy(ctx: Ctx, row: OrgTables['org_deputies']): Promise<void> {
  await ctx.sql<OrgTables>().insertInto('org_deputies').values(row).execute()
}

/** The person of a staff account that was made elsewhere (first set-up, command line). */
export async function addPersonOfAccount(ctx: Ctx, account: { id: string; name: string; email: string | null }): Promise<void> {
  await ctx.sql<OrgTables>().insertInto('org_people')
    .values({ id: account.id, kind: 'staff', name: account.name, email: account.email, phone: null, department: null, disabled_at: null, created_at: ctx.now() })
    .onConflict((oc) => oc.doNothing()).execute()
}

export async function copyAccount(ctx: Ctx, account: { id: string; name: string; email: string | null }): Promise<void> {
  await ctx.sql<OrgTables>().updateTable('org_people').set({ name: account.name, email: account.email, version: sql`version + 1` }).where('id', '=', account.id)
    .where((eb) => eb.or([eb('name', '<>', account.name), eb('email', 'is distinct from', account.email)])).execute()
}
