// Rows of rosters, shifts, swaps, absences and handover notes. Dates are `yyyy-mm-dd`.
import { sql } from 'kysely'
import type { Ctx } from '../../../../platform/server/ctx.ts'
import { Stale } from '../../../../platform/server/errors.ts'
import { newId } from '../../../../platform/server/ids.ts'

export interface RosterRow { id: string; unit_id: string; name: string; zone: string; state: 'active' | 'ended'; version: number }
export interface NewShift { weekday: number | null; on_date: string | null; name: string | null; from_minute: number; to_minute: number; people: readonly string[] }

export async function insertRoster(ctx: Ctx, r: { id: string; unitId: string; name: string; zone: string }): Promise<void> {
  await sql`insert into org_rosters (id, unit_id, name, zone, created_at) values (${r.id}, ${r.unitId}, ${r.name}, ${r.zone}, ${ctx.now()})`.execute(ctx.sql<unknown>())
}

/** Counts the write. Throws Stale. */
export async function saveRoster(ctx: Ctx, id: string, set: { name?: string | undefined; state?: string | undefined }, ifMatch: number | null): Promise<void> {
  const saved = await sql<{ version: number }>`update org_rosters set name = coalesce(${set.name ?? null}, name), state = coalesce(${set.state ?? null}, state), version = version + 1 where id = ${id} returning version`.execute(ctx.sql<unknown>())
  const { version } = saved.rows[0]!
  if (ifMatch !== null && version !== ifMatch + 1) throw new Stale(version - 1)
}

/** The weekly shifts from a date on; those of before end there, announced ones go. */
export async function replaceWeek(ctx: Ctx, rosterId: string, from: string, shifts: readonly NewShift[]): Promise<void> {
  const db = ctx.sql<unknown>()
  // What was announced for later goes with its swaps and notes; what has begun ends where the new week begins.
  const announced = sql`(select id from org_shifts where roster_id = ${rosterId} and weekday is not null and valid_from >= ${from}::date)`
  await sql`delete from org_shift_swaps where shift_id in ${announced}`.execute(db)
  await sql`delete from org_handovers where shift_id in ${announced}`.execute(db)
  await sql`delete from org_shifts where id in ${announced}`.execute(db)
  await sql`update org_shifts set valid_to = ${from}::date where roster_id = ${rosterId} and weekday is not null and (valid_to is null or valid_to > ${from}::date)`.execute(db)
  for (const s of shifts) await insertShift(ctx, rosterId, s, from)
}

/** The shifts of one date in place of the week's. Swaps of that date go with the shifts that they were about. */
export async function replaceDay(ctx: Ctx, rosterId: string, date: string, day: { reason: string | null; shifts: readonly NewShift[] } | null): Promise<void> {
  const db = ctx.sql<unknown>()
  await sql`delete from org_shift_swaps where roster_id = ${rosterId} and on_date = ${date}::date`.execute(db)
  await sql`delete from org_handovers where roster_id = ${rosterId} and on_date = ${date}::date and shift_id in (select id from org_shifts where roster_id = ${rosterId} and on_date = ${date}::date)`.execute(db)
  await sql`delete from org_shifts where roster_id = ${rosterId} and on_date = ${date}::date`.execute(db)
  await sql`delete from org_roster_days where roster_id = ${rosterId} and on_date = ${date}::date`.execute(db)
  if (!day) return
  await sql`insert into org_roster_days (roster_id, on_date, reason) values (${rosterId}, ${date}::date, ${day.reason})`.execute(db)
  for (const s of day.shifts) await insertShift(ctx, rosterId, s, date)
}

async function insertShift(ctx: Ctx, rosterId: string, s: NewShift, from: string): Promise<void> {
  await sql`insert into org_shifts (id, roster_id, weekday, on_date, name, from_minute, to_minute, people, valid_from)
    values (${newId()}, ${rosterId}, ${s.weekday}, ${s.on_date}::date, ${s.name}, ${s.from_minute}, ${s.to_minute}, ${[...s.people]}::uuid[], ${from}::date)`.execute(ctx.sql<unknown>())
}

