// The words of a notification mail, alone or grouped, in the language of the reader.
import type { AccountFacts } from '../access/public.ts'
import type { Ctx } from '../ctx.ts'
import { translate } from '../i18n.ts'
import type { DueDelivery } from './delivery-store.ts'

/** More than these are counted, not listed. */
const LISTED = 30

export function mailFor(ctx: Ctx, person: AccountFacts, name: string, items: readonly Pick<DueDelivery, 'params' | 'url'>[]): { subject: string; text: string } {
  const t = (key: string, params?: Record<string, unknown>) => translate(person.locale, key, params)
  const footer = t('notify.mail.footer', { url: addressOf(ctx, person, '/me') })
  const title = (item: Pick<DueDelivery, 'params'>) => t(`notify.${name}.title`, item.params)
  if (items.length === 1) {
    const [item] = items, body = t(`notify.${name}.body`, item!.params)
    return { subject: title(item!), text: [body, item!.url ? t('notify.mail.open', { url: addressOf(ctx, person, item!.url) }) : '', footer].filter(Boolean).join('\n\n') }
  }
  const listed = items.slice(-LISTED).reverse().map((item) => `• ${title(item)}${item.url ? `\n  ${addressOf(ctx, person, item.url)}` : ''}`)
  const rest = items.length - listed.length
  return {
    subject: t('notify.mail.grouped', { count: items.length, title: title(items.at(-1)!) }),
    text: [listed.join('\n'), rest > 0 ? t('notify.mail.more', { count: rest }) : '', footer].filter(Boolean).join('\n\n'),
  }
}

/** A path of the product as a full address; requesters live below /portal. */
export function addressOf(ctx: Ctx, person: Pick<AccountFacts, 'kind'>, url: string): string {
  if (!url.startsWith('/')) return url
  return `${ctx.host.config.publicUrl}${person.kind === 'requester' && !url.startsWith('/portal') ? '/portal' : ''}${url}`
}
