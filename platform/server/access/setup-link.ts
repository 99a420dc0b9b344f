// The first administrator of an empty installation: by a one-time link printed at the start, or unattended from the settings.
import type { z } from 'zod'
import { SetupDone } from '../../contract/access.ts'
import type { Session, setupApi } from '../../contract/access-session.ts'
import { ConfigError } from '../config/config-error.ts'
import { SYSTEM, type Actor, type Ctx, type Origin } from '../ctx.ts'
import { AppError, BadInput, Conflict } from '../errors.ts'
import type { Host } from '../host.ts'
import type { Reply } from '../http/reply.ts'
import { translate } from '../i18n.ts'
import { findAccount, type AccountRow } from './account-store.ts'
import { grantRole, upsertRole } from './change-roles.ts'
import { createAccount } from './create-account.ts'
import { enter } from './enter.ts'
import { beginAttempt, passAttempt, type Guarded } from './guard-attempts.ts'
import { newSecret } from './hash-token.ts'
import { findLink, insertLink, isSetupNeeded, lockSetup, useLink } from './link-store.ts'
import { findRole } from './role-store.ts'

export const ADMIN_ROLE = 'admin'
const SETUP_MINUTES = 24 * 60

/** The address to open once, valid for 24 h; an earlier one stops working. Null when somebody on the staff can sign in already. */
export async function setupLink(host: Host): Promise<string | null> {
  const token = newSecret()
  return host.transaction(SYSTEM, async (ctx) => {
    if (!await isSetupNeeded(ctx)) return null
    await insertLink(ctx, { purpose: 'setup', minutes: SETUP_MINUTES }, token)
    return `${host.config.publicUrl}/setup#${token}`
  })
}

type SetupAdmin = z.infer<NonNullable<typeof setupApi.admin.body>>

/** Makes the first administrator, who then owes a second factor. Throws 403 `access.link-invalid`, Conflict `access.setup-done`, BadInput `access.weak-password`. */
export async function setUpAdmin(host: Host, actor: Actor, input: SetupAdmin, origin: Origin): Promise<Reply<Session>> {
  const guarded: Guarded = { step: 'password', target: null, accountId: null, origin }
  await beginAttempt(host, guarded)
  const usableLink = async (ctx: Ctx) => {
    await lockSetup(ctx)
    if (!await isSetupNeeded(ctx)) throw new Conflict('access.setup-done')
    const link = await findLink(ctx, input.token, ['setup'])
    if (!link) throw new AppError(403, 'access.link-invalid')
    return link
  }
  // Whoever has the link may try passwords until one is strong enough.
  await host.transaction(SYSTEM, async (ctx) => { await usableLink(ctx); await passAttempt(ctx, guarded) })
  const account = await host.transaction(SYSTEM, async (ctx) => {
    await useLink(ctx, (await usableLink(ctx)).id)
    return makeAdmin(ctx, { ...input, locale: input.locale ?? actor.locale })
  }, origin)
  return enter(host, actor, account, 'setup', origin, async () => undefined)
}

/** What there is to set up, for the set-up page. */
export async function setupState(ctx: Ctx): Promise<{ needed: boolean; steps: { step: 'administrator' | 'second-factor'; done: boolean }[] }> {
  const needed = await isSetupNeeded(ctx)
  return { needed, steps: [{ step: 'administrator', done: !needed }, { step: 'second-factor', done: !needed && ctx.actor.kind === 'staff' && ctx.actor.grants.size > 0 }] }
}

async function makeAdmin(ctx: Ctx, input: { name: string; email: string; password: string; locale?: 'zh-CN' | 'en' }): Promise<AccountRow> {
  await ensureAdminRole(ctx)
  const { id } = await createAccount(ctx, { kind: 'staff', name: input.name, email: input.email, password: input.password, ...(input.locale ? { locale: input.locale } : {}) })
  await grantRole(ctx, { accountId: id, role: ADMIN_ROLE })
  await ctx.emit(SetupDone, { accountId: id })
  return (await findAccount(ctx, id))!
}

/** The organisation's seed gives the role its full rights; this much is there in any case. */
export async function ensureAdminRole(ctx: Ctx): Promise<void> {
  if (await findRole(ctx, ADMIN_ROLE)) return
  const permissions = ['access.accounts', 'access.roles', 'access.tokens', 'audit.read', 'settings.manage', 'console.manage', 'backup.manage', 'retention.manage', 'org.read', 'org.manage', 'search.read']
  await upsertRole(ctx, { code: ADMIN_ROLE, nameZh: '平台管理员', nameEn: 'Administrator', layer: 'management', privileged: true, permissions: permissions.map((permission) => ({ permission, reach: 'all' })) })
}

/** HOUYUAN_ADMIN_EMAIL and HOUYUAN_ADMIN_PASSWORD, on an empty installation only. Throws ConfigError when the password is too weak. */
export async function makeUnattendedAdmin(ctx: Ctx): Promise<void> {
  const { adminEmail, adminPassword } = ctx.host.config
  if (!adminEmail || !adminPassword || !await isSetupNeeded(ctx)) return
  try {
    await makeAdmin(ctx, { name: adminEmail.split('@')[0]!, email: adminEmail, password: adminPassword })
  } catch (error) {
    if (!(error instanceof BadInput)) throw error
    const told = (locale: 'zh-CN' | 'en') => error.errors.map((e) => translate(locale, `field.${e.code}`, e.params)).join(' ')
    throw new ConfigError([{ setting: 'HOUYUAN_ADMIN_PASSWORD', value: '***', zh: `密码不符合要求：${told('zh-CN')}`, en: `The password does not meet the policy: ${told('en')}` }])
  }
}
