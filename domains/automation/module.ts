// Rules that act on cases by themselves: tried before they are switched on, limited, logged, stopped when they loop. Read this first.
import { accessModule } from '../../platform/server/access/module.ts'
import { defineModule } from '../../platform/server/module.ts'
import { notifyModule } from '../../platform/server/notify/module.ts'
import { retention } from '../../platform/server/retention/module.ts'
import { cases } from '../cases/module.ts'
import { demoCases } from '../cases/public.ts'
import { conversations } from '../conversations/module.ts'
import { customers } from '../customers/module.ts'
import { org } from '../org/module.ts'
import { sla } from '../sla/module.ts'
import { automationEvents } from './contract/events.ts'
import { automationPermissions } from './contract/permissions.ts'
import { automationLive } from './server/live.ts'
import { runsRetention } from './server/retention.ts'
import { automationRoutes } from './server/routes.ts'
import { deleteRunsOf } from './server/rule-store.ts'
import { releaseJob, ruleReactions, runEventJob } from './server/run-rules.ts'
import { automationNotifications } from './server/stop-rule.ts'
import { timeJob, timeReactions } from './server/time-rules.ts'

export const automation = defineModule({
  id: 'automation',
  needs: [accessModule, notifyModule, retention, org, customers, cases, conversations, sla],
  permissions: automationPermissions,
  migrations: new URL('./server/migrations/', import.meta.url),
  messages: new URL('./messages/', import.meta.url),
  events: automationEvents,
  routes: automationRoutes,
  reactions: [...ruleReactions, ...timeReactions],
  jobs: [runEventJob, releaseJob, timeJob],
  notifications: automationNotifications,
  live: automationLive,
  retention: [runsRetention],
  async removeDemo(ctx) { await deleteRunsOf(ctx, await demoCases(ctx)); return [] },
})
