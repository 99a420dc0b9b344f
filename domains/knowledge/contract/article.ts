// Articles of the knowledge base: numbered, versioned, written by one person and published by another (§4.3).
import { z } from 'zod'
import { Id } from '../../../platform/contract/ids.ts'
import { PageQuery } from '../../../platform/contract/paging.ts'
import { Line, LongText } from '../../../platform/contract/text.ts'
import { Moment } from '../../../platform/contract/time.ts'

/** 产品手册, 技术文档, 常见问题解答, 故障处理指南 (Annex 7). */
export const ArticleType = z.enum(['product-manual', 'technical-document', 'faq', 'fault-guide'])
export const ArticleAudience = z.enum(['staff', 'public'])
export type ArticleType = z.infer<typeof ArticleType>
export type ArticleAudience = z.infer<typeof ArticleAudience>

export const VersionLabel = z.string().regex(/^\d{1,4}\.\d{1,4}$/, 'article.version')
const Words = z.array(Line(60)).max(20)

export const NewArticle = z.strictObject({
  title: Line(200), type: ArticleType, body: LongText(200_000), audience: ArticleAudience.default('staff'), summary: LongText(500, 0).default(''),
  product: Line(120).optional(), problemType: Line(80).optional(), keywords: Words.default([]),
})
export type NewArticle = z.infer<typeof NewArticle>

/** Editing a published article starts its next version; the published one stays until that is published in turn. */
export const EditArticle = z.strictObject({
  title: Line(200), type: ArticleType, body: LongText(200_000), audience: ArticleAudience, summary: LongText(500, 0), product: Line(120).nullable(), problemType: Line(80).nullable(), keywords: Words,
}).partial().extend({ changeNote: LongText(500).optional() })
export type EditArticle = z.infer<typeof EditArticle>

/** `major` raises 1.x to 2.0, else the second number rises. */
export const PublishArticle = z.strictObject({ changeNote: LongText(500).optional(), major: z.boolean().default(false) })
export type PublishArticle = z.infer<typeof PublishArticle>

const Person = z.object({ id: Id, name: z.string() })
export const ArticleSummary = z.object({
  id: Id, number: z.string(), title: z.string(), type: ArticleType, audience: ArticleAudience, state: z.enum(['draft', 'published', 'archived']), hasDraft: z.boolean(),
  versionLabel: z.string().nullable(), summary: z.string(), product: z.string().nullable(), problemType: z.string().nullable(), keywords: z.array(z.string()),
  author: Person, updatedAt: Moment, publishedAt: Moment.nullable(), version: z.number().int(),
})
export type ArticleSummary = z.infer<typeof ArticleSummary>
export const Article = ArticleSummary.extend({ body: z.string(), changeNote: z.string().nullable(), reviewer: Person.nullable(), editable: z.boolean(), publishable: z.boolean() })
export type Article = z.infer<typeof Article>

export const ArticleVersion = z.object({ versionLabel: z.string(), title: z.string(), changeNote: z.string().nullable(), author: Person, reviewer: Person.nullable(), publishedAt: Moment })
export type ArticleVersion = z.infer<typeof ArticleVersion>

export const ArticleQuery = PageQuery.extend({ state: z.enum(['draft', 'published', 'archived']).optional(), type: ArticleType.optional(), q: z.string().trim().max(200).optional(), mine: z.stringbool().optional() })
export type ArticleQuery = z.infer<typeof ArticleQuery>
