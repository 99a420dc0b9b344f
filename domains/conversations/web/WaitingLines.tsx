// Messages that have not been said yet: seconds in which a reply can be taken back, scheduled ones, and those that could not be sent.
import { CalendarClock, CircleAlert, Send, Undo2 } from 'lucide-react'
import { useEffect, useEffectEvent, useMemo, useState } from 'react'
import { queryKey, useApi, useSubmit } from '../../../web/api/queries.ts'
import { Button } from '../../../web/design/Button.tsx'
import { Dialog } from '../../../web/design/Dialog.tsx'
import { toast, toastProblem } from '../../../web/design/Feedback.tsx'
import { FormField, ProblemNote } from '../../../web/design/Form.tsx'
import { Kbd, Tone } from '../../../web/design/Marks.tsx'
import { MomentField } from '../../../web/design/MomentField.tsx'
import { useServerMinute } from '../../../web/design/server-clock.ts'
import { useLive } from '../../../web/live/live.ts'
import { useShortcut } from '../../../web/shell/shortcuts.ts'
import { useFormat, useT } from '../../../web/i18n/i18n.ts'
import { writingApi } from '../contract/api.ts'
import type { WaitingMessage } from '../contract/writing.ts'
import { onTheirWay, STALE } from './use-sending.ts'

/** `onBack` gives the words of a message that was taken back to the composer. */
export function WaitingLines({ caseId, onBack }: { caseId: string; onBack: (message: WaitingMessage) => void }) {
  const t = useT(), key = { params: { id: caseId } }, query = useApi(writingApi.waiting, key), items = useMemo(() => query.data?.items ?? [], [query.data]), held = items.find((m) => m.kind === 'undo' && m.state === 'waiting')
  useLive([`case:${caseId}`], [queryKey(writingApi.waiting, key)])
  const cancel = useSubmit(writingApi.cancel, { invalidates: STALE, onDone: (back) => { onBack(back); toast(t('conversations.waiting.taken-back'), { kind: 'plain' }) }, onProblem: toastProblem })
  useEffect(() => {
    if (!query.isSuccess || query.isFetching) return
    for (const [id, sent] of onTheirWay) if (sent.caseId !== caseId) continue; else if (!items.some((m) => m.id === id)) { onTheirWay.delete(id); toast(t(sent.counted ? 'conversations.counted' : 'conversations.sent')) } else if (items.some((m) => m.id === id && m.state === 'failed')) onTheirWay.delete(id)
  }, [items, query.isSuccess, query.isFetching, caseId, t])
  const takeBack = (m: WaitingMessage) => { onTheirWay.delete(m.id); void cancel.submit({ params: { id: m.id } }) }
  useShortcut('alt+z', () => { if (held) takeBack(held) }, { label: t('conversations.waiting.undo'), group: t('conversations.keys') }, held !== undefined)
  if (items.length === 0) return null
  return <div className="waits" role="status">{items.map((m) => <Line key={m.id} message={m} onTakeBack={() => takeBack(m)} busy={cancel.busy} onGone={() => { void query.refetch() }} />)}</div>
}

function Line({ message: m, onTakeBack, onGone, busy }: { message: WaitingMessage; onTakeBack: () => void; onGone: () => void; busy: boolean }) {
  const t = useT(), format = useFormat(), now = useServerMinute(), [editing, setEditing] = useState(false), left = useSecondsLeft(m, onGone)
  const send = useSubmit(writingApi.sendNow, { invalidates: STALE, onProblem: toastProblem }), now_ = () => { void send.submit({ params: { id: m.id } }) }
  const failed = m.state === 'failed'
  return (
    <article className={`wait${failed ? ' failed' : ''}`} aria-label={t('conversations.waiting')}>
      <div className="row g6 sm">{failed ? <Tone kind="bad" icon={<CircleAlert size={12} />}>{t('conversations.waiting.failed')}</Tone> : m.kind === 'scheduled' ? <Tone kind="info" icon={<CalendarClock size={12} />}>{t('conversations.waiting.at', { time: format.moment(m.sendAt, now) })}</Tone> : <Tone kind="info" icon={<Send size={12} />}>{left > 0 ? t('conversations.waiting.seconds', { seconds: left }) : t('conversations.sending')}</Tone>}
        {m.macroId && <span className="dim">{t('conversations.waiting.macro')}</span>}<span className="dim ell">{m.by.name}</span><span className="sp" />
        {m.kind === 'scheduled' && !failed && <Button size="small" kind="quiet" onClick={() => setEditing(true)}>{t('conversations.waiting.change')}</Button>}
        {(m.kind === 'scheduled' || failed) && <Button size="small" kind="quiet" busy={send.busy} onClick={now_}>{t('conversations.waiting.now')}</Button>}
        <Button size="small" icon={<Undo2 size={13} />} busy={busy} onClick={onTakeBack}>{t('conversations.waiting.undo')}{m.kind === 'undo' && !failed && <> <Kbd k="alt+z" /></>}</Button></div>
      <div className="text t2 wait-text">{m.message.body}</div>
      {m.problem && <div className="bad sm">{m.problem}</div>}
      {editing && <EditWaiting message={m} onClose={() => setEditing(false)} />}
    </article>
  )
}

/** Counts down by this device's own clock from what the server said; at the end the server is asked again. */
function useSecondsLeft(m: WaitingMessage, onGone: () => void): number {
  const [left, setLeft] = useState(Math.ceil(m.leftSeconds)), gone = useEffectEvent(onGone), isUndo = m.kind === 'undo' && m.state === 'waiting'
  useEffect(() => {
    if (!isUndo) return
    const end = performance.now() + m.leftSeconds * 1000
    const timer = setInterval(() => { const seconds = Math.ceil((end - performance.now()) / 1000); setLeft(Math.max(0, seconds)); if (seconds <= -1) gone() }, 500)
    return () => clearInterval(timer)
  }, [m.id, m.leftSeconds, isUndo])
  return left
}

function EditWaiting({ message: m, onClose }: { message: WaitingMessage; onClose: () => void }) {
  const t = useT(), [body, setBody] = useState(m.message.body), [sendAt, setSendAt] = useState(m.sendAt), change = useSubmit(writingApi.change, { invalidates: STALE, onDone: onClose })
  const save = () => { void change.submit({ params: { id: m.id }, body: { ...(body === m.message.body ? {} : { body }), ...(sendAt === m.sendAt ? {} : { sendAt }) }, ifMatch: m.version }) }
  return (
    <Dialog open onClose={onClose} title={t('conversations.waiting.change.title')} width={560} footer={<><Button onClick={onClose}>{t('web.cancel')}</Button><Button kind="primary" busy={change.busy} disabled={body.trim() === '' || sendAt === ''} onClick={save}>{t('conversations.save')}</Button></>}>
      <FormField label={t('conversations.waiting.words')} required pointer="/body" problem={change.problem}><textarea className="field" rows={8} value={body} onChange={(event) => setBody(event.target.value)} /></FormField>
      <FormField label={t('conversations.waiting.time')} required pointer="/sendAt" problem={change.problem}><MomentField value={sendAt} onChange={setSendAt} /></FormField>
      <ProblemNote problem={change.problem} shown={['/body', '/sendAt']} />
    </Dialog>
  )
}
