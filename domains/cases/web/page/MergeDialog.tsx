// Merging: find the other report of the same matter, see both side by side with what stands in the way, and take it back within 8 s or at any time later.
import { ArrowRight, ArrowRightLeft } from 'lucide-react'
import { useDeferredValue, useEffect, useRef, useState } from 'react'
import { call } from '../../../../web/api/call.ts'
import { useApi, useSubmit } from '../../../../web/api/queries.ts'
import { Button } from '../../../../web/design/Button.tsx'
import { Dialog } from '../../../../web/design/Dialog.tsx'
import { toast, toastProblem } from '../../../../web/design/Feedback.tsx'
import { FormField, Notice, ProblemNote } from '../../../../web/design/Form.tsx'
import { ClauseMark, Tone } from '../../../../web/design/Marks.tsx'
import { Loading } from '../../../../web/design/States.tsx'
import { Moment } from '../../../../web/design/Text.tsx'
import { useShortcut } from '../../../../web/shell/shortcuts.ts'
import { useT } from '../../../../web/i18n/i18n.ts'
import { casesApi } from '../../contract/api.ts'
import type { Case, CaseSummary } from '../../contract/case.ts'
import type { MergePreview } from '../../contract/merge.ts'
import { RowMark } from '../workspace/QueueRow.tsx'
import { useRefreshCase } from './use-case-acts.ts'
import './merge.css'

export function MergeDialog({ value, onClose }: { value: Case; onClose: () => void }) {
  const t = useT(), refresh = useRefreshCase(value.id), [q, setQ] = useState(''), [other, setOther] = useState(''), [turned, setTurned] = useState(false), [reason, setReason] = useState(''), wanted = useDeferredValue(q.trim()), first = useRef<HTMLInputElement>(null)
  const found = useApi(casesApi.list, { query: { view: 'open', sort: 'newest', limit: 20, ...(wanted ? { q: wanted } : value.customer ? { customer: value.customer.id } : { requester: value.requester.id }) } }, { keep: true })
  useEffect(() => first.current?.focus(), [])
  const rows = (found.data?.items ?? []).filter((c) => c.id !== value.id), from = turned ? other : value.id, into = turned ? value.id : other
  const preview = useApi(casesApi.previewMerge, { params: { id: from }, query: { into } }, { enabled: other !== '', keep: true })
  const undo = async () => { try { await call(casesApi.unmerge, { params: { id: from }, body: {} }); await refresh(); toast(t('cases.merge.undone')) } catch (error) { toastProblem(error) } }
  const merge = useSubmit(casesApi.merge, { onDone: async () => { await refresh(); toast(t('cases.merge.done'), { undo }); onClose() } })
  const send = () => { if (other) void merge.submit({ params: { id: from }, body: { into, ...(reason.trim() ? { reason: reason.trim() } : {}) } }) }
  useShortcut('mod+enter', send, { inDialog: true })
  const choose = (step: number) => { const at = rows.findIndex((c) => c.id === other), next = rows[Math.max(0, Math.min(rows.length - 1, at + step))]; if (next) setOther(next.id) }
  return (
    <Dialog open onClose={onClose} width={860} title={t('cases.act.merge', { number: value.number })} footer={<><Button onClick={onClose}>{t('web.cancel')}</Button><Button kind="primary" busy={merge.busy} disabled={!other || preview.data?.ok === false} onClick={send}>{t('cases.act.merge.verb')}</Button></>}>
      <form className="mg" onSubmit={(event) => { event.preventDefault(); send() }}>
        <div className="col">
          <FormField label={t('cases.merge.find')} hint={t('cases.merge.find.hint')}><input className="field" type="search" ref={first} value={q} onChange={(event) => setQ(event.target.value)} onKeyDown={(event) => { if (event.key === 'ArrowDown' || event.key === 'ArrowUp') { event.preventDefault(); choose(event.key === 'ArrowDown' ? 1 : -1) } else if (event.key === 'Enter' && other && preview.data?.ok) { event.preventDefault(); send() } }} /></FormField>
          {found.isPending ? <Loading rows={4} rowHeight={44} /> : <ul className="mg-list" role="listbox" aria-label={t('cases.act.merge.into')}>{rows.map((c) => <Found key={c.id} row={c} on={c.id === other} onChoose={() => setOther(c.id)} />)}{rows.length === 0 && <li className="sm t2">{t('cases.merge.none')}</li>}</ul>}
          <FormField label={t('cases.field.reason')} pointer="/reason" problem={merge.problem}><input className="field" value={reason} onChange={(event) => setReason(event.target.value)} /></FormField>
        </div>
        <div className="col">
          {other === '' ? <p className="t2">{t('cases.merge.note')}</p> : preview.data ? <Preview preview={preview.data} onTurn={() => setTurned(!turned)} /> : <Loading rows={4} />}
          <ProblemNote problem={merge.problem} shown={['/reason']} />
        </div>
      </form>
    </Dialog>
  )
}

