// The customers of the demo company and their contacts.
import { sql } from 'kysely'
import { demoRecords } from '../../../platform/server/demo-records.ts'
import type { Ctx } from '../../../platform/server/ctx.ts'

/** Removes contacts and customers; returns their ids. A customer that a real contact still belongs to stays and is named. */
export async function deleteDemoCustomers(ctx: Ctx): Promise<{ contacts: string[]; customers: string[]; tied: { contact: string; customer: string }[] }> {
  const { accounts, customers } = await demoRecords(ctx), db = ctx.sql<unknown>()
  await sql`delete from customers_emails where contact_id = any(${accounts}::uuid[])`.execute(db)
  const contacts = await sql<{ id: string }>`delete from customers_contacts where id = any(${accounts}::uuid[]) returning id`.execute(db)
  const tied = await sql<{ contact: string; customer: string }>`select k.name as contact, c.name as customer from customers_contacts k join customers c on c.id = k.customer_id where c.id = any(${customers}::uuid[]) order by k.name`.execute(db)
  await sql`delete from customers c where id = any(${customers}::uuid[]) and not exists (select 1 from customers_contacts k where k.customer_id = c.id)`.execute(db)
  return { contacts: contacts.rows.map((r) => r.id), customers, tied: tied.rows }
}

/** Own customers of a demo region: the region goes, so they name another one first. */
export async function customersOfDemoRegions(ctx: Ctx): Promise<string[]> {
  const { units, customers } = await demoRecords(ctx)
  const found = await sql<{ name: string }>`select name from customers where region_id = any(${units}::uuid[]) and not (id = any(${customers}::uuid[])) order by name limit 50`.execute(ctx.sql<unknown>())
  return found.rows.map((r) => r.name)
}
