// Talks with partner departments and vendors beside the case: who was asked, who answered; never shown to the requester.
import { Handshake, Lock, Plus } from 'lucide-react'
import { useState } from 'react'
import { queryKey, useApi, useSubmit } from '../../../web/api/queries.ts'
import { Button } from '../../../web/design/Button.tsx'
import { Dialog, Drawer } from '../../../web/design/Dialog.tsx'
import { FormField, Notice, ProblemNote } from '../../../web/design/Form.tsx'
import { SidePart } from '../../../web/design/Layout.tsx'
import { Tone } from '../../../web/design/Marks.tsx'
import { useDraft } from '../../../web/design/use-draft.ts'
import { useServerMinute } from '../../../web/design/server-clock.ts'
import { useLive } from '../../../web/live/live.ts'
import { useMay } from '../../../web/shell/session.ts'
import { useShortcut } from '../../../web/shell/shortcuts.ts'
import { useFormat, useT } from '../../../web/i18n/i18n.ts'
import { casesApi } from '../../cases/contract/api.ts'
import type { CaseSlotProps } from '../../cases/web/slots.ts'
import { sideApi, type SideConversation, type SideMessage } from '../contract/side.ts'
import { AttachmentList } from './AttachmentList.tsx'
import './thread.css'

export function SideTalks({ value }: CaseSlotProps) {
  const t = useT(), key = { params: { id: value.id } }, query = useApi(sideApi.list, key), [asking, setAsking] = useState(false), [openId, setOpenId] = useState<string | null>(null), mayWrite = useMay('conversations.reply') && !['archived', 'merged', 'cancelled'].includes(value.state)
  useLive([`case:${value.id}`], [queryKey(sideApi.list, key)])
  useShortcut('b', () => setAsking(true), { label: t('conversations.side.ask'), group: t('conversations.keys') }, mayWrite)
  const items = query.data?.items ?? [], shown = items.find((s) => s.id === openId)
  if (!mayWrite && items.length === 0) return null
  return (
    <SidePart title={t('conversations.side')} extra={mayWrite && <button type="button" className="ib" aria-label={t('conversations.side.ask')} onClick={() => setAsking(true)}><Plus size={14} /></button>}>
      {items.length === 0 ? <p className="sm dim">{t('conversations.side.none')}</p> : <ul className="sides">{items.map((s) => <li key={s.id}><button type="button" className="side-row" onClick={() => setOpenId(s.id)}><Handshake size={14} aria-hidden /><span className="ell"><b>{s.partyName}</b> {s.subject}</span><SideState side={s} /></button></li>)}</ul>}
      {asking && <AskDialog caseId={value.id} onClose={() => setAsking(false)} onOpened={(id) => { setAsking(false); setOpenId(id) }} />}
      {shown && <TalkDrawer side={shown} mayWrite={mayWrite} onClose={() => setOpenId(null)} />}
    </SidePart>
  )
}

function SideState({ side }: { side: SideConversation }) {
  const t = useT()
  return <Tone kind={side.state === 'closed' ? 'plain' : side.waitsForThem ? 'violet' : 'good'}>{t(side.state === 'closed' ? 'conversations.side.closed' : side.waitsForThem ? 'conversations.side.waits' : 'conversations.side.answered')}</Tone>
}

const PARTIES = ['vendor', 'department', 'other'] as const
const addressesIn = (text: string): string[] => text.split(/[\s,;，；、]+/).filter(Boolean)

