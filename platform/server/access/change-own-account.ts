// A person's own language and screen preferences.
import type { z } from 'zod'
import type { meApi } from '../../contract/access-session.ts'
import type { Ctx } from '../ctx.ts'
import { NotFound } from '../errors.ts'
import { findAccount } from './account-store.ts'
import { updateAccount } from './create-account.ts'

/** Given preferences join those that are kept; the others stay. */
export async function changeOwn(ctx: Ctx, input: z.infer<NonNullable<typeof meApi.change.body>>): Promise<void> {
  const account = await findAccount(ctx, ctx.actor.id, 'for update')
  if (!account) throw new NotFound('account')
  const preferences = input.preferences && { ...account.preferences, ...input.preferences }
  await updateAccount(ctx, account.id, { ...(input.locale ? { locale: input.locale } : {}), ...(preferences ? { preferences } : {}) })
}
