// Reads rosters with what decides who is on shift. Disabled people are on no shift.
import { sql, type Expression, type SqlBool } from 'kysely'
import type { Ctx } from '../../../../platform/server/ctx.ts'
import type { Absence, RosterPlan, Shift, Swap } from './expand-shifts.ts'
import type { RosterRow } from './roster-store.ts'

export interface Plan extends RosterPlan { readonly roster: RosterRow; readonly swapRows: readonly SwapRow[]; readonly dayRows: readonly { date: string; reason: string | null }[] }
export interface SwapRow extends Swap { readonly id: string }

/** By unit name and roster name. `where` over `r` (org_rosters). */
export async function findRosters(ctx: Ctx, where: Expression<SqlBool>, state: 'active' | 'ended' | 'all'): Promise<RosterRow[]> {
  const found = await sql<RosterRow>`select r.id, r.unit_id, r.name, r.zone, r.state, r.version from org_rosters r where ${where} and (${state} = 'all' or r.state = ${state}) order by r.unit_id, r.name, r.id limit 500`.execute(ctx.sql<unknown>())
  return found.rows
}

export const findRoster = async (ctx: Ctx, id: string): Promise<RosterRow | undefined> => (await findRosters(ctx, sql<SqlBool>`r.id = ${id}`, 'all'))[0]

/** Rosters whose shifts name the person, in the week, on a day or by a swap. */
export const rostersNaming = (personId: string): Expression<SqlBool> => sql<SqlBool>`(exists (select 1 from org_shifts s where s.roster_id = r.id and s.people @> array[${personId}]::uuid[]) or exists (select 1 from org_shift_swaps w where w.roster_id = r.id and w.in_id = ${personId}))`

export const rostersNamingAny = (people: readonly string[]): Expression<SqlBool> => sql<SqlBool>`(exists (select 1 from org_shifts s where s.roster_id = r.id and s.people && ${[...people]}::uuid[]) or exists (select 1 from org_shift_swaps w where w.roster_id = r.id and w.in_id = any(${[...people]}::uuid[])))`

/** Those of the people whom a shift that is not over names. */
export async function rosteredAmong(ctx: Ctx, people: readonly string[], at: Date): Promise<Set<string>> {
  const found = await sql<{ id: string }>`select distinct p.id from org_shifts s join org_rosters r on r.id = s.roster_id and r.state = 'active' cross join lateral unnest(s.people) as p (id)
    where s.people && ${[...people]}::uuid[] and p.id = any(${[...people]}::uuid[]) and (s.valid_to is null or s.valid_to > (${at}::timestamptz - interval '1 day')::date) and (s.on_date is null or s.on_date >= (${at}::timestamptz - interval '2 days')::date)`.execute(ctx.sql<unknown>())
  return new Set(found.rows.map((r) => r.id))
}

/** The plans of rosters with what holds between two dates. */
export async function loadPlans(ctx: Ctx, rosters: readonly RosterRow[], from: Date, to: Date): Promise<Plan[]> {
  const ids = rosters.map((r) => r.id), db = ctx.sql<unknown>()
  if (ids.length === 0) return []
  // A date may lie up to two days beside the moments, by zone and by shifts past midnight.
  const first = sql`(${from}::timestamptz - interval '3 days')::date`, last = sql`(${to}::timestamptz + interval '3 days')::date`
  const shifts = await sql<Shift & { roster: string }>`select s.roster_id as roster, s.id, s.weekday, to_char(s.on_date, 'YYYY-MM-DD') as date, s.name, s.from_minute as "from", s.to_minute as "to",
      array(select p.id from org_people p where p.id = any(s.people) and p.state = 'active' order by p.name, p.id) as people, to_char(s.valid_from, 'YYYY-MM-DD') as "validFrom", to_char(s.valid_to, 'YYYY-MM-DD') as "validTo"
    from org_shifts s where s.roster_id = any(${ids}::uuid[]) and (s.on_date between ${first} and ${last} or (s.weekday is not null and s.valid_from <= ${last} and (s.valid_to is null or s.valid_to > ${first})))
    order by s.weekday, s.from_minute, s.id`.execute(db)
  const days = await sql<{ roster: string; date: string; reason: string | null }>`select roster_id as roster, to_char(on_date, 'YYYY-MM-DD') as date, reason from org_roster_days where roster_id = any(${ids}::uuid[]) and on_date between ${first} and ${last} order by on_date`.execute(db)
  const swaps = await sql<SwapRow & { roster: string }>`select w.id, w.roster_id as roster, w.shift_id as "shiftId", to_char(w.on_date, 'YYYY-MM-DD') as date, w.out_id as out, (select p.id from org_people p where p.id = w.in_id and p.state = 'active') as "in"
    from org_shift_swaps w where w.roster_id = any(${ids}::uuid[]) and w.on_date between ${first} and ${last} order by w.at, w.id`.execute(db)
  return rosters.map((roster) => {
    const swapRows = swaps.rows.filter((s) => s.roster === roster.id), dayRows = days.rows.filter((d) => d.roster === roster.id)
    return { roster, zone: roster.zone, shifts: shifts.rows.filter((s) => s.roster === roster.id), days: new Set(dayRows.map((d) => d.date)), dayRows, swaps: swapRows, swapRows }
  })
}

