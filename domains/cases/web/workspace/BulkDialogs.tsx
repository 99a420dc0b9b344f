// What an act on many cases needs to know, and what it would do: tried on the server and not kept, each refusal named, before anybody says yes.
import { useEffect, useRef, useState, type ReactNode } from 'react'
import { call } from '../../../../web/api/call.ts'
import { asProblem, type ApiProblem } from '../../../../web/api/problem.ts'
import { useApi } from '../../../../web/api/queries.ts'
import { Button } from '../../../../web/design/Button.tsx'
import { Dialog } from '../../../../web/design/Dialog.tsx'
import { FormField, Notice, ProblemNote } from '../../../../web/design/Form.tsx'
import { useShortcut } from '../../../../web/shell/shortcuts.ts'
import { useT } from '../../../../web/i18n/i18n.ts'
import { orgApi } from '../../../org/contract/api.ts'
import { casesApi } from '../../contract/api.ts'
import type { BulkAct, BulkOrder, BulkPreview } from '../../contract/bulk.ts'
import type { CaseSummary } from '../../contract/case.ts'
import { LinkKindByHand } from '../../contract/merge.ts'
import { PersonSelect } from '../page/PersonSelect.tsx'

export type BulkKind = 'assign' | 'offer' | 'unit' | 'classify' | 'link' | 'merge' | 'cancel' | 'archive'
type Values = Readonly<Record<string, string>>

const FACTORS = ['low', 'medium', 'high'] as const, CLASSES = ['system-fault', 'application-configuration', 'data-security', 'user-operation', 'third-party-service'] as const, IMPACTS = ['one-person', 'several-users', 'whole-enterprise', 'many-customers'] as const
const CLASSIFIED = [{ name: 'problemClass', words: 'cases.class', choices: CLASSES }, { name: 'urgency', words: 'cases.factor', choices: FACTORS }, { name: 'impact', words: 'cases.impact', choices: IMPACTS }, { name: 'complexity', words: 'cases.factor', choices: FACTORS }] as const

/** The act as it stands in the fields; null while something that it needs is missing. */
export function actOf(kind: BulkKind, v: Values): BulkAct | null {
  const reason = v['reason']?.trim() ? { reason: v['reason'].trim() } : {}
  switch (kind) {
    case 'assign': return v['person'] ? { kind, handlerId: v['person'], ...reason } : null
    case 'offer': return v['person'] && reason.reason ? { kind, toId: v['person'], reason: reason.reason } : null
    case 'unit': return v['unit'] ? { kind, unitId: v['unit'], ...reason } : null
    case 'classify': { const set = Object.fromEntries(CLASSIFIED.flatMap(({ name }) => (v[name] ? [[name, v[name]]] : []))); return Object.keys(set).length > 0 ? { kind, ...set, ...reason } as BulkAct : null }
    case 'link': return v['other'] ? { kind, otherId: v['other'], linkKind: (v['link'] || 'related') as 'related' } : null
    case 'merge': return v['other'] ? { kind, into: v['other'], ...reason } : null
    case 'cancel': return reason.reason ? { kind: 'move', to: 'cancelled', ...reason } : null
    case 'archive': return { kind: 'move', to: 'archived', ...reason }
  }
}

/** Of a merge the case that goes on is not acted on itself. */
export const withoutTarget = (cases: BulkOrder['cases'], act: BulkAct): BulkOrder['cases'] => ('ids' in cases && (act.kind === 'merge' || act.kind === 'link') ? { ids: cases.ids.filter((id) => id !== (act.kind === 'merge' ? act.into : act.otherId)) } : cases)

export interface BulkDialogProps { kind: BulkKind; chosen: readonly CaseSummary[]; cases: BulkOrder['cases']; count: string; onClose: () => void; onDo: (act: BulkAct) => void }

export function BulkDialog({ kind, chosen, cases, count, onClose, onDo }: BulkDialogProps) {
  const t = useT(), [values, setValues] = useState<Values>({ other: chosen.toSorted((a, b) => a.createdAt.localeCompare(b.createdAt))[0]?.id ?? '' }), act = actOf(kind, values), { preview, busy, problem } = usePreview(cases, act)
  const set = (name: string) => (value: string) => setValues((all) => ({ ...all, [name]: value })), send = () => { if (act && preview?.would !== 0) onDo(act) }
  useShortcut('mod+enter', send, { inDialog: true })
  return (
    <Dialog open onClose={onClose} width={560} title={t(`cases.bulk.title.${kind}`, { count })} footer={<><Button onClick={onClose}>{t('web.cancel')}</Button><Button kind={kind === 'cancel' ? 'danger' : 'primary'} disabled={!act || preview?.would === 0} onClick={send}>{t(`cases.bulk.act.${kind}`)}</Button></>}>
      <form className="col" onSubmit={(event) => { event.preventDefault(); send() }}>
        <Fields kind={kind} values={values} set={set} chosen={chosen} />
        {kind !== 'link' && <FormField label={t('cases.field.reason')} required={kind === 'offer' || kind === 'cancel'}><input className="field" value={values['reason'] ?? ''} onChange={(event) => set('reason')(event.target.value)} /></FormField>}
        <ProblemNote problem={problem} />
        <div aria-live="polite">{busy ? <p className="sm t2">{t('cases.bulk.trying')}</p> : preview && <Tried preview={preview} />}</div>
      </form>
    </Dialog>
  )
}

