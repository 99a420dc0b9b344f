// The knowledge base: records of solved cases (§3.4) and articles with versions (§4.3).
import { defineModule } from '../../platform/server/module.ts'
import { knowledgeEvents } from './contract/events.ts'
import { knowledgePermissions } from './contract/permissions.ts'
import { removeDemo } from './server/articles/remove-demo.ts'
import { clauseFigures } from '../handbook/public.ts'
import { knowledgeFigures } from './server/compliance/knowledge-figures.ts'
import { knowledgeLive } from './server/live.ts'
import { knowledgeRoutes } from './server/routes.ts'
import { articleSearch, recordSearch } from './server/search-sources.ts'

export const knowledge = defineModule({
  id: 'knowledge',
  needs: [],
  permissions: knowledgePermissions,
  migrations: new URL('./server/migrations/', import.meta.url),
  messages: new URL('./messages/', import.meta.url),
  events: knowledgeEvents,
  routes: knowledgeRoutes,
  live: knowledgeLive,
  search: [articleSearch, recordSearch],
  contributes: [clauseFigures.with(knowledgeFigures)],
  removeDemo,
})
