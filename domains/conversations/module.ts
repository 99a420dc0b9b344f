// What is said about a case: mail both ways, replies, notes, calls and visits, and the ledger of every mail. Read this first.
import { files } from '../../platform/server/files/module.ts'
import { mail } from '../../platform/server/mail/module.ts'
import { defineModule } from '../../platform/server/module.ts'
import { clauseFigures } from '../handbook/public.ts'
import { intakeFigures } from './server/compliance/intake-figures.ts'
import { notifyModule } from '../../platform/server/notify/module.ts'
import { retention } from '../../platform/server/retention/module.ts'
import { settings } from '../../platform/server/settings/module.ts'
import { cases } from '../cases/module.ts'
import { customers } from '../customers/module.ts'
import { org } from '../org/module.ts'
import { conversationsEvents } from './contract/events.ts'
import { conversationsPermissions } from './contract/permissions.ts'
import { openingReaction } from './server/intake/open-from-mail.ts'
import { placeReaction } from './server/intake/place-mail.ts'
import { conversationsLive } from './server/live.ts'
import { conversationsNotifications, noticeReactions } from './server/notices.ts'
import { returnReaction } from './server/merged/return-messages.ts'
import { removeDemo } from './server/remove-demo.ts'
import { communicationsRetention, sideRetention } from './server/retention.ts'
import { conversationsRoutes } from './server/routes.ts'
import { messageSearch } from './server/search-source.ts'
import { seedHooks } from './server/seed-hooks.ts'
import { seedTexts } from './server/texts/seed-texts.ts'
import { conversationsSettings } from './server/settings.ts'
import { acknowledgeJob, acknowledgeReaction } from './server/writing/acknowledge.ts'
import { letterReaction } from './server/writing/send-letter.ts'
import { heldService, sendScheduledJob } from './server/writing/send-waiting.ts'

export const conversations = defineModule({
  id: 'conversations',
  needs: [settings, files, mail, notifyModule, retention, org, customers, cases],
  permissions: conversationsPermissions,
  migrations: new URL('./server/migrations/', import.meta.url),
  messages: new URL('./messages/', import.meta.url),
  events: conversationsEvents,
  routes: conversationsRoutes,
  reactions: [placeReaction, openingReaction, letterReaction, acknowledgeReaction, returnReaction, ...noticeReactions],
  jobs: [acknowledgeJob, sendScheduledJob],
  services: [heldService],
  live: conversationsLive,
  contributes: [clauseFigures.with(intakeFigures)],
  settings: conversationsSettings,
  notifications: conversationsNotifications,
  retention: [communicationsRetention, sideRetention],
  search: [messageSearch],
  removeDemo,
  async seed(ctx, kind) { await seedTexts(ctx, kind); await seedHooks(ctx, kind) },
})
