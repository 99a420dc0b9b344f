// Loops that nobody closes (R1.2-15, §2.1-9): what each kind is, and the cases of it, the longest open first.
import { sql, type RawBuilder } from 'kysely'
import type { Ctx } from '../../../../platform/server/ctx.ts'
import { BadInput } from '../../../../platform/server/errors.ts'
import { decodeCursor, toPage } from '../../../../platform/server/paging.ts'
import { summariesOf } from '../../../cases/public.ts'
import { Loop, type LoopCase, type LoopQuery } from '../../contract/board.ts'
import { casesInSight, sightOf } from '../board/reach.ts'

const WAITS = sql.raw(`state in ('waiting-requester', 'waiting-vendor', 'on-site-scheduled')`), IN_HAND = sql.raw(`state in ('assigned', 'responded', 'diagnosing', 'solving', 'verifying', 'reopened')`)
const CLOSED = sql.raw(`state in ('confirmed', 'closed-unconfirmed', 'reviewed')`)
const DAY = 86_400_000, RATED_DAYS = 30, WAIT_DAYS = 7, /** A case that came just now is not an open loop yet. */ FRESH_DAYS = 1 / 48

/** Which cases, and since when the loop is open. */
function kindOf(loop: Loop, now: Date): { where: RawBuilder<unknown>; since: RawBuilder<unknown> } {
  const ago = (days: number): Date => new Date(now.getTime() - days * DAY)
  switch (loop) {
    case 'no-owner': return { where: sql`open and handler_id is null and first_owner_id is null and created_at < ${ago(FRESH_DAYS)}`, since: sql`created_at` }
    case 'no-handler': return { where: sql`open and handler_id is null and first_owner_id is not null and coalesce(state_since, created_at) < ${ago(FRESH_DAYS)}`, since: sql`coalesce(state_since, created_at)` }
    // What was promised last is over, or nothing was ever promised: nobody knows what comes next.
    case 'no-next-step': return { where: sql`open and handler_id is not null and ${IN_HAND} and responded_at is not null and (promised_at is null or promised_at < ${now})`, since: sql`coalesce(promised_at, responded_at)` }
    case 'waiting-long': return { where: sql`open and ${WAITS} and coalesce(waiting_until, state_since + make_interval(days => ${WAIT_DAYS})) < ${now}`, since: sql`coalesce(state_since, updated_at)` }
    case 'unconfirmed': return { where: sql`state in ('resolved', 'awaiting-confirmation') and resolved_at < ${ago(1)}`, since: sql`resolved_at` }
    case 'unrated': return { where: sql`not open and (${CLOSED} or state = 'archived') and resolved_at >= ${ago(RATED_DAYS)} and not rated`, since: sql`coalesce(closed_at, resolved_at)` }
    case 'unarchived': return { where: sql`${CLOSED}`, since: sql`coalesce(resolved_at, updated_at)` }
  }
}

/** Throws NotFound for a unit out of reach. */
export async function listLoops(ctx: Ctx, query: LoopQuery): Promise<{ items: LoopCase[]; nextCursor: string | null }> {
  const sight = await sightOf(ctx, query.unit), { where, since } = kindOf(query.loop, ctx.now()), after = query.cursor ? cursorOf(query.cursor) : null
  const found = await sql<{ id: string; since: Date; key: string }>`select id, since, since::text as key from (select id, ${since} as since from cases_work where ${where} and ${casesInSight(ctx, sight)}) l
    where (${after?.[0] ?? null}::timestamptz is null or (since, id) > (${after?.[0] ?? null}::timestamptz, ${after?.[1] ?? null}::uuid)) order by since, id limit ${query.limit + 1}`.execute(ctx.sql<unknown>())
  const cases = new Map((await summariesOf(ctx, found.rows.map((r) => r.id))).map((c) => [c.id, c]))
  const page = toPage(found.rows, query.limit, (r) => [r.key, r.id], (r) => ({ case: cases.get(r.id), since: r.since.toISOString() }))
  return { ...page, items: page.items.filter((i): i is LoopCase => i.case !== undefined) }
}

function cursorOf(text: string): [string, string] {
  const [at, id] = decodeCursor(text, 2).map(String) as [string, string]
  if (Number.isNaN(Date.parse(at.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00'))) || !/^[0-9a-f-]{36}$/.test(id)) throw new BadInput([{ pointer: '/query/cursor', code: 'paging.cursor' }])
  return [at, id]
}

/** All kinds in one statement. */
export async function countLoops(ctx: Ctx, unit: string | undefined): Promise<{ counts: Record<Loop, number> }> {
  const sight = await sightOf(ctx, unit), inSight = casesInSight(ctx, sight)
  const parts = Loop.options.map((loop) => sql`select ${loop} as loop, count(*)::int as n from cases_work where ${kindOf(loop, ctx.now()).where} and ${inSight}`)
  const found = await sql<{ loop: Loop; n: number }>`${sql.join(parts, sql` union all `)}`.execute(ctx.sql<unknown>())
  return { counts: Object.fromEntries(found.rows.map((r) => [r.loop, r.n])) as Record<Loop, number> }
}
