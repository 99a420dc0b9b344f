// Keeps contacts in step with accounts that are made or changed elsewhere: a first sign-in by e-mail code, an own profile, an administrator.
import { findAccountOf, updateAccount } from '../../../../platform/server/access/public.ts'
import { AccountChanged, GrantGiven } from '../../../../platform/contract/access.ts'
import { reaction } from '../../../../platform/server/module.ts'
import { ContactChanged, ContactCreated } from '../../contract/events.ts'
import { customerOfDomain } from '../customers/customer-queries.ts'
import { companyDomain } from '../customers/name-key.ts'
import { findContactRow } from './contact-queries.ts'
import { insertContact, replaceEmails, saveContact } from './contact-store.ts'
import { requireFreeEmails } from './create-contact.ts'

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

/** Whoever is given the role of a customer is a contact, of the customer that the mail domain stands for if exactly one does. */
export const contactOfAccount = reaction({
  name: 'customers.contact-of-account', to: GrantGiven, when: 'in-transaction',
  async run(ctx, { data }) {
    if (data.role !== 'customer' || await findContactRow(ctx, data.accountId)) return
    const account = await findAccountOf(ctx, { id: data.accountId })
    if (!account || account.kind !== 'requester') return
    // A further address of somebody else is no account of its own.
    if (account.email) await requireFreeEmails(ctx, [account.email], account.id)
    const domain = account.email ? companyDomain(account.email) : null
    const customerId = account.customerId ?? (domain ? await customerOfDomain(ctx, domain) : null)
    await insertContact(ctx, { id: account.id, customer_id: customerId, name: account.name, phone: null, phone_key: null, locale: account.locale, preferred_channel: null, note: null })
    await replaceEmails(ctx, account.id, account.email, [])
    await updateAccount(ctx, account.id, { customerId })
    await ctx.emit(ContactCreated, { contactId: account.id, customerId, unknownSender: true })
  },
})
