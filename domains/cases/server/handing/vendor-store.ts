// Contacts with outside providers.
import { sql } from 'kysely'
import type { Ctx } from '../../../../platform/server/ctx.ts'

export interface VendorContactRow { id: string; caseId: string; vendor: string; ticket: string | null; way: string | null; result: string; contactedAt: Date; byId: string; byName: string }

const columns = sql.raw(`id, case_id as "caseId", vendor, ticket, way, result, contacted_at as "contactedAt", by_id as "byId", by_name as "byName"`)

export async function insertVendorContact(ctx: Ctx, c: Omit<VendorContactRow, 'byId' | 'byName'>): Promise<VendorContactRow> {
  const made = await sql<VendorContactRow>`insert into cases_vendor_contacts (id, case_id, vendor, ticket, way, result, contacted_at, by_id, by_name)
    values (${c.id}, ${c.caseId}, ${c.vendor}, ${c.ticket}, ${c.way}, ${c.result}, ${c.contactedAt}, ${ctx.actor.id}, ${ctx.actor.name}) returning ${columns}`.execute(ctx.sql<unknown>())
  return made.rows[0]!
}

export async function listVendorContacts(ctx: Ctx, caseId: string): Promise<VendorContactRow[]> {
  const found = await sql<VendorContactRow>`select ${columns} from cases_vendor_contacts where case_id = ${caseId} order by contacted_at, id`.execute(ctx.sql<unknown>())
  return found.rows
}
