// Writes to the customer or to colleagues; turns yellow and dashed for notes so that a note cannot be mistaken for a reply.
// The first reply asks for owner, next step and expected time (§1.4); without them the clock runs on, and it says so.
import { ChevronDown, Mail, NotebookPen, Paperclip, StickyNote } from 'lucide-react'
import { useRef, useState } from 'react'
import { filesApi } from '../../../platform/contract/files.ts'
import { call } from '../../../web/api/call.ts'
import { DraftMark } from '../../../web/api/DraftMark.tsx'
import { useSubmit } from '../../../web/api/queries.ts'
import { useSyncedDraft } from '../../../web/api/use-synced-draft.ts'
import { Button } from '../../../web/design/Button.tsx'
import { toast, toastProblem } from '../../../web/design/Feedback.tsx'
import { Notice, ProblemNote } from '../../../web/design/Form.tsx'
import { Kbd } from '../../../web/design/Marks.tsx'
import { Menu } from '../../../web/design/Menu.tsx'
import { useSession } from '../../../web/shell/session.ts'
import { usePresence } from '../../../web/live/live.ts'
import { useShortcut } from '../../../web/shell/shortcuts.ts'
import { useT } from '../../../web/i18n/i18n.ts'
import { casesApi } from '../../cases/contract/api.ts'
import type { CaseSlotProps } from '../../cases/web/slots.ts'
import { conversationsApi } from '../contract/api.ts'
import { emptyDraft, firstResponseDue, messageOf, severityDue, statesAfterReply, type ComposerDraft, type Tab } from './composer-draft.ts'
import { CallRecord, FirstResponse } from './ComposerFields.tsx'
import { KnowledgeHints } from './KnowledgeHints.tsx'

const TABS = [['reply', Mail], ['record', NotebookPen], ['note', StickyNote]] as const

/** Sends, and sets the state that was asked for once the message is there. */
function useSending(value: CaseSlotProps['value'], onSent: (tab: Tab) => void) {
  const t = useT(), stale = [conversationsApi.list, conversationsApi.attachments, casesApi.get, casesApi.list, casesApi.counts, casesApi.timeline]
  const add = useSubmit(conversationsApi.add, { invalidates: stale }), move = useSubmit(casesApi.transition, { invalidates: stale, onProblem: toastProblem })
  const send = async (draft: ComposerDraft, tab: Tab, first: boolean, to?: 'waiting-requester' | 'diagnosing') => {
    const reply = await add.submit({ params: { id: value.id }, body: messageOf(draft, tab, first) })
    if (!reply) return
    onSent(tab)
    if (to && !(reply.response && !reply.response.complete)) await move.submit({ params: { id: value.id }, body: { to, ...(to === 'waiting-requester' ? { reason: t('conversations.awaits-answer') } : {}) } })
    if (!reply.response || reply.response.complete) toast(t(tab === 'note' ? 'conversations.noted' : reply.response?.counted ? 'conversations.counted' : tab === 'record' ? 'conversations.recorded' : 'conversations.sent'))
  }
  return { send, busy: add.busy || move.busy, problem: add.problem, incomplete: add.reply?.response && !add.reply.response.complete ? add.reply.response.detail : null }
}

/** What is on its way to the server, for the conversation above. */
export interface Sending { text: string; note: boolean }

