// The conversation of a case with its composer: all channels in time order, newest at the bottom.
import { Fragment, useEffect, useRef } from 'react'
import { queryKey, useApiPages } from '../../../web/api/queries.ts'
import { ErrorState, Loading } from '../../../web/design/States.tsx'
import { Button } from '../../../web/design/Button.tsx'
import { useServerMinute } from '../../../web/design/server-clock.ts'
import { useLive } from '../../../web/live/live.ts'
import { useFormat, useT } from '../../../web/i18n/i18n.ts'
import type { CaseSlotProps } from '../../cases/web/slots.ts'
import { conversationsApi } from '../contract/api.ts'
import { Composer } from './Composer.tsx'
import type { Message } from '../contract/message.ts'
import { Avatar } from '../../../web/design/Marks.tsx'
import { MessageBubble } from './MessageBubble.tsx'
import './thread.css'

export function CaseThread({ value, small }: CaseSlotProps) {
  const t = useT(), format = useFormat(), now = useServerMinute(), end = useRef<HTMLDivElement>(null)
  const list = useApiPages(conversationsApi.list, { params: { id: value.id }, query: { limit: 200, order: 'asc' as const } })
  useLive([`case:${value.id}`], [queryKey(conversationsApi.list, { params: { id: value.id } })])
  const count = list.items.length
  useEffect(() => { end.current?.parentElement?.scrollTo(0, end.current.parentElement.scrollHeight) }, [count])
  const roleOf = (name: string): string | undefined => (name === value.firstOwner?.name ? t('conversations.first-owner') : name === value.requester.name ? value.customer?.name : undefined)
  return (
    <>
      <div className="tl" tabIndex={0} role="log" aria-label={t('conversations.log')}>
        {!list.isPending && !list.error && <Opening value={value} messages={list.items} />}
        {list.isPending ? <Loading rows={3} rowHeight={70} /> : list.error ? <ErrorState error={list.error} onRetry={() => { void list.refetch() }} /> : list.items.map((message, i) => {
          const day = format.date(message.at, now), before = i > 0 ? format.date(list.items[i - 1]!.at, now) : null, role = roleOf(message.from.name ?? '')
          return <Fragment key={message.id}>{day !== before && <div className="day">{day}</div>}<MessageBubble message={message} {...(role ? { role } : {})} /></Fragment>
        })}
        {list.hasNextPage && <Button kind="quiet" onClick={list.loadMore}>{t('conversations.more')}</Button>}
        <div ref={end} />
      </div>
      <Composer value={value} {...(small ? { small } : {})} />
    </>
  )
}

/** What the case was opened with, when no message says it (portal form, API, call log). */
function Opening({ value, messages }: { value: CaseSlotProps['value']; messages: readonly Message[] }) {
  const t = useT(), format = useFormat(), now = useServerMinute()
  if (!value.description || messages.some((m) => m.joinedBy === 'opened' || m.text === value.description)) return null
  return (
    <article className="msg"><Avatar name={value.requester.name} size={28} customer />
      <div className="bub"><div className="mh"><b>{value.requester.name}</b><span className="ell">{value.customer?.name}</span><span>{t(`cases.channel.${value.channel}`)}</span><span className="sp" /><time className="num">{format.moment(value.createdAt, now)}</time></div><div className="text">{value.description}</div></div></article>
  )
}
