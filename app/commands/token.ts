// `token`: makes an API token for an account, for machines and first integrations. Shown once.
import { createApiToken, findAccountOf } from '../../platform/server/access/public.ts'
import { SYSTEM } from '../../platform/server/ctx.ts'
import type { Command } from './commands.ts'
import { withHost } from './with-host.ts'

const USAGE = '用法 / usage: token create <e-mail> <name> [permission ...]\n'

export const tokenCommand: Command = {
  name: 'token', usage: 'token create <e-mail> <name> [permission ...]', summary: '创建接口令牌 / makes an API token',
  help: `${USAGE}令牌只显示一次。给出权限名时，令牌只限于这些权限。\nThe token is shown once. With names of permissions it is limited to them.`,
  async run([action, email, name, ...scopes]) {
    if (action !== 'create' || !email || !name) { process.stderr.write(USAGE); return 2 }
    return withHost((host) => host.transaction(SYSTEM, async (ctx) => {
      const account = await findAccountOf(ctx, { email: email.toLowerCase() })
      if (!account) { process.stderr.write(`没有账号 ${email} / there is no account ${email}\n`); return 1 }
      const unknown = scopes.filter((s) => !ctx.host.registry.permissions.has(s))
      if (unknown.length > 0) { process.stderr.write(`没有这些权限 / unknown permissions: ${unknown.join(', ')}\n`); return 2 }
      const { token } = await createApiToken(ctx, { accountId: account.id, name, scopes: scopes.length ? scopes : null })
      process.stdout.write(`${token}\n`)
      return 0
    }))
  },
}
