// The case: its state machine with guards, ownership, handover, confirmation, links, lists. Read this first.
import { accessModule } from '../../platform/server/access/module.ts'
import { files } from '../../platform/server/files/module.ts'
import { defineModule } from '../../platform/server/module.ts'
import { notifyModule } from '../../platform/server/notify/module.ts'
import { settings } from '../../platform/server/settings/module.ts'
import { customers } from '../customers/module.ts'
import { knowledge } from '../knowledge/module.ts'
import { org } from '../org/module.ts'
import { casesEvents, deskEvents } from './contract/events.ts'
import { casesPermissions } from './contract/permissions.ts'
import { bulkJob } from './server/bulk/run-bulk.ts'
import { confirmationJobs } from './server/closing/confirmation-jobs.ts'
import { casesSubjects } from './server/hidden-cases.ts'
import { followNames, nameReactions } from './server/editing/follow-names.ts'
import { responsibilityReactions } from './server/handing/responsibilities.ts'
import { casesLive, casesTopics } from './server/live.ts'
import { removeDemo } from './server/remove-demo.ts'
import { caseRetention } from './server/retention.ts'
import { caseFigures } from './server/compliance/case-figures.ts'
import { clauseFigures } from '../handbook/public.ts'
import { casesNotifications, noticeReactions } from './server/notices.ts'
import { contactReactions } from './server/opening/known-contacts.ts'
import { recentCaseReactions } from './server/opening/recent-cases.ts'
import { routingReactions } from './server/opening/route-case.ts'
import { casesRoutes } from './server/routes.ts'
import { caseSearch } from './server/search-source.ts'
import { caseSettings } from './server/settings.ts'

export const cases = defineModule({
  id: 'cases',
  needs: [accessModule, settings, files, notifyModule, org, customers, knowledge],
  permissions: casesPermissions,
  migrations: new URL('./server/migrations/', import.meta.url),
  messages: new URL('./messages/', import.meta.url),
  events: [...casesEvents, ...deskEvents],
  routes: casesRoutes,
  reactions: [...noticeReactions, ...responsibilityReactions, ...routingReactions, ...contactReactions, ...recentCaseReactions, ...nameReactions],
  notifications: casesNotifications,
  jobs: [...confirmationJobs, followNames, bulkJob],
  live: casesLive,
  topics: casesTopics,
  subjects: casesSubjects,
  settings: caseSettings,
  retention: [caseRetention],
  search: [caseSearch],
  contributes: [clauseFigures.with(caseFigures)],
  removeDemo,
})
