// Whom a mail about a case goes to, and in which language.
import { findAccountOf } from '../../../../platform/server/access/public.ts'
import type { Locale } from '../../../../platform/contract/text.ts'
import type { Ctx } from '../../../../platform/server/ctx.ts'
import type { CaseFacts } from '../../../cases/public.ts'
import { findContact, type ContactFacts } from '../../../customers/public.ts'
import { mailContext } from '../message-queries.ts'

export interface RequesterAddress { name: string; address: string | null; locale: Locale; subject: string | null }

/** The address that the requester last wrote from, else the one on record; null when there is none. */
export const requesterAddress = (ctx: Ctx, facts: CaseFacts): Promise<RequesterAddress> => addressOf(ctx, facts, (id) => findContact(ctx, id))

async function addressOf(ctx: Ctx, facts: CaseFacts, contactOf: (id: string) => Promise<ContactFacts | null>): Promise<RequesterAddress> {
  const [context, contact] = await Promise.all([mailContext(ctx, facts.id, facts.requesterId), contactOf(facts.requesterId)])
  const account = contact ? null : await findAccountOf(ctx, { id: facts.requesterId })
  return {
    name: contact?.name ?? account?.name ?? facts.requesterName, address: context.answerTo ?? contact?.email ?? account?.email ?? null,
    locale: contact?.locale ?? account?.locale ?? 'zh-CN', subject: context.subject,
  }
}

/** The same for many cases at once; of a requester with several cases the record is read once. */
export async function requesterAddresses(ctx: Ctx, cases: readonly CaseFacts[]): Promise<(RequesterAddress & { facts: CaseFacts })[]> {
  const contacts = new Map<string, Promise<ContactFacts | null>>()
  const contactOf = (id: string) => {
    const known = contacts.get(id) ?? findContact(ctx, id)
    contacts.set(id, known)
    return known
  }
  return Promise.all(cases.map(async (facts) => ({ facts, ...await addressOf(ctx, facts, contactOf) })))
}
