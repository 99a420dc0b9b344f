// What happens to single shifts: swaps, handover notes, absences.
import type { Ctx } from '../../../../platform/server/ctx.ts'
import { BadInput, Conflict, Forbidden, NotFound } from '../../../../platform/server/errors.ts'
import { newId } from '../../../../platform/server/ids.ts'
import { AbsenceEnded, AbsenceNoted, HandoverTaken, HandoverWritten, ShiftSwapped } from '../../contract/events.ts'
import type { NewAbsence, NewSwap, WriteHandover } from '../../contract/roster.ts'
import { comingPeriod } from '../moments.ts'
import { expandShifts, type Occurrence } from './expand-shifts.ts'
import { absenceRows, activeStaff, findRoster, loadPlans, type Plan } from './roster-queries.ts'
import { deleteSwap, endAbsenceRow, insertAbsence, saveHandover, saveSwap, takeHandover } from './roster-store.ts'
import { mayManagePerson, mayPlan } from './who-may-plan.ts'

interface Found { plan: Plan; shift: Occurrence }

/** One shift on one date. Throws NotFound when the roster has none such. */
async function findOccurrence(ctx: Ctx, rosterId: string, shiftId: string, date: string): Promise<Found> {
  const roster = await findRoster(ctx, rosterId)
  if (!roster) throw new NotFound('roster')
  const noon = new Date(`${date}T12:00:00Z`), [plan] = await loadPlans(ctx, [roster], noon, noon)
  const shift = expandShifts(plan!, noon.getTime() - 2 * 86_400_000, noon.getTime() + 2 * 86_400_000).find((o) => o.shiftId === shiftId && o.date === date)
  if (!shift) throw new NotFound('shift')
  return { plan: plan!, shift }
}

/** People take a place over themselves; who plans the roster names anybody. Throws BadInput, Conflict for a shift that is over, Forbidden. */
export async function swapShift(ctx: Ctx, rosterId: string, input: NewSwap): Promise<void> {
  const { plan, shift } = await findOccurrence(ctx, rosterId, input.shiftId, input.date)
  if (input.inId !== ctx.actor.id && !await mayPlan(ctx, plan.roster.unit_id)) throw new Forbidden('org.manage')
  if (shift.to <= ctx.now().getTime()) throw new Conflict('conflict', {}, [{ pointer: '/date', code: 'org.shift-over' }])
  if (!shift.people.includes(input.outId)) throw new BadInput([{ pointer: '/outId', code: 'org.not-on-shift' }])
  if (input.inId !== null) {
    if (shift.people.includes(input.inId)) throw new BadInput([{ pointer: '/inId', code: 'org.on-shift-already' }])
    if (!(await activeStaff(ctx, [input.inId])).has(input.inId)) throw new BadInput([{ pointer: '/inId', code: 'org.person-unknown' }])
  }
  await saveSwap(ctx, { rosterId, shiftId: input.shiftId, date: input.date, outId: input.outId, inId: input.inId, reason: input.reason ?? null })
  await ctx.emit(ShiftSwapped, { rosterId, unitId: plan.roster.unit_id, date: input.date, outId: input.outId, inId: input.inId },
    { changes: { onShift: { from: input.outId, to: input.inId } }, ...(input.reason ? { reason: input.reason } : {}) })
}

export async function undoSwap(ctx: Ctx, rosterId: string, swapId: string, date: string, shiftId: string): Promise<void> {
  const { plan, shift } = await findOccurrence(ctx, rosterId, shiftId, date), swap = plan.swapRows.find((s) => s.id === swapId)!
  if (!await mayPlan(ctx, plan.roster.unit_id)) throw new Forbidden('org.manage')
  if (shift.to <= ctx.now().getTime()) throw new Conflict('conflict', {}, [{ pointer: '/params/swapId', code: 'org.shift-over' }])
  await deleteSwap(ctx, swapId)
  await ctx.emit(ShiftSwapped, { rosterId, unitId: plan.roster.unit_id, date, outId: swap.in ?? swap.out, inId: swap.out }, { changes: { onShift: { from: swap.in, to: swap.out } } })
}

/** Only whoever was on the shift knows what to say; or who plans the roster. Not before the shift begins. */
export async function writeHandover(ctx: Ctx, rosterId: string, input: WriteHandover): Promise<void> {
  const { plan, shift } = await findOccurrence(ctx, rosterId, input.shiftId, input.date)
  if (!shift.people.includes(ctx.actor.id) && !await mayPlan(ctx, plan.roster.unit_id)) throw new Forbidden('org.manage')
  if (shift.from > ctx.now().getTime()) throw new Conflict('conflict', {}, [{ pointer: '/date', code: 'org.shift-not-begun' }])
  await saveHandover(ctx, { rosterId, shiftId: input.shiftId, date: input.date, text: input.text })
  await ctx.emit(HandoverWritten, { rosterId, unitId: plan.roster.unit_id, date: input.date })
}

/** A second one changes nothing. Throws NotFound; Forbidden for whoever is neither named by the roster nor plans it. */
export async function takeOver(ctx: Ctx, rosterId: string, handoverId: string): Promise<void> {
  const roster = await findRoster(ctx, rosterId)
  if (!roster) throw new NotFound('roster')
  const now = ctx.now(), [plan] = await loadPlans(ctx, [roster], now, now)
  if (!plan!.shifts.some((s) => s.people.includes(ctx.actor.id)) && !plan!.swaps.some((s) => s.in === ctx.actor.id) && !await mayPlan(ctx, roster.unit_id)) throw new Forbidden('org.manage')
  const taken = await takeHandover(ctx, rosterId, handoverId)
  if (taken === null) throw new NotFound('handover')
  if (taken) await ctx.emit(HandoverTaken, { rosterId, unitId: roster.unit_id, handoverId })
}

/** Returns the id. People say it themselves; who manages them may too. */
export async function addAbsence(ctx: Ctx, personId: string, input: NewAbsence): Promise<string> {
  if (!(await activeStaff(ctx, [personId])).has(personId)) throw new NotFound('person')
  if (!await mayManagePerson(ctx, personId)) throw new Forbidden('org.manage')
  const { from, to } = comingPeriod(ctx, input)
  if (to!.getTime() - from.getTime() > 400 * 86_400_000) throw new BadInput([{ pointer: '/validTo', code: 'org.absence-too-long' }])
  const overlapping = (await absenceRows(ctx, { personId, at: from })).filter((a) => a.valid_from < to!)
  if (overlapping.length > 0) throw new Conflict('conflict', {}, [{ pointer: '/validFrom', code: 'org.absent-already' }])
  const id = newId()
  await insertAbsence(ctx, { id, personId, kind: input.kind, note: input.note ?? null, from, to: to! })
  await ctx.emit(AbsenceNoted, { personId }, { changes: { absence: { from: null, to: { from: from.toISOString(), to: to!.toISOString() } } } })
  return id
}

export async function endAbsence(ctx: Ctx, id: string): Promise<void> {
  const [row] = await absenceRows(ctx, { id, at: null })
  if (!row || !ctx.reach('org.read')) throw new NotFound('absence')
  if (!await mayManagePerson(ctx, row.person_id)) throw new Forbidden('org.manage')
  if (row.valid_to <= ctx.now()) return
  await endAbsenceRow(ctx, id)
  await ctx.emit(AbsenceEnded, { personId: row.person_id }, { changes: { until: { from: row.valid_to.toISOString(), to: ctx.now().toISOString() } } })
}