function AskDialog({ caseId, onClose, onOpened }: { caseId: string; onClose: () => void; onOpened: (id: string) => void }) {
  const t = useT(), draft = useDraft(`side:${caseId}`, { party: 'vendor' as typeof PARTIES[number], partyName: '', to: '', subject: '', body: '' }), form = draft.value, change = (part: Partial<typeof form>) => draft.change({ ...form, ...part })
  const open = useSubmit(sideApi.open, { invalidates: [sideApi.list, casesApi.timeline], onDone: (made) => { draft.clear(); onOpened(made.id) } }), ready = [form.partyName, form.to, form.subject, form.body].every((s) => s.trim() !== '')
  const send = () => { if (ready) void open.submit({ params: { id: caseId }, body: { party: form.party, partyName: form.partyName, addresses: addressesIn(form.to), subject: form.subject, body: form.body } }) }
  useShortcut('mod+enter', send, { inDialog: true }, ready)
  return (
    <Dialog open onClose={onClose} title={t('conversations.side.ask')} width={560} footer={<><Button onClick={onClose}>{t('web.cancel')}</Button><Button kind="primary" busy={open.busy} disabled={!ready} onClick={send}>{t('conversations.side.send')}</Button></>}>
      <Notice icon={<Lock size={15} />}>{t('conversations.side.private')}</Notice>
      <FormField label={t('conversations.side.party')} required><select className="field" value={form.party} onChange={(event) => change({ party: event.target.value as typeof form.party })}>{PARTIES.map((p) => <option key={p} value={p}>{t(`conversations.side.party.${p}`)}</option>)}</select></FormField>
      <FormField label={t('conversations.side.party-name')} required pointer="/partyName" problem={open.problem}><input className="field" value={form.partyName} onChange={(event) => change({ partyName: event.target.value })} /></FormField>
      <FormField label={t('conversations.side.to')} required hint={t('conversations.side.to.hint')} pointer="/addresses" problem={open.problem}><input className="field" inputMode="email" value={form.to} onChange={(event) => change({ to: event.target.value })} /></FormField>
      <FormField label={t('conversations.side.subject')} required pointer="/subject" problem={open.problem}><input className="field" value={form.subject} onChange={(event) => change({ subject: event.target.value })} /></FormField>
      <FormField label={t('conversations.side.body')} required pointer="/body" problem={open.problem}><textarea className="field" rows={7} value={form.body} onChange={(event) => change({ body: event.target.value })} /></FormField>
      <ProblemNote problem={open.problem} shown={['/partyName', '/addresses', '/subject', '/body']} />
    </Dialog>
  )
}

function TalkDrawer({ side, mayWrite, onClose }: { side: SideConversation; mayWrite: boolean; onClose: () => void }) {
  const t = useT(), draft = useDraft(`side-reply:${side.id}`, ''), stale = [sideApi.list, casesApi.timeline], say = useSubmit(sideApi.say, { invalidates: stale, onDone: () => draft.clear() }), close = useSubmit(sideApi.close, { invalidates: stale })
  const ready = draft.value.trim() !== '', send = () => { if (ready) void say.submit({ params: { id: side.id }, body: { body: draft.value } }) }
  useShortcut('mod+enter', send, { inDialog: true }, ready)
  return (
    <Drawer open onClose={onClose} title={`${side.partyName} · ${side.subject}`} width={560} footer={mayWrite && <>{side.state === 'open' && <Button kind="quiet" busy={close.busy} onClick={() => { void close.submit({ params: { id: side.id } }) }}>{t('conversations.side.close')}</Button>}<span className="sp" /><Button kind="primary" busy={say.busy} disabled={!ready} onClick={send}>{t('conversations.side.send')}</Button></>}>
      <div className="row g6 sm"><SideState side={side} /><Lock size={13} aria-hidden /><span className="dim">{t('conversations.side.private')}</span></div>
      <div className="sm dim">{t('conversations.side.to')}: {side.addresses.join(', ')}</div>
      <div className="col g8 side-log" role="log" aria-label={side.subject}>{side.messages.map((m) => <SideBubble key={m.id} message={m} />)}</div>
      {mayWrite && side.state === 'open' && <textarea className="field" rows={4} aria-label={t('conversations.side.body')} placeholder={t('conversations.side.body')} value={draft.value} onChange={(event) => draft.change(event.target.value)} />}
      <ProblemNote problem={say.problem ?? close.problem} />
    </Drawer>
  )
}

function SideBubble({ message: m }: { message: SideMessage }) {
  const t = useT(), format = useFormat(), now = useServerMinute()
  return (
    <article className={`side-msg${m.direction === 'out' ? ' out' : ''}${m.automatic ? ' auto' : ''}`}>
      <div className="row g6 sm"><b>{m.from.name}</b>{m.from.address && <span className="dim ell">{m.from.address}</span>}{m.automatic && <Tone kind="plain">{t('conversations.automatic')}</Tone>}{!m.knownSender && <Tone kind="warn">{t('conversations.side.unknown')}</Tone>}<span className="sp" /><time className="dim num nw" title={format.exact(m.at)}>{format.moment(m.at, now)}</time></div>
      {m.html ? <div className="html" dangerouslySetInnerHTML={{ __html: m.html }} /> : <div className="text">{m.text}</div>}
      {m.quotedText?.trim() && <details className="quoted sm"><summary>{t('conversations.quoted')}</summary><div className="text dim">{m.quotedText}</div></details>}
      <AttachmentList items={m.attachments.filter((a) => !a.inline || !m.html)} />
      {m.delivery?.error && <div className="bad sm" role="alert">{t('conversations.delivery.failed', { error: m.delivery.error })}</div>}
    </article>
  )
}
