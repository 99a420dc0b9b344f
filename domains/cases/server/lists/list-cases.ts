// The lists of the desk and of the portal.
import type { CaseSummary } from '../../contract/case.ts'
import type { CaseQuery, CaseView } from '../../contract/list.ts'
import type { Ctx } from '../../../../platform/server/ctx.ts'
import { decodeCursor, toPage } from '../../../../platform/server/paging.ts'
import { setting } from '../../../../platform/server/settings/public.ts'
import { DueSoonMinutes } from '../settings.ts'
import { toSummary } from '../show-case.ts'
import { countViews, orderOf, pageCases } from './case-queries.ts'

const COUNT_LIMIT = 1000
const DESK: readonly CaseView[] = ['open', 'mine', 'first-owner', 'unassigned', 'due-soon', 'waiting', 'awaiting', 'to-archive', 'breached', 'offered']
const PORTAL: readonly CaseView[] = ['open', 'awaiting', 'closed']

const soon = async (ctx: Ctx): Promise<Date> => new Date(ctx.now().getTime() + await setting(ctx, DueSoonMinutes) * 60_000)

/** Requesters have no queue: their own cases, the newest first. */
export async function listCases(ctx: Ctx, query: CaseQuery): Promise<{ items: CaseSummary[]; nextCursor: string | null }> {
  const wanted: CaseQuery = ctx.actor.kind === 'requester' && !query.sort ? { ...query, sort: 'newest' } : query
  const order = orderOf(wanted)
  const rows = await pageCases(ctx, wanted, wanted.cursor ? decodeCursor(wanted.cursor, order.length) : null, await soon(ctx))
  return toPage(rows, wanted.limit, order.key, (row) => toSummary(ctx, row))
}

export async function countCases(ctx: Ctx): Promise<{ limit: number; views: Record<string, number> }> {
  return { limit: COUNT_LIMIT, views: await countViews(ctx, ctx.actor.kind === 'requester' ? PORTAL : DESK, await soon(ctx), COUNT_LIMIT) }
}
