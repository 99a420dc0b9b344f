// Keeps contacts in step when their accounts are changed elsewhere (a customer edits the own profile, an administrator disables one).
import { findAccountOf } from '../../../../platform/server/access/public.ts'
import { AccountChanged } from '../../../../platform/contract/access.ts'
import { reaction } from '../../../../platform/server/module.ts'
import { ContactChanged } from '../../contract/events.ts'
import { findContactRow } from './contact-queries.ts'
import { replaceEmails, saveContact } from './contact-store.ts'

export const followAccount = reaction({
  name: 'customers.follow-account', to: AccountChanged, when: 'in-transaction',
  async run(ctx, { data }) {
    const [account, contact] = [await findAccountOf(ctx, { id: data.accountId }), await findContactRow(ctx, data.accountId)]
    if (!account || !contact) return
    const state = account.active ? 'active' as const : 'left' as const
    if (account.email !== contact.email) await replaceEmails(ctx, contact.id, account.email, contact.other_emails)
    if (account.email === contact.email && account.name === contact.name && account.locale === contact.locale && state === contact.state) return
    await saveContact(ctx, contact.id, { name: account.name, locale: account.locale, state }, null)
    await ctx.emit(ContactChanged, { contactId: contact.id, customerId: contact.customer_id })
  },
})
