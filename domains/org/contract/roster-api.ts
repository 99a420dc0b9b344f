// Endpoints of duty rosters. Staff read; who manages the unit, or leads it or a unit above it, writes.
import { z } from 'zod'
import { endpoint } from '../../../platform/contract/endpoint.ts'
import { Id } from '../../../platform/contract/ids.ts'
import { Moment } from '../../../platform/contract/time.ts'
import { Absence, CreateRoster, DateText, NewAbsence, NewSwap, PatchRoster, Roster, RosterShifts, SetDay, SetWeek, WriteHandover } from './roster.ts'

const ById = z.object({ id: Id }), OnDate = z.object({ id: Id, date: DateText })
const read = 'org.read', write = 'any-role'
const all = <S extends z.ZodType>(item: S) => z.object({ items: z.array(item), nextCursor: z.null() })
/** At most 62 days. */
const Days = z.object({ from: DateText, to: DateText })

export const rosterApi = {
  listRosters: endpoint({ method: 'GET', path: '/org/rosters', permission: read, summary: 'Duty rosters with their week, who is on shift now and who is next', query: z.object({ unitId: Id.optional(), state: z.enum(['active', 'ended']).default('active') }), reply: all(Roster) }),
  getRoster: endpoint({ method: 'GET', path: '/org/rosters/:id', permission: read, summary: 'One duty roster', params: ById, reply: Roster, etag: true }),
  createRoster: endpoint({ method: 'POST', path: '/org/rosters', permission: write, summary: 'Give a unit a duty roster', body: CreateRoster, reply: Roster, status: 201, errors: ['conflict'], etag: true,
    example: { unitId: '01900000-0000-7000-8000-000000000004', name: '一线值班', zone: 'Asia/Shanghai' } }),
  patchRoster: endpoint({ method: 'PATCH', path: '/org/rosters/:id', permission: write, summary: 'Rename or end a roster', params: ById, body: PatchRoster, reply: Roster, errors: ['stale'], etag: true }),
  setWeek: endpoint({ method: 'PUT', path: '/org/rosters/:id/week', permission: write, summary: 'Replace the weekly shifts from a date on; what was stays', params: ById, body: SetWeek, reply: Roster, errors: ['stale'], etag: true,
    example: { from: '2026-12-01', shifts: [{ weekday: 1, name: '夜班', from: '22:00', to: '06:00', people: ['01900000-0000-7000-8000-000000000021'] }] } }),
  setDay: endpoint({ method: 'PUT', path: '/org/rosters/:id/days/:date', permission: write, summary: 'Replace the shifts of one date', params: OnDate, body: SetDay, reply: RosterShifts }),
  clearDay: endpoint({ method: 'DELETE', path: '/org/rosters/:id/days/:date', permission: write, summary: 'Let the week hold again on a date', params: OnDate, reply: RosterShifts }),
  shifts: endpoint({ method: 'GET', path: '/org/rosters/:id/shifts', permission: read, summary: 'The shifts between two dates, with swaps, absences and handover notes', params: ById, query: Days, reply: RosterShifts }),
  swap: endpoint({ method: 'POST', path: '/org/rosters/:id/swaps', permission: write, summary: 'Somebody takes the place of another on one date; people take places over themselves, managers name anybody', params: ById, body: NewSwap, reply: RosterShifts, status: 201, errors: ['conflict'] }),
  removeSwap: endpoint({ method: 'DELETE', path: '/org/rosters/:id/swaps/:swapId', permission: write, summary: 'Undo a swap of a shift that is not over', params: z.object({ id: Id, swapId: Id }), reply: RosterShifts }),
  handOver: endpoint({ method: 'PUT', path: '/org/rosters/:id/handover', permission: write, summary: 'Write what the next shift must know: those on the shift, or who manages the roster', params: ById, body: WriteHandover, reply: RosterShifts, errors: ['conflict'] }),
  takeOver: endpoint({ method: 'POST', path: '/org/rosters/:id/handovers/:handoverId/acknowledgements', permission: write, summary: 'Say that the handover note was read', params: z.object({ id: Id, handoverId: Id }), reply: RosterShifts }),
  onDuty: endpoint({ method: 'GET', path: '/org/on-duty', permission: read, summary: 'Who is on shift at a moment, unit by unit', query: z.object({ at: Moment.optional() }), reply: all(z.object({ unit: z.object({ id: Id, name: z.string() }), people: z.array(z.object({ id: Id, name: z.string() })) })) }),
  absences: endpoint({ method: 'GET', path: '/org/absences', permission: read, summary: 'Who is away, now and later', query: z.object({ personId: Id.optional(), unitId: Id.optional() }), reply: all(Absence) }),
  addAbsence: endpoint({ method: 'POST', path: '/org/people/:id/absences', permission: write, summary: 'Say when somebody is away: the person, or who manages the person', params: ById, body: NewAbsence, reply: Absence, status: 201, errors: ['conflict'] }),
  endAbsence: endpoint({ method: 'DELETE', path: '/org/absences/:id', permission: write, summary: 'End an absence now, or take back one that has not begun', params: ById, reply: z.object({}) }),
}
