// Something about mail that people must look at: told once an hour, however often it happens.
import { MailAlarmRaised, type MailAlarmKind } from '../../contract/mail.ts'
import type { Ctx } from '../ctx.ts'
import { newId } from '../ids.ts'
import { insertAlarm } from './alarm-store.ts'

const HOUR_MS = 3_600_000

/** @param about what it is about: an address, a mailbox, a kind of mail. @returns false when it has been raised within this hour */
export async function raiseMailAlarm(ctx: Ctx, kind: MailAlarmKind, about: string, detail: Record<string, string | number> = {}): Promise<boolean> {
  const hour = new Date(Math.floor(ctx.host.realNow().getTime() / HOUR_MS) * HOUR_MS), id = newId()
  if (!await insertAlarm(ctx, { id, kind, about: about.slice(0, 300), hour, detail })) return false
  ctx.host.log.warn({ kind, about, ...detail }, 'an alarm about mail')
  await ctx.emit(MailAlarmRaised, { alarmId: id, kind, about: about.slice(0, 300), detail })
  return true
}
