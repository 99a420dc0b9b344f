// Changes a person and the account behind it.
import { updateAccount } from '../../../../platform/server/access/public.ts'
import type { Ctx } from '../../../../platform/server/ctx.ts'
import { BadInput, Forbidden, NotFound } from '../../../../platform/server/errors.ts'
import { newId } from '../../../../platform/server/ids.ts'
import { inScope } from '../../../../platform/server/scope.ts'
import { DeputyNamed, PersonChanged } from '../../contract/events.ts'
import type { PatchPerson, SetDeputy } from '../../contract/person.ts'
import { comingPeriod } from '../moments.ts'
import { findPersonRow, type PersonRow } from './person-queries.ts'
import { insertDeputy, savePerson } from './person-store.ts'

/** The person, if the actor may manage it. Throws NotFound, or Forbidden when it may be seen but not managed. */
export async function managedPerson(ctx: Ctx, id: string): Promise<PersonRow> {
  const reach = ctx.require('org.manage')
  const person = await findPersonRow(ctx, id)
  if (!person) throw new NotFound('person')
  if (!inScope(reach, ctx.actor.id, { unitId: person.unit_id })) throw new Forbidden('org.manage')
  return person
}

export async function patchPerson(ctx: Ctx, id: string, { locale, ...patch }: PatchPerson, ifMatch: number | null): Promise<void> {
  const before = await managedPerson(ctx, id)
  const fields = (Object.keys(patch) as (keyof typeof patch)[]).filter((f) => JSON.stringify(before[f]) !== JSON.stringify(patch[f]))
  await savePerson(ctx, id, patch, ifMatch)
  await updateAccount(ctx, id, { name: patch.name, email: patch.email, locale })
  if (fields.length > 0) await ctx.emit(PersonChanged, { personId: id }, { changes: Object.fromEntries(fields.map((f) => [f, { from: before[f], to: patch[f] }])) })
}

/** Names a deputy; people name their own, managers anyone's in reach (§2.1: one definite person in charge, also in absence). */
export async function setDeputy(ctx: Ctx, personId: string, input: SetDeputy): Promise<string> {
  if (ctx.actor.id === personId) ctx.require('org.read')
  else await managedPerson(ctx, personId)
  const deputy = await findPersonRow(ctx, input.deputyId)
  if (!deputy || deputy.kind !== 'staff' || deputy.state !== 'active' || deputy.id === personId) throw new BadInput([{ pointer: '/deputyId', code: 'org.deputy-unfit' }])
  const { from, to } = comingPeriod(ctx, input)
  const id = newId()
  await insertDeputy(ctx, { id, person_id: personId, deputy_id: deputy.id, valid_from: from, valid_to: to })
  await ctx.emit(DeputyNamed, { personId, deputyId: deputy.id }, { changes: { deputy: { from: (await findPersonRow(ctx, personId))?.deputy_name ?? null, to: deputy.name } } })
  return id
}
