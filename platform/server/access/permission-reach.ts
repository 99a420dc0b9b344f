// From the roles that somebody holds to the reach of each permission (RX-8).
import type { Ctx } from '../ctx.ts'
import { joinScopes, NOWHERE, type Scope } from '../scope.ts'
import type { HeldPermission } from './actor-queries.ts'

/** Answers a unit with all its descendants; without an organisation in the product, the unit alone. */
export type Descendants = (unitId: string) => Promise<readonly string[]>

/** Asks the organisation, at most once per unit. */
export function descendantsIn(ctx: Ctx): Descendants {
  const expand = ctx.host.registry.modules.find((m) => m.expandUnits)?.expandUnits
  const known = new Map<string, Promise<readonly string[]>>()
  return (unitId) => {
    const found = known.get(unitId) ?? (expand ? expand(ctx.asSystem(), [unitId]) : Promise.resolve([unitId]))
    known.set(unitId, found)
    return found
  }
}

/** The union over everything held: permission -> reach. `scopes` limits it to the permissions that a token names. */
export async function reachOfAll(held: readonly HeldPermission[], customerId: string | null, scopes: readonly string[] | null, descendants: Descendants): Promise<ReadonlyMap<string, Scope>> {
  const grants = new Map<string, Scope>()
  for (const one of held) {
    if (scopes && !scopes.includes(one.permission)) continue
    grants.set(one.permission, joinScopes(grants.get(one.permission) ?? NOWHERE, await scopeOf(one, customerId, descendants)))
  }
  return grants
}

async function scopeOf(held: HeldPermission, customerId: string | null, descendants: Descendants): Promise<Scope> {
  switch (held.reach) {
    case 'all': return { ...NOWHERE, all: true, own: true }
    case 'unit': return { ...NOWHERE, units: new Set(held.unit ? await descendants(held.unit) : []) }
    case 'customer': return { ...NOWHERE, customers: new Set(customerId ? [customerId] : []) }
    case 'own': return { ...NOWHERE, own: true }
  }
}
