// Case rows carry the names of requester, handler, first owner, customer and unit, so that a queue is one index scan. They follow a rename.
import { AccountChanged } from '../../../../platform/contract/access.ts'
import type { Happened } from '../../../../platform/contract/event.ts'
import { findAccountOf } from '../../../../platform/server/access/public.ts'
import type { Ctx, JobType } from '../../../../platform/server/ctx.ts'
import { reaction } from '../../../../platform/server/module.ts'
import { CustomerChanged, customerOf } from '../../../customers/public.ts'
import { findUnit, StructureInForce, UnitChanged } from '../../../org/public.ts'
import { forgetUnitNames } from '../unit-names.ts'
import { PIECE, renameCustomer, renamePerson, renameUnit } from './name-store.ts'

interface Renamed { kind: 'person' | 'customer' | 'unit'; id: string }

/** One piece; comes again while there are more. */
export const followNames: JobType<Renamed> = {
  name: 'cases.follow-names',
  async run(ctx, renamed) { if (await rename(ctx, renamed) >= PIECE) await ctx.enqueue(followNames, renamed) },
}

async function rename(ctx: Ctx, { kind, id }: Renamed): Promise<number> {
  if (kind === 'customer') {
    const customer = await customerOf(ctx, id)
    return customer ? renameCustomer(ctx, id, customer.name) : 0
  }
  if (kind === 'unit') {
    const unit = await findUnit(ctx, id)
    return unit ? renameUnit(ctx, id, unit.nameZh, unit.nameEn) : 0
  }
  const account = await findAccountOf(ctx, { id })
  if (!account) return 0
  let most = 0
  for (const role of ['requester', 'handler', 'first_owner'] as const) most = Math.max(most, await renamePerson(ctx, role, id, account.name))
  return most
}

const named = (...fields: string[]) => (event: Happened<unknown>): boolean => fields.some((f) => event.changes?.[f] !== undefined)
const ofUnit = async (ctx: Ctx, unitId: string): Promise<void> => { forgetUnitNames(unitId); await ctx.enqueue(followNames, { kind: 'unit', id: unitId }) }

export const nameReactions = [
  reaction({ name: 'cases.follow-person', to: AccountChanged, when: 'after-commit', concerns: named('name'), run: (ctx, e) => ctx.enqueue(followNames, { kind: 'person', id: e.data.accountId }) }),
  reaction({ name: 'cases.follow-customer', to: CustomerChanged, when: 'after-commit', concerns: named('name'), run: (ctx, e) => ctx.enqueue(followNames, { kind: 'customer', id: e.data.customerId }) }),
  reaction({ name: 'cases.follow-unit', to: UnitChanged, when: 'after-commit', run: (ctx, e) => ofUnit(ctx, e.data.unitId) }),
  reaction({ name: 'cases.follow-structure', to: StructureInForce, when: 'after-commit', run: (ctx, e) => ofUnit(ctx, e.data.unitId) }),
]
