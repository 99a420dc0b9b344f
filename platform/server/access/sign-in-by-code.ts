// Requesters sign in to the portal with a code that came by e-mail; who proves an unknown address gets an account, if that is allowed.
import type { Session } from '../../contract/access-session.ts'
import type { Locale } from '../../contract/text.ts'
import { SYSTEM, type Actor, type Ctx, type Origin } from '../ctx.ts'
import { SignedOut } from '../errors.ts'
import type { Host } from '../host.ts'
import type { Reply } from '../http/reply.ts'
import { setting } from '../settings/public.ts'
import { signUpSetting } from './access-settings.ts'
import { findAccount, findAccountByEmail, type AccountRow } from './account-store.ts'
import { grantRole } from './change-roles.ts'
import { createAccount } from './create-account.ts'
import { enter } from './enter.ts'
import { beginAttempt, failAttempt, passAttempt, type Guarded } from './guard-attempts.ts'
import { mailCodeHash, newestCode, noteWrongTry, useLink } from './link-store.ts'
import { findRole } from './role-store.ts'

const WRONG_TRIES = 5

/** Throws SignedOut `access.sign-in-failed` for a wrong, used, expired or unknown code alike; TooMany `access.locked`. */
export async function signInByCode(host: Host, actor: Actor, input: { email: string; code: string }, origin: Origin): Promise<Reply<Session>> {
  const known = await host.transaction(SYSTEM, (ctx) => findAccountByEmail(ctx, input.email))
  const guarded: Guarded = { step: 'mail-code', target: input.email, accountId: known?.id ?? null, origin }
  await beginAttempt(host, guarded)
  const account = await host.transaction(SYSTEM, (ctx) => redeem(ctx, input, actor.locale), origin)
  if (!account) {
    await failAttempt(host, guarded)
    throw new SignedOut('access.sign-in-failed')
  }
  return enter(host, actor, account, 'mail-code', origin, (ctx) => passAttempt(ctx, guarded))
}

/** The account behind a right code, which is used up by it; a code dies after five wrong tries. */
async function redeem(ctx: Ctx, { email, code }: { email: string; code: string }, locale: Locale): Promise<AccountRow | null> {
  const link = await newestCode(ctx, email)
  if (!link || link.wrong_tries >= WRONG_TRIES) return null
  if (link.code_hash !== mailCodeHash(ctx, link.id, code.replace(/\D/g, ''))) {
    await noteWrongTry(ctx, link.id)
    return null
  }
  await useLink(ctx, link.id)
  const account = await findAccountByEmail(ctx, email)
  if (account) return account.status === 'active' && account.kind === 'requester' ? account : null
  return signUp(ctx, email, link.name, locale)
}

async function signUp(ctx: Ctx, email: string, name: string | null, locale: Locale): Promise<AccountRow | null> {
  const rules = await setting(ctx, signUpSetting)
  if (!rules.allowed) return null
  const { id } = await createAccount(ctx, { kind: 'requester', email, name: name ?? email.split('@')[0]!, locale })
  if (await findRole(ctx, rules.role)) await grantRole(ctx, { accountId: id, role: rules.role })
  return findAccount(ctx, id)
}
