// What dispatch keeps about the demo company: rules of its units, agents of its customers. Assignments go with their cases (RX-17).
import { demoRecords } from '../../../platform/server/demo-records.ts'
import type { Ctx } from '../../../platform/server/ctx.ts'
import { deleteRulesOf, forgetPeople } from './rules/rule-store.ts'

export async function removeDemo(ctx: Ctx): Promise<string[]> {
  const { units, accounts, customers } = await demoRecords(ctx)
  await deleteRulesOf(ctx, units)
  await forgetPeople(ctx, customers, accounts)
  return []
}
