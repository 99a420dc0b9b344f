// Work outside the house: visits that a phone carries out without a network, repairs with warranty, referrals to authorised points. Read this first.
import { accessModule } from '../../platform/server/access/module.ts'
import { files } from '../../platform/server/files/module.ts'
import { defineModule } from '../../platform/server/module.ts'
import { notifyModule } from '../../platform/server/notify/module.ts'
import { settings } from '../../platform/server/settings/module.ts'
import { cases } from '../cases/module.ts'
import { openWork } from '../cases/public.ts'
import { customers } from '../customers/module.ts'
import { org } from '../org/module.ts'
import { fieldEvents } from './contract/events.ts'
import { fieldPermissions } from './contract/permissions.ts'
import { unfinishedField } from './server/field-of-case.ts'
import { endingReactions, fieldLive, fieldNotifications, noticeReactions } from './server/notices.ts'
import { removeDemo } from './server/remove-demo.ts'
import { fieldRoutes } from './server/routes.ts'
import { fieldSettings } from './server/settings.ts'

export const field = defineModule({
  id: 'field',
  needs: [accessModule, files, settings, notifyModule, org, customers, cases],
  permissions: fieldPermissions,
  migrations: new URL('./server/migrations/', import.meta.url),
  messages: new URL('./messages/', import.meta.url),
  events: fieldEvents,
  routes: fieldRoutes,
  reactions: [...noticeReactions, ...endingReactions],
  notifications: fieldNotifications,
  live: fieldLive,
  settings: fieldSettings,
  contributes: [openWork.with(unfinishedField)],
  removeDemo,
})
