// Customers by number, their contacts, and their import (§5.4). Read this first.
import { accessModule } from '../../platform/server/access/module.ts'
import { defineModule } from '../../platform/server/module.ts'
import { org } from '../org/module.ts'
import { customerEvents } from './contract/events.ts'
import { contactOfAccount, followAccount } from './server/contacts/follow-accounts.ts'
import { sealedFinancials } from './server/customers/financial.ts'
import { sealedCells } from './server/imports/import-store.ts'
import { liveRules, topicRules } from './server/live.ts'
import { removeDemo } from './server/remove-demo.ts'
import { routes } from './server/routes.ts'
import { contactSource, customerSource } from './server/search-sources.ts'
import { seedAcceptance } from './server/seeds/seed-acceptance.ts'

export const customers = defineModule({
  id: 'customers',
  needs: [accessModule, org],
  permissions: ['customers.read', 'customers.write', 'customers.import', 'customers.financial'],
  migrations: new URL('./server/migrations/', import.meta.url),
  messages: new URL('./messages/', import.meta.url),
  events: customerEvents,
  routes,
  reactions: [followAccount, contactOfAccount],
  live: liveRules,
  topics: topicRules,
  search: [customerSource, contactSource],
  sealed: [...sealedFinancials, sealedCells],
  removeDemo,
  async seed(ctx, kind) { if (kind === 'acceptance') await seedAcceptance(ctx) },
})
