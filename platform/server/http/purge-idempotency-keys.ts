// Kept replies live for seven days; a retry later than that counts as a new request.
import { sql } from 'kysely'
import type { Schedule } from '../module.ts'

const KEPT_MS = 7 * 86_400_000

export const purgeIdempotencyKeys: Schedule = {
  name: 'http.purge-idempotency-keys', cron: '10 3 * * *',
  async run(ctx) {
    const gone = await sql`delete from idempotency_keys where created_at < ${new Date(ctx.host.realNow().getTime() - KEPT_MS)}`.execute(ctx.sql<unknown>())
    return String(gone.numAffectedRows ?? 0n)
  },
}
