// Lists and counts of cases. Each view has a partial index in its order, so a page is one index scan.
import { sql, type RawBuilder } from 'kysely'
import type { CaseQuery, CaseSort, CaseView } from '../../contract/list.ts'
import type { Ctx } from '../../../../platform/server/ctx.ts'
import type { CursorKey } from '../../../../platform/server/paging.ts'
import { scopeFilter } from '../../../../platform/server/scope.ts'
import { filterConditions, filterTerms, readable } from './filter-conditions.ts'
import { LIST_COLUMNS, type CaseListFacts } from '../case-facts.ts'

/** `dueKey`: the due time as the index keeps it, to the microsecond and with 'infinity'. */
export type ListedCase = CaseListFacts & { dueKey: string }
const columns = sql.raw(`${LIST_COLUMNS}, next_due_at::text as "dueKey"`)

const PEOPLE = ['requester_id', 'handler_id', 'first_owner_id', 'asked_id'] as const
const inReach = (ctx: Ctx) => scopeFilter(ctx.require('cases.read'), ctx.actor.id, { unit: 'unit_id', customer: 'customer_id', people: PEOPLE })

function viewFilter(ctx: Ctx, view: CaseView, soon: Date): RawBuilder<unknown> {
  const me = ctx.actor.id
  switch (view) {
    case 'open': return sql`open`
    case 'mine': return sql`open and handler_id = ${me}`
    case 'first-owner': return sql`open and first_owner_id = ${me}`
    case 'unassigned': return sql`open and handler_id is null`
    case 'due-soon': return sql`open and next_due_at < 'infinity' and next_due_at <= ${soon} and not next_due_breached`
    case 'waiting': return sql`state in ('waiting-requester', 'waiting-vendor', 'on-site-scheduled')`
    case 'awaiting': return sql`state in ('resolved', 'awaiting-confirmation')`
    case 'to-archive': return sql`state in ('confirmed', 'closed-unconfirmed', 'reviewed')`
    case 'breached': return sql`open and breached`
    case 'closed': return sql`not open`
    case 'requested': return sql`requester_id = ${me}`
    case 'offered': return sql`open and asked_id = ${me}`
    case 'all': return sql`true`
  }
}

interface Order { by: RawBuilder<unknown>; after: (key: CursorKey) => RawBuilder<unknown>; key: (row: ListedCase) => CursorKey; length: number }

/** Every order ends with the id, so that no two rows are equal. */
const ORDERS: Record<CaseSort, Order> = {
  priority: { by: sql`rank, next_due_at, id`, length: 3, key: (r) => [r.rank, r.dueKey, r.id], after: ([rank, due, id]) => sql`(rank, next_due_at, id) > (${rank}::smallint, ${due}::timestamptz, ${id}::uuid)` },
  due: { by: sql`next_due_at, id`, length: 2, key: (r) => [r.dueKey, r.id], after: ([due, id]) => sql`(next_due_at, id) > (${due}::timestamptz, ${id}::uuid)` },
  newest: { by: sql`id desc`, length: 1, key: (r) => [r.id], after: ([id]) => sql`id < ${id}::uuid` },
  updated: { by: sql`updated_at desc, id desc`, length: 2, key: (r) => [r.updatedAt, r.id], after: ([at, id]) => sql`(updated_at, id) < (${at}::timestamptz, ${id}::uuid)` },
}

/** Views that hold everything that ever was are in the order of recording: nothing else can be read from such a table page by page. */
const HISTORY: ReadonlySet<CaseView> = new Set(['all', 'closed', 'requested'])
export function orderOf({ view, sort }: Pick<CaseQuery, 'view' | 'sort'>): Order {
  if (HISTORY.has(view)) return ORDERS.newest
  return ORDERS[sort ?? (view === 'due-soon' ? 'due' : 'priority')]
}

