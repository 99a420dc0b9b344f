// Writes to the customer or to colleagues; turns yellow and dashed for notes so that a note cannot be mistaken for a reply.
// The first reply asks for owner, next step and expected time (§1.4); without them the clock runs on, and it says so.
import { AtSign, CalendarClock, ChevronDown, Mail, NotebookPen, Paperclip, StickyNote, X, Zap } from 'lucide-react'
import { lazy, Suspense, useEffect, useEffectEvent, useRef, useState, type KeyboardEvent } from 'react'
import { filesApi } from '../../../platform/contract/files.ts'
import { call } from '../../../web/api/call.ts'
import { DraftMark } from '../../../web/api/DraftMark.tsx'
import { useSyncedDraft } from '../../../web/api/use-synced-draft.ts'
import { Button } from '../../../web/design/Button.tsx'
import { toast, toastProblem } from '../../../web/design/Feedback.tsx'
import { MomentField } from '../../../web/design/MomentField.tsx'
import { serverNow } from '../../../web/design/server-clock.ts'
import { Notice, ProblemNote } from '../../../web/design/Form.tsx'
import { Kbd } from '../../../web/design/Marks.tsx'
import { Menu } from '../../../web/design/Menu.tsx'
import { useSession } from '../../../web/shell/session.ts'
import { usePresence } from '../../../web/live/live.ts'
import { useShortcut } from '../../../web/shell/shortcuts.ts'
import { useFormat, useT } from '../../../web/i18n/i18n.ts'
import type { CaseSlotProps } from '../../cases/web/slots.ts'
import type { Message } from '../contract/message.ts'
import type { Mentionable, WaitingMessage } from '../contract/writing.ts'
import { emptyDraft, firstResponseDue, nameBeingTyped, severityDue, statesAfterReply, type ComposerDraft, type Tab } from './composer-draft.ts'
import { CallRecord, FirstResponse } from './ComposerFields.tsx'
import { KnowledgeHints } from './KnowledgeHints.tsx'
import { MentionList, useMentions } from './MentionPicker.tsx'
import { useSending } from './use-sending.ts'

const TextPicker = lazy(() => import('./TextPicker.tsx').then((m) => ({ default: m.TextPicker })))

const TABS = [['reply', Mail], ['record', NotebookPen], ['note', StickyNote]] as const

/** What is on its way to the server, for the conversation above. */
export interface Sending { text: string; note: boolean }

interface ComposerProps extends CaseSlotProps { onSending: (sending: Sending | null) => void; correcting: Message | null; onCorrected: () => void; /** A message that was taken back: its words are written on. */ back: WaitingMessage | null }

