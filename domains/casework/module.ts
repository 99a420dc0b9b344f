// Work inside a case: diagnosis, solution plans, configuration changes, remote sessions, sub-tasks to departments, pages for vendors. Read this first.
import { accessModule } from '../../platform/server/access/module.ts'
import { files } from '../../platform/server/files/module.ts'
import { mail } from '../../platform/server/mail/module.ts'
import { defineModule } from '../../platform/server/module.ts'
import { notifyModule } from '../../platform/server/notify/module.ts'
import { openWork } from '../cases/public.ts'
import { cases } from '../cases/module.ts'
import { org } from '../org/module.ts'
import { caseworkEvents } from './contract/events.ts'
import { caseworkPermissions } from './contract/permissions.ts'
import { caseworkLive, caseworkNotifications, endingReactions, noticeReactions } from './server/notices.ts'
import { removeDemo } from './server/remove-demo.ts'
import { caseworkRoutes } from './server/routes.ts'
import { unfinishedWork } from './server/show-work.ts'
import { subTaskDue } from './server/sub-task.ts'

export const casework = defineModule({
  id: 'casework',
  needs: [accessModule, files, mail, notifyModule, org, cases],
  permissions: caseworkPermissions,
  migrations: new URL('./server/migrations/', import.meta.url),
  messages: new URL('./messages/', import.meta.url),
  events: caseworkEvents,
  routes: caseworkRoutes,
  reactions: [...noticeReactions, ...endingReactions],
  notifications: caseworkNotifications,
  jobs: [subTaskDue],
  live: caseworkLive,
  contributes: [openWork.with(unfinishedWork)],
  removeDemo,
})
