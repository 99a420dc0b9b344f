// Changes a customer; open screens see it at once through the live topic (§5.4, R5.4-2).
import type { Ctx } from '../../../../platform/server/ctx.ts'
import { Forbidden } from '../../../../platform/server/errors.ts'
import { inScope } from '../../../../platform/server/scope.ts'
import type { PatchCustomer } from '../../contract/customer.ts'
import { CustomerChanged } from '../../contract/events.ts'
import { financialChanges, requireFinancial, requireRegion } from './create-customer.ts'
import { saveCustomer, type NewCustomerRow } from './customer-store.ts'
import { openFinancial, sealFinancial } from './financial.ts'
import { nameKey, phoneKey } from './name-key.ts'
import { reachedCustomer } from './show-customer.ts'

const COLUMNS = { name: 'name', tier: 'tier', regionId: 'region_id', language: 'language', phone: 'phone', address: 'address', preferredChannel: 'preferred_channel', mailDomains: 'mail_domains', note: 'note' } as const

export async function patchCustomer(ctx: Ctx, id: string, { financial, reason, ...fields }: PatchCustomer, ifMatch: number | null): Promise<void> {
  const before = await reachedCustomer(ctx, id, 'customers.read', 'for update')
  if (!inScope(ctx.require('customers.write'), ctx.actor.id, { unitId: before.region_id, customerId: id })) throw new Forbidden('customers.write')
  if (fields.regionId !== undefined && fields.regionId !== before.region_id && !inScope(ctx.require('customers.write'), ctx.actor.id, { unitId: fields.regionId })) throw new Forbidden('customers.write')
  await requireRegion(ctx, fields.regionId)
  if (financial) requireFinancial(ctx, before.region_id, id)
  const changed = (Object.keys(fields) as (keyof typeof COLUMNS)[]).filter((f) => fields[f] !== undefined && JSON.stringify(fields[f]) !== JSON.stringify(before[COLUMNS[f]]))
  const set: Partial<NewCustomerRow> = Object.fromEntries(changed.map((f) => [COLUMNS[f], fields[f]]))
  if (fields.name !== undefined) set.name_key = nameKey(fields.name)
  if (fields.phone !== undefined) set.phone_key = phoneKey(fields.phone)
  const changes = {
    ...Object.fromEntries(changed.map((f) => [f, { from: before[COLUMNS[f]], to: fields[f] }])),
    ...financialChanges(openFinancial(ctx, id, before), financial ?? {}),
  }
  await saveCustomer(ctx, id, { ...set, ...sealFinancial(ctx, id, financial ?? {}) }, ifMatch)
  if (Object.keys(changes).length > 0) await ctx.emit(CustomerChanged, { customerId: id }, { changes, reason })
}
