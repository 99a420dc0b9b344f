// Drafts may be thrown away; what was published once goes out of use and keeps its versions (§4.3, Part A K4).
import { ArticleDiscarded } from '../../contract/events.ts'
import type { Ctx } from '../../../../platform/server/ctx.ts'
import { AppError } from '../../../../platform/server/errors.ts'
import { deleteArticle, readVersion } from './article-store.ts'
import { archiveArticle, holdArticle } from './write-article.ts'

/** Throws NotFound, Stale, Conflict `article-archived`, AppError 403 `article-archive` for published articles and drafts of others without `knowledge.archive`. */
export async function removeArticle(ctx: Ctx, id: string, reason: string | null, version: number | null): Promise<void> {
  const article = await holdArticle(ctx, id, version), archivist = ctx.reach('knowledge.archive') !== null
  const neverPublished = article.publishedMajor === null, draft = neverPublished ? await readVersion(ctx, id, null) : null
  if (!archivist && draft?.authorId !== ctx.actor.id) throw new AppError(403, 'article-archive', {}, [{ pointer: '/id', code: 'article.archive', clause: '§4.3' }])
  if (!neverPublished) return archiveArticle(ctx, id, reason)
  await ctx.emit(ArticleDiscarded, { articleId: id, number: article.number }, { reason: reason ?? undefined, changes: { title: { from: draft?.title ?? null, to: null } } })
  await deleteArticle(ctx, id)
}
