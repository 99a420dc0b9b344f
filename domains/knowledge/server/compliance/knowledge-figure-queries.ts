// Counts of articles and case records.
import { sql } from 'kysely'
import type { Ctx } from '../../../../platform/server/ctx.ts'

/** Articles that were published at a moment, and how many of them were published anew by a reviewer within the days before it. Archived ones are left out. */
export async function reviewedAt(ctx: Ctx, at: Date, days: number): Promise<{ n: number; met: number }> {
  const found = await sql<{ n: number; met: number }>`select count(*)::int as n, (count(*) filter (where last > ${at}::timestamptz - make_interval(days => ${days})))::int as met
    from (select max(v.published_at) as last from knowledge_article_versions v join knowledge_articles a on a.id = v.article_id where v.published_at <= ${at} and a.state <> 'archived' group by v.article_id) x`.execute(ctx.sql<unknown>())
  return found.rows[0]!
}

export async function recordsByWeek(ctx: Ctx, starts: readonly Date[], to: Date, units: readonly string[] | null): Promise<{ week: number; n: number; met: number }[]> {
  const found = await sql<{ week: number; n: number; met: number }>`select width_bucket(archived_at, ${[...starts]}::timestamptz[]) - 1 as week, count(*)::int as n, (count(*) filter (where missing = '{}'))::int as met from knowledge_case_records
    where archived_at >= ${starts[0]!} and archived_at < ${to} and (${units === null} or unit_id = any(${[...(units ?? [])]}::uuid[])) group by 1`.execute(ctx.sql<unknown>())
  return found.rows
}
