// Contacts: people who write, call and sign in on the portal. One contact is one requester account of the same id.
import { z } from 'zod'
import { Id } from '../../../platform/contract/ids.ts'
import { PageQuery } from '../../../platform/contract/paging.ts'
import { Email, Line, Locale, LongText, Phone } from '../../../platform/contract/text.ts'
import { Moment } from '../../../platform/contract/time.ts'
import { CustomerRef, PreferredChannel } from './customer.ts'

const Fields = z.strictObject({
  name: Line(120), email: Email.nullable(), otherEmails: z.array(Email).max(10), phone: Phone.nullable(), customerId: Id.nullable(), locale: Locale,
  preferredChannel: PreferredChannel.nullable(), note: LongText(2_000).nullable(),
})
export const CreateContact = Fields.partial().required({ name: true }).refine((c) => c.email || c.phone, { message: 'customers.reachable', path: ['email'] })
export type CreateContact = z.infer<typeof CreateContact>
export const PatchContact = Fields.partial().extend({ state: z.enum(['active', 'left']).optional() })
export type PatchContact = z.infer<typeof PatchContact>

export const Contact = z.object({
  id: Id, name: z.string(), email: z.string().nullable(), otherEmails: z.array(z.string()), phone: z.string().nullable(), customer: CustomerRef.nullable(), locale: Locale,
  preferredChannel: PreferredChannel.nullable(), note: z.string().nullable(), state: z.enum(['active', 'left']), createdAt: Moment, updatedAt: Moment, version: z.number().int(),
})
export type Contact = z.infer<typeof Contact>
export const ContactQuery = PageQuery.extend({ q: z.string().trim().max(100).optional(), customerId: Id.optional(), email: Email.optional(), state: z.enum(['active', 'left']).optional() })
export type ContactQuery = z.infer<typeof ContactQuery>
