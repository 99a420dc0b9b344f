// Keeps people in step with their accounts, whoever changes these: a staff account is a person, and ends only when nothing is left open.
import { findAccountOf } from '../../../../platform/server/access/public.ts'
import { AccountChanged, AccountCreated } from '../../../../platform/contract/access.ts'
import type { Ctx } from '../../../../platform/server/ctx.ts'
import { reaction } from '../../../../platform/server/module.ts'
import { PersonDisabled, PersonDisabling, PersonEnabled } from '../../contract/events.ts'
import { addPersonOfAccount, copyAccount, savePerson } from './person-store.ts'
import { findPersonRow } from './person-queries.ts'

export const personOfAccount = reaction({
  name: 'org.person-of-account', to: AccountCreated, when: 'in-transaction',
  async run(ctx, { data }) {
    const account = await findAccountOf(ctx, { id: data.accountId })
    if (account?.kind === 'staff') await addPersonOfAccount(ctx, account)
  },
})

export const followAccount = reaction({
  name: 'org.follow-account', to: AccountChanged, when: 'in-transaction',
  async run(ctx, { data, reason }) {
    const [account, person] = [await findAccountOf(ctx, { id: data.accountId }), await findPersonRow(ctx, data.accountId)]
    if (!account || !person) return
    await copyAccount(ctx, account)
    if (account.active !== (person.state === 'active')) await followState(ctx, account.id, account.active, reason ?? undefined)
  },
})

async function followState(ctx: Ctx, personId: string, active: boolean, reason: string | undefined): Promise<void> {
  if (!active) await ctx.emit(PersonDisabling, { personId, reassignTo: null }, { reason })
  await savePerson(ctx, personId, { state: active ? 'active' : 'disabled', disabled_at: active ? null : ctx.now() })
  if (active) await ctx.emit(PersonEnabled, { personId }, { reason })
  else await ctx.emit(PersonDisabled, { personId, reassignTo: null }, { reason })
}
