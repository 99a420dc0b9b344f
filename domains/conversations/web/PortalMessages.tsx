// Messages as the customer sees them: public ones only, and a field to add words, pictures and files.
import { ChevronRight } from 'lucide-react'
import { useState } from 'react'
import { queryKey, useApiPages, useSubmit } from '../../../web/api/queries.ts'
import { Button } from '../../../web/design/Button.tsx'
import { ProblemNote } from '../../../web/design/Form.tsx'
import { ErrorState, Loading } from '../../../web/design/States.tsx'
import { useServerMinute } from '../../../web/design/server-clock.ts'
import { useLive } from '../../../web/live/live.ts'
import { useSession } from '../../../web/shell/session.ts'
import { useFormat, useT } from '../../../web/i18n/i18n.ts'
import { useDraft } from '../../../web/design/use-draft.ts'
import { casesApi } from '../../cases/contract/api.ts'
import { Pictures, type Picture } from '../../cases/web/portal/Pictures.tsx'
import type { CaseSlotProps } from '../../cases/web/slots.ts'
import { conversationsApi } from '../contract/api.ts'
import type { Message } from '../contract/message.ts'
import { AttachmentList } from './AttachmentList.tsx'
import { OpeningFiles } from './OpeningFiles.tsx'
import './thread.css'

const SHOWN = 20

export function PortalMessages({ value }: CaseSlotProps) {
  const t = useT(), list = useApiPages(conversationsApi.list, { params: { id: value.id }, query: { limit: SHOWN, order: 'desc' as const } }), closed = ['archived', 'cancelled'].includes(value.state)
  useLive([`case:${value.id}`], [queryKey(conversationsApi.list, { params: { id: value.id } })])
  // What the case was opened with stands first, unless a message says it.
  const messages = list.items.toReversed(), opened = value.description && !list.hasNextPage && !list.isPending && !messages.some((m) => m.joinedBy === 'opened' || m.text === value.description)
  return (
    <section className="card pcard" id="messages"><h2>{t('conversations.messages')}</h2>
      {list.isPending ? <Loading rows={2} rowHeight={60} /> : list.error ? <ErrorState error={list.error} onRetry={() => { void list.refetch() }} /> : (
        <div className="col" role="log" aria-label={t('conversations.messages')}>
          {list.hasNextPage && <Button kind="quiet" busy={list.isFetchingNextPage} onClick={list.loadMore}>{t('conversations.earlier')}</Button>}
          {opened && <div className="bub2 me"><span className="t2"><When at={value.createdAt} name={value.requester.name} own /></span>{value.description}<OpeningFiles caseId={value.id} /></div>}
          {messages.map((m) => <PortalBubble key={m.id} message={m} />)}
        </div>)}
      {!closed && <Reply id={value.id} asked={value.state === 'waiting-requester'} />}
    </section>
  )
}

function When({ at, name, own }: { at: string; name: string; own: boolean }) {
  const t = useT(), format = useFormat(), now = useServerMinute()
  return <>{own ? t('conversations.you') : name} · <time dateTime={at}>{format.moment(at, now)}</time></>
}

function PortalBubble({ message: m }: { message: Message }) {
  const t = useT(), session = useSession(), own = m.direction === 'in'
  // What the system sent by itself stays one line: the words of people are what is looked for here.
  if (m.automatic && !own) return <details className="bub2 auto"><summary><span className="ell"><When at={m.at} name={t('conversations.automatic')} own={false} /></span><ChevronRight size={16} aria-hidden /></summary>{m.text}<AttachmentList items={m.attachments} /></details>
  return (
    <div className={`bub2 ${own ? 'me' : 'ag'}`}><span className={own ? 't2' : 'dim'}><When at={m.at} name={m.from.name || m.from.address || ''} own={own && (m.from.id === null || m.from.id === session.person.id)} /></span>{m.text}<AttachmentList items={m.attachments} /></div>
  )
}

function Reply({ id, asked }: { id: string; asked: boolean }) {
  const t = useT(), draft = useDraft(`portal-reply:${id}`, ''), [pictures, setPictures] = useState<readonly Picture[]>([]), ready = draft.value.trim() !== '' || pictures.length > 0
  const send = useSubmit(conversationsApi.add, { invalidates: [conversationsApi.list, casesApi.get, casesApi.list], onDone: () => { draft.clear(); setPictures([]) } })
  const submit = () => { if (ready) void send.submit({ params: { id }, body: { visibility: 'public', body: draft.value.trim() || t('conversations.pictures-only'), ...(pictures.length ? { attachments: pictures.map((p) => p.id) } : {}) } }) }
  return (
    <form className="col pm-reply" onSubmit={(event) => { event.preventDefault(); submit() }}>
      <textarea className="field" rows={asked ? 3 : 2} aria-label={t('conversations.add')} placeholder={t(asked ? 'conversations.add.asked' : 'conversations.add')} value={draft.value} onChange={(event) => draft.change(event.target.value)} />
      <Pictures pictures={pictures} onChange={setPictures} small />
      <ProblemNote problem={send.problem} /><Button type="submit" {...(asked ? { kind: 'primary' } : {})} busy={send.busy} disabled={!ready}>{t('conversations.send')}</Button></form>
  )
}
