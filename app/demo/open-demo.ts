// At the first start with HOUYUAN_SEED=demo: plays the demo company before anybody is served. A start that was cut off is cleared away
// and played again.
import { randomInt } from 'node:crypto'
import { DemoPlayed } from '../../platform/contract/demo.ts'
import { findAccountOf, setPassword } from '../../platform/server/access/public.ts'
import { SYSTEM } from '../../platform/server/ctx.ts'
import { settle } from '../../platform/server/time-travel.ts'
import type { Runtime } from '../../platform/server/runtime.ts'
import { mailOf, SIGN_INS, STAFF } from './demo-company.ts'
import { CUSTOMERS } from './demo-customers.ts'
import { demoState, noteDemo, whilePlaying } from './demo-state-store.ts'
import { playDemo, type StoryOptions } from './play-demo.ts'
import { clearHalfDemo } from './remove-demo.ts'

export interface SignIn { name: string; email: string; what: string; password: string }

/** Returns accounts to look around with, when they were made just now; their passwords are kept nowhere in plain text. */
export async function openDemo(product: Pick<Runtime, 'host' | 'services'>, options: StoryOptions = {}): Promise<SignIn[]> {
  const { host } = product
  if (host.config.seed !== 'demo' || host.config.role !== 'all') return []
  return whilePlaying(host, async () => {
    const state = await host.transaction(SYSTEM, demoState)
    if (state === 'played') return []
    if (state === 'started') await clearAway(product)
    return playOnce(product, options)
  })
}

/** Throws Error with a sentence for the operator where own work hangs on the half demo company. */
async function clearAway({ host, services }: Pick<Runtime, 'host' | 'services'>): Promise<void> {
  await settle(host, services)
  const cleared = await clearHalfDemo(host)
  if (cleared.outcome === 'tied') throw new Error(tiedText(cleared.ties))
}

const tiedText = (ties: readonly string[]): string => `示例公司上次没有生成完，自己的数据已挂在上面。请先用 HOUYUAN_SEED=handbook 启动，处理以下各项，再执行 demo remove。
The demo company was not finished last time, and own records hang on it. Start with HOUYUAN_SEED=handbook, see to this, then run demo remove:
${ties.map((tie) => `  ${tie}`).join('\n')}`

async function playOnce({ host, services }: Pick<Runtime, 'host' | 'services'>, options: StoryOptions): Promise<SignIn[]> {
  await host.transaction(SYSTEM, (ctx) => noteDemo(ctx, 'started'))
  const played = await playDemo(host, services, options)
  for (const failure of played.failures) host.log.warn({ failure }, 'a part of the demo company did not happen')
  return host.transaction(SYSTEM, async (ctx) => {
    const signIns: SignIn[] = []
    for (const who of lookAround()) {
      const account = await findAccountOf(ctx, { email: who.email })
      if (!account) continue
      const password = newPassword()
      await setPassword(ctx, account.id, password)
      signIns.push({ ...who, password })
    }
    await noteDemo(ctx, 'played')
    await ctx.emit(DemoPlayed, { cases: played.cases, failures: played.failures.length })
    return signIns
  })
}

function lookAround(): Omit<SignIn, 'password'>[] {
  const staff = SIGN_INS.map((key) => STAFF.find((p) => p.key === key)!).map((p) => ({ name: p.name, email: mailOf(p.key), what: p.title }))
  const customer = CUSTOMERS[0]!, contact = customer.contacts[0]!
  return [...staff, { name: contact.name, email: `${contact.key}@${customer.domain}`, what: `客户门户 /portal · ${customer.name}` }]
}

const LETTERS = 'abcdefghjkmnpqrstuvwxyz', DIGITS = '23456789'
/** Four groups that can be read aloud and typed: lower case, one upper case, digits; about 70 bits. */
function newPassword(): string {
  const some = (from: string, count: number) => Array.from({ length: count }, () => from[randomInt(from.length)]).join('')
  return `${some(LETTERS, 1).toUpperCase()}${some(LETTERS, 3)}-${some(LETTERS, 4)}-${some(DIGITS, 4)}-${some(LETTERS, 4)}`
}
