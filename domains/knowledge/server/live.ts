// Open pages hear when an article or a record changes. `any`: the events of one group share the id that is used, and no more.
import { live } from '../../../platform/server/module.ts'
import { ArticleArchived, ArticleDiscarded, ArticleDrafted, ArticleEdited, ArticlePublished, CaseRecordArchived, CaseRecordDrafted, CaseRecordEdited } from '../contract/events.ts'

const article = [ArticleDrafted, ArticleEdited, ArticlePublished, ArticleArchived, ArticleDiscarded].map((to) => live<any>({
  to, permission: 'knowledge.write', topics: (e) => ['articles', `article:${e.data.articleId}`], row: () => ({}),
}))
const record = [CaseRecordDrafted, CaseRecordEdited, CaseRecordArchived].map((to) => live<any>({
  to, permission: 'knowledge.read', topics: (e) => [`case:${e.data.caseId}`], row: () => ({}),
}))
export const knowledgeLive = [...article, ...record]
