// Endpoint -> use case.
import { serve } from '../../../platform/server/module.ts'
import { slaApi } from '../contract/api.ts'
import { promiseApi } from '../contract/promise-api.ts'
import { calculate } from './calendars/calculate.ts'
import { addCalendar, addDays, calendarVersions, changeCalendar, findCalendar, listCalendars } from './calendars/calendars.ts'
import { listPacks, readFeed } from './calendars/holiday-feeds.ts'
import { deskRoutes, followRoutes } from './desk-routes.ts'
import { showCaseClocks } from './live/show-case-clocks.ts'
import { publishTable } from './policies/publish-table.ts'
import { publishVersion } from './policies/publish-version.ts'
import { startReEvaluation } from './policies/re-evaluate.ts'
import { findPolicy, listLint, listPolicies, listTables } from './policies/show-policies.ts'
import { previewPromises } from './simulate/preview-promises.ts'
import { simulate } from './simulate/simulate.ts'

const whole = async <T>(items: Promise<T[]>): Promise<{ items: T[]; nextCursor: null }> => ({ items: await items, nextCursor: null })

export const slaRoutes = [
  serve(slaApi.caseClocks, (ctx, { params }) => showCaseClocks(ctx, params.id)),
  serve(promiseApi.promises, (ctx, { query }) => previewPromises(ctx, query)),
  serve(slaApi.simulate, (ctx, { body }) => simulate(ctx, body)),
  serve(slaApi.calculate, (ctx, { body }) => calculate(ctx, body)),
  serve(slaApi.calendars, (ctx) => whole(listCalendars(ctx))),
  serve(slaApi.calendar, (ctx, { params }) => findCalendar(ctx, params.code)),
  serve(slaApi.addCalendar, (ctx, { body }) => addCalendar(ctx, body)),
  serve(slaApi.changeCalendar, (ctx, { params, body }) => changeCalendar(ctx, params.code, body)),
  serve(slaApi.calendarVersions, (ctx, { params }) => whole(calendarVersions(ctx, params.code))),
  serve(slaApi.addDays, (ctx, { params, body }) => addDays(ctx, params.code, body)),
  serve(slaApi.packs, (ctx) => whole(Promise.resolve(listPacks(ctx)))),
  serve(slaApi.readFeed, (ctx, { files }) => readFeed(ctx, files)),
  serve(slaApi.policies, (ctx) => whole(listPolicies(ctx))),
  serve(slaApi.policy, (ctx, { params }) => findPolicy(ctx, params.code)),
  serve(slaApi.versions, async (ctx, { params }) => whole(findPolicy(ctx, params.code).then((p) => p.history))),
  serve(slaApi.publish, (ctx, { params, body }) => publishVersion(ctx, params.code, body)),
  serve(slaApi.lint, (ctx) => whole(listLint(ctx))),
  serve(slaApi.tables, (ctx) => whole(listTables(ctx))),
  serve(slaApi.publishTable, (ctx, { params, body }) => publishTable(ctx, params.code, body)),
  serve(slaApi.reEvaluate, (ctx, { body }) => startReEvaluation(ctx, body.reason)),
  ...deskRoutes,
  ...followRoutes,
]
