// Takes a case or hands it on: the handler changes only when the colleague accepts, unless a lead assigns; the first-contact owner never does (§1.2).
import { UserPlus } from 'lucide-react'
import { useState } from 'react'
import { useApi, useSubmit } from '../../../../web/api/queries.ts'
import { Button } from '../../../../web/design/Button.tsx'
import { Dialog } from '../../../../web/design/Dialog.tsx'
import { toast, toastProblem } from '../../../../web/design/Feedback.tsx'
import { FormField, ProblemNote } from '../../../../web/design/Form.tsx'
import { Kbd } from '../../../../web/design/Marks.tsx'
import { useShortcut } from '../../../../web/shell/shortcuts.ts'
import { useSession } from '../../../../web/shell/session.ts'
import { useT } from '../../../../web/i18n/i18n.ts'
import { orgApi } from '../../../org/contract/api.ts'
import { casesApi } from '../../contract/api.ts'
import type { Case } from '../../contract/case.ts'
import { PersonSelect } from './PersonSelect.tsx'
import { mayDo, useRefreshCase } from './use-case-acts.ts'

type Kind = 'assign' | 'transfer' | 'consult' | 'escalate'

export function HandOver({ value, small }: { value: Case; small?: boolean }) {
  const t = useT(), session = useSession(), refresh = useRefreshCase(value.id), [open, setOpen] = useState(false)
  const take = useSubmit(casesApi.transition, { onDone: async () => { await refresh(); toast(t('cases.desk.took')) }, onProblem: toastProblem })
  const free = value.handler === null && value.state !== 'new' && (mayDo(value, 'assigned') || mayDo(value, 'assign')) && session.permissions.has('cases.work')
  const may = free || mayDo(value, 'transfer') || mayDo(value, 'assign'), start = () => { if (free) void take.submit({ params: { id: value.id }, body: { to: 'assigned', handlerId: session.person.id } }); else setOpen(true) }
  const verb = t(free ? 'cases.desk.take' : 'cases.transfer.do')
  useShortcut('a', start, { label: verb, group: t('cases.desk.keys') }, may && !take.busy)
  if (!may) return null
  return (
    <>
      <Button {...(small ? { size: 'small', kind: 'quiet' } : free ? { kind: 'primary' } : {})} icon={<UserPlus size={14} />} busy={take.busy} onClick={start}>{verb} {!small && <Kbd k="a" />}</Button>
      {open && <HandOverDialog value={value} onClose={() => setOpen(false)} />}
    </>
  )
}

function HandOverDialog({ value, onClose }: { value: Case; onClose: () => void }) {
  const t = useT(), refresh = useRefreshCase(value.id), session = useSession(), leads = mayDo(value, 'assign') && session.permissions.has('cases.assign')
  const kinds: readonly Kind[] = [...(leads ? ['assign' as const] : []), ...(mayDo(value, 'transfer') ? ['transfer', 'consult', 'escalate'] as const : [])]
  const [kind, setKind] = useState<Kind>(kinds[0] ?? 'transfer'), [toId, setToId] = useState(''), [unitId, setUnitId] = useState<string | null>(null), [reason, setReason] = useState(''), [note, setNote] = useState('')
  const done = (text: string) => async () => { await refresh(); toast(text); onClose() }
  const offer = useSubmit(casesApi.offerTransfer, { onDone: done(t('cases.transfer.sent')) }), assign = useSubmit(casesApi.transition, { onDone: done(t('cases.transfer.assigned')) }), problem = kind === 'assign' ? assign.problem : offer.problem
  const params = { id: value.id }, given = reason.trim() ? { reason: reason.trim() } : {}
  const send = () => { void (kind === 'assign' ? assign.submit({ params, body: { to: 'assigned', ...(toId ? { handlerId: toId } : {}), ...given } }) : offer.submit({ params, body: { kind, reason, ...(kind === 'consult' && unitId !== null ? { toUnitId: unitId } : toId ? { toId } : {}), ...(kind !== 'consult' && note.trim() ? { note: note.trim() } : {}) } })) }
  const person = kind === 'assign' ? '/handlerId' : '/toId'
  return (
    <Dialog open onClose={onClose} title={t('cases.transfer.title', { number: value.number })} footer={<><Button onClick={onClose}>{t('web.cancel')}</Button><Button kind="primary" busy={offer.busy || assign.busy} onClick={send}>{t(`cases.transfer.send.${kind}`)}</Button></>}>
      <form className="col" onSubmit={(event) => { event.preventDefault(); send() }}>
        <FormField label={t('cases.transfer.kind')} required pointer="/kind" problem={problem}><select className="field" value={kind} onChange={(event) => setKind(event.target.value as Kind)}>{kinds.map((k) => <option key={k} value={k}>{t(`cases.transfer.kind.${k}`)}</option>)}</select></FormField>
        {kind === 'consult' && <FormField label={t('cases.consult.who')} required><select className="field" value={unitId === null ? 'person' : 'unit'} onChange={(event) => setUnitId(event.target.value === 'unit' ? '' : null)}><option value="person">{t('cases.consult.person')}</option><option value="unit">{t('cases.consult.unit')}</option></select></FormField>}
        {kind === 'consult' && unitId !== null ? <FormField label={t('cases.unit')} required pointer="/toUnitId" problem={problem}><UnitSelect value={unitId} onChange={setUnitId} /></FormField> : <FormField label={t('cases.transfer.to')} required={kind !== 'escalate'} pointer={person} problem={problem} {...(kind === 'escalate' ? { hint: t('cases.transfer.to.escalate') } : {})}>
          <PersonSelect value={toId} onChange={setToId} without={[session.person.id, ...(value.handler && kind !== 'consult' ? [value.handler.id] : [])]} /></FormField>}
        <FormField label={t(kind === 'consult' ? 'cases.consult.ask' : 'cases.field.reason')} required={kind !== 'assign'} pointer="/reason" problem={problem}><textarea className="field" rows={3} value={reason} onChange={(event) => setReason(event.target.value)} /></FormField>
        {(kind === 'transfer' || kind === 'escalate') && <FormField label={t('cases.transfer.handover-note')} hint={t('cases.transfer.handover-note.hint')} pointer="/note" problem={problem}><textarea className="field" rows={3} value={note} onChange={(event) => setNote(event.target.value)} /></FormField>}
        <p className="sm t2">{t(kind === 'assign' ? 'cases.transfer.note.assign' : 'cases.transfer.note')}</p>
        <ProblemNote problem={problem} shown={['/kind', person, '/reason', '/note', '/toUnitId']} />
      </form>
    </Dialog>
  )
}

function UnitSelect({ value, onChange, ...control }: { value: string; onChange: (id: string) => void; id?: string; 'aria-describedby'?: string; 'aria-invalid'?: boolean; 'aria-required'?: boolean }) {
  const t = useT(), units = useApi(orgApi.listUnits, { query: {} })
  return <select className="field" {...control} value={value} onChange={(event) => onChange(event.target.value)}><option value="">{t('cases.choose')}</option>{units.data?.items.map((u) => <option key={u.id} value={u.id}>{u.name}</option>)}</select>
}
