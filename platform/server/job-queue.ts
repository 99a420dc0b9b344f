// Adds jobs to the queue of graphile-worker, within the transaction that they follow from.
import { sql, type Kysely, type RawBuilder } from 'kysely'

export interface JobSpec { identifier: string; payload: unknown; maxAttempts?: number }

const MAX_ATTEMPTS = 12

/** Adds jobs inside the open transaction. */
export async function addJobs(db: Kysely<unknown>, jobs: readonly JobSpec[]): Promise<void> {
  if (jobs.length > 0) await jobsStatement(jobs).execute(db)
}

/** The statement that adds them. */
export function jobsStatement(jobs: readonly JobSpec[]): RawBuilder<unknown> {
  const specs = jobs.map((j) => ({ identifier: j.identifier, payload: j.payload, max_attempts: j.maxAttempts ?? MAX_ATTEMPTS }))
  return sql`select 1 from graphile_worker.add_jobs((select array_agg((identifier, payload, null, null, max_attempts, null, null, null)::graphile_worker.job_spec)
    from jsonb_to_recordset(${JSON.stringify(specs)}::jsonb) as r(identifier text, payload json, max_attempts smallint)))`
}
