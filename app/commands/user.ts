// `user`: helps somebody in when nobody can open the administration: list, new password, role.
import { accountsOf, accountsWith, endSessions, findAccountOf, grantRole, setPassword } from '../../platform/server/access/public.ts'
import { SYSTEM } from '../../platform/server/ctx.ts'
import type { Command } from './commands.ts'
import { withHost } from './with-host.ts'

const USAGE = '用法 / usage: user admins | user password <e-mail> | user grant <e-mail> <role>\n'

export const userCommand: Command = {
  name: 'user', usage: 'user <admins|password|grant>', summary: '账号救急：列出管理员、重设密码、授予角色 / lists administrators, sets a password, gives a role',
  help: `${USAGE}密码从标准输入读取，不写在命令行里。\nThe password is read from standard input, never from the command line:\n  printf '%s' 'a long new password' | npm run houyuan -- user password admin@example.com`,
  async run([action, email, role]) {
    if (action === 'admins') return withHost((host) => host.transaction(SYSTEM, async (ctx) => {
      for (const a of await accountsOf(ctx, await accountsWith(ctx, 'access.accounts', {}))) process.stdout.write(`${a.email ?? '-'}  ${a.name}${a.active ? '' : '  (disabled)'}\n`)
      return 0
    }))
    if (action !== 'password' && action !== 'grant' || !email || (action === 'grant' && !role)) { process.stderr.write(USAGE); return 2 }
    const password = action === 'password' ? await readInput() : ''
    return withHost((host) => host.transaction(SYSTEM, async (ctx) => {
      const account = await findAccountOf(ctx, { email: email.toLowerCase() })
      if (!account) { process.stderr.write(`没有账号 ${email} / there is no account ${email}\n`); return 1 }
      if (action === 'password') { await setPassword(ctx, account.id, password); await endSessions(ctx, account.id, {}, 'password-changed') }
      else await grantRole(ctx, { accountId: account.id, role: role! })
      process.stdout.write(`完成 / done: ${account.name} <${account.email}>\n`)
      return 0
    }))
  },
}

async function readInput(): Promise<string> {
  if (process.stdin.isTTY) process.stderr.write('新密码，回车后按 Ctrl-D / new password, then Enter and Ctrl-D:\n')
  let text = ''
  for await (const part of process.stdin) text += String(part)
  return text.replace(/\r?\n$/, '')
}
