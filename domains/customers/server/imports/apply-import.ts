// Saves the good rows of an import; the bad ones stay for the error file (RX-10).
import type { Ctx } from '../../../../platform/server/ctx.ts'
import { Conflict } from '../../../../platform/server/errors.ts'
import { CustomersImported } from '../../contract/events.ts'
import { makeContact } from '../contacts/create-contact.ts'
import { createCustomer } from '../customers/create-customer.ts'
import { dropGoodRows, loadCells, saveImport } from './import-store.ts'
import { recheck } from './preview-import.ts'
import { reachedImport } from './show-import.ts'

/** All good rows or none: what exists is checked once more in the same transaction. Throws Conflict when it was applied before. */
export async function applyImport(ctx: Ctx, id: string): Promise<void> {
  const row = await reachedImport(ctx, id, true)
  if (row.state === 'applied') throw new Conflict('customers-import-applied')
  const checked = await recheck(ctx, row, await loadCells(ctx, id))
  const madeAt = new Map<number, string>()
  let contacts = 0
  for (const { line, customer, contact } of checked) {
    if (!customer) continue
    const customerId = 'make' in customer ? (await createCustomer(ctx, customer.make)).id : 'same' in customer ? madeAt.get(customer.same)! : customer.existing
    if ('make' in customer) madeAt.set(line, customerId)
    if (!contact) continue
    await makeContact(ctx, { ...contact, customerId }, false)
    contacts++
  }
  const good = checked.filter((c) => c.problems.length === 0).length
  await saveImport(ctx, id, { state: 'applied', customers_made: madeAt.size, contacts_made: contacts, good_rows: good, applied_at: ctx.now() })
  await dropGoodRows(ctx, id)
  await ctx.emit(CustomersImported, { importId: id, customers: madeAt.size, contacts, refused: checked.length - good })
}