export function Composer({ value, small, onSending, correcting, onCorrected, back }: ComposerProps) {
  const t = useT(), format = useFormat(), session = useSession(), area = useRef<HTMLTextAreaElement>(null), mayReply = session.permissions.has('conversations.reply')
  const [tab, setTab] = useState<Tab>(mayReply ? 'reply' : 'note'), first = firstResponseDue(value, tab), [unfolded, setUnfolded] = useState(false)
  const draft = useSyncedDraft<ComposerDraft>(`case:${value.id}:reply`, emptyDraft(session.person.name)), form = { ...emptyDraft(session.person.name), ...draft.value }
  const { people, setTyping } = usePresence(`case:${value.id}`, session.person.id), typing = people.filter((p) => p.state === 'typing')
  const [picking, setPicking] = useState(false), [planning, setPlanning] = useState(form.sendAt !== ''), [caret, setCaret] = useState(0)
  const { send, busy, problem, incomplete } = useSending(value, () => { draft.clear(); setTyping(false); setUnfolded(false); setPlanning(false); onCorrected() })
  const change = (part: Partial<ComposerDraft>) => draft.change({ ...form, ...part }), ready = !busy && form.body.trim() !== '' && !(tab === 'reply' && planning && form.sendAt === '')
  const states = tab === 'reply' ? statesAfterReply(value) : [], submit = (to?: typeof states[number]) => { if (!ready) return; onSending({ text: form.body.trim(), note: tab === 'note' }); void send(form, tab, first, to).finally(() => onSending(null)) }
  const attach = useAttach((files) => change({ attachments: [...form.attachments, ...files] }))
  const group = t('conversations.keys'), focus = (next: Tab) => { setTab(next); setTimeout(() => area.current?.focus()) }, may = mayReply || session.permissions.has('conversations.note')
  const open = may && !['archived', 'merged', 'cancelled'].includes(value.state)
  const named = tab === 'note' ? nameBeingTyped(form.body, caret) : null
  const mention = (person: Mentionable) => {
    const typed = named ?? '', before = form.body.slice(0, caret - typed.length - (named === null ? 0 : 1)), after = form.body.slice(caret), words = `${before}@${person.name} `
    change({ body: words + after, mentions: [...form.mentions.filter((p) => p.id !== person.id), { id: person.id, name: person.name }] })
    setTimeout(() => { area.current?.focus(); area.current?.setSelectionRange(words.length, words.length); setCaret(words.length) })
  }
  const mentions = useMentions(value.id, named, mention)
  const insert = (text: string) => { change({ body: form.body ? `${form.body.trimEnd()}\n${text}` : text }); setTab(tab === 'note' ? 'note' : 'reply'); setTimeout(() => area.current?.focus()) }
  const begin = useEffectEvent((corrected: Message) => { change({ corrects: { id: corrected.id, text: corrected.text.slice(0, 80) } }); focus(corrected.visibility === 'internal' ? 'note' : 'reply') })
  useEffect(() => { if (correcting) begin(correcting) }, [correcting])
  const writeOn = useEffectEvent((m: WaitingMessage) => { if (form.body.trim() === '') change({ ...emptyDraft(session.person.name), body: m.message.body, owner: m.message.owner ?? form.owner, nextStep: m.message.nextStep ?? '', expectedAt: m.message.expectedAt ?? '', solution: m.message.initialSolution ?? false, attachments: (m.message.attachments ?? []).map((id, i) => ({ id, name: t('conversations.file-of', { n: i + 1 }) })) }); focus('reply') })
  useEffect(() => { if (back) writeOn(back) }, [back])
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (mentions.onKey(event)) return
    if (event.key === '/' && form.body === '' && tab === 'reply') { event.preventDefault(); setPicking(true) }
  }
  useShortcut('t', () => setPicking(true), { label: t('conversations.texts.pick'), group }, open && mayReply)
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
        <textarea ref={area} data-composer readOnly={busy} rows={small ? 2 : 3} value={form.body} aria-label={t(`conversations.tab.${tab}`)} placeholder={t(`conversations.hint.${tab}`)} aria-controls={mentions.people.length > 0 ? 'mentions' : undefined} aria-activedescendant={mentions.people.length > 0 ? `mentions-${mentions.at}` : undefined} onKeyDown={onKeyDown} onSelect={(event) => setCaret(event.currentTarget.selectionStart)} onFocus={() => setUnfolded(true)} onChange={(event) => { change({ body: event.target.value }); setCaret(event.target.selectionStart); setTyping(event.target.value !== '') }} onBlur={() => setTyping(false)}
          onPaste={(event) => { const files = [...event.clipboardData.files]; if (files.length) { event.preventDefault(); void attach(files) } }} />
        <MentionList id="mentions" people={mentions.people} at={mentions.at} isEmpty={mentions.isEmpty} onChoose={mention} />
        {form.corrects && <div className="cmp-corrects sm"><span className="ell">{t('conversations.correcting', { text: form.corrects.text })}</span><button type="button" className="ib" aria-label={t('conversations.correcting.stop')} onClick={() => { change({ corrects: null }); onCorrected() }}><X size={13} /></button></div>}
        {first && <FirstResponse form={form} open={unfolded || form.body !== ''} severity={severityDue(value)} onOpen={() => setUnfolded(true)} onChange={change} problem={problem} />}
        {tab === 'record' && <CallRecord form={form} onChange={change} problem={problem} />}
        <div className="cmp-bar">
          <AttachButton onFiles={(files) => { void attach(files) }} />
          {tab === 'reply' && <button type="button" className="ib" aria-label={t('conversations.texts.pick')} title={t('conversations.texts.pick')} onClick={() => setPicking(true)}><Zap size={15} /></button>}
          {tab === 'note' && <button type="button" className="ib" aria-label={t('conversations.mention')} title={t('conversations.mention')} onClick={() => { const text = `${form.body}${form.body === '' || /\s$/.test(form.body) ? '' : ' '}@`; change({ body: text }); setCaret(text.length); setTimeout(() => { area.current?.focus(); area.current?.setSelectionRange(text.length, text.length) }) }}><AtSign size={15} /></button>}
          {tab === 'reply' && <button type="button" className="ib" aria-pressed={planning} aria-label={t('conversations.schedule')} title={t('conversations.schedule')} onClick={() => { setPlanning(!planning); if (planning) change({ sendAt: '' }) }}><CalendarClock size={15} /></button>}
          {tab === 'reply' && planning && <MomentField small aria-label={t('conversations.schedule')} value={form.sendAt} onChange={(sendAt) => change({ sendAt })} />}
          {form.attachments.map((a) => <button key={a.id} type="button" className="att" onClick={() => change({ attachments: form.attachments.filter((x) => x.id !== a.id) })} aria-label={t('conversations.detach', { name: a.name })}>{a.name} ×</button>)}
          {tab !== 'note' && value.initialSolutionAt === null && <label className="row g4 sm t2 nw"><input type="checkbox" className="nck" checked={form.solution} onChange={(event) => change({ solution: event.target.checked })} />{t('conversations.mark-solution')}</label>}
          <span className="sp" />
          {form.body !== '' && <DraftMark kept={draft.kept} />}
          {states.length > 0 && !planning && <Menu label={t('conversations.send-and')} side="right" up className="btn btn-plain btn-small" items={states.map((to) => ({ id: to, label: t(`conversations.send-and.${to}`), disabled: !ready, onChoose: () => submit(to) }))}>{t('conversations.send-and')}<ChevronDown size={13} aria-hidden /></Menu>}
          <Button kind="primary" size="small" busy={busy} disabled={!ready} onClick={() => submit()}>{tab === 'reply' && planning && form.sendAt ? t('conversations.send-at', { time: format.moment(form.sendAt, serverNow()) }) : t(tab === 'note' ? 'conversations.save-note' : tab === 'record' ? 'conversations.save-record' : 'conversations.send')} <Kbd k="mod+enter" /></Button></div>
      </div>
      <ProblemNote problem={problem} shown={['/followUp', '/customerFeedback']} />
      {picking && <Suspense fallback={null}><TextPicker caseId={value.id} onClose={() => setPicking(false)} onText={(text, empty) => { insert(text); if (empty.length > 0) toast(t('conversations.texts.empty', { names: empty.join(', ') }), { kind: 'plain' }) }} /></Suspense>}
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
