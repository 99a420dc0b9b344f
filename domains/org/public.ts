// What other domains may use of the organisation.
import type { Ctx } from '../../platform/server/ctx.ts'
import { currentDeputy, findPersonRow, pagePeople, type PersonRow } from './server/people/person-queries.ts'
import { holdersAt, postsOf } from './server/people/post-queries.ts'
import { expandUnits, unitAsOf, unitByCode, unitsAsOf } from './server/units/unit-queries.ts'
import { LEADING } from './server/people/leading-roles.ts'
import { sql, type SqlBool } from 'kysely'
import type { Tier } from './contract/unit.ts'

export { expandUnits } from './server/units/unit-queries.ts'
export { findOrAddInternal } from './server/people/find-or-add-internal.ts'
export { routeUnit } from './server/routing/route-unit.ts'
// Duty: `onShift(ctx, unitId, at)`, `isOnShift(ctx, accountId, at)`, `nextOnShift(ctx, unitId, from)`, `absentUntil(ctx, accountId, at)`; `hasRoster` tells "nobody is on shift" from "nobody plans shifts".
export { absentUntil, dutyOf, hasRoster, isOnShift, isRostered, nextOnShift, onShift, type Duty } from './server/rosters/on-shift.ts'
export { registerFixturePerson } from './server/seeds/fixture-people.ts'
export { routeFirst } from './server/seeds/demo-rules.ts'
export { holdSinceHandbook } from './server/seeds/demo-units-store.ts'
export { seedBelowLoneRoot } from './server/seeds/seed-handbook.ts'
export { UnitCreated, UnitChanged, UnitMoved, UnitClosing, UnitClosed, StructureInForce, PersonAdded, PersonDisabling, PersonDisabled, PersonEnabled, PostBegan, PostEnded, RoutingChanged } from './contract/events.ts'

export interface UnitFacts { id: string; code: string; name: string; nameZh: string; nameEn: string; tier: Tier; parentId: string | null }
export interface StaffFacts { id: string; name: string; email: string | null; unitId: string | null; roles: string[]; languages: string[]; skills: string[]; active: boolean }

/** A unit as it is now, named in the reader's language; null when it does not exist. */
export async function findUnit(ctx: Ctx, id: string): Promise<UnitFacts | null> {
  const u = await unitAsOf(ctx, id, ctx.now())
  return u ? { id: u.id, code: u.code, name: ctx.locale === 'en' ? u.nameEn : u.nameZh, nameZh: u.nameZh, nameEn: u.nameEn, tier: u.tier, parentId: u.parentId } : null
}

/** The unit of a person's main post; null without a current post. */
export async function unitOf(ctx: Ctx, personId: string): Promise<UnitFacts | null> {
  const post = (await postsOf(ctx, personId, ctx.now()))[0]
  return post ? findUnit(ctx, post.unit_id) : null
}

/** Every unit where the person holds a post now. */
export async function unitsOf(ctx: Ctx, personId: string): Promise<string[]> {
  return [...new Set((await postsOf(ctx, personId, ctx.now())).map((p) => p.unit_id))]
}

/** Who stands in for a person now; null when nobody is named (§2.1: absence -> deputy). */
export const deputyOf = (ctx: Ctx, personId: string): Promise<string | null> => currentDeputy(ctx, personId)

/** The unit's name in the reader's language; empty when it does not exist. */
export const unitName = async (ctx: Ctx, id: string): Promise<string> => (await findUnit(ctx, id))?.name ?? ''

/** The unit with this code (HQ, East, F1); null when there is none. */
export const findUnitByCode = (ctx: Ctx, code: string): Promise<string | null> => unitByCode(ctx, code)

/** Where a unit escalates to: its parent (a frontline team's is its region, §1.1); null at the top. */
export const escalationUnit = async (ctx: Ctx, unitId: string): Promise<string | null> => (await findUnit(ctx, unitId))?.parentId ?? null

/** The region that a unit is or lies in; null for headquarters and unknown units (§2.1: a region coordinates its outlets). */
export async function regionOf(ctx: Ctx, unitId: string): Promise<string | null> {
  for (let at = await findUnit(ctx, unitId); at; at = at.parentId ? await findUnit(ctx, at.parentId) : null) if (at.tier === 'region') return at.id
  return null
}

/** Active people who lead the unit itself: team leads, regional managers or HQ managers, by its tier. */
export async function leadsOf(ctx: Ctx, unitId: string): Promise<string[]> {
  const unit = await findUnit(ctx, unitId)
  return unit ? holdersAt(ctx, unitId, LEADING[unit.tier], ctx.now()) : []
}

/** Active staff, by name; with a unit those who hold a post there or below. At most `limit`. */
export async function listStaff(ctx: Ctx, filter: { unitId?: string; role?: string; limit?: number } = {}): Promise<StaffFacts[]> {
  const units = filter.unitId ? await expandUnits(ctx, [filter.unitId]) : undefined
  const rows = await pagePeople(ctx, { units, role: filter.role, kind: 'staff', state: 'active', after: null, limit: filter.limit ?? 500, scope: sql<SqlBool>`true` })
  return rows.map(toStaff)
}

const toStaff = (r: PersonRow): StaffFacts => ({ id: r.id, name: r.name, email: r.email, unitId: r.unit_id, roles: r.roles, languages: r.languages, skills: r.skills, active: r.state === 'active' })

/** Staff by their ids, the disabled too, in no particular order; others are left out. */
export async function staffByIds(ctx: Ctx, ids: readonly string[]): Promise<StaffFacts[]> {
  if (ids.length === 0) return []
  return (await pagePeople(ctx, { kind: 'staff', after: null, limit: ids.length, scope: sql<SqlBool>`id = any(${[...new Set(ids)]}::uuid[])` })).map(toStaff)
}

/** True for a staff person who may be given work. */
export async function isActiveStaff(ctx: Ctx, personId: string): Promise<boolean> {
  const person = await findPersonRow(ctx, personId)
  return person?.kind === 'staff' && person.state === 'active'
}

/** All units that are not closed, in no particular order. */
export async function listUnits(ctx: Ctx): Promise<UnitFacts[]> {
  const units = await unitsAsOf(ctx, ctx.now())
  return units.filter((u) => u.state !== 'closed').map((u) => ({ id: u.id, code: u.code, name: ctx.locale === 'en' ? u.nameEn : u.nameZh, nameZh: u.nameZh, nameEn: u.nameEn, tier: u.tier, parentId: u.parentId }))
}
