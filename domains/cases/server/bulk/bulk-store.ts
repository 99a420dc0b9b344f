// Rows of acts on many cases.
import { sql } from 'kysely'
import type { z } from 'zod'
import type { BulkAct, BulkItem } from '../../contract/bulk.ts'
import type { Ctx } from '../../../../platform/server/ctx.ts'

export type ItemState = z.infer<typeof BulkItem>['state']
export interface BulkRow { id: string; actor_id: string; act: BulkAct; total: number; done: number; refused: number; state: 'running' | 'done' | 'undoing' | 'undone'; created_at: Date; finished_at: Date | null }
export interface ItemRow { no: number; case_id: string; number: string; state: ItemState; code: string | null; detail: string | null; before: unknown }

export async function insertBulk(ctx: Ctx, id: string, act: BulkAct, cases: readonly { id: string; number: string }[]): Promise<void> {
  await sql`insert into cases_bulk (id, actor_id, actor_name, act, total, state, created_at) values (${id}, ${ctx.actor.id}, ${ctx.actor.name}, ${JSON.stringify(act)}::jsonb, ${cases.length}, 'running', ${ctx.now()})`.execute(ctx.sql<unknown>())
  await sql`insert into cases_bulk_items (bulk_id, no, case_id, number) select ${id}, c.no, c.id, c.number from jsonb_to_recordset(${JSON.stringify(cases.map((c, no) => ({ ...c, no })))}::jsonb) as c(no integer, id uuid, number text)`.execute(ctx.sql<unknown>())
}

export async function readBulk(ctx: Ctx, id: string, hold = false): Promise<BulkRow | null> {
  return (await sql<BulkRow>`select id, actor_id, act, total, done, refused, state, created_at, finished_at from cases_bulk where id = ${id} ${hold ? sql`for update` : sql``}`.execute(ctx.sql<unknown>())).rows[0] ?? null
}

export async function itemsIn(ctx: Ctx, id: string, states: readonly ItemState[], limit: number): Promise<ItemRow[]> {
  return (await sql<ItemRow>`select no, case_id, number, state, code, detail, before from cases_bulk_items where bulk_id = ${id} and state = any(${[...states]}::text[]) order by no limit ${limit}`.execute(ctx.sql<unknown>())).rows
}

/** The item, held, if it is still in that state: what was done once is not done again after a restart. */
export async function takeItem(ctx: Ctx, id: string, no: number, state: ItemState): Promise<ItemRow | null> {
  return (await sql<ItemRow>`select no, case_id, number, state, code, detail, before from cases_bulk_items where bulk_id = ${id} and no = ${no} and state = ${state} for update`.execute(ctx.sql<unknown>())).rows[0] ?? null
}

export async function settleItem(ctx: Ctx, id: string, no: number, to: { state: ItemState; code?: string | null; detail?: string | null; before?: unknown }): Promise<void> {
  await sql`update cases_bulk_items set state = ${to.state}, code = ${to.code ?? null}, detail = ${to.detail ?? null}, before = coalesce(${to.before === undefined ? null : JSON.stringify(to.before)}::jsonb, before) where bulk_id = ${id} and no = ${no}`.execute(ctx.sql<unknown>())
}

/** Counts what is settled; `state` ends or turns the whole. */
export async function countBulk(ctx: Ctx, id: string, state?: BulkRow['state']): Promise<BulkRow> {
  const ended = state === 'done' || state === 'undone'
  return (await sql<BulkRow>`update cases_bulk b set done = n.done, refused = n.refused, state = coalesce(${state ?? null}, b.state), finished_at = ${ended ? ctx.now() : sql`b.finished_at`}
    from (select count(*) filter (where state <> 'waiting')::int as done, count(*) filter (where state = 'refused')::int as refused from cases_bulk_items where bulk_id = ${id}) n
    where b.id = ${id} returning id, actor_id, act, total, b.done, b.refused, state, created_at, finished_at`.execute(ctx.sql<unknown>())).rows[0]!
}

/** Cases by id with their numbers, in the order given; those that are gone or out of reach are left out by the caller. */
export async function numbersOf(ctx: Ctx, ids: readonly string[]): Promise<{ id: string; number: string }[]> {
  return (await sql<{ id: string; number: string }>`select c.id, c.number from unnest(${[...ids]}::uuid[]) with ordinality as w(id, n) join cases c on c.id = w.id order by w.n`.execute(ctx.sql<unknown>())).rows
}
