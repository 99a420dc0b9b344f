// The regional cockpit (§1.1-8, §1.1-11, §1.2-12): figures of each unit in reach, with everything below it.
import type { Ctx } from '../../../../platform/server/ctx.ts'
import { BadInput } from '../../../../platform/server/errors.ts'
import type { Cockpit, Period, UnitFigures } from '../../contract/board.ts'
import { sightOf } from '../board/reach.ts'
import { soonOf } from '../board/show-board.ts'
import { rollUp } from '../board/unit-tree.ts'
import { figuresByUnit, NO_FIGURES, type FigureRow } from './cockpit-queries.ts'

const DAYS = 30, LONGEST_DAYS = 400, DAY = 86_400_000

/** Throws NotFound for a unit out of reach, BadInput for a period that ends before it begins or is too long. */
export async function showCockpit(ctx: Ctx, query: Period): Promise<Cockpit> {
  const to = query.to ? new Date(query.to) : ctx.now(), from = query.from ? new Date(query.from) : new Date(Math.max(0, to.getTime() - DAYS * DAY))
  if (from >= to) throw new BadInput([{ pointer: '/query/to', code: 'dispatch.end-before-start' }])
  if (to.getTime() - from.getTime() > LONGEST_DAYS * DAY) throw new BadInput([{ pointer: '/query/from', code: 'dispatch.period-too-long', params: { days: LONGEST_DAYS } }])
  const sight = await sightOf(ctx, query.unit), inSight = sight.units === null ? null : new Set(sight.units), own = await figuresByUnit(ctx, sight, { from, to }, await soonOf(ctx))
  const sums = rollUp(new Map(sight.all.filter((u) => !inSight || inSight.has(u.id)).map((u) => [u.id, u])), own, NO_FIGURES)
  const items = sight.tree.filter((u) => !inSight || inSight.has(u.id)).map(({ id, name, tier, depth }) => ({ unit: { id, name, tier, depth }, ...figuresOf(sums.get(id) ?? NO_FIGURES) }))
  return { from: from.toISOString(), to: to.toISOString(), items }
}

const share = (part: number, of: number): number | null => (of === 0 ? null : Math.round((part / of) * 1000) / 1000)

export function figuresOf({ minutes, ...f }: FigureRow): Omit<UnitFigures, 'unit'> {
  return { ...f as Omit<FigureRow, 'minutes'>, acknowledgeMinutes: f.acknowledged === 0 ? null : Math.round((minutes / f.acknowledged) * 10) / 10, firstContactRate: share(f.firstContact, f.resolved), repeatRate: share(f.repeated, f.opened) } as Omit<UnitFigures, 'unit'>
}
