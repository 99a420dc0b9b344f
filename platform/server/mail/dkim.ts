// DKIM (RFC 6376): the product makes its key and says what to publish; other servers can then tell our mail from a forgery.
import { createPublicKey, generateKeyPair } from 'node:crypto'
import { promisify } from 'node:util'
import type { DkimState } from '../../contract/mail.ts'
import type { Ctx } from '../ctx.ts'
import { changeSetting, resetSetting } from '../settings/change-setting.ts'
import { setting } from '../settings/public.ts'
import { deskSender, domainOf } from './addresses.ts'
import { Dkim } from './mail-settings.ts'

type DkimKey = { domain: string; selector: string; privateKey: string } | null

export const showDkim = async (ctx: Ctx): Promise<DkimState> => stateOf(ctx, await setting(ctx, Dkim))

async function stateOf(ctx: Ctx, dkim: DkimKey): Promise<DkimState> {
  const sender = domainOf((await deskSender(ctx)).address)
  return { on: dkim !== null, senderDomain: sender, matches: dkim !== null && (sender === dkim.domain || sender.endsWith(`.${dkim.domain}`)), record: dkim && { name: `${dkim.selector}._domainkey.${dkim.domain}`, type: 'TXT', value: recordOf(dkim.privateKey) } }
}

/** What stands in the DNS, in one string; strings over 255 characters are split by the DNS tool. */
export function recordOf(privateKey: string): string {
  return `v=DKIM1; k=rsa; p=${createPublicKey(privateKey).export({ type: 'spki', format: 'der' }).toString('base64')}`
}

/** A key pair outside of any transaction: making it takes a moment. */
export async function newDkimKey(): Promise<string> {
  const pair = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 })
  return pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
}

export async function saveDkim(ctx: Ctx, given: { domain?: string; selector?: string }, privateKey: string): Promise<DkimState> {
  const domain = given.domain ?? domainOf((await deskSender(ctx)).address)
  const selector = given.selector ?? `houyuan${ctx.host.realNow().toISOString().slice(0, 7).replace('-', '')}`
  await changeSetting(ctx, Dkim.key, { value: { domain, selector, privateKey } }, null)
  // What was just saved counts for others after the commit; here it is shown at once.
  return stateOf(ctx, { domain, selector, privateKey })
}

export async function stopDkim(ctx: Ctx): Promise<DkimState> {
  await resetSetting(ctx, Dkim.key, null)
  return stateOf(ctx, null)
}

