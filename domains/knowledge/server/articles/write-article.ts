// Articles: written as drafts, published by somebody else, changed by a next version, never overwritten (§4.3).
import type { EditArticle, NewArticle, PublishArticle } from '../../contract/article.ts'
import { ArticleArchived, ArticleDrafted, ArticleEdited, ArticlePublished } from '../../contract/events.ts'
import type { Changes } from '../../../../platform/contract/event.ts'
import type { Ctx } from '../../../../platform/server/ctx.ts'
import { Conflict, NotFound, Stale } from '../../../../platform/server/errors.ts'
import { newId } from '../../../../platform/server/ids.ts'
import { insertArticle, labelDraft, readArticle, readVersion, saveDraftVersion, touchArticle, type ArticleRow, type VersionRow, type VersionText } from './article-store.ts'
import { publishedLabel } from './show-article.ts'

export async function createArticle(ctx: Ctx, input: NewArticle): Promise<string> {
  const id = newId()
  const number = await insertArticle(ctx, id)
  await saveDraftVersion(ctx, newId(), id, { ...input, product: input.product ?? null, problemType: input.problemType ?? null, changeNote: null })
  await ctx.emit(ArticleDrafted, { articleId: id, number })
  return id
}

/** Changes the draft or starts the next version from the published one. Throws NotFound, Stale, Conflict `article-archived`. */
export async function editArticle(ctx: Ctx, id: string, edit: EditArticle, version: number | null): Promise<void> {
  const article = await holdArticle(ctx, id, version)
  const before = await readVersion(ctx, id, null) ?? await readVersion(ctx, id, publishedLabel(article))
  if (!before) throw new NotFound('article')
  const text: VersionText = { ...pick(before), ...edit, changeNote: edit.changeNote ?? (before.major === null ? before.changeNote : null) }
  await saveDraftVersion(ctx, newId(), id, text)
  await touchArticle(ctx, id)
  await ctx.emit(ArticleEdited, { articleId: id, number: article.number }, { changes: textChanges(before, text) })
}

/** Gives the draft its number and makes it the one that readers see. Throws Conflict `article-no-draft`, `article-own-draft` (reviewer is not the author, C.6). */
export async function publishArticle(ctx: Ctx, id: string, input: PublishArticle): Promise<void> {
  const article = await holdArticle(ctx, id, null)
  const draft = await readVersion(ctx, id, null)
  if (!draft) throw new Conflict('article-no-draft')
  if (draft.authorId === ctx.actor.id) throw new Conflict('article-own-draft', {}, [{ pointer: '/reviewer', code: 'article.own-draft', clause: '§4.3' }])
  const { major, minor } = nextLabel(publishedLabel(article), input.major)
  await labelDraft(ctx, id, major, minor, input.changeNote ?? null)
  await touchArticle(ctx, id, { state: 'published', major, minor })
  await ctx.emit(ArticlePublished, { articleId: id, number: article.number, versionLabel: `${major}.${minor}` })
}

export async function archiveArticle(ctx: Ctx, id: string, reason: string | null): Promise<void> {
  const article = await holdArticle(ctx, id, null)
  await touchArticle(ctx, id, { state: 'archived' })
  await ctx.emit(ArticleArchived, { articleId: id, number: article.number }, { reason: reason ?? undefined, changes: { state: { from: article.state, to: 'archived' } } })
}

/** The label after this one: 1.0 first, then 1.1, and 2.0 for a major change. */
export function nextLabel(current: { major: number; minor: number } | null, major: boolean): { major: number; minor: number } {
  if (!current) return { major: 1, minor: 0 }
  return major ? { major: current.major + 1, minor: 0 } : { major: current.major, minor: current.minor + 1 }
}

/** The article, held until the transaction ends. Throws NotFound, Stale, Conflict `article-archived`. */
export async function holdArticle(ctx: Ctx, id: string, version: number | null): Promise<ArticleRow> {
  const article = await readArticle(ctx, id, true)
  if (!article) throw new NotFound('article')
  if (version !== null && version !== article.version) throw new Stale(article.version)
  if (article.state === 'archived') throw new Conflict('article-archived')
  return article
}

const pick = (v: VersionRow): VersionText => ({ title: v.title, type: v.type, audience: v.audience, summary: v.summary, body: v.body, product: v.product, problemType: v.problemType, keywords: v.keywords, changeNote: v.changeNote })

/** Texts are kept whole in the versions; the audit trail says that the body changed and by how much. */
function textChanges(before: VersionRow, text: VersionText): Changes {
  const changes: Changes = {}
  for (const field of Object.keys(pick(before)) as (keyof VersionText)[]) {
    if (JSON.stringify(before[field]) === JSON.stringify(text[field])) continue
    changes[field] = field === 'body' ? { from: `${before.body.length}`, to: `${text.body.length}` } : { from: before[field], to: text[field] }
  }
  return changes
}
