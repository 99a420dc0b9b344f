// Reads and writes articles: the head row and one row per version.
import { sql } from 'kysely'
import type { ArticleAudience, ArticleQuery, ArticleType } from '../../contract/article.ts'
import type { Ctx } from '../../../../platform/server/ctx.ts'

export interface ArticleRow {
  id: string; number: string; state: 'draft' | 'published' | 'archived'; version: number; createdAt: Date; updatedAt: Date; publishedMajor: number | null; publishedMinor: number | null; hasDraft: boolean
}
export interface VersionRow {
  id: string; articleId: string; major: number | null; minor: number | null; title: string; type: ArticleType; audience: ArticleAudience; summary: string; body: string; product: string | null
  problemType: string | null; keywords: string[]; changeNote: string | null; authorId: string; authorName: string; reviewerId: string | null; reviewerName: string | null; writtenAt: Date; publishedAt: Date | null
}
export type VersionText = Pick<VersionRow, 'title' | 'type' | 'audience' | 'summary' | 'body' | 'product' | 'problemType' | 'keywords' | 'changeNote'>
export type VersionHead = Omit<VersionRow, 'body'>

const HEAD = sql.raw(`a.id, a.number, a.state, a.version, a.created_at as "createdAt", a.updated_at as "updatedAt", a.published_major as "publishedMajor", a.published_minor as "publishedMinor",
  exists (select 1 from knowledge_article_versions d where d.article_id = a.id and d.major is null) as "hasDraft"`)
const SHORT = `v.id, v.article_id as "articleId", v.major, v.minor, v.title, v.type, v.audience, v.summary, v.product, v.problem_type as "problemType", v.keywords, v.change_note as "changeNote",
  v.author_id as "authorId", v.author_name as "authorName", v.reviewer_id as "reviewerId", v.reviewer_name as "reviewerName", v.written_at as "writtenAt", v.published_at as "publishedAt"`
const SHORT_VERSION = sql.raw(SHORT), VERSION = sql.raw(`${SHORT}, v.body`)

export async function insertArticle(ctx: Ctx, id: string): Promise<string> {
  const made = await sql<{ number: string }>`insert into knowledge_articles (id, number, state, created_at, updated_at)
    select ${id}, 'KB-' || lpad(n::text, greatest(4, length(n::text)), '0'), 'draft', ${ctx.now()}, ${ctx.now()} from (select nextval('knowledge_article_numbers') as n) s returning number`.execute(ctx.sql<unknown>())
  return made.rows[0]!.number
}

export async function readArticle(ctx: Ctx, id: string, hold = false): Promise<ArticleRow | null> {
  const found = await sql<ArticleRow>`select ${HEAD} from knowledge_articles a where a.id = ${id} ${sql.raw(hold ? 'for update' : '')}`.execute(ctx.sql<unknown>())
  return found.rows[0] ?? null
}

/** The draft of the next version (label null), or the version with this label. */
export async function readVersion(ctx: Ctx, articleId: string, label: { major: number; minor: number } | null): Promise<VersionRow | null> {
  const found = await sql<VersionRow>`select ${VERSION} from knowledge_article_versions v
    where v.article_id = ${articleId} and v.major is not distinct from ${label?.major ?? null}::int and v.minor is not distinct from ${label?.minor ?? null}::int`.execute(ctx.sql<unknown>())
  return found.rows[0] ?? null
}

export async function listVersions(ctx: Ctx, articleId: string): Promise<VersionHead[]> {
  const found = await sql<VersionHead>`select ${SHORT_VERSION} from knowledge_article_versions v where v.article_id = ${articleId} and v.major is not null order by v.major desc, v.minor desc`.execute(ctx.sql<unknown>())
  return found.rows
}

/** Writes the draft; who changes it last is its author. */
export async function saveDraftVersion(ctx: Ctx, id: string, articleId: string, text: VersionText): Promise<void> {
  await sql`insert into knowledge_article_versions (id, article_id, title, type, audience, summary, body, product, problem_type, keywords, change_note, author_id, author_name, written_at)
    values (${id}, ${articleId}, ${text.title}, ${text.type}, ${text.audience}, ${text.summary}, ${text.body}, ${text.product}, ${text.problemType}, ${text.keywords}, ${text.changeNote}, ${ctx.actor.id}, ${ctx.actor.name}, ${ctx.now()})
    on conflict (article_id, major, minor) do update set title = excluded.title, type = excluded.type, audience = excluded.audience, summary = excluded.summary, body = excluded.body, product = excluded.product,
      problem_type = excluded.problem_type, keywords = excluded.keywords, change_note = excluded.change_note, author_id = excluded.author_id, author_name = excluded.author_name, written_at = excluded.written_at`.execute(ctx.sql<unknown>())
}

export async function labelDraft(ctx: Ctx, articleId: string, major: number, minor: number, changeNote: string | null): Promise<void> {
  await sql`update knowledge_article_versions set major = ${major}, minor = ${minor}, change_note = coalesce(${changeNote}, change_note), reviewer_id = ${ctx.actor.id}, reviewer_name = ${ctx.actor.name}, published_at = ${ctx.now()}
    where article_id = ${articleId} and major is null`.execute(ctx.sql<unknown>())
}

export async function touchArticle(ctx: Ctx, id: string, set: { state?: ArticleRow['state']; major?: number; minor?: number } = {}): Promise<void> {
  await sql`update knowledge_articles set version = version + 1, updated_at = ${ctx.now()}, state = coalesce(${set.state ?? null}, state),
    published_major = coalesce(${set.major ?? null}::int, published_major), published_minor = coalesce(${set.minor ?? null}::int, published_minor) where id = ${id}`.execute(ctx.sql<unknown>())
}

export type ListedArticle = ArticleRow & VersionHead & { id: string }

/** Articles by last change. Readers without `drafts` see the published text only; customers only what is public. */
export async function pageArticles(ctx: Ctx, query: ArticleQuery, who: { drafts: boolean; publicOnly: boolean }, after: [string, string] | null): Promise<ListedArticle[]> {
  const like = query.q ? `%${query.q.replaceAll(/[\\%_]/g, (c) => `\\${c}`)}%` : null
  const found = await sql<ListedArticle>`select ${SHORT_VERSION}, ${HEAD} from knowledge_articles a
    join lateral (select * from knowledge_article_versions v where v.article_id = a.id and ((v.major = a.published_major and v.minor = a.published_minor) or (${who.drafts} and v.major is null))
      order by v.major nulls ${sql.raw(query.state === 'published' || !who.drafts ? 'last' : 'first')} limit 1) v on true
    where (${who.drafts} or a.state = 'published') and (not ${who.publicOnly} or v.audience = 'public')
      and (${query.state ?? null}::text is null or a.state = ${query.state ?? null}) and (${query.type ?? null}::text is null or v.type = ${query.type ?? null})
      and (not ${query.mine ?? false} or v.author_id = ${ctx.actor.id}) and (${like}::text is null or v.title ilike ${like} or a.number ilike ${like})
      and (${after?.[0] ?? null}::timestamptz is null or (a.updated_at, a.id) < (${after?.[0] ?? null}::timestamptz, ${after?.[1] ?? null}::uuid))
    order by a.updated_at desc, a.id desc limit ${query.limit + 1}`.execute(ctx.sql<unknown>())
  return found.rows
}

/** With its draft. Only for articles that were never published. */
export async function deleteArticle(ctx: Ctx, id: string): Promise<void> {
  await sql`delete from knowledge_articles where id = ${id} and published_major is null`.execute(ctx.sql<unknown>())
}
