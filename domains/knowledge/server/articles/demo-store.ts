// The articles of the demo company: those that it came with, and others that only its people wrote.
import { sql } from 'kysely'
import { demoRecords } from '../../../../platform/server/demo-records.ts'
import type { Ctx } from '../../../../platform/server/ctx.ts'

/** Removes them with all versions; returns their ids. */
export async function deleteDemoArticles(ctx: Ctx): Promise<string[]> {
  const { articles, accounts } = await demoRecords(ctx)
  const gone = await sql<{ id: string }>`delete from knowledge_articles a where (id = any(${articles}::uuid[]) or exists (select 1 from knowledge_article_versions v where v.article_id = a.id))
    and not exists (select 1 from knowledge_article_versions v where v.article_id = a.id and not (v.author_id = any(${accounts}::uuid[]))) returning id`.execute(ctx.sql<unknown>())
  return gone.rows.map((r) => r.id)
}
