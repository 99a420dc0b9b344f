// Endpoint -> use case.
import { serve } from '../../../platform/server/module.ts'
import { serveReading } from '../../../platform/server/serve-reading.ts'
import { knowledgeApi } from '../contract/api.ts'
import { listArticles, showArticle, showVersions } from './articles/show-article.ts'
import { removeArticle } from './articles/remove-article.ts'
import { archiveArticle, createArticle, editArticle, publishArticle } from './articles/write-article.ts'
import { listRecords } from './records/list-records.ts'

export const knowledgeRoutes = [
  serveReading(knowledgeApi.list, (ctx, { query }) => listArticles(ctx, query)),
  serve(knowledgeApi.create, async (ctx, { body }) => showArticle(ctx, await createArticle(ctx, body))),
  serveReading(knowledgeApi.get, (ctx, { params, query }) => showArticle(ctx, params.id, query.v)),
  serve(knowledgeApi.edit, async (ctx, { params, body, ifMatch }) => { await editArticle(ctx, params.id, body, ifMatch); return showArticle(ctx, params.id) }),
  serve(knowledgeApi.publish, async (ctx, { params, body }) => { await publishArticle(ctx, params.id, body); return showArticle(ctx, params.id) }),
  serve(knowledgeApi.archive, async (ctx, { params, body }) => { await archiveArticle(ctx, params.id, body.reason); return showArticle(ctx, params.id) }),
  serve(knowledgeApi.remove, async (ctx, { params, query, ifMatch }) => { await removeArticle(ctx, params.id, query.reason ?? null, ifMatch); return {} }),
  serveReading(knowledgeApi.versions, (ctx, { params }) => showVersions(ctx, params.id)),
  serveReading(knowledgeApi.records, (ctx, { query }) => listRecords(ctx, query)),
]
