// Endpoints of the policy desk -> use case.
import { serve, serveOutside } from '../../../platform/server/module.ts'
import { slaDeskApi, slaFollowApi } from '../contract/desk-api.ts'
import { exportConformance, importConformance } from './conformance/conformance-csv.ts'
import { addConformance, changeConformance, removeConformance, showConformance } from './conformance/conformance-table.ts'
import { acknowledgeEscalation, escalateCase, escalationFigures, listEscalations } from './escalations/escalate.ts'
import { acknowledgeLint, approveDraft, changeDraft, discardDraft, findVersion, publishDraft } from './policies/work-on-draft.ts'
import { showChanges } from './policies/show-changes.ts'
import { previewDraft } from './preview/preview-draft.ts'
import { showTiming } from './settings.ts'
import { markForceMajeure, timeLost, timeOfCase } from './time-lost/time-lost.ts'

export const deskRoutes = [
  serve(slaDeskApi.timing, (ctx) => showTiming(ctx)),
  serve(slaDeskApi.version, (ctx, { params }) => findVersion(ctx, params.code, params.version)),
  serve(slaDeskApi.changeDraft, (ctx, { params, body }) => changeDraft(ctx, params.code, params.version, body)),
  serve(slaDeskApi.discardDraft, (ctx, { params }) => discardDraft(ctx, params.code, params.version)),
  serve(slaDeskApi.changes, (ctx, { params, query }) => showChanges(ctx, params.code, params.version, query.against)),
  serve(slaDeskApi.acknowledge, (ctx, { params, body }) => acknowledgeLint(ctx, params.code, params.version, body)),
  serve(slaDeskApi.approve, (ctx, { params, body }) => approveDraft(ctx, params.code, params.version, body)),
  serve(slaDeskApi.publishDraft, (ctx, { params, body }) => publishDraft(ctx, params.code, params.version, body)),
  serveOutside(slaDeskApi.preview, (host, actor, { body }, origin) => previewDraft(host, actor, body, origin)),
  serve(slaDeskApi.conformance, (ctx, { query }) => showConformance(ctx, query)),
  serve(slaDeskApi.addConformance, (ctx, { body }) => addConformance(ctx, body)),
  serve(slaDeskApi.changeConformance, (ctx, { params, body }) => changeConformance(ctx, params.id, body)),
  serve(slaDeskApi.removeConformance, (ctx, { params }) => removeConformance(ctx, params.id)),
  serve(slaDeskApi.exportConformance, (ctx) => exportConformance(ctx)),
  serve(slaDeskApi.importConformance, (ctx, { files }) => importConformance(ctx, files)),
]

export const followRoutes = [
  serve(slaFollowApi.escalations, (ctx, { query }) => listEscalations(ctx, query)),
  serve(slaFollowApi.escalate, (ctx, { params, body }) => escalateCase(ctx, params.id, body.reason)),
  serve(slaFollowApi.acknowledgeEscalation, (ctx, { params }) => acknowledgeEscalation(ctx, params.id)),
  serve(slaFollowApi.escalationFigures, async (ctx, { query }) => ({ items: await escalationFigures(ctx, query), nextCursor: null })),
  serve(slaFollowApi.timeOfCase, (ctx, { params }) => timeOfCase(ctx, params.id)),
  serve(slaFollowApi.markForceMajeure, (ctx, { params, body }) => markForceMajeure(ctx, params.id, body)),
  serve(slaFollowApi.timeLost, (ctx, { query }) => timeLost(ctx, query)),
]
