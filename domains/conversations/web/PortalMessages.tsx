// Messages as the customer sees them: public ones only, and a field to add to them.
import { useState } from 'react'
import { queryKey, useApiPages, useSubmit } from '../../../web/api/queries.ts'
import { Button } from '../../../web/design/Button.tsx'
import { ProblemNote } from '../../../web/design/Form.tsx'
import { useServerMinute } from '../../../web/design/server-clock.ts'
import { useLive } from '../../../web/live/live.ts'
import { useFormat, useT } from '../../../web/i18n/i18n.ts'
import { useSyncedDraft } from '../../../web/api/use-synced-draft.ts'
import { casesApi } from '../../cases/contract/api.ts'
import type { CaseSlotProps } from '../../cases/web/slots.ts'
import { conversationsApi } from '../contract/api.ts'
import { attachmentUrl } from './MessageBubble.tsx'
import './thread.css'

const SHOWN = 8

export function PortalMessages({ value }: CaseSlotProps) {
  const t = useT(), format = useFormat(), now = useServerMinute(), draft = useSyncedDraft(`case:${value.id}:portal-reply`, ''), [all, setAll] = useState(false)
  const list = useApiPages(conversationsApi.list, { params: { id: value.id }, query: { limit: 200, order: 'asc' as const } })
  useLive([`case:${value.id}`], [queryKey(conversationsApi.list, { params: { id: value.id } })])
  const send = useSubmit(conversationsApi.add, { invalidates: [conversationsApi.list, casesApi.get], onDone: () => draft.clear() })
  const shown = all ? list.items : list.items.slice(-SHOWN), closed = ['archived', 'merged', 'cancelled'].includes(value.state)
  return (
    <section className="card pcard" id="messages"><h2>{t('conversations.messages')}</h2>
      <div className="col" role="log" aria-label={t('conversations.messages')}>
        {list.items.length > shown.length && <Button kind="quiet" onClick={() => setAll(true)}>{t('conversations.earlier')}</Button>}
        {shown.map((m) => <div key={m.id} className={`bub2 ${m.direction === 'in' ? 'me' : 'ag'}`}><span className={m.direction === 'in' ? 't2' : 'dim'}>{m.from.name || m.from.address} · {format.moment(m.at, now)}</span>{m.text}{m.attachments.map((a) => <a key={a.id} className="att" href={attachmentUrl(a.id)} target="_blank" rel="noreferrer">{a.name}</a>)}</div>)}
      </div>
      {!closed && <form className="col" style={{ marginTop: 10 }} onSubmit={(event) => { event.preventDefault(); if (draft.value.trim()) void send.submit({ params: { id: value.id }, body: { visibility: 'public', body: draft.value } }) }}>
        <textarea className="field" rows={2} aria-label={t('conversations.add')} placeholder={t('conversations.add')} value={draft.value} onChange={(event) => draft.change(event.target.value)} />
        <ProblemNote problem={send.problem} /><Button type="submit" busy={send.busy} disabled={!draft.value.trim()}>{t('conversations.send')}</Button></form>}
    </section>
  )
}
