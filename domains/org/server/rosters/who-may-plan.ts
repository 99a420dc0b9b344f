// Who plans the duty of a unit: who manages it, and who leads it or a unit above it (§1.1, §2.1).
import type { Ctx } from '../../../../platform/server/ctx.ts'
import { Forbidden } from '../../../../platform/server/errors.ts'
import { inScope } from '../../../../platform/server/scope.ts'
import { currentDeputy, findPersonRow } from '../people/person-queries.ts'
import { holdersAt, postsOf } from '../people/post-queries.ts'
import { LEADING } from '../people/leading-roles.ts'
import { unitAsOf } from '../units/unit-queries.ts'

/** Leads of the unit itself or of one above it, or their deputies, and whoever manages the unit. */
export async function mayPlan(ctx: Ctx, unitId: string): Promise<boolean> {
  if (ctx.actor.kind === 'system') return true
  if (inScope(ctx.reach('org.manage'), ctx.actor.id, { unitId })) return true
  for (let unit = await unitAsOf(ctx, unitId, ctx.now()); unit; unit = unit.parentId ? await unitAsOf(ctx, unit.parentId, ctx.now()) : undefined) {
    const leads = await holdersAt(ctx, unit.id, LEADING[unit.tier], ctx.now())
    if (leads.includes(ctx.actor.id)) return true
    for (const lead of leads) if (await currentDeputy(ctx, lead) === ctx.actor.id) return true
  }
  return false
}

/** Throws Forbidden. */
export async function requirePlanner(ctx: Ctx, unitId: string): Promise<void> {
  if (!await mayPlan(ctx, unitId)) throw new Forbidden('org.manage')
}

/** A person's absences are for the person, and for who plans one of the units where the person holds a post. */
export async function mayManagePerson(ctx: Ctx, personId: string): Promise<boolean> {
  if (ctx.actor.id === personId) return true
  const person = await findPersonRow(ctx, personId)
  if (person && inScope(ctx.reach('org.manage'), ctx.actor.id, { unitId: person.unit_id })) return true
  for (const post of await postsOf(ctx, personId, ctx.now())) if (await mayPlan(ctx, post.unit_id)) return true
  return false
}
