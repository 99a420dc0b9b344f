// Puts the handbook's rules in place; what is there already stays as it is.
import type { Ctx } from '../../../../platform/server/ctx.ts'
import { seededCalendars } from '../engine/calendar/seeded-calendars.ts'
import { seededPolicies, seededVersions } from '../engine/seeded-policies.ts'
import { seededTables } from '../engine/seeded-tables.ts'
import { addCalendar, addPolicy, seedTable, seedVersion } from './rule-store.ts'
import { RULES_SIGNAL } from './rulebook.ts'

export async function seedRules(ctx: Ctx): Promise<void> {
  for (const policy of seededPolicies) await addPolicy(ctx, policy, null)
  for (const version of seededVersions) await seedVersion(ctx, version)
  for (const table of seededTables) await seedTable(ctx, table)
  for (const calendar of seededCalendars) await addCalendar(ctx, { ...calendar, version: 1 })
  const { signals } = ctx.host
  ctx.afterCommit(() => signals.raise(RULES_SIGNAL))
}
