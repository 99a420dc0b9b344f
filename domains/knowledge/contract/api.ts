// The HTTP surface of the knowledge base. The record of one case is served by `cases` (GET /cases/{id}/record).
import { z } from 'zod'
import { endpoint } from '../../../platform/contract/endpoint.ts'
import { Id } from '../../../platform/contract/ids.ts'
import { PageQuery, pageOf } from '../../../platform/contract/paging.ts'
import { Article, ArticleQuery, ArticleSummary, ArticleVersion, EditArticle, NewArticle, PublishArticle, VersionLabel } from './article.ts'
import { CaseRecord } from './case-record.ts'

const ById = z.object({ id: Id })
const read = 'knowledge.read', write = 'knowledge.write'

export const knowledgeApi = {
  list: endpoint({ method: 'GET', path: '/articles', permission: read, summary: 'Articles in reach, the newest change first', query: ArticleQuery, reply: pageOf(ArticleSummary) }),
  create: endpoint({ method: 'POST', path: '/articles', permission: write, summary: 'Write the draft of an article', status: 201, body: NewArticle, reply: Article, etag: true,
    example: { title: '数据库连接异常处理', type: 'fault-guide', body: '## 现象\n应用报错“无法获得连接”。\n## 处理\n核对连接池上限。', audience: 'staff' } }),
  get: endpoint({ method: 'GET', path: '/articles/:id', permission: read, summary: 'An article; with `v` one of its published versions', params: ById, query: z.object({ v: VersionLabel.optional() }), reply: Article, etag: true }),
  edit: endpoint({ method: 'PATCH', path: '/articles/:id', permission: write, summary: 'Change the draft, or start the next version', params: ById, body: EditArticle, reply: Article, etag: true, errors: ['stale', 'article-archived'] }),
  publish: endpoint({ method: 'POST', path: '/articles/:id/publish', permission: 'knowledge.publish', summary: 'Publish the draft; the reviewer is not its author (§4.3)', params: ById, body: PublishArticle, reply: Article, etag: true, errors: ['article-no-draft', 'article-own-draft', 'article-archived'] }),
  archive: endpoint({ method: 'POST', path: '/articles/:id/archive', permission: 'knowledge.archive', summary: 'Take an article out of use; its versions stay', params: ById, body: z.strictObject({ reason: z.string().trim().min(1).max(1000) }), reply: Article, etag: true, errors: ['article-archived'] }),
  remove: endpoint({ method: 'DELETE', path: '/articles/:id', permission: write, summary: 'Throw a draft away that was never published; a published article goes out of use', params: ById, query: z.object({ reason: z.string().trim().min(1).max(1000).optional() }), errors: ['article-archived', 'stale', '403 article-archive'], etag: true,
    description: 'Versions that were published are archived, never deleted (§4.3); that takes the permission `knowledge.archive`. Own drafts: their author; drafts of others: who may archive.' }),
  versions: endpoint({ method: 'GET', path: '/articles/:id/versions', permission: read, summary: 'Published versions, newest first', params: ById, reply: z.object({ items: z.array(ArticleVersion) }) }),
  records: endpoint({ method: 'GET', path: '/case-records', permission: read, summary: 'Case records in reach, newest first', query: PageQuery.extend({ state: z.enum(['draft', 'complete', 'archived']).optional() }), reply: pageOf(CaseRecord) }),
}
