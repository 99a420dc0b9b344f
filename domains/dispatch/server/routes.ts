// Endpoint -> use case.
import { serve } from '../../../platform/server/module.ts'
import { serveReading } from '../../../platform/server/serve-reading.ts'
import { dispatchApi } from '../contract/api.ts'
import { assignByBoard } from './assign/assign-case.ts'
import { handOverWork } from './assign/hand-over-work.ts'
import { showAssignments, showCandidates } from './assign/show-assignments.ts'
import { showAvailability } from './board/show-availability.ts'
import { showBoard } from './board/show-board.ts'
import { countLoops, listLoops } from './cockpit/open-loops.ts'
import { showCockpit } from './cockpit/show-cockpit.ts'
import { nameDedicated, publishRule, showDedicated, showRules, showVersions } from './rules/publish-rule.ts'

export const dispatchRoutes = [
  serveReading(dispatchApi.board, (ctx, { query }) => showBoard(ctx, query)),
  serveReading(dispatchApi.availability, (ctx) => showAvailability(ctx)),
  serveReading(dispatchApi.cockpit, (ctx, { query }) => showCockpit(ctx, query)),
  serveReading(dispatchApi.loops, (ctx, { query }) => listLoops(ctx, query)),
  serveReading(dispatchApi.loopCounts, (ctx, { query }) => countLoops(ctx, query.unit)),
  serveReading(dispatchApi.candidates, (ctx, { params }) => showCandidates(ctx, params.id)),
  serveReading(dispatchApi.assignments, (ctx, { params }) => showAssignments(ctx, params.id)),
  serve(dispatchApi.assign, (ctx, { params, body }) => assignByBoard(ctx, params.id, body)),
  serve(dispatchApi.handOver, (ctx, { params, body }) => handOverWork(ctx, params.id, body)),
  serveReading(dispatchApi.rules, (ctx) => showRules(ctx)),
  serveReading(dispatchApi.ruleVersions, (ctx, { params }) => showVersions(ctx, params.id)),
  serve(dispatchApi.publishRule, (ctx, { body, ifMatch }) => publishRule(ctx, body, ifMatch)),
  serveReading(dispatchApi.dedicated, (ctx, { params }) => showDedicated(ctx, params.id)),
  serve(dispatchApi.nameDedicated, (ctx, { params, body, ifMatch }) => nameDedicated(ctx, params.id, body, ifMatch)),
]
