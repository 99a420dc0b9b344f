// Ratings: one per round of a case.
import { sql } from 'kysely'
import type { Ctx } from '../../../../platform/server/ctx.ts'

export interface RatingRow { round: number; score: number; comment: string | null; ratedAt: Date; changedAt: Date | null }

const columns = sql.raw(`round, score, comment, rated_at as "ratedAt", changed_at as "changedAt"`)

/** The rating of the newest round that was rated. */
export async function readRating(ctx: Ctx, caseId: string): Promise<RatingRow | null> {
  const found = await sql<RatingRow>`select ${columns} from cases_ratings where case_id = ${caseId} order by round desc limit 1`.execute(ctx.sql<unknown>())
  return found.rows[0] ?? null
}

export async function saveRating(ctx: Ctx, caseId: string, round: number, score: number, comment: string | null): Promise<void> {
  await sql`insert into cases_ratings (case_id, round, score, comment, rated_at) values (${caseId}, ${round}, ${score}, ${comment}, ${ctx.now()})
    on conflict (case_id, round) do update set score = excluded.score, comment = excluded.comment, changed_at = excluded.rated_at`.execute(ctx.sql<unknown>())
}
