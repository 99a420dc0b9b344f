// Accounts, sign-in, sessions, tokens, roles (§7.4).
import { AccountChanged, AccountCreated, GrantGiven, GrantTaken, PasswordChanged, RoleChanged, TokenCreated, TokenRevoked } from '../../contract/access.ts'
import { defineModule } from '../module.ts'
import { passwordSetting, secondFactorSetting, sessionSetting } from './access-settings.ts'

export const accessModule = defineModule({
  id: 'access', needs: [],
  permissions: ['access.accounts', 'access.roles', 'access.tokens'],
  migrations: new URL('./migrations/', import.meta.url),
  messages: new URL('./messages/', import.meta.url),
  events: [AccountCreated, AccountChanged, RoleChanged, GrantGiven, GrantTaken, TokenCreated, TokenRevoked, PasswordChanged],
  settings: [passwordSetting, sessionSetting, secondFactorSetting],
})
