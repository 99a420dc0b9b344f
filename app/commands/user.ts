// `user`: helps somebody in when nobody can open the administration: list, add, new password, role, second factor, disable.
import { accountsOf, accountsWith, createAccount, endSessions, findAccountOf, findRole, grantRole, inviteAccount, removeSecondFactor, setPassword, updateAccount, type AccountFacts } from '../../platform/server/access/public.ts'
import { SYSTEM, type Ctx } from '../../platform/server/ctx.ts'
import type { Command } from './commands.ts'
import { withHost } from './with-host.ts'

const USAGE = `用法 / usage:
  user admins                          列出管理员 / lists the administrators
  user add <e-mail> <name> <role>      新建账号并给出邀请链接 / makes an account, prints its invitation link
  user password <e-mail>               从标准输入读新密码 / reads the new password from standard input
  user grant <e-mail> <role>           授予角色 / gives a role
  user second-factor <e-mail>          移除两步验证 / removes the second factor
  user disable <e-mail>                停用并退出所有登录 / disables, ends every session
  user enable <e-mail>                 重新启用 / lets in again
`
/** How many words each action takes after itself. */
const WORDS: Readonly<Record<string, number>> = { admins: 0, add: 3, password: 1, grant: 2, 'second-factor': 1, disable: 1, enable: 1 }

export const userCommand: Command = {
  name: 'user', usage: 'user <admins|add|password|grant|second-factor|disable|enable>', summary: '账号救急：列出管理员、新建、密码、角色、两步验证、停用 / accounts: list administrators, add, password, role, second factor, disable',
  help: `${USAGE}密码从标准输入读取，不写在命令行里。退出码：0 完成，1 没有做成，2 用法不对。\nThe password is read from standard input, never from the command line:\n  printf '%s' 'a long new password' | npm run houyuan -- user password admin@example.com\nExit code: 0 done, 1 not done, 2 wrong usage.`,
  async run([action = '', ...words]) {
    if (WORDS[action] !== words.length) { process.stderr.write(USAGE); return 2 }
    const password = action === 'password' ? await readInput() : ''
    return withHost((host) => host.transaction(SYSTEM, (ctx) => (action === 'admins' ? listAdmins(ctx) : action === 'add' ? add(ctx, words) : change(ctx, action, words, password))))
  },
}

async function listAdmins(ctx: Ctx): Promise<number> {
  for (const a of await accountsOf(ctx, await accountsWith(ctx, 'access.accounts', {}))) process.stdout.write(`${a.email ?? '-'}  ${a.name}${a.active ? '' : '  (disabled)'}\n`)
  return 0
}

async function add(ctx: Ctx, [email, name, role]: string[]): Promise<number> {
  if (!/^[^\s@]+@[^\s@]+$/.test(email!)) return refuse(`不是邮箱地址 / not an e-mail address: ${email}`)
  if (await findAccountOf(ctx, { email: email!.toLowerCase() })) return refuse(`已有账号 / there is an account already: ${email}`)
  if (!await findRole(ctx, role!)) return refuse(`没有这个角色 / there is no role: ${role}`)
  const { id } = await createAccount(ctx, { kind: 'staff', email: email!, name: name! })
  await grantRole(ctx, { accountId: id, role: role! })
  const { url } = await inviteAccount(ctx, id)
  process.stdout.write(`${url}\n`)
  return 0
}

async function change(ctx: Ctx, action: string, [email, role]: string[], password: string): Promise<number> {
  const account = await findAccountOf(ctx, { email: email!.toLowerCase() })
  if (!account) return refuse(`没有账号 / there is no account: ${email}`)
  if (action === 'grant' && !await findRole(ctx, role!)) return refuse(`没有这个角色 / there is no role: ${role}`)
  await act(ctx, account, action, role, password)
  process.stdout.write(`完成 / done: ${account.name} <${account.email}>\n`)
  return 0
}

async function act(ctx: Ctx, { id }: AccountFacts, action: string, role: string | undefined, password: string): Promise<void> {
  if (action === 'password') { await setPassword(ctx, id, password); await endSessions(ctx, id, {}, 'password-changed') }
  else if (action === 'grant') await grantRole(ctx, { accountId: id, role: role! })
  else if (action === 'second-factor') { await removeSecondFactor(ctx, id, true); await endSessions(ctx, id, {}, 'second-factor-changed') }
  else await updateAccount(ctx, id, { status: action === 'disable' ? 'disabled' : 'active' })
}

function refuse(text: string): number {
  process.stderr.write(`${text}\n`)
  return 1
}

async function readInput(): Promise<string> {
  if (process.stdin.isTTY) process.stderr.write('新密码，回车后按 Ctrl-D / new password, then Enter and Ctrl-D:\n')
  let text = ''
  for await (const part of process.stdin) text += String(part)
  return text.replace(/\r?\n$/, '')
}
