// Endpoint -> use case.
import { serve } from '../../../platform/server/module.ts'
import { automationApi } from '../contract/api.ts'
import { showTries, tryRule } from './dry-run.ts'
import { addRule, editRule, listRules, putInOrder, releaseHeld, removeRule, showRule, showVersions, turnRule } from './manage-rules.ts'
import { showRuns } from './show-runs.ts'

export const automationRoutes = [
  serve(automationApi.list, (ctx) => listRules(ctx)),
  serve(automationApi.get, (ctx, { params }) => showRule(ctx, params.id)),
  serve(automationApi.add, (ctx, { body }) => addRule(ctx, body)),
  serve(automationApi.edit, (ctx, { params, body, ifMatch }) => editRule(ctx, params.id, body, ifMatch)),
  serve(automationApi.remove, (ctx, { params }) => removeRule(ctx, params.id)),
  serve(automationApi.order, (ctx, { body }) => putInOrder(ctx, body.ids)),
  serve(automationApi.tryOut, (ctx, { params, body }) => tryRule(ctx, params.id, body.days)),
  serve(automationApi.lastTry, (ctx, { params }) => showTries(ctx, params.id)),
  serve(automationApi.turn, (ctx, { params, body }) => turnRule(ctx, params.id, body.on)),
  serve(automationApi.versions, (ctx, { params }) => showVersions(ctx, params.id)),
  serve(automationApi.runs, (ctx, { query }) => showRuns(ctx, query)),
  serve(automationApi.release, (ctx, { params, body }) => releaseHeld(ctx, params.id, body.discard)),
]
