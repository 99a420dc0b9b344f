// The administrator looks at schedules, changes their time, switches them off and runs them now (RX-19).
import { ScheduleChanged, ScheduleRunRequested, type ChangeSchedule, type Schedule, type ScheduleRun } from '../../contract/console.ts'
import type { Changes } from '../../contract/event.ts'
import type { Page, PageQuery } from '../../contract/paging.ts'
import type { Ctx } from '../ctx.ts'
import { BadInput, Conflict, NotFound, Stale } from '../errors.ts'
import { hasMessage, translate } from '../i18n.ts'
import { decodeCursor, toPage } from '../paging.ts'
import { nextRun, startRun } from '../schedules.ts'
import { findRuns, findSchedules, isRunning, lockSchedule, saveSchedule, type RunRow, type ScheduleRow } from './schedule-store.ts'

export async function listSchedules(ctx: Ctx): Promise<Schedule[]> {
  return (await findSchedules(ctx)).map((row) => shown(ctx, row))
}

/** Throws NotFound. */
export async function readSchedule(ctx: Ctx, name: string): Promise<Schedule> {
  const [row] = await findSchedules(ctx, name)
  if (!row) throw new NotFound('schedule')
  return shown(ctx, row)
}

/** A changed time counts from now; switching on again does not make up for what was left out. Throws BadInput, NotFound, Stale. */
export async function changeSchedule(ctx: Ctx, name: string, input: ChangeSchedule, ifMatch: number | null): Promise<Schedule> {
  await lockSchedule(ctx, name)
  const before = await readSchedule(ctx, name)
  if (ifMatch !== null && ifMatch !== before.version) throw new Stale(before.version)
  const cron = input.cron ?? before.cron, enabled = input.enabled ?? before.enabled
  const changes: Changes = {}
  if (cron !== before.cron) changes['cron'] = { from: before.cron, to: cron }
  if (enabled !== before.enabled) changes['enabled'] = { from: before.enabled, to: enabled }
  if (Object.keys(changes).length === 0) return before
  await saveSchedule(ctx, name, { cron, enabled, edited: cron !== before.defaultCron, nextAt: firstRun(ctx, cron) })
  await ctx.emit(ScheduleChanged, { name }, { changes, ...(input.reason ? { reason: input.reason } : {}) })
  return readSchedule(ctx, name)
}

/** `H` means a random time, which nobody could foretell. */
function firstRun(ctx: Ctx, cron: string): Date {
  try {
    if (/\bH\b/i.test(cron)) throw new Error('random')
    return nextRun(cron, ctx.now())
  } catch { throw new BadInput([{ pointer: '/cron', code: 'console.cron' }]) }
}

/** Starts a run beside the calendar; the next run by the calendar stays. Throws Conflict while one is under way. */
export async function runScheduleNow(ctx: Ctx, name: string): Promise<{ id: string }> {
  await lockSchedule(ctx, name)
  await readSchedule(ctx, name)
  if (await isRunning(ctx, name)) throw new Conflict('console.run-in-progress')
  const id = await startRun(ctx, name, ctx.now())
  await ctx.emit(ScheduleRunRequested, { name, runId: id })
  return { id }
}

export async function listRuns(ctx: Ctx, name: string, query: PageQuery): Promise<Page<ScheduleRun>> {
  await readSchedule(ctx, name)
  const [startedAt, id] = query.cursor ? decodeCursor(query.cursor, 2).map(String) : []
  const rows = await findRuns(ctx, name, startedAt && id ? { startedAt, id } : null, query.limit + 1)
  return toPage(rows, query.limit, (row) => [row.started_at.toISOString(), row.id], shownRun)
}

function shown(ctx: Ctx, row: ScheduleRow): Schedule {
  const declared = ctx.host.registry.schedules.get(row.name), key = `schedule.${row.name}`
  return {
    name: row.name, label: hasMessage(key) ? translate(ctx.locale, key) : row.name, code: declared?.code ?? null, clause: declared?.clause ?? null,
    cron: row.cron, defaultCron: declared?.cron ?? row.cron, edited: row.edited, enabled: row.enabled, nextAt: row.enabled ? row.next_at.toISOString() : null, lastAt: row.last_at?.toISOString() ?? null,
    lastRun: row.run && shownRun({ ...row.run, due_at: new Date(row.run.due_at), started_at: new Date(row.run.started_at), finished_at: row.run.finished_at ? new Date(row.run.finished_at) : null }), version: row.version,
  }
}

const shownRun = (row: RunRow): ScheduleRun => ({ id: row.id, dueAt: row.due_at.toISOString(), startedAt: row.started_at.toISOString(), finishedAt: row.finished_at?.toISOString() ?? null, result: row.result, error: row.error })
