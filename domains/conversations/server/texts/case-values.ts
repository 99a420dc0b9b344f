// What the variables of templates stand for on a case, in the language of its requester.
import { findUnit } from '../../../org/public.ts'
import type { Ctx } from '../../../../platform/server/ctx.ts'
import { deskSender } from '../../../../platform/server/mail/public.ts'
import type { Locale } from '../../../../platform/contract/text.ts'
import type { CaseFacts } from '../../../cases/public.ts'
import { shanghaiTime } from '../writing/acknowledge.ts'
import { requesterAddress } from '../writing/requester-address.ts'
import { portalUrl } from '../writing/send-in-thread.ts'
import type { Values } from './fill-text.ts'

export async function caseValues(ctx: Ctx, facts: CaseFacts): Promise<{ values: Values; locale: Locale; address: string | null }> {
  const requester = await requesterAddress(ctx, facts), unit = facts.unitId ? await findUnit(ctx, facts.unitId) : null
  return {
    locale: requester.locale, address: requester.address,
    values: {
      'requester.name': requester.name, 'customer.name': facts.customerName, 'case.number': facts.number, 'case.title': facts.title, 'case.link': portalUrl(ctx, facts), 'agent.name': ctx.actor.kind === 'system' ? facts.handlerName ?? (await deskSender(ctx)).name : ctx.actor.name,
      'handler.name': facts.handlerName ?? (requester.locale === 'en' ? unit?.nameEn : unit?.nameZh) ?? null, 'due.time': facts.nextDueAt ? shanghaiTime(facts.nextDueAt, requester.locale) : null, 'today': shanghaiTime(ctx.now(), requester.locale).slice(0, 10),
    },
  }
}
