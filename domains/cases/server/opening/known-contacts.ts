// Contacts whose cases come one after the other need not be looked up each time; a change ends that at once in this process, in others
// after at most two seconds.
import { ContactChanged, ContactRemoved, CustomerChanged, findContact, type ContactFacts } from '../../../customers/public.ts'
import type { Ctx } from '../../../../platform/server/ctx.ts'
import type { Host } from '../../../../platform/server/host.ts'
import { reaction } from '../../../../platform/server/module.ts'

const KEEP_MS = 2000, MOST = 10_000
const contacts = new WeakMap<Host, Map<string, { contact: ContactFacts | null; until: number }>>()

/** The contact with its customer; null for our own people. */
export async function knownContact(ctx: Ctx, id: string): Promise<ContactFacts | null> {
  const kept = contacts.get(ctx.host) ?? new Map()
  contacts.set(ctx.host, kept)
  const real = ctx.host.realNow().getTime(), known = kept.get(id)
  if (known && known.until > real) return known.contact
  const contact = await findContact(ctx, id)
  if (kept.size >= MOST) kept.clear()
  kept.set(id, { contact, until: real + KEEP_MS })
  return contact
}

export const contactReactions = [
  reaction({ name: 'cases.forget-contact', to: ContactChanged, when: 'in-transaction', async run(ctx) { ctx.afterCommit(() => { contacts.delete(ctx.host) }) } }),
  reaction({ name: 'cases.forget-removed-contact', to: ContactRemoved, when: 'in-transaction', async run(ctx) { ctx.afterCommit(() => { contacts.delete(ctx.host) }) } }),
  reaction({ name: 'cases.forget-customer', to: CustomerChanged, when: 'in-transaction', async run(ctx) { ctx.afterCommit(() => { contacts.delete(ctx.host) }) } }),
]
