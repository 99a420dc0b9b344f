// Facts about the knowledge base.
import { z } from 'zod'
import { defineEvent } from '../../../platform/contract/event.ts'
import { Id } from '../../../platform/contract/ids.ts'

const ofArticle = { subject: (e: { articleId: string }) => `article:${e.articleId}` }
const ofCase = { subject: (e: { caseId: string }) => `case:${e.caseId}` }
const Article = { articleId: Id, number: z.string() }

export const ArticleDrafted = defineEvent('knowledge.article-drafted@1', z.object(Article), ofArticle)
export const ArticleEdited = defineEvent('knowledge.article-edited@1', z.object(Article), ofArticle)
export const ArticlePublished = defineEvent('knowledge.article-published@1', z.object({ ...Article, versionLabel: z.string() }), ofArticle)
export const ArticleArchived = defineEvent('knowledge.article-archived@1', z.object(Article), ofArticle)

/** A draft that nobody ever published is gone. */
export const ArticleDiscarded = defineEvent('knowledge.article-discarded@1', z.object(Article), ofArticle)

export const CaseRecordDrafted = defineEvent('knowledge.case-record-drafted@1', z.object({ caseId: Id }), ofCase)
export const CaseRecordEdited = defineEvent('knowledge.case-record-edited@1', z.object({ caseId: Id }), ofCase)
/** All five parts are there and the copy of this edition is kept (§3.4-3). */
export const CaseRecordArchived = defineEvent('knowledge.case-record-archived@1', z.object({ caseId: Id, edition: z.number().int() }), ofCase)

export const knowledgeEvents = [ArticleDrafted, ArticleEdited, ArticlePublished, ArticleArchived, ArticleDiscarded, CaseRecordDrafted, CaseRecordEdited, CaseRecordArchived] as const
