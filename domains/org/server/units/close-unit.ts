// Closes a unit: announced first, so that its people, sub-units and open work can be moved; then closed at the moment named.
import type { Ctx } from '../../../../platform/server/ctx.ts'
import { BadInput, Conflict } from '../../../../platform/server/errors.ts'
import { UnitClosed, UnitClosing } from '../../contract/events.ts'
import type { CloseUnit } from '../../contract/unit.ts'
import { postsAtUnit } from '../people/post-queries.ts'
import { rulesTo } from '../routing/routing-store.ts'
import { applyChange } from './change-unit.ts'
import { comingMoment } from '../moments.ts'
import { closeLater } from './unit-jobs.ts'
import { unitAsOf, unitsAsOf } from './unit-queries.ts'

/** Throws Conflict `org-unit-in-use` while sub-units, posts or routing rules still need the unit at that moment. */
export async function closeUnit(ctx: Ctx, unitId: string, { effectiveFrom, successorId, reason }: Partial<CloseUnit>, ifMatch: number | null): Promise<void> {
  const at = comingMoment(ctx, effectiveFrom, '/effectiveFrom'), now = ctx.now()
  ctx.require('org.manage')
  if (successorId !== undefined) {
    const successor = successorId === unitId ? undefined : await unitAsOf(ctx, successorId, at)
    if (!successor || successor.state === 'closed') throw new BadInput([{ pointer: '/successorId', code: 'org.unit-unknown' }])
  }
  const needed = await stillNeeded(ctx, unitId, at)
  if (needed.length > 0) throw new Conflict('org-unit-in-use', {}, needed)
  const { before, changes } = await applyChange(ctx, unitId, now, { state: at > now ? 'closing' : 'closed' }, ifMatch)
  const data = { unitId, successorId: successorId ?? null }
  await ctx.emit(UnitClosing, { ...data, effectiveFrom: at.toISOString() }, { changes: { ...changes, state: { from: before.state, to: 'closing' } }, reason })
  if (at > now) {
    await applyChange(ctx, unitId, at, { state: 'closed' }, null)
    await closeLater(ctx, data, at)
  } else await ctx.emit(UnitClosed, data, { changes: { state: { from: 'closing', to: 'closed' } }, reason })
}

async function stillNeeded(ctx: Ctx, unitId: string, at: Date): Promise<{ pointer: string; code: string; clause: string; params: { count: number } }[]> {
  const children = (await unitsAsOf(ctx, at)).filter((u) => u.parentId === unitId && u.state !== 'closed').length
  const posts = (await postsAtUnit(ctx, unitId, at)).length
  const rules = await rulesTo(ctx, unitId)
  return [['org.has-units', children], ['org.has-posts', posts], ['org.has-rules', rules]].filter(([, n]) => Number(n) > 0)
    .map(([code, count]) => ({ pointer: '', code: String(code), clause: '§1.1', params: { count: Number(count) } }))
}
