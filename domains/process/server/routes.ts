// Endpoint to use case.
import { serve } from '../../../platform/server/module.ts'
import { serveReading } from '../../../platform/server/serve-reading.ts'
import { processApi } from '../contract/api.ts'
import { dropDraft, publishDraft, saveDraft } from './design-process.ts'
import { showConformance, showPaths } from './show-paths.ts'
import { listVersions, showDraft, showNow, showProcess, showVersion } from './show-process.ts'

export const processRoutes = [
  serveReading(processApi.show, (ctx) => showProcess(ctx)),
  serveReading(processApi.now, (ctx) => showNow(ctx)),
  serveReading(processApi.versions, (ctx) => listVersions(ctx)),
  serveReading(processApi.showVersion, (ctx, { params }) => showVersion(ctx, params.version)),
  serveReading(processApi.draft, (ctx) => showDraft(ctx)),
  serve(processApi.saveDraft, async (ctx, { body, ifMatch }) => { await saveDraft(ctx, body.definition, ifMatch); return showDraft(ctx) }),
  serve(processApi.dropDraft, async (ctx) => { await dropDraft(ctx); return {} }),
  serve(processApi.publish, async (ctx, { body, ifMatch }) => { await publishDraft(ctx, body.note, ifMatch); return showProcess(ctx) }),
  serveReading(processApi.paths, (ctx, { query }) => showPaths(ctx, query)),
  serve(processApi.ofCase, (ctx, { params }) => showConformance(ctx, params.id)),
]