function Fields({ kind, values, set, chosen }: { kind: BulkKind; values: Values; set: (name: string) => (value: string) => void; chosen: readonly CaseSummary[] }): ReactNode {
  const t = useT(), units = useApi(orgApi.listUnits, undefined, { enabled: kind === 'unit' })
  switch (kind) {
    case 'assign': case 'offer': return <FormField label={t('cases.transfer.to')} required hint={t(kind === 'assign' ? 'cases.transfer.note.assign' : 'cases.transfer.note')}><PersonSelect value={values['person'] ?? ''} onChange={set('person')} /></FormField>
    case 'unit': return <FormField label={t('cases.unit')} required><select className="field" value={values['unit'] ?? ''} onChange={(event) => set('unit')(event.target.value)}><option value="">{t('cases.choose')}</option>{(units.data?.items ?? []).map((u) => <option key={u.id} value={u.id}>{u.name}</option>)}</select></FormField>
    case 'classify': return <>{CLASSIFIED.map(({ name, words, choices }) => <FormField key={name} label={t(`cases.field.${name}`)}><select className="field" value={values[name] ?? ''} onChange={(event) => set(name)(event.target.value)}><option value="">{t('cases.bulk.unchanged')}</option>{choices.map((c) => <option key={c} value={c}>{t(`${words}.${c}` as 'cases.factor.low')}</option>)}</select></FormField>)}</>
    case 'merge': case 'link': return (
      <>
        {kind === 'link' && <FormField label={t('cases.link.kind')} required><select className="field" value={values['link'] ?? 'related'} onChange={(event) => set('link')(event.target.value)}>{LinkKindByHand.options.map((k) => <option key={k} value={k}>{t(`cases.link.is.${k}`)}</option>)}</select></FormField>}
        <fieldset className="fd-many bk-keep"><legend>{t(kind === 'merge' ? 'cases.bulk.merge-keep' : 'cases.link.other')}</legend>{chosen.map((row) => <label key={row.id} className="row g6"><input type="radio" name="keep" checked={values['other'] === row.id} onChange={() => set('other')(row.id)} /><span className="num nw">{row.number}</span><span className="ell">{row.title}</span></label>)}</fieldset>
      </>
    )
    case 'cancel': case 'archive': return null
  }
}

/** Asks a moment after the last change, and forgets answers that come too late. */
function usePreview(cases: BulkOrder['cases'], act: BulkAct | null): { preview: BulkPreview | null; busy: boolean; problem: ApiProblem | null } {
  const [state, setState] = useState<{ preview: BulkPreview | null; busy: boolean; problem: ApiProblem | null }>({ preview: null, busy: false, problem: null }), asked = useRef(0), key = JSON.stringify([cases, act])
  useEffect(() => {
    const [of, what] = JSON.parse(key) as [BulkOrder['cases'], BulkAct | null], turn = ++asked.current
    if (!what) { setState({ preview: null, busy: false, problem: null }); return }
    setState((s) => ({ ...s, busy: true }))
    const timer = setTimeout(() => {
      call(casesApi.previewBulk, { body: { cases: withoutTarget(of, what), act: what } }).then((preview) => { if (turn === asked.current) setState({ preview, busy: false, problem: null }) }, (error: unknown) => { if (turn === asked.current) setState({ preview: null, busy: false, problem: asProblem(error) }) })
    }, 350)
    return () => clearTimeout(timer)
  }, [key])
  return state
}

function Tried({ preview }: { preview: BulkPreview }) {
  const t = useT(), rest = preview.total - preview.checked
  return (
    <Notice kind={preview.refused.length > 0 ? 'warn' : 'good'}>
      <b>{t('cases.bulk.would', { count: preview.would, checked: preview.checked })}</b> {rest > 0 && t('cases.bulk.untried', { count: rest })} {t(preview.reversible ? 'cases.bulk.reversible' : 'cases.bulk.final')}
      {preview.refused.length > 0 && <ul className="bk-refused">{preview.refused.slice(0, 8).map((r) => <li key={r.caseId}><span className="num">{r.number}</span> {r.detail}</li>)}{preview.refused.length > 8 && <li>{t('cases.bulk.more', { count: preview.refused.length - 8 })}</li>}</ul>}
    </Notice>
  )
}