/** The rows of the week of a roster that are not over on the date. */
export async function weekRows(ctx: Ctx, rosterIds: readonly string[], now: Date): Promise<(Shift & { roster: string })[]> {
  const found = await sql<Shift & { roster: string }>`select s.roster_id as roster, s.id, s.weekday, null as date, s.name, s.from_minute as "from", s.to_minute as "to", s.people, to_char(s.valid_from, 'YYYY-MM-DD') as "validFrom", to_char(s.valid_to, 'YYYY-MM-DD') as "validTo"
    from org_shifts s join org_rosters r on r.id = s.roster_id where s.roster_id = any(${[...rosterIds]}::uuid[]) and s.weekday is not null and (s.valid_to is null or s.valid_to > (${now}::timestamptz at time zone r.zone)::date)
    order by s.valid_from, s.weekday, s.from_minute, s.id`.execute(ctx.sql<unknown>())
  return found.rows
}

export interface AbsenceRow { id: string; person_id: string; person_name: string; unit_id: string | null; kind: string; note: string | null; valid_from: Date; valid_to: Date }

/** Absences that reach into [from, to); of the people alone when given. */
export async function absencesBetween(ctx: Ctx, from: Date, to: Date, people: readonly string[] | null = null): Promise<Absence[]> {
  const found = await sql<{ person_id: string; valid_from: Date; valid_to: Date }>`select person_id, valid_from, valid_to from org_absences where valid_to > ${from} and valid_from < ${to} and (${people}::uuid[] is null or person_id = any(${people}::uuid[])) order by valid_from`.execute(ctx.sql<unknown>())
  return found.rows.map((a) => ({ personId: a.person_id, from: a.valid_from.getTime(), to: a.valid_to.getTime() }))
}

/** Absences that are not over, soonest first; the unit of a person is that of the main post. */
export async function absenceRows(ctx: Ctx, f: { id?: string; personId?: string | undefined; units?: readonly string[] | undefined; at: Date | null }): Promise<AbsenceRow[]> {
  const found = await sql<AbsenceRow>`select a.*, p.name as person_name, m.unit_id from org_absences a join org_people p on p.id = a.person_id
    left join lateral (select o.unit_id from org_posts o where o.person_id = p.id and o.valid_from <= ${ctx.now()} and (o.valid_to is null or o.valid_to > ${ctx.now()}) order by o.main desc, o.valid_from, o.id limit 1) m on true
    where (${f.id ?? null}::uuid is null or a.id = ${f.id ?? null}) and (${f.personId ?? null}::uuid is null or a.person_id = ${f.personId ?? null}) and (${f.at}::timestamptz is null or a.valid_to > ${f.at})
      and (${f.units ?? null}::uuid[] is null or exists (select 1 from org_posts o where o.person_id = p.id and o.unit_id = any(${f.units ?? null}::uuid[]) and o.valid_from <= ${ctx.now()} and (o.valid_to is null or o.valid_to > ${ctx.now()})))
    order by a.valid_from, a.id limit 500`.execute(ctx.sql<unknown>())
  return found.rows
}

export interface HandoverRow { id: string; shift_id: string; date: string; body: string; author_id: string; author_name: string; at: Date; taken_by: string | null; taken_by_name: string | null; taken_at: Date | null }

export async function handoversBetween(ctx: Ctx, rosterId: string, from: string, to: string): Promise<HandoverRow[]> {
  const found = await sql<HandoverRow>`select id, shift_id, to_char(on_date, 'YYYY-MM-DD') as date, body, author_id, author_name, at, taken_by, taken_by_name, taken_at from org_handovers where roster_id = ${rosterId} and on_date between ${from}::date and ${to}::date order by on_date, at`.execute(ctx.sql<unknown>())
  return found.rows
}

export async function namesOf(ctx: Ctx, people: Iterable<string>): Promise<Map<string, string>> {
  const ids = [...new Set(people)]
  if (ids.length === 0) return new Map()
  const found = await sql<{ id: string; name: string }>`select id, name from org_people where id = any(${ids}::uuid[])`.execute(ctx.sql<unknown>())
  return new Map(found.rows.map((r) => [r.id, r.name]))
}

/** Those of the ids who are active staff. */
export async function activeStaff(ctx: Ctx, people: readonly string[]): Promise<Set<string>> {
  const found = await sql<{ id: string }>`select id from org_people where id = any(${[...people]}::uuid[]) and kind = 'staff' and state = 'active'`.execute(ctx.sql<unknown>())
  return new Set(found.rows.map((r) => r.id))
}
