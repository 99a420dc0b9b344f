// The administrator's view of the machinery: schedules (Annex 2, RX-19), jobs, health; and the test clock (RX-5).
import { z } from 'zod'
import { endpoint, Nothing } from './endpoint.ts'
import { defineEvent } from './event.ts'
import { Id } from './ids.ts'
import { PageQuery, pageOf } from './paging.ts'
import { LongText } from './text.ts'
import { Moment, Span } from './time.ts'

const permission = 'console.manage'

export const ScheduleRun = z.object({ id: Id, dueAt: Moment, startedAt: Moment, finishedAt: Moment.nullable(), result: z.string().nullable(), error: z.string().nullable() })
export type ScheduleRun = z.infer<typeof ScheduleRun>
export const ScheduleName = z.string().max(120).regex(/^[a-z][a-z0-9.-]*$/, 'console.schedule-name')
export const Schedule = z.object({
  name: ScheduleName, label: z.string(), /** Job of Annex 2, e.g. `J-37`. */ code: z.string().nullable(), clause: z.string().nullable(),
  /** Five cron fields, Asia/Shanghai. */
  cron: z.string(), defaultCron: z.string(), edited: z.boolean(), enabled: z.boolean(), nextAt: Moment.nullable(), lastAt: Moment.nullable(), lastRun: ScheduleRun.nullable(), version: z.number().int(),
})
export type Schedule = z.infer<typeof Schedule>
export const ChangeSchedule = z.strictObject({
  cron: z.string().max(100).regex(/^[0-9A-Za-z*,/#-]+(?: [0-9A-Za-z*,/#-]+){4}$/, 'console.cron').meta({ examples: ['0 9 * * 1'] }).optional(), enabled: z.boolean().optional(), reason: LongText(1_000).optional(),
})
export type ChangeSchedule = z.infer<typeof ChangeSchedule>

/** `retrying`: failed, and tried again by itself. `failed`: given up until somebody acts. */
export const JobState = z.enum(['waiting', 'running', 'retrying', 'failed'])
export type JobState = z.infer<typeof JobState>
export const Job = z.object({
  id: z.string(), name: z.string(), /** What it is for: reaction and event, or schedule. */ about: z.string().nullable(), subject: z.string().nullable(), state: JobState,
  attempts: z.number().int(), maxAttempts: z.number().int(), runAt: Moment, createdAt: Moment, lastError: z.string().nullable(),
})
export type Job = z.infer<typeof Job>

export const Check = z.object({ name: z.string(), ok: z.boolean(), /** Fails readiness; otherwise it is a warning. */ critical: z.boolean(), reason: z.string().nullable() })
export const Health = z.object({ status: z.enum(['ready', 'degraded', 'not-ready']), checks: z.array(Check) })
export type Health = z.infer<typeof Health>

const scheduleParams = z.strictObject({ name: ScheduleName })
const jobParams = z.strictObject({ id: z.string().regex(/^[1-9]\d{0,17}$/, 'console.job-id').meta({ examples: ['42'] }) })

export const consoleApi = {
  schedules: endpoint({ method: 'GET', path: '/console/schedules', permission, summary: 'Scheduled jobs with last and next run', reply: z.object({ items: z.array(Schedule) }) }),
  schedule: endpoint({ method: 'GET', path: '/console/schedules/:name', permission, summary: 'One scheduled job', params: scheduleParams, reply: Schedule, etag: true }),
  changeSchedule: endpoint({ method: 'PATCH', path: '/console/schedules/:name', permission, summary: 'Change time or switch off and on', params: scheduleParams, body: ChangeSchedule, reply: Schedule, etag: true }),
  runs: endpoint({ method: 'GET', path: '/console/schedules/:name/runs', permission, summary: 'Runs of a scheduled job, newest first', params: scheduleParams, query: PageQuery, reply: pageOf(ScheduleRun) }),
  runNow: endpoint({ method: 'POST', path: '/console/schedules/:name/runs', permission, summary: 'Run a scheduled job now', status: 202, params: scheduleParams, reply: z.object({ id: Id }), errors: ['console.run-in-progress'] }),
  jobs: endpoint({ method: 'GET', path: '/console/jobs', permission, summary: 'Jobs that wait, run or failed, newest first', query: PageQuery.extend({ state: JobState.optional() }), reply: pageOf(Job) }),
  retryJob: endpoint({ method: 'POST', path: '/console/jobs/:id/retry', permission, summary: 'Try a job again now', params: jobParams, reply: Nothing, errors: ['console.job-running'] }),
  discardJob: endpoint({ method: 'DELETE', path: '/console/jobs/:id', permission, summary: 'Throw a job away, with a reason', params: jobParams, body: z.strictObject({ reason: LongText(1_000) }), reply: Nothing, errors: ['console.job-running'] }),
  health: endpoint({ method: 'GET', path: '/console/health', permission, summary: 'What is well and what is not', reply: Health }),
}

export const ClockReply = z.object({ now: Moment })
const onlyThen = 'Only with HOUYUAN_TEST_CLOCK=1, which needs a loopback HOST; otherwise 404.'
export const clockApi = {
  read: endpoint({ method: 'GET', path: '/test/clock', permission: 'anyone', summary: 'Business time of the test clock', description: onlyThen, reply: ClockReply, errors: ['not-found'] }),
  move: endpoint({
    method: 'PUT', path: '/test/clock', permission: 'anyone', summary: 'Move business time forward; everything that falls due on the way runs at its own moment', description: onlyThen,
    body: z.strictObject({ now: Moment.optional(), advance: Span.optional() }).refine((b) => (b.now === undefined) !== (b.advance === undefined), 'clock.one-of').meta({ examples: [{ advance: 'PT2H30M' }] }),
    reply: ClockReply, errors: ['not-found', 'clock.backwards'],
  }),
}

const ofSchedule = { subject: (e: { name: string }) => `schedule:${e.name}` }
export const ScheduleChanged = defineEvent('console.schedule-changed@1', z.object({ name: z.string() }), ofSchedule)
export const ScheduleRunRequested = defineEvent('console.schedule-run-requested@1', z.object({ name: z.string(), runId: Id }), ofSchedule)
export const JobRetried = defineEvent('console.job-retried@1', z.object({ jobId: z.string(), name: z.string() }), { subject: (e) => `job:${e.jobId}` })
export const JobDiscarded = defineEvent('console.job-discarded@1', z.object({ jobId: z.string(), name: z.string() }), { subject: (e) => `job:${e.jobId}` })
