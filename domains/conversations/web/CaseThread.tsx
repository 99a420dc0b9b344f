// The conversation of a case with its composer: all channels and what happened meanwhile, in the order of time, newest at the bottom.
import { Fragment, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { queryKey, useApi, useApiPages } from '../../../web/api/queries.ts'
import { ErrorState, Loading } from '../../../web/design/States.tsx'
import { Button } from '../../../web/design/Button.tsx'
import { Avatar } from '../../../web/design/Marks.tsx'
import { useServerMinute } from '../../../web/design/server-clock.ts'
import { useLive } from '../../../web/live/live.ts'
import { useMay, useSession } from '../../../web/shell/session.ts'
import { useFormat, useT } from '../../../web/i18n/i18n.ts'
import { casesApi } from '../../cases/contract/api.ts'
import type { CaseSlotProps } from '../../cases/web/slots.ts'
import { orgApi } from '../../org/contract/api.ts'
import { conversationsApi } from '../contract/api.ts'
import type { Message } from '../contract/message.ts'
import type { WaitingMessage } from '../contract/writing.ts'
import { READ_ONLY } from '../../cases/web/case-words.ts'
import { Composer, type Sending } from './Composer.tsx'
import { EventLine, FoldedLines } from './EventLine.tsx'
import { MessageBubble } from './MessageBubble.tsx'
import { OpeningFiles } from './OpeningFiles.tsx'
import { WaitingLines } from './WaitingLines.tsx'
import { fold, threadOf } from './thread-events.ts'
import './thread.css'

const PAGE = 50
const MOST_EVENT_PAGES = 5

/** The newest messages first from the server, shown oldest first; and what happened to the case around them. */
function useThread(id: string) {
  const messages = useApiPages(conversationsApi.list, { params: { id }, query: { limit: PAGE, order: 'desc' as const } }), events = useApiPages(casesApi.timeline, { params: { id }, query: { limit: 200 } }, { keep: true })
  useLive([`case:${id}`], [queryKey(conversationsApi.list, { params: { id } }), queryKey(casesApi.timeline, { params: { id } })])
  const { hasNextPage, isFetchingNextPage, loadMore, data } = events, pages = data?.pages.length ?? 0
  useEffect(() => { if (hasNextPage && !isFetchingNextPage && pages < MOST_EVENT_PAGES) loadMore() })
  const inOrder = useMemo(() => messages.data?.pages.flatMap((page) => page.items).toReversed() ?? [], [messages.data]), happened = useMemo(() => data?.pages.flatMap((page) => page.items) ?? [], [data])
  return { messages, inOrder, arriving: messages.isPending || events.isPending, items: useMemo(() => threadOf(inOrder, happened, !messages.hasNextPage), [inOrder, happened, messages.hasNextPage]) }
}

export function CaseThread({ value, small }: CaseSlotProps) {
  const t = useT(), format = useFormat(), now = useServerMinute(), seesPeople = useMay('org.read'), people = useApi(orgApi.listPeople, { query: { limit: 200 } }, { enabled: seesPeople, staleTime: 600_000 })
  const { messages, inOrder, items, arriving } = useThread(value.id), log = useStickyEnd(inOrder), [sending, setSending] = useState<Sending | null>(null), [correcting, setCorrecting] = useState<Message | null>(null), [back, setBack] = useState<WaitingMessage | null>(null), mayReply = useMay('conversations.reply')
  const names = useMemo(() => new Map([...people.data?.items.map((p) => [p.id, p.name] as const) ?? [], ...[value.handler, value.firstOwner].flatMap((p) => (p ? [[p.id, p.name] as const] : []))]), [people.data, value.handler, value.firstOwner])
  const dayOf = (at: string) => format.day(at, now), nameOf = (id: string) => names.get(id), parts = fold(items, dayOf)
  const originOf = (caseId: string): { origin?: string } => { const number = caseId === value.id ? undefined : value.links.find((l) => l.id === caseId)?.number; return number ? { origin: number } : {} }
  const roleOf = (id: string | null): string | undefined => (id === null ? undefined : id === value.firstOwner?.id ? t('conversations.first-owner') : id === value.requester.id ? value.customer?.name : id === value.handler?.id ? t('cases.handler') : undefined)
  return (
    <>
      <div className="tl" ref={log} tabIndex={0} role="log" aria-label={t('conversations.log')}>
        {messages.hasNextPage && <Button size="small" kind="quiet" busy={messages.isFetchingNextPage} onClick={messages.loadMore}>{t('conversations.earlier')}</Button>}
        {!arriving && !messages.error && !messages.hasNextPage && <Opening value={value} messages={inOrder} />}
        {arriving ? <Loading rows={3} rowHeight={70} /> : messages.error ? <ErrorState error={messages.error} onRetry={() => { void messages.refetch() }} /> : parts.map((part, i) => {
          const day = dayOf(part.at), before = dayOf(i > 0 ? parts[i - 1]!.at : value.createdAt)
          const role = 'message' in part ? roleOf(part.message.from.id) : undefined
          return <Fragment key={'message' in part ? part.message.id : 'folded' in part ? `f${part.folded[0]!.event.id}` : part.event.id}>{day !== before && <div className="day">{day}</div>}{'message' in part ? <MessageBubble message={part.message} {...originOf(part.message.caseId)} {...(role ? { role } : {})} onCorrect={mayReply && !READ_ONLY.has(value.state) ? setCorrecting : undefined} /> : 'folded' in part ? <FoldedLines part={part} personName={nameOf} caseId={value.id} /> : <EventLine entry={part.event} icon={part.icon} personName={nameOf} caseId={value.id} />}</Fragment>
        })}
        <WaitingLines caseId={value.id} onBack={setBack} />
        {sending && inOrder.at(-1)?.text.trim() !== sending.text && <OnItsWay sending={sending} />}
      </div>
      <Composer key={value.id} value={value} onSending={setSending} correcting={correcting} onCorrected={() => setCorrecting(null)} back={back} {...(small ? { small } : {})} />
    </>
  )
}

/** Shown where it will stand, and marked as not yet there; when it is refused it goes, and the composer keeps the words. */
function OnItsWay({ sending }: { sending: Sending }) {
  const t = useT(), { person } = useSession()
  return <article className={`msg sending ${sending.note ? 'note' : 'out'}`} aria-hidden><Avatar name={person.name} size={28} /><div className="bub"><div className="mh"><b>{person.name}</b><span>{t('conversations.sending')}</span></div><div className="text">{sending.text}</div></div></article>
}

/** Stays at the end as messages come, unless the reader has scrolled up; older messages leave the view where it is. */
function useStickyEnd(messages: readonly Message[]) {
  const log = useRef<HTMLDivElement>(null), before = useRef({ first: '', last: '', height: 0, atEnd: true })
  useEffect(() => {
    const box = log.current
    if (!box) return
    const look = () => { before.current.atEnd = box.scrollHeight - box.scrollTop - box.clientHeight < 80; before.current.height = box.scrollHeight }
    box.addEventListener('scroll', look, { passive: true })
    // Pictures and late entries make the log grow after it was drawn.
    const grown = new ResizeObserver(() => { if (before.current.atEnd) box.scrollTop = box.scrollHeight })
    grown.observe(box)
    return () => { box.removeEventListener('scroll', look); grown.disconnect() }
  }, [])
  const first = messages[0]?.id ?? '', last = messages.at(-1)?.id ?? ''
  useLayoutEffect(() => {
    const box = log.current, was = before.current
    if (!box) return
    if (was.last === last && was.first !== '' && was.first !== first) box.scrollTop += box.scrollHeight - was.height
    else if (was.atEnd || messages.at(-1)?.direction === 'out') box.scrollTop = box.scrollHeight
    before.current = { ...before.current, first, last, height: box.scrollHeight }
  }, [first, last, messages])
  useLayoutEffect(() => { const box = log.current; if (box && before.current.atEnd) box.scrollTop = box.scrollHeight })
  return log
}

/** What the case was opened with, when no message says it (portal form, API, call log). */
function Opening({ value, messages }: { value: CaseSlotProps['value']; messages: readonly Message[] }) {
  const t = useT(), format = useFormat(), now = useServerMinute(), day = <div className="day">{format.day(value.createdAt, now)}</div>
  if (!value.description || messages.some((m) => m.joinedBy === 'opened' || m.text === value.description)) return day
  return (
    <>{day}<article className="msg"><Avatar name={value.requester.name} size={28} customer />
      <div className="bub"><div className="mh"><b>{value.requester.name}</b><span className="ell">{value.customer?.name}</span><span>{t(`cases.channel.${value.channel}`)}</span><span className="sp" /><time className="num" title={format.exact(value.createdAt)}>{format.time(value.createdAt)}</time></div><div className="text">{value.description}</div><OpeningFiles caseId={value.id} /></div></article></>
  )
}