/** One person per place: a place that was swapped before passes on, and comes back to its holder when they take it again. */
export async function saveSwap(ctx: Ctx, s: { rosterId: string; shiftId: string; date: string; outId: string; inId: string | null; reason: string | null }): Promise<void> {
  const db = ctx.sql<unknown>(), by = ctx.actor.id
  const passed = await sql<{ id: string; out_id: string }>`update org_shift_swaps set in_id = nullif(${s.inId}::uuid, out_id), reason = ${s.reason}, made_by = ${by}, at = ${ctx.now()}
    where shift_id = ${s.shiftId} and on_date = ${s.date}::date and in_id = ${s.outId} returning id, out_id`.execute(db)
  if (passed.rows.length > 0) {
    await sql`delete from org_shift_swaps where id = any(${passed.rows.filter((r) => r.out_id === s.inId).map((r) => r.id)}::uuid[])`.execute(db)
    return
  }
  await sql`insert into org_shift_swaps (id, roster_id, shift_id, on_date, out_id, in_id, reason, made_by, at)
    values (${newId()}, ${s.rosterId}, ${s.shiftId}, ${s.date}::date, ${s.outId}, ${s.inId}, ${s.reason}, ${by}, ${ctx.now()})
    on conflict (shift_id, on_date, out_id) do update set in_id = excluded.in_id, reason = excluded.reason, made_by = excluded.made_by, at = excluded.at`.execute(db)
}

export async function deleteSwap(ctx: Ctx, id: string): Promise<void> {
  await sql`delete from org_shift_swaps where id = ${id}`.execute(ctx.sql<unknown>())
}

export async function insertAbsence(ctx: Ctx, a: { id: string; personId: string; kind: string; note: string | null; from: Date; to: Date }): Promise<void> {
  await sql`insert into org_absences (id, person_id, kind, note, valid_from, valid_to) values (${a.id}, ${a.personId}, ${a.kind}, ${a.note}, ${a.from}, ${a.to})`.execute(ctx.sql<unknown>())
}

/** One that has begun ends now; one that has not goes. */
export async function endAbsenceRow(ctx: Ctx, id: string): Promise<void> {
  const db = ctx.sql<unknown>(), now = ctx.now()
  await sql`delete from org_absences where id = ${id} and valid_from >= ${now}`.execute(db)
  await sql`update org_absences set valid_to = ${now} where id = ${id} and valid_to > ${now}`.execute(db)
}

export async function saveHandover(ctx: Ctx, h: { rosterId: string; shiftId: string; date: string; text: string }): Promise<void> {
  await sql`insert into org_handovers (id, roster_id, shift_id, on_date, body, author_id, author_name, at) values (${newId()}, ${h.rosterId}, ${h.shiftId}, ${h.date}::date, ${h.text}, ${ctx.actor.id}, ${ctx.actor.name}, ${ctx.now()})
    on conflict (shift_id, on_date) do update set body = excluded.body, author_id = excluded.author_id, author_name = excluded.author_name, at = excluded.at, taken_by = null, taken_by_name = null, taken_at = null, version = org_handovers.version + 1`.execute(ctx.sql<unknown>())
}

/** False when it was taken over before; null when the roster has no such note. */
export async function takeHandover(ctx: Ctx, rosterId: string, id: string): Promise<boolean | null> {
  const there = await sql`select 1 from org_handovers where id = ${id} and roster_id = ${rosterId}`.execute(ctx.sql<unknown>())
  if (there.rows.length === 0) return null
  const done = await sql`update org_handovers set taken_by = ${ctx.actor.id}, taken_by_name = ${ctx.actor.name}, taken_at = ${ctx.now()} where id = ${id} and roster_id = ${rosterId} and taken_at is null`.execute(ctx.sql<unknown>())
  return done.numAffectedRows === 1n
}

/** The rosters of units that go. */
export async function deleteRostersOf(ctx: Ctx, unitIds: readonly string[]): Promise<void> {
  const db = ctx.sql<unknown>(), those = sql`(select id from org_rosters where unit_id = any(${[...unitIds]}::uuid[]))`
  await sql`delete from org_handovers where roster_id in ${those}`.execute(db)
  await sql`delete from org_shift_swaps where roster_id in ${those}`.execute(db)
  await sql`delete from org_shifts where roster_id in ${those}`.execute(db)
  await sql`delete from org_roster_days where roster_id in ${those}`.execute(db)
  await sql`delete from org_rosters where id in ${those}`.execute(db)
}

/** People who go: out of shifts of other units too. */
export async function forgetPeople(ctx: Ctx, people: readonly string[]): Promise<void> {
  const db = ctx.sql<unknown>(), gone = [...people]
  await sql`delete from org_absences where person_id = any(${gone}::uuid[])`.execute(db)
  await sql`delete from org_shift_swaps where out_id = any(${gone}::uuid[]) or in_id = any(${gone}::uuid[])`.execute(db)
  await sql`update org_shifts set people = array(select p from unnest(people) p where not p = any(${gone}::uuid[])) where people && ${gone}::uuid[]`.execute(db)
}

export async function findSwap(ctx: Ctx, rosterId: string, id: string): Promise<{ shiftId: string; date: string } | undefined> {
  return (await sql<{ shiftId: string; date: string }>`select shift_id as "shiftId", to_char(on_date, 'YYYY-MM-DD') as date from org_shift_swaps where id = ${id} and roster_id = ${rosterId}`.execute(ctx.sql<unknown>())).rows[0]
}
