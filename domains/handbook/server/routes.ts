// Endpoint to use case.
import { serve } from '../../../platform/server/module.ts'
import { serveReading } from '../../../platform/server/serve-reading.ts'
import { handbookApi } from '../contract/api.ts'
import { editClause } from './clauses/edit-clause.ts'
import { makePack } from './audit-pack/make-pack.ts'
import { listClauses } from './clauses/list-clauses.ts'
import { showClause } from './clauses/show-clause.ts'
import { listExceptions, showBoard } from './compliance/show-board.ts'
import { listBenchmarks, listStandards } from './register/list-registers.ts'

export const handbookRoutes = [
  serveReading(handbookApi.clauses, (ctx, { query }) => listClauses(ctx, query.q ?? '')),
  serveReading(handbookApi.clause, (ctx, { params }) => showClause(ctx, params.number)),
  serve(handbookApi.edit, async (ctx, { params, body, ifMatch }) => { await editClause(ctx, params.number, body, ifMatch); return showClause(ctx, params.number) }),
  serveReading(handbookApi.standards, async (ctx) => listStandards(ctx)),
  serveReading(handbookApi.benchmarks, async (ctx) => listBenchmarks(ctx)),
  serveReading(handbookApi.compliance, (ctx, { query }) => showBoard(ctx, query)),
  serveReading(handbookApi.exceptions, (ctx, { params, query }) => listExceptions(ctx, params.key, query)),
  serve(handbookApi.auditPack, (ctx, { params }) => makePack(ctx, params.month)),
]
