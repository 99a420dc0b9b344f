// Many cases in one statement, for what concerns thousands of them: sweeps, re-evaluation, search, acknowledgements.
import { sql, type RawBuilder } from 'kysely'
import type { Ctx } from '../../../platform/server/ctx.ts'
import { ALL_COLUMNS, type CaseFacts } from './case-facts.ts'
import { recall, remember } from './case-memory.ts'

const all = sql.raw(ALL_COLUMNS)

/** Several cases by id; those that are gone are left out. */
export async function readCases(ctx: Ctx, ids: readonly string[]): Promise<Map<string, CaseFacts>> {
  const known = new Map(ids.map((id) => [id, recall(ctx, id)])), missing = [...known].filter(([, c]) => c === null).map(([id]) => id)
  const found = missing.length === 0 ? [] : (await sql<CaseFacts>`select ${all} from cases where id = any(${missing}::uuid[])`.execute(ctx.sql<unknown>())).rows
  return new Map([...[...known.values()].filter((c) => c !== null), ...found].map((c) => [c.id, c]))
}

/** The same, unscoped and held until the transaction ends. Locked in one order by everybody, so that two of them cannot wait for each other. */
export async function lockCases(ctx: Ctx, ids: readonly string[]): Promise<Map<string, CaseFacts>> {
  return held(ctx, sql`select ${all} from cases where id = any(${[...ids]}::uuid[]) order by id for no key update`)
}

/** Up to `limit` of these cases that nobody else holds right now: several workers each take others, and none waits. */
export async function takeCases(ctx: Ctx, ids: readonly string[], limit: number): Promise<Map<string, CaseFacts>> {
  return held(ctx, sql`select ${all} from cases where id = any(${[...ids]}::uuid[]) order by id limit ${limit} for no key update skip locked`)
}

async function held(ctx: Ctx, query: RawBuilder<unknown>): Promise<Map<string, CaseFacts>> {
  const found = await (query as RawBuilder<CaseFacts>).execute(ctx.sql<unknown>())
  return new Map(found.rows.map((c) => [c.id, remember(ctx, c)]))
}

/** What clocks write on the row of a case. */
export type DueFields = Pick<CaseFacts, 'level' | 'levelRule' | 'breached' | 'nextDueAt' | 'nextDueKind' | 'nextDueClause' | 'nextDueWarnedAt' | 'nextDueBreached'>

/** Writes them on cases that this transaction holds; raises no version. */
export async function writeDue(ctx: Ctx, changed: ReadonlyMap<string, DueFields>): Promise<Map<string, CaseFacts>> {
  if (changed.size === 0) return new Map()
  const rows = [...changed].map(([id, f]) => ({ case_id: id, ...f }))
  const ranks = await sql<{ id: string; rank: number }>`update cases c set level = n."level", level_rule = n."levelRule", breached = n."breached", next_due_at = coalesce(n."nextDueAt", 'infinity'), next_due_kind = n."nextDueKind",
      next_due_clause = n."nextDueClause", next_due_warned_at = n."nextDueWarnedAt", next_due_breached = n."nextDueBreached"
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as n(case_id uuid, "level" text, "levelRule" text, "breached" boolean, "nextDueAt" timestamptz, "nextDueKind" text, "nextDueClause" text, "nextDueWarnedAt" timestamptz, "nextDueBreached" boolean)
    where c.id = n.case_id returning c.id, c.rank`.execute(ctx.sql<unknown>())
  return new Map(ranks.rows.map(({ id, rank }) => [id, remember(ctx, { ...recall(ctx, id)!, ...changed.get(id)!, rank })]))
}
