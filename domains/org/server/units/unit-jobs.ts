// A change announced for later: nothing is copied at that moment (versions hold by themselves), but those who react must hear of it.
import { accessChanged } from '../../../../platform/server/access/public.ts'
import type { Ctx, JobType } from '../../../../platform/server/ctx.ts'
import { StructureInForce, UnitClosed } from '../../contract/events.ts'

export const changeHolds: JobType<{ unitId: string }> = {
  name: 'org.change-holds',
  run: (ctx, { unitId }) => holds(ctx, unitId),
}
export const unitCloses: JobType<{ unitId: string; successorId: string | null }> = {
  name: 'org.unit-closes',
  run: (ctx, data) => ctx.emit(UnitClosed, data, { changes: { state: { from: 'closing', to: 'closed' } } }),
}

async function holds(ctx: Ctx, unitId: string): Promise<void> {
  await ctx.emit(StructureInForce, { unitId })
  accessChanged(ctx)
}

export async function announce(ctx: Ctx, unitId: string, at: Date): Promise<void> {
  if (at > ctx.now()) await ctx.enqueue(changeHolds, { unitId }, { at, key: `${unitId}@${at.toISOString()}` })
  else await holds(ctx, unitId)
}

export const closeLater = (ctx: Ctx, data: { unitId: string; successorId: string | null }, at: Date): Promise<void> =>
  ctx.enqueue(unitCloses, data, { at, key: data.unitId })
