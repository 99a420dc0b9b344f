// Who gets which case, explained; the dispatch board of leads, the regional cockpit, open loops. Read this first.
import { accessModule } from '../../platform/server/access/module.ts'
import { defineModule } from '../../platform/server/module.ts'
import { notifyModule } from '../../platform/server/notify/module.ts'
import { settings } from '../../platform/server/settings/module.ts'
import { cases } from '../cases/module.ts'
import { conversations } from '../conversations/module.ts'
import { customers } from '../customers/module.ts'
import { org } from '../org/module.ts'
import { sla } from '../sla/module.ts'
import { dispatchEvents } from './contract/events.ts'
import { dispatchPermissions } from './contract/permissions.ts'
import { assignJob, autoReactions } from './server/assign/auto-assign.ts'
import { assignmentReactions } from './server/assign/record-assignment.ts'
import { dispatchLive } from './server/live.ts'
import { dispatchNotifications, noticeReactions } from './server/notices.ts'
import { removeDemo } from './server/remove-demo.ts'
import { dispatchRoutes } from './server/routes.ts'
import { followLeaving } from './server/rules/publish-rule.ts'

export const dispatch = defineModule({
  id: 'dispatch',
  needs: [accessModule, settings, notifyModule, org, customers, cases, conversations, sla],
  permissions: dispatchPermissions,
  migrations: new URL('./server/migrations/', import.meta.url),
  messages: new URL('./messages/', import.meta.url),
  events: dispatchEvents,
  routes: dispatchRoutes,
  reactions: [...assignmentReactions, ...autoReactions, ...noticeReactions, followLeaving],
  jobs: [assignJob],
  live: dispatchLive,
  notifications: dispatchNotifications,
  removeDemo,
})
