// Adds a person: the account, the person of the same id, and the first post with its rights.
import { createAccount, grantRole } from '../../../../platform/server/access/public.ts'
import type { Ctx } from '../../../../platform/server/ctx.ts'
import { Forbidden } from '../../../../platform/server/errors.ts'
import { inScope } from '../../../../platform/server/scope.ts'
import { PersonAdded } from '../../contract/events.ts'
import type { AddPerson } from '../../contract/person.ts'
import { givePost } from './give-post.ts'
import { putPerson } from './person-store.ts'

/** Somebody who only ever calls has no e-mail address. */
export type NewPerson = Omit<AddPerson, 'email'> & { email: string | null }

/** Returns the id, which is the account's too. Throws Conflict when the e-mail address is taken. */
export async function addPerson(ctx: Ctx, input: NewPerson, id?: string): Promise<string> {
  const reach = ctx.require('org.manage')
  if (!inScope(reach, ctx.actor.id, { unitId: input.post?.unitId ?? null })) throw new Forbidden('org.manage')
  const account = await createAccount(ctx, { id, kind: input.kind === 'staff' ? 'staff' : 'requester', email: input.email, name: input.name, locale: input.locale, unitId: input.post?.unitId })
  await putPerson(ctx, { id: account.id, kind: input.kind, name: input.name, email: input.email, phone: input.phone, department: input.department, languages: input.languages })
  await ctx.emit(PersonAdded, { personId: account.id, kind: input.kind }, { changes: { name: { from: null, to: input.name }, email: { from: null, to: input.email } } })
  if (input.kind === 'internal') await grantRole(ctx, { accountId: account.id, role: 'internal-user' })
  else if (input.post) await givePost(ctx, { ...input.post, personId: account.id, main: true })
  return account.id
}
