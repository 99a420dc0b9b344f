// A new customer with the next number.
import { findUnit } from '../../../org/public.ts'
import type { Ctx } from '../../../../platform/server/ctx.ts'
import { BadInput, Forbidden } from '../../../../platform/server/errors.ts'
import { newId } from '../../../../platform/server/ids.ts'
import { inScope } from '../../../../platform/server/scope.ts'
import type { CreateCustomer, Financial } from '../../contract/customer.ts'
import { CustomerCreated } from '../../contract/events.ts'
import { insertCustomer, takeNumber } from './customer-store.ts'
import { FINANCIAL_FIELDS, sealFinancial } from './financial.ts'
import { nameKey, phoneKey } from './name-key.ts'

/** Returns id and number. Throws Forbidden when marked fields are given without `customers.financial`, BadInput for an unknown region. */
export async function createCustomer(ctx: Ctx, input: CreateCustomer): Promise<{ id: string; number: string }> {
  if (!inScope(ctx.reach('customers.write') ?? ctx.require('customers.import'), ctx.actor.id, { unitId: input.regionId ?? null })) throw new Forbidden('customers.write')
  await requireRegion(ctx, input.regionId)
  if (input.financial) requireFinancial(ctx, input.regionId ?? null)
  const id = newId(), { seq, number } = await takeNumber(ctx)
  await insertCustomer(ctx, {
    id, seq, number, name: input.name, name_key: nameKey(input.name), tier: input.tier ?? 'normal', region_id: input.regionId ?? null, language: input.language ?? 'zh-CN', phone: input.phone ?? null, phone_key: phoneKey(input.phone),
    address: input.address ?? null, preferred_channel: input.preferredChannel ?? null, mail_domains: [...new Set(input.mailDomains ?? [])], note: input.note ?? null, ...sealFinancial(ctx, id, input.financial ?? {}),
  })
  const { financial, ...plain } = input
  await ctx.emit(CustomerCreated, { customerId: id, number }, {
    changes: { ...Object.fromEntries(Object.entries(plain).filter(([, to]) => to !== undefined && to !== null).map(([k, to]) => [k, { from: null, to }])), ...financialChanges({}, financial ?? {}) },
  })
  return { id, number }
}

export async function requireRegion(ctx: Ctx, regionId: string | null | undefined): Promise<void> {
  if (regionId && !await findUnit(ctx, regionId)) throw new BadInput([{ pointer: '/regionId', code: 'customers.region-unknown' }])
}

export function requireFinancial(ctx: Ctx, regionId: string | null, id: string | null = null): void {
  if (!inScope(ctx.require('customers.financial'), ctx.actor.id, { unitId: regionId, customerId: id })) throw new Forbidden('customers.financial')
}

/** That a marked field changed, never what it was or is. */
export function financialChanges(before: Partial<Financial>, given: Partial<Financial>): Record<string, { from: string | null; to: string | null }> {
  const hidden = (value: string | null | undefined) => (value == null ? null : '••••')
  return Object.fromEntries(FINANCIAL_FIELDS.filter((f) => given[f] !== undefined && (given[f] ?? null) !== (before[f] ?? null)).map((f) => [f, { from: hidden(before[f]), to: hidden(given[f]) }]))
}
