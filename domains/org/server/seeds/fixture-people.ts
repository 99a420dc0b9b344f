// Who is who in the acceptance fixture: only with the test clock, which is refused in production.
import type { z } from 'zod'
import type { Ctx } from '../../../../platform/server/ctx.ts'
import { NotFound } from '../../../../platform/server/errors.ts'
import type { FixturePerson } from '../../contract/person.ts'
import { fixtureRows, insertFixturePerson } from './fixture-store.ts'

export interface NewFixturePerson { code: string; accountId: string; name: string; email: string | null; unitId: string | null; roles: string[]; customerNumber: string | null }

export const registerFixturePerson = (ctx: Ctx, p: NewFixturePerson): Promise<void> =>
  insertFixturePerson(ctx, { code: p.code, account_id: p.accountId, name: p.name, email: p.email, unit_id: p.unitId, roles: p.roles, customer_number: p.customerNumber })

export async function fixturePeople(ctx: Ctx): Promise<{ items: z.infer<typeof FixturePerson>[]; nextCursor: null }> {
  if (!ctx.host.config.testClock) throw new NotFound('address')
  const items = (await fixtureRows(ctx)).map((r) => ({ id: r.code, accountId: r.account_id, name: r.name, email: r.email, unit: r.unit_code, unitId: r.unit_id, roles: r.roles, customerNumber: r.customer_number }))
  return { items, nextCursor: null }
}
