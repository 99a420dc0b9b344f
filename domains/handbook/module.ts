// The handbook as live content: its clauses with what carries them out, the standards and the figures that it cites. Read this first.
import { accessModule } from '../../platform/server/access/module.ts'
import { defineModule } from '../../platform/server/module.ts'
import { settings } from '../../platform/server/settings/module.ts'
import { org } from '../org/module.ts'
import { handbookEvents } from './contract/events.ts'
import { handbookPermissions } from './contract/permissions.ts'
import { seedClauses } from './server/clauses/seed-clauses.ts'
import { clauseFigures } from './server/compliance/clause-figures.ts'
import { protectionFigures } from './server/compliance/protection-figures.ts'
import { retentionFigures } from './server/compliance/retention-figures.ts'
import { handbookLive } from './server/live.ts'
import { handbookRoutes } from './server/routes.ts'
import { handbookSettings } from './server/settings.ts'
import { clauseSearch } from './server/search-source.ts'

export const handbook = defineModule({
  id: 'handbook',
  needs: [accessModule, settings, org],
  permissions: handbookPermissions,
  migrations: new URL('./server/migrations/', import.meta.url),
  messages: new URL('./messages/', import.meta.url),
  events: handbookEvents,
  routes: handbookRoutes,
  live: handbookLive,
  settings: handbookSettings,
  contributes: [clauseFigures.with(retentionFigures), clauseFigures.with(protectionFigures)],
  search: [clauseSearch],
  async seed(ctx, kind) { if (kind === 'handbook') await seedClauses(ctx) },
})
