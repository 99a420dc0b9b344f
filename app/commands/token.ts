// `token`: API tokens for machines and first integrations: made (shown once), listed, ended.
import { accountTokens, createApiToken, findAccountOf, revokeApiToken } from '../../platform/server/access/public.ts'
import { SYSTEM, type Ctx } from '../../platform/server/ctx.ts'
import { NotFound } from '../../platform/server/errors.ts'
import type { Command } from './commands.ts'
import { withHost } from './with-host.ts'

const USAGE = `用法 / usage:
  token create <e-mail> <name> [permission ...]   创建，只显示一次 / makes one, shown once
  token list <e-mail>                             列出 / lists them
  token revoke <id>                               作废 / ends one
`

export const tokenCommand: Command = {
  name: 'token', usage: 'token <create|list|revoke>', summary: '接口令牌：创建、列出、作废 / API tokens: make, list, end',
  help: `${USAGE}给出权限名时，令牌只限于这些权限。退出码：0 完成，1 没有做成，2 用法不对。\nWith names of permissions it is limited to them. Exit code: 0 done, 1 not done, 2 wrong usage.`,
  async run([action, first = '', ...rest]) {
    const known = action === 'create' ? rest.length > 0 : (action === 'list' || action === 'revoke') && rest.length === 0
    if (!known || !first) { process.stderr.write(USAGE); return 2 }
    return withHost((host) => host.transaction(SYSTEM, (ctx) => (action === 'create' ? create(ctx, first, rest) : action === 'list' ? list(ctx, first) : revoke(ctx, first))))
  },
}

async function create(ctx: Ctx, email: string, [name, ...scopes]: string[]): Promise<number> {
  const account = await findAccountOf(ctx, { email: email.toLowerCase() })
  if (!account) return refuse(`没有账号 / there is no account: ${email}`)
  const unknown = scopes.filter((s) => !ctx.host.registry.permissions.has(s))
  if (unknown.length > 0) { refuse(`没有这些权限 / unknown permissions: ${unknown.join(', ')}`); return 2 }
  const { token } = await createApiToken(ctx, { accountId: account.id, name: name!, scopes: scopes.length > 0 ? scopes : null })
  process.stdout.write(`${token}\n`)
  return 0
}

async function list(ctx: Ctx, email: string): Promise<number> {
  const account = await findAccountOf(ctx, { email: email.toLowerCase() })
  if (!account) return refuse(`没有账号 / there is no account: ${email}`)
  for (const t of await accountTokens(ctx, account.id)) process.stdout.write(`${t.id}  ${t.hint}…  ${t.state.padEnd(8)} ${t.name}${t.scopes ? `  (${t.scopes.join(', ')})` : ''}\n`)
  return 0
}

async function revoke(ctx: Ctx, id: string): Promise<number> {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id)) return refuse(`不是令牌编号 / not the id of a token: ${id}`)
  try { await revokeApiToken(ctx, id) } catch (error) {
    if (!(error instanceof NotFound)) throw error
    return refuse(`没有这个令牌 / there is no such token: ${id}`)
  }
  process.stdout.write('完成 / done\n')
  return 0
}

function refuse(text: string): number {
  process.stderr.write(`${text}\n`)
  return 1
}