export function Composer({ value, small, onSending }: CaseSlotProps & { onSending: (sending: Sending | null) => void }) {
  const t = useT(), session = useSession(), area = useRef<HTMLTextAreaElement>(null), mayReply = session.permissions.has('conversations.reply')
  const [tab, setTab] = useState<Tab>(mayReply ? 'reply' : 'note'), first = firstResponseDue(value, tab), [unfolded, setUnfolded] = useState(false)
  const draft = useSyncedDraft<ComposerDraft>(`case:${value.id}:reply`, emptyDraft(session.person.name)), form = { ...emptyDraft(session.person.name), ...draft.value }
  const { people, setTyping } = usePresence(`case:${value.id}`, session.person.id), typing = people.filter((p) => p.state === 'typing')
  const { send, busy, problem, incomplete } = useSending(value, () => { draft.clear(); setTyping(false); setUnfolded(false) })
  const change = (part: Partial<ComposerDraft>) => draft.change({ ...form, ...part }), ready = !busy && form.body.trim() !== ''
  const states = tab === 'reply' ? statesAfterReply(value) : [], submit = (to?: typeof states[number]) => { if (!ready) return; onSending({ text: form.body.trim(), note: tab === 'note' }); void send(form, tab, first, to).finally(() => onSending(null)) }
  const attach = useAttach((files) => change({ attachments: [...form.attachments, ...files] }))
  const group = t('conversations.keys'), focus = (next: Tab) => { setTab(next); setTimeout(() => area.current?.focus()) }, may = mayReply || session.permissions.has('conversations.note')
  const open = may && !['archived', 'merged', 'cancelled'].includes(value.state)
  useShortcut('r', () => focus('reply'), { label: t('conversations.key.reply'), group }, open && mayReply)
  useShortcut('i', () => focus('note'), { label: t('conversations.key.note'), group }, open)
  useShortcut('mod+enter', () => submit(), { label: t('conversations.key.send'), group }, open && ready)
  useShortcut('mod+shift+enter', () => submit(states[0]), { label: t('conversations.key.send-and'), group }, open && ready && states.length > 0)
  useShortcut('escape', () => { if (document.activeElement !== area.current) return false; area.current?.blur() }, {}, open)
  if (!open) return null
  return (
    <footer className="cmp">
      {incomplete && <Notice kind="warn">{incomplete}</Notice>}
      {tab === 'reply' && <KnowledgeHints value={value} most={small ? 2 : 3} onInsert={(text) => { change({ body: form.body ? `${form.body.trimEnd()}\n${text}` : text }); area.current?.focus() }} />}
      <div className={`cmp-box${tab === 'note' ? ' note' : ''}`}>
        <div className="cmp-tabs" role="group" aria-label={t('conversations.way')}>
          {TABS.filter(([id]) => mayReply || id === 'note').map(([id, Icon]) => <button key={id} type="button" className={tab === id ? 'on' : ''} aria-pressed={tab === id} onClick={() => focus(id)}><Icon size={13} aria-hidden />{t(`conversations.tab.${id}`)}</button>)}
          <span className="sp" /><span className="dim xs ell">{tab === 'note' ? t('conversations.internal-only') : typing.length ? t('conversations.typing', { names: typing.map((p) => p.name).join(t('cases.list-separator')) }) : t('conversations.to', { name: value.requester.name })}</span></div>
        <textarea ref={area} data-composer readOnly={busy} rows={small ? 2 : 3} value={form.body} aria-label={t(`conversations.tab.${tab}`)} placeholder={t(`conversations.hint.${tab}`)} onFocus={() => setUnfolded(true)} onChange={(event) => { change({ body: event.target.value }); setTyping(event.target.value !== '') }} onBlur={() => setTyping(false)}
          onPaste={(event) => { const files = [...event.clipboardData.files]; if (files.length) { event.preventDefault(); void attach(files) } }} />
        {first && <FirstResponse form={form} open={unfolded || form.body !== ''} severity={severityDue(value)} onOpen={() => setUnfolded(true)} onChange={change} problem={problem} />}
        {tab === 'record' && <CallRecord form={form} onChange={change} problem={problem} />}
        <div className="cmp-bar">
          <AttachButton onFiles={(files) => { void attach(files) }} />
          {form.attachments.map((a) => <button key={a.id} type="button" className="att" onClick={() => change({ attachments: form.attachments.filter((x) => x.id !== a.id) })} aria-label={t('conversations.detach', { name: a.name })}>{a.name} ×</button>)}
          {tab !== 'note' && value.initialSolutionAt === null && <label className="row g4 sm t2 nw"><input type="checkbox" className="nck" checked={form.solution} onChange={(event) => change({ solution: event.target.checked })} />{t('conversations.mark-solution')}</label>}
          <span className="sp" />
          {form.body !== '' && <DraftMark kept={draft.kept} />}
          {states.length > 0 && <Menu label={t('conversations.send-and')} side="right" up className="btn btn-plain btn-small" items={states.map((to) => ({ id: to, label: t(`conversations.send-and.${to}`), disabled: !ready, onChoose: () => submit(to) }))}>{t('conversations.send-and')}<ChevronDown size={13} aria-hidden /></Menu>}
          <Button kind="primary" size="small" busy={busy} disabled={!ready} onClick={() => submit()}>{t(tab === 'note' ? 'conversations.save-note' : tab === 'record' ? 'conversations.save-record' : 'conversations.send')} <Kbd k="mod+enter" /></Button></div>
      </div>
      <ProblemNote problem={problem} shown={['/followUp', '/customerFeedback']} />
    </footer>
  )
}

function useAttach(onAttached: (files: { id: string; name: string }[]) => void): (files: readonly File[]) => Promise<void> {
  return async (files) => {
    if (files.length === 0) return
    const data = new FormData()
    for (const file of files) data.append('files', file, file.name)
    try { const { items } = await call(filesApi.upload, { files: data } as never); onAttached(items.map((f) => ({ id: f.id, name: f.name }))) } catch (error) { toastProblem(error) }
  }
}

function AttachButton({ onFiles }: { onFiles: (files: File[]) => void }) {
  const t = useT(), picker = useRef<HTMLInputElement>(null)
  return <><button type="button" className="ib" aria-label={t('conversations.attach')} onClick={() => picker.current?.click()}><Paperclip size={15} /></button><input ref={picker} type="file" multiple hidden onChange={(event) => { onFiles([...event.target.files ?? []]); event.target.value = '' }} /></>
}
