// The promises of the handbook: policies, clocks, calendars, warnings and escalation. Read this first.
import { accessModule } from '../../platform/server/access/module.ts'
import { defineModule } from '../../platform/server/module.ts'
import { notifyModule } from '../../platform/server/notify/module.ts'
import { settings } from '../../platform/server/settings/module.ts'
import { cases } from '../cases/module.ts'
import { demoCases } from '../cases/public.ts'
import { auditPackParts, clauseFigures } from '../handbook/public.ts'
import { conversations } from '../conversations/module.ts'
import { org } from '../org/module.ts'
import { slaEvents } from './contract/events.ts'
import { slaPermissions } from './contract/permissions.ts'
import { clockFigures } from './server/compliance/clock-figures.ts'
import { packClocks } from './server/compliance/pack-clocks.ts'
import { removeRecords } from './server/live/clock-store.ts'
import { clockReactions } from './server/live/follow-cases.ts'
import { slaLive } from './server/live/live.ts'
import { noticeReactions, slaNotifications, tellShift } from './server/live/notices.ts'
import { purgeReaction } from './server/live/purge-clocks.ts'
import { clockSweep } from './server/live/sweep-clocks.ts'
import { referenceSweep } from './server/live/sweep-references.ts'
import { namedDifferences } from './server/live/verify-clocks.ts'
import { reEvaluationJob } from './server/policies/re-evaluate.ts'
import { seedRules } from './server/policies/seed-rules.ts'
import { slaRoutes } from './server/routes.ts'
import { slaSettings } from './server/settings.ts'

export const sla = defineModule({
  id: 'sla',
  needs: [accessModule, settings, notifyModule, org, cases, conversations],
  permissions: slaPermissions,
  migrations: new URL('./server/migrations/', import.meta.url),
  messages: new URL('./messages/', import.meta.url),
  events: slaEvents,
  routes: slaRoutes,
  reactions: [...clockReactions, ...noticeReactions, purgeReaction],
  jobs: [reEvaluationJob, tellShift],
  sweeps: [clockSweep, referenceSweep],
  live: slaLive,
  settings: slaSettings,
  notifications: slaNotifications,
  contributes: [clauseFigures.with(clockFigures), auditPackParts.with(packClocks)],
  verify: [{ name: 'sla: clock ledger', run: namedDifferences }],
  async removeDemo(ctx) { await removeRecords(ctx, await demoCases(ctx)); return [] },
  async seed(ctx, kind) { if (kind === 'handbook') await seedRules(ctx) },
})