/** `text` finds the beginning of a number or a part of the title; restricted cases are found by their number only (§3.1-3). */
function wanted(ctx: Ctx, q: CaseQuery, soon: Date): RawBuilder<unknown>[] {
  const parts: RawBuilder<unknown>[] = []
  const equal = (column: string, value: unknown) => { if (value !== undefined) parts.push(sql`${sql.ref(column)} = ${value}`) }
  equal('state', q.state); equal('unit_id', q.unit); equal('handler_id', q.handler); equal('requester_id', q.requester); equal('customer_id', q.customer)
  equal('level', q.level); equal('problem_class', q.problemClass); equal('service_line', q.serviceLine); equal('channel', q.channel)
  if (q.level ?? q.problemClass ?? q.serviceLine ?? q.handler ?? q.requester ?? q.customer) parts.push(readable(ctx))
  if (q.q) {
    const literal = q.q.replaceAll(/[\\%_]/g, (c) => `\\${c}`)
    parts.push(sql`(number ilike ${`${literal}%`} or (title ilike ${`%${literal}%`} and ${readable(ctx)}))`)
  }
  if (q.filter) parts.push(...filterConditions(ctx, filterTerms(q.filter), soon))
  return parts
}
/** One row more than the page holds, so that the caller knows whether there is a next one. */
export async function pageCases(ctx: Ctx, query: CaseQuery, after: CursorKey | null, soon: Date): Promise<ListedCase[]> {
  const order = orderOf(query)
  const conditions = [viewFilter(ctx, query.view, soon), sql`${inReach(ctx)}`, ...wanted(ctx, query, soon), ...(after ? [order.after(after)] : [])]
  const found = await sql<{ page: ListedCase[] }>`select coalesce(json_agg(page), '[]') as page from (select ${columns} from cases where ${sql.join(conditions, sql` and `)} order by ${order.by} limit ${query.limit + 1}) page`.execute(ctx.sql<unknown>())
  return found.rows[0]!.page
}

/** Counts of several views in one statement, each stopping at `limit`. */
export async function countViews(ctx: Ctx, views: readonly CaseView[], soon: Date, limit: number): Promise<Record<string, number>> {
  const reach = inReach(ctx)
  const parts = views.map((v) => sql`select ${v} as view, count(*)::int as n from (select 1 from cases where ${viewFilter(ctx, v, soon)} and ${reach} limit ${limit}) x`)
  const found = await sql<{ view: string; n: number }>`${sql.join(parts, sql` union all `)}`.execute(ctx.sql<unknown>())
  return Object.fromEntries(found.rows.map((r) => [r.view, r.n]))
}

/** The same for filters that people keep, each in its view. */
export async function countFilters(ctx: Ctx, kept: readonly { id: string; view: CaseView; filter: string }[], soon: Date, limit: number): Promise<Record<string, number>> {
  if (kept.length === 0) return {}
  const reach = inReach(ctx)
  const parts = kept.map((k) => sql`select ${k.id}::text as view, count(*)::int as n from (select 1 from cases where ${sql.join([viewFilter(ctx, k.view, soon), sql`${reach}`, ...filterConditions(ctx, filterTerms(k.filter), soon)], sql` and `)} limit ${limit}) x`)
  const found = await sql<{ view: string; n: number }>`${sql.join(parts, sql` union all `)}`.execute(ctx.sql<unknown>())
  return Object.fromEntries(found.rows.map((r) => [r.view, r.n]))
}

/** Numbers of cases in a view, in its order, at most `most`: what an act on all of them is about. */
export async function pickCases(ctx: Ctx, query: Pick<CaseQuery, 'view' | 'sort' | 'filter'>, soon: Date, most: number): Promise<{ id: string; number: string }[]> {
  const conditions = [viewFilter(ctx, query.view, soon), sql`${inReach(ctx)}`, ...wanted(ctx, query as CaseQuery, soon)]
  return (await sql<{ id: string; number: string }>`select id, number from cases where ${sql.join(conditions, sql` and `)} order by ${orderOf(query).by} limit ${most}`.execute(ctx.sql<unknown>())).rows
}