function Found({ row, on, onChoose }: { row: CaseSummary; on: boolean; onChoose: () => void }) {
  const t = useT()
  return <li role="option" aria-selected={on}><button type="button" className={on ? 'on' : ''} onClick={onChoose}><RowMark row={row} /><span className="mg-row"><span className="ell">{row.restricted ? t('cases.restricted.title') : row.title}</span><span className="row g6 sm dim"><span className="num nw">{row.number}</span><span className="nw">{t(`cases.state.${row.state}`)}</span><span className="ell">{row.customer?.name ?? row.requester.name}</span></span></span></button></li>
}

/** Left what ends, right what goes on; below, what changes and what stands in the way. */
function Preview({ preview, onTurn }: { preview: MergePreview; onTurn: () => void }) {
  const t = useT()
  return (
    <>
      <div className="mg-two"><Side one={preview.absorbed} kind="ends" /><button type="button" className="ib" aria-label={t('cases.merge.turn')} title={t('cases.merge.turn')} onClick={onTurn}><ArrowRightLeft size={16} className="mg-turn" /><ArrowRight size={16} /></button>{preview.survivor ? <Side one={preview.survivor} kind="stays" /> : <p className="t2">{t('cases.merge.unseen')}</p>}</div>
      {preview.reasons.length > 0 ? <Notice kind="warn"><b>{t('cases.merge.refused')}</b><ul>{preview.reasons.map((r, i) => <li key={i}>{r.detail} {r.clause && <ClauseMark clause={r.clause} />}</li>)}</ul></Notice>
        : <ul className="mg-facts sm t2"><li>{t('cases.merge.fact.start')} {preview.keepsStart && <Moment at={preview.keepsStart} />}</li><li>{t('cases.merge.fact.follow')}</li><li>{t('cases.merge.fact.undo')}</li>{preview.otherRequester && <li className="warn">{t('cases.merge.fact.requester')}</li>}</ul>}
    </>
  )
}

function Side({ one, kind }: { one: MergePreview['absorbed']; kind: 'ends' | 'stays' }) {
  const t = useT()
  return (
    <section className="mg-side" aria-label={t(`cases.merge.${kind}`)}>
      <div className="row g6"><Tone kind={kind === 'stays' ? 'good' : 'plain'}>{t(`cases.merge.${kind}`)}</Tone><span className="sp" /><span className="num sm dim nw">{one.number}</span></div>
      <div className="row g6"><RowMark row={one} /><b>{one.restricted ? t('cases.restricted.title') : one.title}</b></div>
      <div className="sm t2">{t(`cases.state.${one.state}`)} · {one.handler?.name ?? t('cases.desk.unassigned')} · <Moment at={one.createdAt} /></div>
      <div className="sm t2">{one.customer ? `${one.customer.name} · ` : ''}{one.requester.name}</div>
      <p className="sm mg-text">{one.description}</p>
    </section>
  )
}
