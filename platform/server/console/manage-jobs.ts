// The administrator sees what hangs, tries it again or throws it away with a reason.
import { JobDiscarded, JobRetried, type Job, type JobState } from '../../contract/console.ts'
import type { Page, PageQuery } from '../../contract/paging.ts'
import type { Ctx } from '../ctx.ts'
import { BadInput, Conflict, NotFound } from '../errors.ts'
import { decodeCursor, toPage } from '../paging.ts'
import { findJob, findJobs, removeJob, rescheduleJob, type JobRow } from './job-store.ts'

export async function listJobs(ctx: Ctx, query: PageQuery & { state?: JobState | undefined }): Promise<Page<Job>> {
  const before = query.cursor ? String(decodeCursor(query.cursor, 1)[0]) : null
  if (before !== null && !/^\d{1,18}$/.test(before)) throw new BadInput([{ pointer: '/query/cursor', code: 'paging.cursor' }])
  return toPage(await findJobs(ctx, query.state, before, query.limit + 1), query.limit, (row) => [row.id], shown)
}

/** Throws NotFound, Conflict while a worker is at it. */
export async function retryJob(ctx: Ctx, id: string): Promise<void> {
  const job = await found(ctx, id)
  if (!await rescheduleJob(ctx, id)) throw new Conflict('console.job-running')
  await ctx.emit(JobRetried, { jobId: id, name: aboutOf(job) ?? job.name })
}

/** Throws NotFound, Conflict while a worker is at it. */
export async function discardJob(ctx: Ctx, id: string, reason: string): Promise<void> {
  const job = await found(ctx, id)
  if (!await removeJob(ctx, id)) throw new Conflict('console.job-running')
  await ctx.emit(JobDiscarded, { jobId: id, name: aboutOf(job) ?? job.name }, { reason })
}

async function found(ctx: Ctx, id: string): Promise<JobRow> {
  const job = await findJob(ctx, id)
  if (!job) throw new NotFound('job')
  return job
}

function shown(row: JobRow): Job {
  const state: JobState = row.locked_at ? 'running' : row.attempts >= row.max_attempts ? 'failed' : row.attempts > 0 ? 'retrying' : 'waiting'
  return {
    id: row.id, name: row.name, about: aboutOf(row), subject: row.subject, state, attempts: row.attempts, maxAttempts: row.max_attempts,
    runAt: row.run_at.toISOString(), createdAt: row.created_at.toISOString(), lastError: row.last_error?.slice(0, 4_000) ?? null,
  }
}

/** Only names: payloads may hold what an administrator of machines has no business to read. */
function aboutOf(row: JobRow): string | null {
  if (row.name === 'reaction') return `${row.payload.reaction ?? '?'} ← ${row.event ?? '?'}`
  return row.name === 'platform.run-schedule' ? row.payload.name ?? null : null
}
