// Links and codes by e-mail. A job looks whether there is anyone to send to: the request itself takes as long, and answers the same, either way.
import { randomInt } from 'node:crypto'
import { LinkMade } from '../../contract/access.ts'
import type { Locale } from '../../contract/text.ts'
import { SYSTEM, type Ctx, type JobType, type Origin } from '../ctx.ts'
import type { Host } from '../host.ts'
import { translate } from '../i18n.ts'
import { newId } from '../ids.ts'
import { queueMail } from '../mail/public.ts'
import { setting } from '../settings/public.ts'
import { signUpSetting } from './access-settings.ts'
import { findAccountByEmail, type AccountRow } from './account-store.ts'
import { countMail } from './guard-attempts.ts'
import { newSecret } from './hash-token.ts'
import { insertLink, mailCodeHash } from './link-store.ts'

export const RESET_MINUTES = 60, INVITATION_MINUTES = 7 * 24 * 60
const CODE_MINUTES = 15

type MailLink = { kind: 'password-reset' | 'mail-code'; email: string; name: string | null; locale: Locale }

/** Counts against the limit of mails to an address, then leaves the rest to the job. Throws TooMany `access.locked`. */
export async function askForMail(host: Host, ask: MailLink, origin: Origin): Promise<void> {
  await countMail(host, ask.email, origin)
  await host.transaction(SYSTEM, (ctx) => ctx.enqueue(mailLinkJob, ask), origin)
}

export const mailLinkJob: JobType<MailLink> = {
  name: 'access.mail-link', maxAttempts: 5,
  run: (ctx, ask) => (ask.kind === 'password-reset' ? mailReset(ctx, ask.email) : mailCode(ctx, ask)),
}

async function mailReset(ctx: Ctx, email: string): Promise<void> {
  const account = await findAccountByEmail(ctx, email)
  if (account?.status === 'active') await sendLink(ctx, account, 'password-reset')
}

async function mailCode(ctx: Ctx, { email, name, locale }: MailLink): Promise<void> {
  const account = await findAccountByEmail(ctx, email)
  if (account ? account.status !== 'active' || account.kind !== 'requester' : !(await setting(ctx, signUpSetting)).allowed) return
  const id = newId(), code = String(randomInt(100_000_000)).padStart(8, '0')
  await insertLink(ctx, { id, purpose: 'mail-code', email, name, codeHash: mailCodeHash(ctx, id, code), minutes: CODE_MINUTES }, newSecret())
  const language = account?.locale ?? locale, shown = `${code.slice(0, 4)} ${code.slice(4)}`
  const url = `${ctx.host.config.publicUrl}/portal/sign-in#email=${encodeURIComponent(email)}&code=${code}`
  await queueMail(ctx, { to: [email], kind: 'account', subject: translate(language, 'access.mail.code.subject'), text: translate(language, 'access.mail.code.text', { code: shown, url, minutes: CODE_MINUTES }) })
}

/** Makes a one-time link to set a password and mails it where there is an address. The text of the link is answered here and never again. */
export async function sendLink(ctx: Ctx, account: AccountRow, purpose: 'password-reset' | 'invitation'): Promise<{ url: string; expiresAt: Date; mailed: boolean }> {
  const token = newSecret(), minutes = purpose === 'invitation' ? INVITATION_MINUTES : RESET_MINUTES
  const expiresAt = await insertLink(ctx, { purpose, accountId: account.id, minutes }, token)
  await ctx.emit(LinkMade, { accountId: account.id, purpose })
  const url = `${ctx.host.config.publicUrl}${account.kind === 'requester' ? '/portal' : ''}/${purpose}#${token}`
  const params = { name: account.name, url, hours: Math.round(minutes / 60), days: Math.round(minutes / 1440) }
  if (account.email) await queueMail(ctx, { to: [account.email], kind: 'account', subject: translate(account.locale, `access.mail.${purpose}.subject`, params), text: translate(account.locale, `access.mail.${purpose}.text`, params) })
  return { url, expiresAt, mailed: account.email !== null }
}
