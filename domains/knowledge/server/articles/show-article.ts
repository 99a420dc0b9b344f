// Articles as readers see them: customers only what is public and published, staff without writing rights only what is published.
import type { Article, ArticleQuery, ArticleSummary, ArticleVersion } from '../../contract/article.ts'
import type { Ctx } from '../../../../platform/server/ctx.ts'
import { NotFound } from '../../../../platform/server/errors.ts'
import { decodeCursor, toPage } from '../../../../platform/server/paging.ts'
import { listVersions, pageArticles, readArticle, readVersion, type ArticleRow, type VersionHead, type VersionRow } from './article-store.ts'

const seesDrafts = (ctx: Ctx): boolean => ctx.actor.kind === 'system' || ctx.reach('knowledge.write') !== null || ctx.reach('knowledge.publish') !== null
const publicOnly = (ctx: Ctx): boolean => ctx.actor.kind === 'requester'

export const publishedLabel = (a: Pick<ArticleRow, 'publishedMajor' | 'publishedMinor'>): { major: number; minor: number } | null =>
  (a.publishedMajor === null ? null : { major: a.publishedMajor, minor: a.publishedMinor! })

/** The article; with a label that version, else the draft for who writes and the published text for everybody else. Throws NotFound. */
export async function showArticle(ctx: Ctx, id: string, label?: string): Promise<Article> {
  const article = await readArticle(ctx, id)
  const version = article && await versionFor(ctx, article, label)
  if (!article || !version || (publicOnly(ctx) && (version.audience !== 'public' || article.state !== 'published'))) throw new NotFound('article')
  return { ...toSummary(article, version, seesDrafts(ctx)), ...mayChange(ctx, article, version), body: version.body, changeNote: version.changeNote, reviewer: version.reviewerId ? { id: version.reviewerId, name: version.reviewerName! } : null }
}

function mayChange(ctx: Ctx, article: ArticleRow, version: VersionRow): Pick<Article, 'editable' | 'publishable'> {
  const alive = article.state !== 'archived'
  return { editable: alive && ctx.reach('knowledge.write') !== null, publishable: alive && version.major === null && version.authorId !== ctx.actor.id && ctx.reach('knowledge.publish') !== null }
}

async function versionFor(ctx: Ctx, article: ArticleRow, label?: string): Promise<VersionRow | null> {
  if (label) {
    const [major, minor] = label.split('.').map(Number)
    return readVersion(ctx, article.id, { major: major!, minor: minor! })
  }
  const draft = seesDrafts(ctx) && article.hasDraft ? await readVersion(ctx, article.id, null) : null
  const published = publishedLabel(article)
  return draft ?? (published ? readVersion(ctx, article.id, published) : null)
}

export async function showVersions(ctx: Ctx, id: string): Promise<{ items: ArticleVersion[] }> {
  await showArticle(ctx, id)
  const rows = (await listVersions(ctx, id)).filter((v) => !publicOnly(ctx) || v.audience === 'public')
  return { items: rows.map((v) => ({ versionLabel: labelOf(v)!, title: v.title, changeNote: v.changeNote, author: { id: v.authorId, name: v.authorName },
    reviewer: v.reviewerId ? { id: v.reviewerId, name: v.reviewerName! } : null, publishedAt: v.publishedAt!.toISOString() })) }
}

export async function listArticles(ctx: Ctx, query: ArticleQuery): Promise<{ items: ArticleSummary[]; nextCursor: string | null }> {
  const after = query.cursor ? decodeCursor(query.cursor, 2) as [string, string] : null
  const drafts = seesDrafts(ctx)
  const rows = await pageArticles(ctx, query, { drafts, publicOnly: publicOnly(ctx) }, after)
  return toPage(rows, query.limit, (r) => [r.updatedAt.toISOString(), r.id], (r) => toSummary(r, r, drafts))
}

const labelOf = (v: Pick<VersionHead, 'major' | 'minor'>): string | null => (v.major === null ? null : `${v.major}.${v.minor}`)

function toSummary(a: ArticleRow, v: VersionHead, drafts: boolean): ArticleSummary {
  return {
    id: a.id, number: a.number, title: v.title, type: v.type, audience: v.audience, state: a.state, hasDraft: drafts && a.hasDraft, versionLabel: labelOf(v), summary: v.summary, product: v.product,
    problemType: v.problemType, keywords: v.keywords, author: { id: v.authorId, name: v.authorName }, updatedAt: a.updatedAt.toISOString(), publishedAt: v.publishedAt?.toISOString() ?? null, version: a.version,
  }
}
