// Who may see a row: one rule for lists, counts, search, exports, notifications and live updates alike (RX-8).
import { sql, type Expression, type SqlBool } from 'kysely'

/** How far a permission of an actor reaches. */
export interface Scope {
  readonly all: boolean
  /** Units whose records are in reach, descendants included. */
  readonly units: ReadonlySet<string>
  /** Customers whose records are in reach. */
  readonly customers: ReadonlySet<string>
  /** Records that the actor owns or takes part in. */
  readonly own: boolean
}

/** What a row says about where it belongs. */
export interface ScopedRow { unitId?: string | null; customerId?: string | null; people?: readonly (string | null)[] }

export const NOWHERE: Scope = { all: false, units: new Set(), customers: new Set(), own: false }
export const EVERYWHERE: Scope = { all: true, units: new Set(), customers: new Set(), own: true }

/** True when the row is in reach of the scope for the actor with this id. */
export function inScope(scope: Scope | null, actorId: string, row: ScopedRow): boolean {
  if (!scope) return false
  if (scope.all) return true
  if (row.unitId && scope.units.has(row.unitId)) return true
  if (row.customerId && scope.customers.has(row.customerId)) return true
  return scope.own && (row.people ?? []).includes(actorId)
}

/** The same rule as a SQL condition; `columns` name where the row keeps what ScopedRow says; `peopleIn` is a column of type uuid[]. */
export function scopeFilter(scope: Scope | null, actorId: string, columns: { unit?: string; customer?: string; people?: readonly string[]; peopleIn?: string }): Expression<SqlBool> {
  if (!scope) return sql<SqlBool>`false`
  if (scope.all) return sql<SqlBool>`true`
  const parts: Expression<SqlBool>[] = []
  if (columns.unit && scope.units.size > 0) parts.push(sql<SqlBool>`${sql.ref(columns.unit)} = any(${[...scope.units]}::uuid[])`)
  if (columns.customer && scope.customers.size > 0) parts.push(sql<SqlBool>`${sql.ref(columns.customer)} = any(${[...scope.customers]}::uuid[])`)
  if (scope.own) for (const column of columns.people ?? []) parts.push(sql<SqlBool>`${sql.ref(column)} = ${actorId}`)
  if (scope.own && columns.peopleIn) parts.push(sql<SqlBool>`${actorId} = any(${sql.ref(columns.peopleIn)})`)
  return parts.length === 0 ? sql<SqlBool>`false` : sql<SqlBool>`(${sql.join(parts, sql` or `)})`
}

/** The union of two reaches. */
export function joinScopes(a: Scope, b: Scope): Scope {
  return { all: a.all || b.all, units: new Set([...a.units, ...b.units]), customers: new Set([...a.customers, ...b.customers]), own: a.own || b.own }
}
