// Endpoint of duty to use case, one line each.
import type { Ctx } from '../../../../platform/server/ctx.ts'
import { NotFound } from '../../../../platform/server/errors.ts'
import { serve } from '../../../../platform/server/module.ts'
import { rosterApi } from '../../contract/roster-api.ts'
import { addAbsence, endAbsence, swapShift, takeOver, undoSwap, writeHandover } from './change-hands.ts'
import { clearDay, createRoster, patchRoster, setDay, setWeek } from './plan-duty.ts'
import { absenceRows } from './roster-queries.ts'
import { findSwap } from './roster-store.ts'
import { listAbsences, listOnDuty, listRosters, shiftsAround, shownAbsence, showRoster, showShifts, todayOf } from './show-rosters.ts'

async function undone(ctx: Ctx, rosterId: string, swapId: string) {
  const swap = await findSwap(ctx, rosterId, swapId)
  if (!swap) throw new NotFound('swap')
  await undoSwap(ctx, rosterId, swapId, swap.date, swap.shiftId)
  return shiftsAround(ctx, rosterId, swap.date)
}

export const rosterRoutes = [
  serve(rosterApi.listRosters, (ctx, { query }) => listRosters(ctx, query)),
  serve(rosterApi.getRoster, (ctx, { params }) => showRoster(ctx, params.id)),
  serve(rosterApi.createRoster, async (ctx, { body }) => showRoster(ctx, await createRoster(ctx, body))),
  serve(rosterApi.patchRoster, async (ctx, { params, body, ifMatch }) => { await patchRoster(ctx, params.id, body, ifMatch); return showRoster(ctx, params.id) }),
  serve(rosterApi.setWeek, async (ctx, { params, body, ifMatch }) => { await setWeek(ctx, params.id, body, ifMatch); return showRoster(ctx, params.id) }),
  serve(rosterApi.setDay, async (ctx, { params, body }) => { await setDay(ctx, params.id, params.date, body); return shiftsAround(ctx, params.id, params.date) }),
  serve(rosterApi.clearDay, async (ctx, { params }) => { await clearDay(ctx, params.id, params.date); return shiftsAround(ctx, params.id, params.date) }),
  serve(rosterApi.shifts, (ctx, { params, query }) => showShifts(ctx, params.id, query)),
  serve(rosterApi.swap, async (ctx, { params, body }) => { await swapShift(ctx, params.id, body); return shiftsAround(ctx, params.id, body.date) }),
  serve(rosterApi.removeSwap, (ctx, { params }) => undone(ctx, params.id, params.swapId)),
  serve(rosterApi.handOver, async (ctx, { params, body }) => { await writeHandover(ctx, params.id, body); return shiftsAround(ctx, params.id, body.date) }),
  serve(rosterApi.takeOver, async (ctx, { params }) => { await takeOver(ctx, params.id, params.handoverId); return shiftsAround(ctx, params.id, await todayOf(ctx, params.id)) }),
  serve(rosterApi.onDuty, (ctx, { query }) => listOnDuty(ctx, query.at ? new Date(query.at) : ctx.now())),
  serve(rosterApi.absences, (ctx, { query }) => listAbsences(ctx, query)),
  serve(rosterApi.addAbsence, async (ctx, { params, body }) => { const id = await addAbsence(ctx, params.id, body); return shownAbsence(ctx, (await absenceRows(ctx, { id, at: null }))[0]!) }),
  serve(rosterApi.endAbsence, async (ctx, { params }) => { await endAbsence(ctx, params.id); return {} }),
]
