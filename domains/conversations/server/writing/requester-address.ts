// Whom a mail about a case goes to, and in which language.
import { findAccountOf } from '../../../../platform/server/access/public.ts'
import type { Locale } from '../../../../platform/contract/text.ts'
import type { Ctx } from '../../../../platform/server/ctx.ts'
import type { CaseFacts } from '../../../cases/public.ts'
import { findContact } from '../../../customers/public.ts'
import { mailContext } from '../message-queries.ts'

export interface RequesterAddress { name: string; address: string | null; locale: Locale; subject: string | null }

/** The address that the requester last wrote from, else the one on record; null when there is none. */
export async function requesterAddress(ctx: Ctx, facts: CaseFacts): Promise<RequesterAddress> {
  const [context, contact] = await Promise.all([mailContext(ctx, facts.id, facts.requesterId), findContact(ctx, facts.requesterId)])
  const account = contact ? null : await findAccountOf(ctx, { id: facts.requesterId })
  return {
    name: contact?.name ?? account?.name ?? facts.requesterName, address: context.answerTo ?? contact?.email ?? account?.email ?? null,
    locale: contact?.locale ?? account?.locale ?? 'zh-CN', subject: context.subject,
  }
}
