// Gives an account a new password: by the policy, not one of the former ones (§7.4).
import { PasswordChanged } from '../../contract/access.ts'
import type { Ctx } from '../ctx.ts'
import { BadInput, NotFound } from '../errors.ts'
import { setting } from '../settings/public.ts'
import { accessChanged } from './access-changed.ts'
import { passwordSetting } from './access-settings.ts'
import { findAccount } from './account-store.ts'
import { hashPassword, passwordFits } from './password-hash.ts'
import { passwordFaults } from './password-policy.ts'
import { formerHashes, writePassword } from './password-store.ts'

/** Sets the password. Throws BadInput naming each unmet rule and what to do; NotFound. `mustChange`: the person has to choose another at the next sign-in. */
export async function setPassword(ctx: Ctx, accountId: string, password: string, options: { mustChange?: boolean } = {}): Promise<void> {
  const account = await findAccount(ctx, accountId, 'for update')
  if (!account) throw new NotFound('account')
  const policy = await setting(ctx, passwordSetting)
  const faults = await passwordFaults(password, [account.name, account.email ?? ''], policy)
  if (faults.length > 0) throw new BadInput(faults, 'access.weak-password')
  const former = [...(account.password_hash ? [account.password_hash] : []), ...await formerHashes(ctx, accountId, policy.history)]
  const fits = await Promise.all([...new Set(former)].map((hash) => passwordFits(password, hash)))
  if (fits.includes(true)) throw new BadInput([{ pointer: '/password', code: 'access.password.reused', params: { history: policy.history }, clause: '§7.4' }], 'access.weak-password')
  await writePassword(ctx, accountId, await hashPassword(password), options.mustChange ?? false)
  await ctx.emit(PasswordChanged, { accountId, first: account.password_hash === null })
  accessChanged(ctx)
}
