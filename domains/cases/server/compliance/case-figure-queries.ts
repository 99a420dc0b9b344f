// Each figure as rows of cases with a moment and whether it was met; counted by week, and those that were not met by name.
import { sql, type RawBuilder } from 'kysely'
import type { Ctx } from '../../../../platform/server/ctx.ts'
import { scopeFilter, type Scope } from '../../../../platform/server/scope.ts'

/** `id, at, met` of every record that counts between `from` and `to`. */
export const CASE_FIGURES = {
  // §2.3-3: ratings of 4 or 5 of all ratings (B-11).
  'case/satisfaction': (from, to) => sql`select case_id as id, rated_at as at, score >= 4 as met from cases_ratings where rated_at >= ${from} and rated_at < ${to}`,
  // §5.2-4: closed after the user's own answer; "closed, unconfirmed" is counted, never as confirmed (B-18).
  'case/confirmed': (from, to) => sql`select id, closed_at as at, coalesce(answered_at <= closed_at, false) as met from cases where closed_at >= ${from} and closed_at < ${to} and state not in ('merged', 'cancelled')`,
  // §5.2-6: archived cases of class A, late or reopened have their review.
  'case/review': (from, to) => sql`select id, archived_at as at, review is not null as met from cases where archived_at >= ${from} and archived_at < ${to} and (level = 'A' or breached or round > 1)`,
  // §3.2-1: what a report must give was there, or given later. Cases of the first hour may still be asked.
  'case/reported': (from, to) => sql`select id, created_at as at, cardinality(missing_facts) = 0 as met from cases where created_at >= ${from} and created_at < ${to} and state not in ('merged', 'cancelled')`,
  // §3.2-5: solved after retest and a look at stability.
  'case/verified': (from, to) => sql`select id, resolved_at as at, retest = 'pass' and stability = 'pass' as met from cases where resolved_at >= ${from} and resolved_at < ${to} and state not in ('merged', 'cancelled')`,
  // §5.2-2: somebody said yes or no. One that waits counts after a day.
  'case/transfers': (from, to) => sql`select case_id as id, offered_at as at, state in ('accepted', 'declined') as met from cases_transfers where offered_at >= ${from} and offered_at < ${to} and state <> 'withdrawn' and (state <> 'offered' or offered_at < ${to}::timestamptz - interval '1 day')`,
} satisfies Record<string, (from: Date, to: Date) => RawBuilder<unknown>>
export type CaseFigure = keyof typeof CASE_FIGURES

const within = (ctx: Ctx, reach: Scope, units: readonly string[] | null): RawBuilder<unknown> => sql`${scopeFilter(reach, ctx.actor.id, { unit: 'c.unit_id', customer: 'c.customer_id', people: ['c.requester_id', 'c.handler_id', 'c.first_owner_id'] })} and (${units === null} or c.unit_id = any(${[...(units ?? [])]}::uuid[]))`
/** The running week ends now: what waits is judged by the moment of the reader. */
const end = (ctx: Ctx, to: Date): Date => (to < ctx.now() ? to : ctx.now())

export async function figuresByWeek(ctx: Ctx, reach: Scope, figures: readonly CaseFigure[], starts: readonly Date[], to: Date, units: readonly string[] | null): Promise<{ figure: string; week: number; n: number; met: number }[]> {
  if (figures.length === 0) return []
  const parts = sql.join(figures.map((f) => sql`select ${f}::text as figure, x.* from (${CASE_FIGURES[f](starts[0]!, end(ctx, to))}) x`), sql` union all `)
  const found = await sql<{ figure: string; week: number; n: number; met: number }>`select f.figure, width_bucket(f.at, ${[...starts]}::timestamptz[]) - 1 as week, count(*)::int as n, (count(*) filter (where f.met))::int as met
    from (${parts}) f join cases c on c.id = f.id where ${within(ctx, reach, units)} group by 1, 2`.execute(ctx.sql<unknown>())
  return found.rows
}

export interface MissedCase { id: string; number: string; title: string; restricted: boolean; unit_id: string | null; level: string | null; at: Date }

/** Newest first. */
export async function missedCases(ctx: Ctx, reach: Scope, figure: CaseFigure, from: Date, to: Date, units: readonly string[] | null, after: [string, string] | null, limit: number): Promise<MissedCase[]> {
  const found = await sql<MissedCase>`select c.id, c.number, c.title, c.problem_class is not distinct from 'data-security' as restricted, c.unit_id, c.level, f.at from (${CASE_FIGURES[figure](from, end(ctx, to))}) f join cases c on c.id = f.id
    where not coalesce(f.met, false) and ${within(ctx, reach, units)} and (${after?.[0] ?? null}::timestamptz is null or (f.at, c.id) < (${after?.[0] ?? null}::timestamptz, ${after?.[1] ?? null}::uuid)) order by f.at desc, c.id desc limit ${limit}`.execute(ctx.sql<unknown>())
  return found.rows
}
