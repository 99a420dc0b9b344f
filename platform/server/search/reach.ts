// What of the index a reader may see: by the scope rule of all lists, as a condition on rows, and as marks that keep the index from collecting the rest (RX-8).
import { sql, type Expression, type RawBuilder, type SqlBool } from 'kysely'
import type { Ctx } from '../ctx.ts'
import { scopeFilter, type Scope } from '../scope.ts'
import { customerMark, permissionMark, personMark, unitMark } from './text/marks.ts'

interface Reach { scope: Scope; permissions: string[] }

/** Permissions that reach equally far, together. */
function reaches(ctx: Ctx): Reach[] {
  const byScope = new Map<string, Reach>()
  for (const [permission, scope] of ctx.actor.grants) {
    const key = JSON.stringify([scope.all, scope.own, [...scope.units].sort(), [...scope.customers].sort()])
    const same = byScope.get(key)
    if (same) same.permissions.push(permission); else byScope.set(key, { scope, permissions: [permission] })
  }
  return [...byScope.values()]
}

/** Rows of `search_documents`, under the name `d`, whose permission in `column` reaches them. */
function reachedBy(ctx: Ctx, column: RawBuilder<unknown>): Expression<SqlBool> {
  const parts = reaches(ctx).map(({ scope, permissions }) =>
    sql<SqlBool>`(${column} = any(${permissions}::text[]) and ${scopeFilter(scope, ctx.actor.id, { unit: 'd.unit_id', customer: 'd.customer_id', peopleIn: 'd.people' })})`)
  return parts.length === 0 ? sql<SqlBool>`false` : sql<SqlBool>`(${sql.join(parts, sql` or `)})`
}

/** Documents, under the name `d`, of which at least the number may be known; requesters only what is public. */
export function documentsInReach(ctx: Ctx): Expression<SqlBool> {
  if (ctx.actor.kind === 'system') return sql<SqlBool>`true`
  return sql<SqlBool>`(${reachedBy(ctx, sql`d.permission`)}${ctx.actor.kind === 'staff' ? sql`` : sql` and d.audience = 'public'`})`
}

/** Documents whose words may be read as well. */
export function documentsReadable(ctx: Ctx): Expression<SqlBool> {
  if (ctx.actor.kind === 'system') return sql<SqlBool>`true`
  return sql<SqlBool>`(d.clearance is null or d.cleared = ${ctx.actor.id} or ${reachedBy(ctx, sql`d.clearance`)})`
}

/** Parts, under the name `p`, of documents that may be read. Only staff look into what is said about records. */
export function passagesReadable(ctx: Ctx): Expression<SqlBool> {
  if (ctx.actor.kind === 'system') return sql<SqlBool>`true`
  if (ctx.actor.kind !== 'staff') return sql<SqlBool>`false`
  return sql<SqlBool>`(${documentsInReach(ctx)} and ${documentsReadable(ctx)} and ${reachedBy(ctx, sql`p.permission`)} and (not p.internal or d.cleared is distinct from ${ctx.actor.id}))`
}

/** The marks of which a document in reach has at least one; null when that is no help. Never less than what the conditions allow. */
export function reachMarks(ctx: Ctx): string[] | null {
  if (ctx.actor.kind === 'system') return null
  return [...new Set(reaches(ctx).flatMap(({ scope, permissions }) => (scope.all ? permissions.map(permissionMark)
    : [...[...scope.units].map(unitMark), ...[...scope.customers].map(customerMark), ...(scope.own ? [personMark(ctx.actor.id)] : [])])))]
}

/** Whether a permission reaches everything. */
export const reachesAll = (ctx: Ctx, permission: string): boolean => ctx.actor.kind === 'system' || ctx.actor.grants.get(permission)?.all === true
