// Disables a person. Open responsibilities must be handed over first: others veto while they still hold some (§2.1, R2.1-9).
import { updateAccount } from '../../../../platform/server/access/public.ts'
import type { Ctx } from '../../../../platform/server/ctx.ts'
import { BadInput, Conflict } from '../../../../platform/server/errors.ts'
import { PersonDisabled, PersonDisabling, PersonEnabled } from '../../contract/events.ts'
import type { DisablePerson } from '../../contract/person.ts'
import { managedPerson } from './change-person.ts'
import { findPersonRow } from './person-queries.ts'
import { savePerson } from './person-store.ts'

export async function disablePerson(ctx: Ctx, id: string, { reason, reassignTo }: Partial<DisablePerson>, ifMatch: number | null): Promise<void> {
  const person = await managedPerson(ctx, id)
  if (id === ctx.actor.id) throw new Conflict('org-disable-self')
  if (reassignTo !== undefined) {
    const heir = await findPersonRow(ctx, reassignTo)
    if (!heir || heir.kind !== 'staff' || heir.state !== 'active' || heir.id === id) throw new BadInput([{ pointer: '/reassignTo', code: 'org.person-unknown' }])
  }
  if (person.state === 'disabled') return
  await ctx.emit(PersonDisabling, { personId: id, reassignTo: reassignTo ?? null }, { reason })
  await savePerson(ctx, id, { state: 'disabled', disabled_at: ctx.now() }, ifMatch)
  await updateAccount(ctx, id, { status: 'disabled' })
  await ctx.emit(PersonDisabled, { personId: id, reassignTo: reassignTo ?? null }, { reason, changes: { state: { from: 'active', to: 'disabled' } } })
}

export async function enablePerson(ctx: Ctx, id: string): Promise<void> {
  const person = await managedPerson(ctx, id)
  if (person.state === 'active') return
  await savePerson(ctx, id, { state: 'active', disabled_at: null })
  await updateAccount(ctx, id, { status: 'active' })
  await ctx.emit(PersonEnabled, { personId: id }, { changes: { state: { from: 'disabled', to: 'active' } } })
}
