// How long records are kept, holds, and the weekly purge.
import { HoldPlaced, HoldReleased, PeriodChanged, Purged, retentionApi } from '../../contract/retention.ts'
import { defineModule, serve } from '../module.ts'
import { changePeriod, listClasses } from './change-period.ts'
import { listHolds, placeHold, releaseHold } from './manage-holds.ts'
import { weeklyPurge } from './run-purge.ts'
import { listPurged, listPurges } from './show-purges.ts'

export const retention = defineModule({
  id: 'retention', needs: [], permissions: ['retention.manage'], migrations: new URL('./migrations/', import.meta.url), messages: new URL('./messages/', import.meta.url),
  events: [PeriodChanged, HoldPlaced, HoldReleased, Purged], schedules: [weeklyPurge],
  routes: [
    serve(retentionApi.classes, async (ctx) => ({ items: await listClasses(ctx) })),
    serve(retentionApi.changeClass, (ctx, { params, body, ifMatch }) => changePeriod(ctx, params.name, body, ifMatch)),
    serve(retentionApi.holds, (ctx, { query }) => listHolds(ctx, query)),
    serve(retentionApi.placeHold, (ctx, { body }) => placeHold(ctx, body)),
    serve(retentionApi.releaseHold, (ctx, { params, body }) => releaseHold(ctx, params.id, body.reason)),
    serve(retentionApi.purges, (ctx, { query }) => listPurges(ctx, query)),
    serve(retentionApi.purged, (ctx, { params, query }) => listPurged(ctx, params.id, query)),
  ],
})
