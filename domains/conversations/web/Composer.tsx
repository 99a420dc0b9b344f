// Writes to the customer or to colleagues; turns yellow and dashed for notes so that a note cannot be mistaken for a reply.
// The first reply asks for owner, next step and expected time (§1.4); without them the clock runs on, and it says so.
import { Mail, Paperclip, Phone, StickyNote } from 'lucide-react'
import { useRef, useState } from 'react'
import { filesApi } from '../../../platform/contract/files.ts'
import { call } from '../../../web/api/call.ts'
import { useSubmit } from '../../../web/api/queries.ts'
import { Button } from '../../../web/design/Button.tsx'
import { toast, toastProblem } from '../../../web/design/Feedback.tsx'
import { Notice, ProblemNote } from '../../../web/design/Form.tsx'
import { Kbd } from '../../../web/design/Marks.tsx'
import { useSyncedDraft } from '../../../web/api/use-synced-draft.ts'
import { useSession } from '../../../web/shell/session.ts'
import { usePresence } from '../../../web/live/live.ts'
import { useShortcut } from '../../../web/shell/shortcuts.ts'
import { useT } from '../../../web/i18n/i18n.ts'
import { casesApi } from '../../cases/contract/api.ts'
import type { CaseSlotProps } from '../../cases/web/slots.ts'
import { conversationsApi } from '../contract/api.ts'

type Tab = 'reply' | 'phone' | 'note'
interface Draft { body: string; owner: string; nextStep: string; expectedAt: string; solution: boolean; followUp: string; attachments: { id: string; name: string }[] }

