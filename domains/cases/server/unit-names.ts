// Names of units as they are written on the case row, in both languages. Asked for with every new case, so they are kept for a while.
import { findUnit } from '../../org/public.ts'
import type { Ctx } from '../../../platform/server/ctx.ts'

const KEEP_MS = 30_000
interface Names { unitName: string | null; unitNameEn: string | null }
const kept = new Map<string, Names & { until: number }>()

export async function unitNames(ctx: Ctx, unitId: string | null): Promise<Names> {
  if (unitId === null) return { unitName: null, unitNameEn: null }
  const now = ctx.host.realNow().getTime(), known = kept.get(unitId)
  if (known && known.until > now) return { unitName: known.unitName, unitNameEn: known.unitNameEn }
  const unit = await findUnit(ctx, unitId)
  const names: Names = { unitName: unit?.nameZh ?? null, unitNameEn: unit?.nameEn ?? null }
  if (unit) kept.set(unitId, { ...names, until: now + KEEP_MS })
  return names
}

/** After a rename; other processes forget within half a minute. */
export const forgetUnitNames = (unitId: string): void => { kept.delete(unitId) }
