// The administrator's view of the machinery: schedules, jobs, health; and the test clock.
import { consoleApi, JobDiscarded, JobRetried, ScheduleChanged, ScheduleRunRequested } from '../../contract/console.ts'
import { purgeIdempotencyKeys } from '../http/purge-idempotency-keys.ts'
import { defineModule, serve, serveOutside } from '../module.ts'
import { checkHealth } from './check-health.ts'
import { discardJob, listJobs, retryJob } from './manage-jobs.ts'
import { changeSchedule, listRuns, listSchedules, readSchedule, runScheduleNow } from './manage-schedules.ts'
import { clockRoutes } from './test-clock.ts'
import { tidyUp } from './tidy-up.ts'

export const consoleModule = defineModule({
  id: 'console', needs: [], permissions: ['console.manage'], migrations: null, messages: new URL('./messages/', import.meta.url),
  events: [ScheduleChanged, ScheduleRunRequested, JobRetried, JobDiscarded], schedules: [purgeIdempotencyKeys, tidyUp],
  routes: [
    serve(consoleApi.schedules, async (ctx) => ({ items: await listSchedules(ctx) })),
    serve(consoleApi.schedule, (ctx, { params }) => readSchedule(ctx, params.name)),
    serve(consoleApi.changeSchedule, (ctx, { params, body, ifMatch }) => changeSchedule(ctx, params.name, body, ifMatch)),
    serve(consoleApi.runs, (ctx, { params, query }) => listRuns(ctx, params.name, query)),
    serve(consoleApi.runNow, (ctx, { params }) => runScheduleNow(ctx, params.name)),
    serve(consoleApi.jobs, (ctx, { query }) => listJobs(ctx, query)),
    serve(consoleApi.retryJob, async (ctx, { params }) => { await retryJob(ctx, params.id); return {} }),
    serve(consoleApi.discardJob, async (ctx, { params, body }) => { await discardJob(ctx, params.id, body.reason); return {} }),
    serveOutside(consoleApi.health, (host) => checkHealth(host)),
    ...clockRoutes,
  ],
})
