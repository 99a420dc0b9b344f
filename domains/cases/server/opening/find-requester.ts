// Who a new case is for: the sender, a known contact or internal user, or somebody whose name and address staff or a channel give.
import type { OpenCase, RequesterType } from '../../contract/case.ts'
import { customerOf, findOrCreateContact, type CustomerFacts } from '../../../customers/public.ts'
import { findOrAddInternal } from '../../../org/public.ts'
import { findAccountOf } from '../../../../platform/server/access/public.ts'
import type { Ctx } from '../../../../platform/server/ctx.ts'
import { BadInput } from '../../../../platform/server/errors.ts'
import type { CasePatch } from '../case-facts.ts'
import { knownContact } from './known-contacts.ts'

export type RequesterFacts = Required<Pick<CasePatch, 'requesterId' | 'requesterName' | 'requesterType' | 'customerId' | 'customerNumber' | 'customerName' | 'tier'>>
type Asked = Pick<OpenCase, 'requesterId' | 'requester' | 'requesterType' | 'customerId'>
interface Person { id: string; name: string; type: RequesterType; customer: CustomerFacts | null }
export interface Requester { facts: RequesterFacts; regionId: string | null }

/**
 * The requester with customer and tier as they go on the case. Customers and internal users always ask for themselves.
 * Throws BadInput when nobody is named, the person is unknown, or type or customer contradict who it is (R1.1-5).
 */
export async function findRequester(ctx: Ctx, input: Asked): Promise<Requester> {
  const person = await personOf(ctx, input)
  if (input.requesterType && input.requesterType !== person.type) throw refuse('/requesterType', 'case.requester-type')
  if (input.customerId && person.customer && person.customer.id !== input.customerId) throw refuse('/customerId', 'case.customer-other')
  if (input.customerId && !person.customer && ctx.actor.kind === 'requester') throw refuse('/customerId', 'case.customer-other')
  const customer = person.customer ?? (person.type === 'customer' && input.customerId && ctx.actor.kind !== 'requester' ? await named(ctx, input.customerId) : null)
  return {
    facts: {
      requesterId: person.id, requesterName: person.name, requesterType: person.type,
      customerId: customer?.id ?? null, customerNumber: customer?.number ?? null, customerName: customer?.name ?? null, tier: customer?.tier ?? null,
    },
    regionId: customer?.regionId ?? null,
  }
}

async function personOf(ctx: Ctx, input: Asked): Promise<Person> {
  const { actor } = ctx
  if (actor.kind === 'requester') {
    if ((input.requesterId && input.requesterId !== actor.id) || input.requester) throw refuse('/requesterId', 'case.requester-self')
    return known(ctx, actor.id, actor.name)
  }
  if (input.requesterId) return known(ctx, input.requesterId, actor.id === input.requesterId ? actor.name : null)
  if (input.requester) {
    if (input.requesterType === 'internal') return known(ctx, (await findOrAddInternal(ctx, input.requester)).id, null)
    const sender = await findOrCreateContact(ctx, { name: input.requester.name, email: input.requester.email ?? null, phone: input.requester.phone ?? null })
    return { id: sender.id, name: sender.name, type: sender.requesterType, customer: sender.customerId ? await customerOf(ctx, sender.customerId) : null }
  }
  if (actor.kind === 'staff' && input.requesterType !== 'customer') return { id: actor.id, name: actor.name, type: 'internal', customer: null }
  throw refuse('/requesterId', 'case.requester-needed')
}

/** A contact is a customer's person; any other account is one of our own. */
async function known(ctx: Ctx, id: string, name: string | null): Promise<Person> {
  const contact = ctx.actor.kind === 'staff' && ctx.actor.id === id ? null : await knownContact(ctx, id)
  if (contact) return { id, name: contact.name, type: 'customer', customer: contact.customer }
  if (name !== null) return { id, name, type: 'internal', customer: null }
  const account = await findAccountOf(ctx, { id })
  if (!account?.active) throw refuse('/requesterId', 'case.requester-unknown')
  return { id, name: account.name, type: 'internal', customer: null }
}

async function named(ctx: Ctx, customerId: string): Promise<CustomerFacts> {
  const customer = await customerOf(ctx, customerId)
  if (!customer) throw refuse('/customerId', 'case.customer-unknown')
  return customer
}

const refuse = (pointer: string, code: string): BadInput => new BadInput([{ pointer, code }])
