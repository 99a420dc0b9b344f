// Rows of alarms about mail.
import { sql } from 'kysely'
import type { MailAlarmKind } from '../../contract/mail.ts'
import type { Ctx } from '../ctx.ts'

export interface AlarmRow { id: string; kind: MailAlarmKind; about: string; hour: Date; at: Date; detail: Record<string, string | number> }

/** False when the same alarm was raised within this hour. */
export async function insertAlarm(ctx: Ctx, a: Omit<AlarmRow, 'at'>): Promise<boolean> {
  const added = await sql`insert into mail_alarms (id, kind, about, hour, at, detail) values (${a.id}, ${a.kind}, ${a.about}, ${a.hour}, ${ctx.now()}, ${JSON.stringify(a.detail)}::jsonb) on conflict (kind, about, hour) do nothing`.execute(ctx.sql<unknown>())
  return added.numAffectedRows === 1n
}

export async function recentAlarms(ctx: Ctx, since: Date, limit: number): Promise<AlarmRow[]> {
  return (await sql<AlarmRow>`select id, kind, about, hour, at, detail from mail_alarms where at > ${since} order by at desc, id desc limit ${limit}`.execute(ctx.sql<unknown>())).rows
}
