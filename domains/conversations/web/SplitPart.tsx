// Splitting a conversation: choose what was said of another matter, name it, and it is a case of its own. Taken back within 8 s, or there, while nobody has worked on it.
import { Split } from 'lucide-react'
import { useState } from 'react'
import { call } from '../../../web/api/call.ts'
import { useApi, useSubmit } from '../../../web/api/queries.ts'
import { Button } from '../../../web/design/Button.tsx'
import { Dialog } from '../../../web/design/Dialog.tsx'
import { toast, toastProblem } from '../../../web/design/Feedback.tsx'
import { FormField, ProblemNote } from '../../../web/design/Form.tsx'
import { SidePart } from '../../../web/design/Layout.tsx'
import { Loading } from '../../../web/design/States.tsx'
import { Moment } from '../../../web/design/Text.tsx'
import { useGo } from '../../../web/shell/address.ts'
import { useShortcut } from '../../../web/shell/shortcuts.ts'
import { useT } from '../../../web/i18n/i18n.ts'
import type { CaseSlotProps } from '../../cases/web/slots.ts'
import { useRefreshCase } from '../../cases/web/page/use-case-acts.ts'
import { conversationsApi } from '../contract/api.ts'
import { splitApi } from '../contract/split.ts'

const ENDED: ReadonlySet<string> = new Set(['archived', 'merged', 'cancelled'])

export function SplitPart({ value }: CaseSlotProps) {
  const t = useT(), refresh = useRefreshCase(value.id), [open, setOpen] = useState(false), from = value.links.find((l) => l.kind === 'split-from')
  const undo = useSubmit(splitApi.undo, { onDone: async () => { await refresh(); toast(t('conversations.split.back')) }, onProblem: toastProblem })
  if (ENDED.has(value.state)) return null
  return (
    <SidePart title={t('conversations.split.title')}>
      <div className="row wrap g6"><Button size="small" icon={<Split size={13} />} onClick={() => setOpen(true)}>{t('conversations.split.do')}</Button>
        {from && <Button size="small" kind="quiet" busy={undo.busy} onClick={() => { void undo.submit({ params: { id: value.id }, body: {} }) }}>{t('conversations.split.undo', { number: from.number })}</Button>}</div>
      {open && <SplitDialog value={value} onClose={() => setOpen(false)} />}
    </SidePart>
  )
}

function SplitDialog({ value, onClose }: CaseSlotProps & { onClose: () => void }) {
  const t = useT(), go = useGo(), refresh = useRefreshCase(value.id), [chosen, setChosen] = useState<readonly string[]>([]), [title, setTitle] = useState(''), [reason, setReason] = useState('')
  const list = useApi(conversationsApi.list, { params: { id: value.id }, query: { limit: 200 } }), messages = (list.data?.items ?? []).filter((m) => !m.automatic && m.caseId === value.id)
  const back = async (id: string) => { try { await call(splitApi.undo, { params: { id }, body: {} }); await refresh(); go(`/cases/${value.id}`); toast(t('conversations.split.back')) } catch (error) { toastProblem(error) } }
  const split = useSubmit(splitApi.split, { onDone: async (made) => { await refresh(); toast(t('conversations.split.done', { number: made.number }), { undo: () => back(made.id) }); onClose(); go(`/cases/${made.id}`) } })
  const toggle = (id: string) => setChosen((all) => (all.includes(id) ? all.filter((one) => one !== id) : [...all, id])), ready = chosen.length > 0 && title.trim() !== '', send = () => { if (ready) void split.submit({ params: { id: value.id }, body: { messageIds: [...chosen], title: title.trim(), ...(reason.trim() ? { reason: reason.trim() } : {}) } }) }
  useShortcut('mod+enter', send, { inDialog: true })
  return (
    <Dialog open onClose={onClose} width={640} title={t('conversations.split.do')} footer={<><Button onClick={onClose}>{t('web.cancel')}</Button><Button kind="primary" busy={split.busy} disabled={!ready} onClick={send}>{t('conversations.split.verb')}</Button></>}>
      <form className="col" onSubmit={(event) => { event.preventDefault(); send() }}>
        <p className="t2">{t('conversations.split.note')}</p>
        {list.isPending ? <Loading rows={4} /> : messages.length === 0 ? <p className="t2">{t('conversations.split.none')}</p> : <fieldset className="fd-many split-messages"><legend>{t('conversations.split.choose')}</legend>{messages.map((m) => <label key={m.id} className="row g6"><input type="checkbox" checked={chosen.includes(m.id)} onChange={() => toggle(m.id)} /><span className="sm dim nw"><Moment at={m.at} /> {m.from.name}</span><span className="ell">{m.text.split('\n')[0]}</span></label>)}</fieldset>}
        <FormField label={t('conversations.split.name')} required pointer="/title" problem={split.problem}><input className="field" maxLength={200} value={title} onChange={(event) => setTitle(event.target.value)} /></FormField>
        <FormField label={t('cases.field.reason')} pointer="/reason" problem={split.problem}><input className="field" value={reason} onChange={(event) => setReason(event.target.value)} /></FormField>
        <ProblemNote problem={split.problem} shown={['/title', '/reason']} />
      </form>
    </Dialog>
  )
}
