// Invites a person: added with the first post, and told by e-mail where to set the password (§7.4). Seeds and calls add people without a letter.
import { inviteAccount } from '../../../../platform/server/access/public.ts'
import type { Ctx } from '../../../../platform/server/ctx.ts'
import type { AddPerson } from '../../contract/person.ts'
import { addPerson } from './add-person.ts'

/** Returns the id. Throws as `addPerson` does; the letter leaves only when the person stands. */
export async function invitePerson(ctx: Ctx, input: AddPerson): Promise<string> {
  const id = await addPerson(ctx, input)
  await inviteAccount(ctx, id)
  return id
}
