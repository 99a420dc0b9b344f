// Endpoint -> use case.
import { serve, serveOutside } from '../../../platform/server/module.ts'
import { serveReading } from '../../../platform/server/serve-reading.ts'
import { fieldApi } from '../contract/api.ts'
import { listEngineers, setStock, showFieldOfCase } from './field-of-case.ts'
import { findOrder } from './hold-order.ts'
import { addPhoto, readPhoto } from './photos.ts'
import { cancelVisit, editVisit, planVisit } from './plan-visit.ts'
import { addPoint, answerReferral, editPoint, listPoints, recordReferralResult, referCase } from './refer-case.ts'
import { advanceRepair, openRepair, saveSerials } from './repair.ts'
import { decideKept, runCommands } from './run-commands.ts'
import { listVisits, showJobs, showOrder } from './show-visits.ts'

export const fieldRoutes = [
  serveReading(fieldApi.ofCase, (ctx, { params }) => showFieldOfCase(ctx, params.id)),
  serve(fieldApi.planVisit, async (ctx, { params, body }) => showOrder(ctx, await planVisit(ctx, params.id, body))),
  serveReading(fieldApi.visits, (ctx, { query }) => listVisits(ctx, query)),
  serveReading(fieldApi.visit, async (ctx, { params }) => showOrder(ctx, await findOrder(ctx, params.id))),
  serve(fieldApi.editVisit, async (ctx, { params, body, ifMatch }) => showOrder(ctx, await editVisit(ctx, params.id, body, ifMatch))),
  serve(fieldApi.cancelVisit, async (ctx, { params, body }) => showOrder(ctx, await cancelVisit(ctx, params.id, body.reason))),
  serveReading(fieldApi.engineers, (ctx, { query }) => listEngineers(ctx, query.on)),
  serveReading(fieldApi.jobs, (ctx) => showJobs(ctx)),
  serveOutside(fieldApi.send, (host, actor, { body }, origin) => runCommands(host, actor, body, origin)),
  serve(fieldApi.addPhoto, (ctx, { params, query, files }) => addPhoto(ctx, params.id, query, files)),
  serve(fieldApi.photo, (ctx, { params }) => readPhoto(ctx, params.id)),
  serve(fieldApi.decideKept, async (ctx, { params, body }) => showOrder(ctx, await decideKept(ctx, params.id, params.workId, body.take))),
  serve(fieldApi.setStock, (ctx, { params, body }) => setStock(ctx, params.id, body.items)),
  serve(fieldApi.openRepair, (ctx, { params, body }) => openRepair(ctx, params.id, body)),
  serve(fieldApi.advanceRepair, (ctx, { params, body }) => advanceRepair(ctx, params.id, params.workId, body)),
  serveReading(fieldApi.points, (ctx, { query }) => listPoints(ctx, query)),
  serve(fieldApi.addPoint, (ctx, { body }) => addPoint(ctx, body)),
  serve(fieldApi.editPoint, (ctx, { params, body, ifMatch }) => editPoint(ctx, params.id, body, ifMatch)),
  serve(fieldApi.saveSerials, (ctx, { body }) => saveSerials(ctx, body.source, body.items)),
  serve(fieldApi.refer, (ctx, { params, body }) => referCase(ctx, params.id, body)),
  serve(fieldApi.answerReferral, (ctx, { params, body }) => answerReferral(ctx, params.id, params.workId, body)),
  serve(fieldApi.referralResult, (ctx, { params, body }) => recordReferralResult(ctx, params.id, params.workId, body)),
]