export function Composer({ value, small }: CaseSlotProps) {
  const t = useT(), session = useSession(), area = useRef<HTMLTextAreaElement>(null), picker = useRef<HTMLInputElement>(null)
  const [tab, setTab] = useState<Tab>('reply'), first = value.response === null && tab !== 'note'
  const draft = useSyncedDraft<Draft>(`case:${value.id}:reply`, { body: '', owner: session.person.name, nextStep: '', expectedAt: '', solution: false, followUp: '', attachments: [] }), form = draft.value
  const { people, setTyping } = usePresence(`case:${value.id}`, session.person.id), typing = people.filter((p) => p.state === 'typing')
  const send = useSubmit(conversationsApi.add, {
    invalidates: [conversationsApi.list, casesApi.get, casesApi.list],
    onDone: (reply) => { draft.clear(); setTyping(false); if (reply.response && !reply.response.complete) toastProblem(new Error(reply.response.detail)); else toast(t(tab === 'note' ? 'conversations.noted' : 'conversations.sent')) },
  })
  const change = (part: Partial<Draft>) => draft.change({ ...form, ...part })
  const submit = () => {
    const iso = form.expectedAt ? new Date(form.expectedAt).toISOString() : undefined
    void send.submit({ params: { id: value.id }, body: {
      visibility: tab === 'note' ? 'internal' as const : 'public' as const, body: form.body, ...(tab === 'phone' ? { channel: 'phone' as const, followUp: form.followUp } : {}), ...(form.attachments.length ? { attachments: form.attachments.map((a) => a.id) } : {}),
      ...(first ? { ...(form.owner ? { owner: form.owner } : {}), ...(form.nextStep ? { nextStep: form.nextStep } : {}), ...(iso ? { expectedAt: iso } : {}) } : {}), ...(form.solution && tab !== 'note' ? { initialSolution: true } : {}),
    } })
  }
  const attach = async (files: readonly File[]) => {
    const data = new FormData()
    for (const file of files) data.append('files', file, file.name)
    try { const { items } = await call(filesApi.upload, { files: data } as never); change({ attachments: [...form.attachments, ...items.map((f) => ({ id: f.id, name: f.name }))] }) } catch (error) { toastProblem(error) }
  }
  const group = t('conversations.keys'), focus = (next: Tab) => { setTab(next); setTimeout(() => area.current?.focus()) }
  useShortcut('r', () => focus('reply'), { label: t('conversations.key.reply'), group })
  useShortcut('i', () => focus('note'), { label: t('conversations.key.note'), group })
  useShortcut('mod+enter', submit, { label: t('conversations.key.send'), group }, !send.busy && form.body.trim() !== '')
  if (!session.permissions.has('conversations.reply') || ['archived', 'merged', 'cancelled'].includes(value.state)) return null
  return (
    <footer className="cmp">
      {send.reply?.response && !send.reply.response.complete && <Notice kind="warn">{send.reply.response.detail}</Notice>}
      <div className={`cmp-box${tab === 'note' ? ' note' : ''}`}>
        <div className="cmp-tabs" role="group" aria-label={t('conversations.way')}>
          {([['reply', Mail], ['phone', Phone], ['note', StickyNote]] as const).map(([id, Icon]) => <button key={id} type="button" className={tab === id ? 'on' : ''} aria-pressed={tab === id} onClick={() => setTab(id)}><Icon size={13} aria-hidden />{t(`conversations.tab.${id}`)}</button>)}
          <span className="sp" /><span className="dim xs nw">{tab === 'note' ? t('conversations.internal-only') : typing.length ? t('conversations.typing', { names: typing.map((p) => p.name).join(', ') }) : t('conversations.to', { name: value.requester.name })}</span></div>
        <textarea ref={area} rows={small ? 2 : 3} value={form.body} aria-label={t(`conversations.tab.${tab}`)} placeholder={t(`conversations.hint.${tab}`)} onChange={(event) => { change({ body: event.target.value }); setTyping(event.target.value !== '') }} onBlur={() => setTyping(false)}
          onPaste={(event) => { const files = [...event.clipboardData.files]; if (files.length) { event.preventDefault(); void attach(files) } }} />
        {first && <FirstResponse form={form} onChange={change} />}
        {tab === 'phone' && <div className="cmp-first" style={{ gridTemplateColumns: '1fr' }}><label>{t('conversations.follow-up')}<input className="field" value={form.followUp} onChange={(event) => change({ followUp: event.target.value })} /></label></div>}
        <div className="cmp-bar">
          <button type="button" className="ib" aria-label={t('conversations.attach')} onClick={() => picker.current?.click()}><Paperclip size={15} /></button><input ref={picker} type="file" multiple hidden onChange={(event) => { void attach([...event.target.files ?? []]); event.target.value = '' }} />
          {form.attachments.map((a) => <button key={a.id} type="button" className="att" onClick={() => change({ attachments: form.attachments.filter((x) => x.id !== a.id) })} aria-label={t('conversations.detach', { name: a.name })}>{a.name} ×</button>)}
          {tab !== 'note' && <label className="row g4 sm t2"><input type="checkbox" className="nck" checked={form.solution} onChange={(event) => change({ solution: event.target.checked })} />{t('conversations.mark-solution')}</label>}
          <span className="sp" /><Button kind="primary" size="small" busy={send.busy} disabled={!form.body.trim()} onClick={submit}>{t(tab === 'note' ? 'conversations.save-note' : 'conversations.send')} <Kbd k="mod+enter" /></Button></div>
      </div>
      <ProblemNote problem={send.problem} />
    </footer>
  )
}

function FirstResponse({ form, onChange }: { form: Draft; onChange: (part: Partial<Draft>) => void }) {
  const t = useT()
  return (
    <div className="cmp-first" role="group" aria-label={t('conversations.first-response')}>
      <label>{t('conversations.owner')} §1.4<input className="field" value={form.owner} onChange={(event) => onChange({ owner: event.target.value })} /></label>
      <label>{t('conversations.next-step')}<input className="field" value={form.nextStep} onChange={(event) => onChange({ nextStep: event.target.value })} /></label>
      <label>{t('conversations.expected-at')}<input className="field" type="datetime-local" value={form.expectedAt} onChange={(event) => onChange({ expectedAt: event.target.value })} /></label>
    </div>
  )
}
