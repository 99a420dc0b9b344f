// A new contact: the person, the addresses, and the requester account of the same id.
import { createAccount, findAccountOf, grantRole } from '../../../../platform/server/access/public.ts'
import type { Ctx } from '../../../../platform/server/ctx.ts'
import { BadInput, Conflict, Forbidden } from '../../../../platform/server/errors.ts'
import { inScope } from '../../../../platform/server/scope.ts'
import type { CreateContact } from '../../contract/contact.ts'
import { ContactCreated } from '../../contract/events.ts'
import { findCustomerRow } from '../customers/customer-queries.ts'
import { phoneKey } from '../customers/name-key.ts'
import { scopeOf } from '../customers/show-customer.ts'
import { takenEmails } from './contact-queries.ts'
import { insertContact, lockAddress, replaceEmails } from './contact-store.ts'

/** By a person: needs `customers.write` in reach of the customer. Returns the id. */
export async function createContact(ctx: Ctx, input: CreateContact): Promise<string> {
  await requireCustomer(ctx, input.customerId)
  return makeContact(ctx, input, false)
}

/** Throws NotFound's cousin BadInput for a customer that does not exist or cannot be seen, Forbidden when it may be seen but not changed. */
export async function requireCustomer(ctx: Ctx, customerId: string | null | undefined): Promise<void> {
  const customer = customerId ? await findCustomerRow(ctx, customerId) : null
  if (customerId && (!customer || !inScope(ctx.reach('customers.read'), ctx.actor.id, scopeOf(customer)))) throw new BadInput([{ pointer: '/customerId', code: 'customers.customer-unknown' }])
  if (!inScope(ctx.require('customers.write'), ctx.actor.id, customer ? scopeOf(customer) : {})) throw new Forbidden('customers.write')
}

/** Makes the contact without asking who acts: for mail intake and import, whose own rules decide. Throws Conflict `customers-email-taken`. */
export async function makeContact(ctx: Ctx, input: CreateContact, unknownSender: boolean, id?: string): Promise<string> {
  const email = input.email ?? null, others = input.otherEmails ?? []
  await requireFreeEmails(ctx, [...(email ? [email] : []), ...others], null)
  const account = await createAccount(ctx, { id, kind: 'requester', email, name: input.name, locale: input.locale, customerId: input.customerId })
  await insertContact(ctx, {
    id: account.id, customer_id: input.customerId ?? null, name: input.name, phone: input.phone ?? null, phone_key: phoneKey(input.phone), locale: input.locale ?? 'zh-CN',
    preferred_channel: input.preferredChannel ?? null, note: input.note ?? null,
  })
  await replaceEmails(ctx, account.id, email, others)
  await grantRole(ctx, { accountId: account.id, role: 'customer' })
  await ctx.emit(ContactCreated, { contactId: account.id, customerId: input.customerId ?? null, unknownSender },
    { changes: Object.fromEntries(Object.entries(input).filter(([, to]) => to !== undefined && to !== null).map(([k, to]) => [k, { from: null, to }])) })
  return account.id
}

/** Every address belongs to one person only, contact or staff. Holds the addresses until the transaction ends. */
export async function requireFreeEmails(ctx: Ctx, emails: readonly string[], contactId: string | null): Promise<void> {
  for (const email of [...emails].sort()) await lockAddress(ctx, email)
  const taken = new Set(await takenEmails(ctx, emails, contactId))
  for (const email of emails) {
    const account = await findAccountOf(ctx, { email })
    if (account && account.id !== contactId) taken.add(email)
  }
  if (taken.size > 0) throw new Conflict('customers-email-taken', { emails: [...taken].join(', ') }, [{ pointer: taken.has(emails[0] ?? '') ? '/email' : '/otherEmails', code: 'customers.email-taken' }])
}
