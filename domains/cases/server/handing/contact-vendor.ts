// The log of contacts with an outside provider (§3.2-3). The first entry stops the clock of two hours.
import { OutsideMarkSet, VendorContacted } from '../../contract/events.ts'
import type { LogVendorContact, VendorContact } from '../../contract/transfer.ts'
import type { Ctx } from '../../../../platform/server/ctx.ts'
import { BadInput, Conflict } from '../../../../platform/server/errors.ts'
import { newId } from '../../../../platform/server/ids.ts'
import { whereOf } from '../case-scope.ts'
import { updateCase } from '../case-store.ts'
import { findCase, holdCase } from '../find-case.ts'
import { READ_ONLY } from '../flow/stages.ts'
import { insertVendorContact, listVendorContacts, type VendorContactRow } from './vendor-store.ts'

/** Logs a contact and sets the outside mark when it was not set. `contactedAt` may lie in the past, never in the future; the clock stops at the moment of logging. */
export async function logVendorContact(ctx: Ctx, caseId: string, input: LogVendorContact): Promise<VendorContact> {
  const facts = await holdCase(ctx, caseId)
  if (READ_ONLY.has(facts.state)) throw new Conflict('case-guard', {}, [{ pointer: '/vendor', code: 'case.guard.read-only', clause: '§3.4-3' }])
  const contactedAt = input.contactedAt ? new Date(input.contactedAt) : ctx.now()
  if (contactedAt > ctx.now() || contactedAt < facts.createdAt) throw new BadInput([{ pointer: '/contactedAt', code: 'case.contact-time', clause: '§3.2-3' }])
  const row = await insertVendorContact(ctx, { id: newId(), caseId, vendor: input.vendor, ticket: input.ticket ?? null, way: input.way ?? null, result: input.result, contactedAt })
  const moved = await updateCase(ctx, caseId, { outsideService: true, vendorContactedAt: facts.vendorContactedAt ?? ctx.now() }, { count: false })
  if (!facts.outsideService) await ctx.emit(OutsideMarkSet, whereOf(moved))
  await ctx.emit(VendorContacted, { ...whereOf(moved), contactId: row.id, vendor: row.vendor, result: row.result })
  return toContact(row)
}

export async function showVendorContacts(ctx: Ctx, caseId: string): Promise<{ items: VendorContact[] }> {
  const facts = await findCase(ctx, caseId)
  return { items: (await listVendorContacts(ctx, facts.id)).map(toContact) }
}

const toContact = (c: VendorContactRow): VendorContact => ({ id: c.id, vendor: c.vendor, ticket: c.ticket, way: c.way, result: c.result, contactedAt: c.contactedAt.toISOString(), by: { id: c.byId, name: c.byName } })
