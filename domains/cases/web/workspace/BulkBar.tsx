// Acts on all selected cases, one request each; what was refused is named, what worked stays.
import { Merge, UserPlus, Users, X } from 'lucide-react'
import { useState } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import { call } from '../../../../web/api/call.ts'
import { queryKey } from '../../../../web/api/queries.ts'
import { asProblem } from '../../../../web/api/problem.ts'
import { Button } from '../../../../web/design/Button.tsx'
import { Dialog } from '../../../../web/design/Dialog.tsx'
import { toast } from '../../../../web/design/Feedback.tsx'
import { FormField, Notice } from '../../../../web/design/Form.tsx'
import { Kbd } from '../../../../web/design/Marks.tsx'
import { useMay, useSession } from '../../../../web/shell/session.ts'
import { useShortcut } from '../../../../web/shell/shortcuts.ts'
import { useT } from '../../../../web/i18n/i18n.ts'
import { casesApi } from '../../contract/api.ts'
import type { CaseSummary } from '../../contract/case.ts'
import type { Transition } from '../../contract/transitions.ts'
import { PersonSelect } from '../page/PersonSelect.tsx'

interface BulkBarProps { selected: ReadonlySet<string>; rows: readonly CaseSummary[]; onClear: () => void }
interface Refusal { number: string; why: string }

/** Moves each case by its own request; answers what was refused and why. */
function useMoveAll(): { busy: boolean; moveAll: (cases: readonly CaseSummary[], body: Transition) => Promise<Refusal[]> } {
  const client = useQueryClient(), [busy, setBusy] = useState(false)
  const moveAll = async (cases: readonly CaseSummary[], body: Transition) => {
    setBusy(true)
    const refused: Refusal[] = []
    for (const { id, number } of cases) {
      try { await call(casesApi.transition, { params: { id }, body }) } catch (error) { const problem = asProblem(error); refused.push({ number, why: problem.errors[0]?.detail ?? problem.detail }) }
    }
    await Promise.all([casesApi.list, casesApi.counts, casesApi.get].map((one) => client.invalidateQueries({ queryKey: queryKey(one) })))
    setBusy(false)
    return refused
  }
  return { busy, moveAll }
}

export function BulkBar({ selected, rows, onClear }: BulkBarProps) {
  const t = useT(), session = useSession(), works = useMay('cases.work'), assigns = useMay('cases.assign'), merges = useMay('cases.merge'), { busy, moveAll } = useMoveAll()
  const [open, setOpen] = useState<'assign' | 'merge' | null>(null), [refused, setRefused] = useState<readonly Refusal[]>([])
  const chosen = rows.filter((row) => selected.has(row.id)), done = (found: readonly Refusal[], text: string) => { setRefused(found); setOpen(null); if (found.length === 0) onClear(); if (found.length < chosen.length) toast(text) }
  const take = async () => done(await moveAll(chosen, { to: 'assigned', handlerId: session.person.id }), t('cases.desk.took'))
  useShortcut('a', () => { if (assigns) setOpen('assign'); else void take() }, { label: t(assigns ? 'cases.bulk.assign' : 'cases.desk.take'), group: t('cases.desk.keys') }, !busy && works)
  useShortcut('m', () => setOpen('merge'), { label: t('cases.bulk.merge'), group: t('cases.desk.keys') }, !busy && merges && chosen.length > 1)
  return (
    <div className="q-bulk" role="toolbar" aria-label={t('cases.desk.bulk')}>
      {refused.length > 0 && <div className="q-refused"><Notice kind="warn"><b>{t('cases.bulk.refused', { count: refused.length })}</b><ul>{refused.slice(0, 5).map((r) => <li key={r.number}><span className="num">{r.number}</span> {r.why}</li>)}</ul></Notice></div>}
      <b className="num nw">{t('cases.desk.selected', { count: selected.size })}</b><span className="sp" />
      {works && <button type="button" disabled={busy} onClick={() => { void take() }}><UserPlus size={14} aria-hidden />{t('cases.desk.take')}{!assigns && <Kbd k="a" />}</button>}
      {assigns && <button type="button" disabled={busy} onClick={() => setOpen('assign')}><Users size={14} aria-hidden />{t('cases.bulk.assign')}<Kbd k="a" /></button>}
      {merges && <button type="button" disabled={busy || chosen.length < 2} onClick={() => setOpen('merge')}><Merge size={14} aria-hidden />{t('cases.bulk.merge')}<Kbd k="m" /></button>}
      <button type="button" aria-label={t('cases.desk.clear')} onClick={onClear}><X size={14} /></button>
      {open === 'assign' && <Assign count={chosen.length} busy={busy} onClose={() => setOpen(null)} onAssign={(handlerId, reason) => { void moveAll(chosen, { to: 'assigned', handlerId, ...(reason ? { reason } : {}) }).then((found) => done(found, t('cases.transfer.assigned'))) }} />}
      {open === 'merge' && <MergeInto cases={chosen} busy={busy} onClose={() => setOpen(null)} onMerge={(into) => { void moveAll(chosen.filter((row) => row.id !== into), { to: 'merged', into }).then((found) => done(found, t('cases.bulk.merged'))) }} />}
    </div>
  )
}

function Assign({ count, busy, onAssign, onClose }: { count: number; busy: boolean; onAssign: (handlerId: string, reason: string) => void; onClose: () => void }) {
  const t = useT(), [to, setTo] = useState(''), [reason, setReason] = useState('')
  return (
    <Dialog open onClose={onClose} title={t('cases.bulk.assign-title', { count })} footer={<><Button onClick={onClose}>{t('web.cancel')}</Button><Button kind="primary" busy={busy} disabled={!to} onClick={() => onAssign(to, reason.trim())}>{t('cases.bulk.assign')}</Button></>}>
      <div className="col"><FormField label={t('cases.transfer.to')} required><PersonSelect value={to} onChange={setTo} /></FormField><FormField label={t('cases.field.reason')}><input className="field" value={reason} onChange={(event) => setReason(event.target.value)} /></FormField><p className="sm t2">{t('cases.transfer.note.assign')}</p></div>
    </Dialog>
  )
}

function MergeInto({ cases, busy, onMerge, onClose }: { cases: readonly CaseSummary[]; busy: boolean; onMerge: (into: string) => void; onClose: () => void }) {
  const t = useT(), [into, setInto] = useState(cases.toSorted((a, b) => a.createdAt.localeCompare(b.createdAt))[0]?.id ?? '')
  return (
    <Dialog open onClose={onClose} title={t('cases.bulk.merge-title', { count: cases.length })} footer={<><Button onClick={onClose}>{t('web.cancel')}</Button><Button kind="primary" busy={busy} onClick={() => onMerge(into)}>{t('cases.bulk.merge')}</Button></>}>
      <fieldset className="fd-many"><legend>{t('cases.bulk.merge-keep')}</legend>{cases.map((row) => <label key={row.id} className="row g6"><input type="radio" name="keep" checked={into === row.id} onChange={() => setInto(row.id)} /><span className="num nw">{row.number}</span><span className="ell">{row.title}</span></label>)}</fieldset>
      <p className="sm t2" style={{ marginTop: 8 }}>{t('cases.act.merge.note')}</p>
    </Dialog>
  )
}
