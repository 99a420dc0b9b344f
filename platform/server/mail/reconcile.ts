// Received against outcomes, every day (R5.1-6, §5.1): what came has a place, and its bytes are there. And a desk that hears nothing says so.
import { MailReconciled, type Reconciliation } from '../../contract/mail.ts'
import { SYSTEM, type Ctx } from '../ctx.ts'
import { hasBytes } from '../files/public.ts'
import { newId } from '../ids.ts'
import type { Schedule, Service } from '../module.ts'
import { setting } from '../settings/public.ts'
import { recentAlarms } from './alarm-store.ts'
import { SilenceHours } from './mail-settings.ts'
import { raiseMailAlarm } from './raise-alarm.ts'
import { arrivalsSince, bytesBetween, countOutcomes, insertReconciliation, lastReconciled, listReconciliations, mailboxErrors, unplaced, waitingSince, type ReconciliationRow } from './reconcile-store.ts'

const DAY_MS = 86_400_000, HOUR_MS = 3_600_000, SHOWN = 20, USUAL_DAYS = 5, ALARM_DAYS = 3

/** Counts from where the last count ended, so that a count that was missed leaves no gap (RX-19). */
export async function reconcile(ctx: Ctx): Promise<Reconciliation> {
  const until = ctx.host.realNow(), from = await lastReconciled(ctx) ?? new Date(until.getTime() - DAY_MS)
  const outcomes = await countOutcomes(ctx, from, until)
  const { waiting = 0, ...placed } = outcomes
  const row: ReconciliationRow = { id: newId(), at: ctx.now(), from_at: from, until_at: until, received: waiting + Object.values(placed).reduce((n, m) => n + m, 0), outcomes: placed, waiting, differences: await differences(ctx, from, until) }
  await insertReconciliation(ctx, row)
  const n = row.differences.reduce((sum, d) => sum + d.count, 0)
  if (n > 0) await raiseMailAlarm(ctx, 'difference', row.differences.map((d) => d.kind).join(', '), { count: n })
  await ctx.emit(MailReconciled, { received: row.received, waiting, differences: n })
  return toReconciliation(row)
}

async function differences(ctx: Ctx, from: Date, until: Date): Promise<Reconciliation['differences']> {
  const found: [Reconciliation['differences'][number]['kind'], string[]][] = [
    ['waiting', await waitingSince(ctx, new Date(until.getTime() - HOUR_MS))], ['no-place', await unplaced(ctx, from, until)],
    ['bytes-missing', await withoutBytes(ctx, from, until)], ['mailbox-error', await mailboxErrors(ctx)],
  ]
  return found.filter(([, ids]) => ids.length > 0).map(([kind, ids]) => ({ kind, count: ids.length, ids: ids.slice(0, SHOWN) }))
}

async function withoutBytes(ctx: Ctx, from: Date, until: Date): Promise<string[]> {
  const missing: string[] = []
  for (const m of await bytesBetween(ctx, from, until)) if (!await hasBytes(ctx.host.config.dataDir, m.sha256)) missing.push(m.id)
  return missing
}

/** Silence is only strange where there always is mail: some on each of the five days before. */
export function isSilent(arrivals: readonly Date[], now: Date, hours: number): boolean {
  const last = arrivals.reduce<number>((latest, at) => Math.max(latest, at.getTime()), 0)
  if (hours === 0 || last === 0 || now.getTime() - last < hours * HOUR_MS) return false
  const days = new Set(arrivals.map((at) => Math.floor((last - at.getTime()) / DAY_MS)))
  return Array.from({ length: USUAL_DAYS }, (_, i) => i).every((day) => days.has(day))
}

async function watch(ctx: Ctx): Promise<void> {
  const hours = await setting(ctx, SilenceHours), now = ctx.host.realNow()
  const silent = isSilent(await arrivalsSince(ctx, new Date(now.getTime() - (hours + (USUAL_DAYS + 1) * 24) * HOUR_MS)), now, hours)
  if (silent) await raiseMailAlarm(ctx, 'silence', 'mail', { hours })
}

const WATCH_MS = 15 * 60_000

/** By wall time, since that is when mail comes: a test clock that jumps over years has nothing to do with it. */
export const watchService: Service = {
  name: 'mail.watch-silence', role: 'worker',
  async start(host) {
    const timer = setInterval(() => { host.transaction(SYSTEM, watch).catch((error: unknown) => host.log.warn({ err: error }, 'the look for silence failed; it is done again')) }, WATCH_MS).unref()
    return { async stop() { clearInterval(timer) } }
  },
}

export const mailSchedules: readonly Schedule[] = [
  { name: 'mail.reconcile', cron: '15 6 * * *', clause: '§5.1-4', run: async (ctx) => { const r = await reconcile(ctx); return `${r.received} received, ${r.waiting} waiting, ${r.differences.length} differences` } },
]

export async function showReconciliations(ctx: Ctx) {
  const alarms = await recentAlarms(ctx, new Date(ctx.now().getTime() - ALARM_DAYS * DAY_MS), 50)
  return { items: (await listReconciliations(ctx, 30)).map(toReconciliation), alarms: alarms.map((a) => ({ id: a.id, kind: a.kind, about: a.about, at: a.at.toISOString(), detail: a.detail })) }
}

const toReconciliation = (r: ReconciliationRow): Reconciliation => ({ id: r.id, at: r.at.toISOString(), from: r.from_at.toISOString(), until: r.until_at.toISOString(), received: r.received, outcomes: r.outcomes, waiting: r.waiting, differences: r.differences })
