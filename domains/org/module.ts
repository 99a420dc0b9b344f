// The organisation: one tree of units over time, people, posts, deputies, the role set and where new work lands. Read this first.
import { accessModule } from '../../platform/server/access/module.ts'
import { defineModule } from '../../platform/server/module.ts'
import { orgEvents } from './contract/events.ts'
import { followAccount, personOfAccount } from './server/people/follow-accounts.ts'
import { orgLive } from './server/live.ts'
import { postBegins, postEnds } from './server/people/post-rights.ts'
import { routes } from './server/routes.ts'
import { removeDemo } from './server/seeds/remove-demo.ts'
import { seedAcceptance } from './server/seeds/seed-acceptance.ts'
import { seedFirstUnits, seedHeadquarters, seedRoles } from './server/seeds/seed-handbook.ts'
import { changeHolds, unitCloses } from './server/units/unit-jobs.ts'
import { expandUnits } from './server/units/unit-queries.ts'

export const org = defineModule({
  id: 'org',
  needs: [accessModule],
  permissions: ['org.read', 'org.manage'],
  migrations: new URL('./server/migrations/', import.meta.url),
  messages: new URL('./messages/', import.meta.url),
  events: orgEvents,
  routes,
  reactions: [personOfAccount, followAccount],
  jobs: [changeHolds, unitCloses, postBegins, postEnds],
  live: orgLive,
  expandUnits,
  removeDemo,
  async seed(ctx, kind) {
    if (kind === 'handbook') {
      await seedRoles(ctx)
      if (ctx.host.config.seed === 'handbook') await seedFirstUnits(ctx)
    }
    if (kind === 'acceptance') await seedAcceptance(ctx)
    // The demo company grows below it (app/demo).
    if (kind === 'demo') await seedHeadquarters(ctx)
  },
})
