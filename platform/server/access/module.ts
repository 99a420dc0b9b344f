// Accounts, sign-in, sessions, second factor, tokens, roles (§7.4).
import { events } from '../../contract/access.ts'
import { defineModule, type Schedule } from '../module.ts'
import { passwordSetting, secondFactorSetting, sessionSetting, signUpSetting } from './access-settings.ts'
import { removeDemoAccounts } from './demo-store.ts'
import { mailLinkJob } from './mail-link.ts'
import { routes } from './routes.ts'
import { secondFactorPlace } from './second-factor-store.ts'
import { ensureAdminRole, makeUnattendedAdmin } from './setup-link.ts'
import { removeOldRows } from './tidy-store.ts'

const tidy: Schedule = { name: 'access.tidy', cron: '20 4 * * *', run: async (ctx) => `${await removeOldRows(ctx)} rows` }

export const accessModule = defineModule({
  id: 'access', needs: [],
  permissions: ['access.accounts', 'access.roles', 'access.tokens'],
  migrations: new URL('./migrations/', import.meta.url),
  messages: new URL('./messages/', import.meta.url),
  events,
  routes,
  jobs: [mailLinkJob],
  schedules: [tidy],
  settings: [passwordSetting, sessionSetting, secondFactorSetting, signUpSetting],
  sealed: (['totp_secret', 'totp_pending'] as const).map((column) => ({ table: 'access_accounts', column, key: ['id'], context: ([id]) => secondFactorPlace(id!) })),
  removeDemo: removeDemoAccounts,
  async seed(ctx, kind) {
    if (kind !== 'handbook') return
    await ensureAdminRole(ctx)
    await makeUnattendedAdmin(ctx)
  },
})
