// The support process as a living drawing: what §8.1 asks of each step, the machine that follows it, and the paths that cases really take. Read this first.
import { accessModule } from '../../platform/server/access/module.ts'
import { defineModule } from '../../platform/server/module.ts'
import { settings } from '../../platform/server/settings/module.ts'
import { cases } from '../cases/module.ts'
import { org } from '../org/module.ts'
import { sla } from '../sla/module.ts'
import { processEvents } from './contract/events.ts'
import { processPermissions } from './contract/permissions.ts'
import { processGate } from './server/gate.ts'
import { processLive } from './server/live.ts'
import { insertFirst } from './server/process-store.ts'
import { processRoutes } from './server/routes.ts'
import { SEED_DEFINITION } from './server/seed-definition.ts'

export const supportProcess = defineModule({
  id: 'process',
  needs: [accessModule, settings, org, cases, sla],
  permissions: processPermissions,
  migrations: new URL('./server/migrations/', import.meta.url),
  messages: new URL('./messages/', import.meta.url),
  events: processEvents,
  routes: processRoutes,
  live: processLive,
  contributes: [processGate],
  async seed(ctx, kind) { if (kind === 'handbook') await insertFirst(ctx, SEED_DEFINITION, '后援') },
})
