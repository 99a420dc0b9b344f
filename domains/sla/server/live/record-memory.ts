// The clocks of a record as this transaction knows them: an act that announces five facts reads them once.
import type { Ctx } from '../../../../platform/server/ctx.ts'
import { lockCases, takeCases, type CaseFacts } from '../../../cases/public.ts'
import { isOpen } from '../engine/reconcile-clocks.ts'
import { ledgerOf } from '../engine/keep-ledger.ts'
import type { Rulebook } from '../engine/policy.ts'
import type { RecordState } from '../engine/record-state.ts'
import { clockOf, keptOf, stateOfRow, type Kept } from './clock-rows.ts'
import { lockRecord, lockRecords, type RecordRows } from './clock-store.ts'

export interface HeldRecord { readonly state: RecordState; readonly kept: ReadonlyMap<number, Kept> }

const memories = new WeakMap<object, Map<string, HeldRecord>>()

/** The record, its clocks locked; null when it has none. Open clocks come with their ledger. */
export async function holdRecord(ctx: Ctx, book: Rulebook, id: string): Promise<HeldRecord | null> {
  const known = memories.get(ctx.sql<unknown>())?.get(id)
  if (known) return known
  const rows = await lockRecord(ctx, id)
  if (!rows) return null
  return keep(ctx, id, heldOf(book, rows))
}

export interface HeldCase { readonly facts: CaseFacts; readonly held: HeldRecord }

/** Many cases with their clocks, all of them locked, in two statements: the rows of the cases first, as everybody does who changes clocks. Cases that are gone are left out. */
export const holdRecords = async (ctx: Ctx, book: Rulebook, ids: readonly string[]): Promise<Map<string, HeldCase>> => withClocks(ctx, book, await lockCases(ctx, ids))

/** The same for up to `limit` of those that nobody else holds. */
export const takeRecords = async (ctx: Ctx, book: Rulebook, ids: readonly string[], limit: number): Promise<Map<string, HeldCase>> => withClocks(ctx, book, await takeCases(ctx, ids, limit))

async function withClocks(ctx: Ctx, book: Rulebook, cases: ReadonlyMap<string, CaseFacts>): Promise<Map<string, HeldCase>> {
  const rows = await lockRecords(ctx, [...cases.keys()])
  return new Map([...rows].map(([id, record]) => [id, { facts: cases.get(id)!, held: heldOf(book, record) }]))
}

/** What rows mean: open clocks come with their ledger, made from the facts. */
export function heldOf(book: Rulebook, rows: RecordRows): HeldRecord {
  const bare = stateOfRow(rows.kind, rows.state, rows.clocks.map(clockOf))
  const clocks = bare.clocks.map((c) => (isOpen(c) ? { ...c, rows: ledgerOf(c, bare.facts, book.calendarOf(c.calendar)) } : c))
  return { state: { ...bare, clocks }, kept: new Map(rows.clocks.map((r) => [r.no, keptOf(r)])) }
}

export function keep(ctx: Ctx, id: string, held: HeldRecord): HeldRecord {
  const tx = ctx.sql<unknown>()
  const memory = memories.get(tx) ?? new Map<string, HeldRecord>()
  memories.set(tx, memory.set(id, held))
  return held
}
