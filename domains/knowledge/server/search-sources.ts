// What the search finds of the knowledge base: published articles, and case records for staff. `any`: the events of one source share the id that is used, and no more.
import { searchable } from '../../../platform/server/module.ts'
import { ArticleArchived, ArticlePublished, CaseRecordArchived, CaseRecordDrafted, CaseRecordEdited } from '../contract/events.ts'
import { readArticle, readVersion } from './articles/article-store.ts'
import { publishedLabel } from './articles/show-article.ts'
import { readRecord } from './records/record-store.ts'

/** Always the version that readers see now (R4.3-3). */
export const articleSearch = searchable<any>({
  kind: 'article', on: [ArticlePublished, ArticleArchived],
  async document(ctx, event) {
    const id = event.data.articleId
    const article = await readArticle(ctx, id)
    const label = article && publishedLabel(article)
    const version = label && await readVersion(ctx, id, label)
    if (!article || !version || article.state !== 'published') return { kind: 'article', id, gone: true }
    return {
      kind: 'article', id, number: article.number, title: version.title, text: [version.summary, version.body, version.keywords.join(' '), version.product ?? '', version.problemType ?? ''].join('\n'),
      at: version.publishedAt!, row: {}, permission: 'knowledge.read', url: `/knowledge/${id}`, audience: version.audience,
    }
  },
})

/** A record that needs a clearance is found by its number alone, by who holds the clearance (§3.1-3). */
export const recordSearch = searchable<any>({
  kind: 'case-record', on: [CaseRecordDrafted, CaseRecordEdited, CaseRecordArchived],
  async document(ctx, event) {
    const record = await readRecord(ctx, event.data.caseId)
    if (!record) return { kind: 'case-record', id: event.data.caseId, gone: true }
    const { description, process, result } = record.parts
    return {
      kind: 'case-record', id: record.caseId, number: record.number, title: record.clearance ? record.number : record.title,
      text: record.clearance ? '' : [description.symptom, description.impact, process.diagnosis, process.solution, process.verification, result.userFeedback].join('\n'),
      at: record.createdAt, row: { unitId: record.unitId, customerId: record.customerId }, permission: record.clearance ?? 'knowledge.read', url: `/cases/${record.caseId}?tab=record`, audience: 'staff',
    }
  },
})
