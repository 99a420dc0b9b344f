// A hold keeps a record whatever its age, until somebody releases it with a reason.
import { HoldPlaced, HoldReleased, type Hold, type NewHold } from '../../contract/retention.ts'
import type { Page, PageQuery } from '../../contract/paging.ts'
import type { Ctx } from '../ctx.ts'
import { BadInput, Conflict, NotFound } from '../errors.ts'
import { newId } from '../ids.ts'
import { decodeCursor, toPage } from '../paging.ts'
import { findHolds, heldSubjects, insertHold, lockHold, releaseHoldRow, type HoldRow } from './retention-store.ts'

/** Throws Conflict when the record is on hold already, BadInput for an end that has passed. */
export async function placeHold(ctx: Ctx, input: NewHold): Promise<Hold> {
  const until = input.until ? new Date(input.until) : null
  if (until && until <= ctx.now()) throw new BadInput([{ pointer: '/until', code: 'retention.until-past' }])
  if ((await heldSubjects(ctx, [input.subject])).length > 0) throw new Conflict('retention.already-held')
  const id = newId()
  await insertHold(ctx, { id, subject: input.subject, reason: input.reason, until })
  await ctx.emit(HoldPlaced, { holdId: id, subject: input.subject }, { changes: { hold: { from: null, to: until?.toISOString() ?? 'open' } }, reason: input.reason })
  return shown((await lockHold(ctx, id))!)
}

/** Throws NotFound, Conflict when it was released before. */
export async function releaseHold(ctx: Ctx, id: string, reason: string): Promise<Hold> {
  const hold = await lockHold(ctx, id)
  if (!hold) throw new NotFound('hold')
  if (hold.released_at) throw new Conflict('retention.already-released')
  await releaseHoldRow(ctx, id, reason)
  await ctx.emit(HoldReleased, { holdId: id, subject: hold.subject }, { changes: { hold: { from: hold.until?.toISOString() ?? 'open', to: null } }, reason })
  return shown((await lockHold(ctx, id))!)
}

export async function listHolds(ctx: Ctx, query: PageQuery & { open?: 'true' | 'false' | undefined }): Promise<Page<Hold>> {
  const [at, id] = query.cursor ? decodeCursor(query.cursor, 2).map(String) : []
  const rows = await findHolds(ctx, query.open === undefined ? null : query.open === 'true', at && id ? { at, id } : null, query.limit + 1)
  return toPage(rows, query.limit, (row) => [row.placed_at.toISOString(), row.id], shown)
}

const shown = (row: HoldRow): Hold => ({
  id: row.id, subject: row.subject, reason: row.reason, until: row.until?.toISOString() ?? null, placedAt: row.placed_at.toISOString(), placedBy: row.placed_by_name,
  releasedAt: row.released_at?.toISOString() ?? null, releasedBy: row.released_by_name, releaseReason: row.release_reason,
})
