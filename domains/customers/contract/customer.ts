// Customers on the wire (§5.4: customer information management and classification).
import { z } from 'zod'
import { Id } from '../../../platform/contract/ids.ts'
import { PageQuery } from '../../../platform/contract/paging.ts'
import { Line, Locale, LongText, Phone } from '../../../platform/contract/text.ts'
import { Moment } from '../../../platform/contract/time.ts'

/** §5.4: VIP客户, 普通客户, 潜在客户. */
export const CustomerTier = z.enum(['vip', 'normal', 'potential'])
export type CustomerTier = z.infer<typeof CustomerTier>
export const PreferredChannel = z.enum(['portal', 'mail', 'phone', 'chat', 'on-site'])
export type PreferredChannel = z.infer<typeof PreferredChannel>
export const CustomerNumber = z.string().regex(/^KH-\d{4,}$/)

const MailDomain = z.string().trim().toLowerCase().max(253).regex(/^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/, 'customers.mail-domain')

/** Marked fields: kept encrypted, shown only with `customers.financial` (§7.4, R7.4-1). */
export const Financial = z.strictObject({ bankName: Line(120).nullable(), bankAccount: Line(60).nullable(), taxNumber: Line(60).nullable() })
export type Financial = z.infer<typeof Financial>

const Fields = z.strictObject({
  name: Line(200), tier: CustomerTier, regionId: Id.nullable(), language: Locale, phone: Phone.nullable(), address: Line(300).nullable(),
  preferredChannel: PreferredChannel.nullable(), mailDomains: z.array(MailDomain).max(20), note: LongText(2_000).nullable(),
})
export const CreateCustomer = Fields.partial().required({ name: true }).extend({ financial: Financial.partial().optional() })
export type CreateCustomer = z.infer<typeof CreateCustomer>
export const PatchCustomer = Fields.partial().extend({ financial: Financial.partial().optional(), reason: LongText(1_000).optional() })
export type PatchCustomer = z.infer<typeof PatchCustomer>

export const CustomerRef = z.object({ id: Id, number: z.string(), name: z.string(), tier: CustomerTier })
export type CustomerRef = z.infer<typeof CustomerRef>
export const CustomerSummary = CustomerRef.extend({
  region: z.object({ id: Id, name: z.string() }).nullable(), language: Locale, phone: z.string().nullable(), preferredChannel: PreferredChannel.nullable(),
  contactCount: z.number().int(), createdAt: Moment, updatedAt: Moment, version: z.number().int(),
})
export type CustomerSummary = z.infer<typeof CustomerSummary>
export const Duplicate = CustomerRef.extend({ reasons: z.array(z.enum(['name', 'phone', 'mail-domain'])) })
export const Customer = CustomerSummary.extend({
  address: z.string().nullable(), mailDomains: z.array(z.string()), note: z.string().nullable(),
  /** Masked, for readers with `customers.financial`; null for everybody else. */
  financial: Financial.nullable(), hasFinancial: z.boolean(),
  /** Other customers that may be the same one. */
  possibleDuplicates: z.array(Duplicate),
})
export type Customer = z.infer<typeof Customer>

export const CustomerQuery = PageQuery.extend({ q: z.string().trim().max(100).optional(), tier: CustomerTier.optional(), regionId: Id.optional() })
export type CustomerQuery = z.infer<typeof CustomerQuery>
