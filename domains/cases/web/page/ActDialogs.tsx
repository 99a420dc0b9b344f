// Acts beside the moves: classification with a reason, facts, provider contact, containment, compliance block, merging.
import { useState } from 'react'
import { useApi, useSubmit } from '../../../../web/api/queries.ts'
import { Button } from '../../../../web/design/Button.tsx'
import { Dialog } from '../../../../web/design/Dialog.tsx'
import { toast } from '../../../../web/design/Feedback.tsx'
import { FormField, ProblemNote } from '../../../../web/design/Form.tsx'
import { useT } from '../../../../web/i18n/i18n.ts'
import { casesApi } from '../../contract/api.ts'
import type { Case, EditCase } from '../../contract/case.ts'
import type { LogVendorContact } from '../../contract/transfer.ts'
import { FieldsDialog } from './FieldsDialog.tsx'
import { bodyOf, classFields, COMPLIANCE_FIELDS, CONTAIN_FIELDS, FACT_FIELDS, VENDOR_FIELDS, type FormFieldOf } from './move-fields.ts'
import { knownValues } from './MoveDialog.tsx'
import { useRefreshCase } from './use-case-acts.ts'

export type Act = 'reclassify' | 'edit' | 'vendor' | 'contain' | 'compliance' | 'merge'
interface ActProps { value: Case; onClose: () => void }

export function ActDialog({ act, ...props }: ActProps & { act: Act }) {
  switch (act) {
    case 'reclassify': return <Reclassify {...props} />
    case 'edit': return <Edit {...props} fields={FACT_FIELDS} title="cases.act.edit" />
    case 'compliance': return <Edit {...props} fields={COMPLIANCE_FIELDS} title="cases.act.compliance" />
    case 'vendor': return <VendorContact {...props} />
    case 'contain': return <Containment {...props} />
    case 'merge': return <Merge {...props} />
  }
}

const LEVELS = { internal: ['A', 'B', 'C'], customer: ['URGENT', 'GENERAL', 'COMPLEX'] } as const

/** Reasons are asked for where level or promises may change; the clocks keep what they owe (CL-01). */
function Reclassify({ value, onClose }: ActProps) {
  const t = useT(), refresh = useRefreshCase(value.id)
  const level: FormFieldOf[] = value.serviceLine === 'after-sales' || value.serviceLine === 'enquiry' ? [] : [{ name: 'levelByTable', kind: 'choice', choices: ['table', ...LEVELS[value.requesterType]], words: 'cases.level' }]
  const fields = [...classFields(value), ...level, { name: 'reason', kind: 'text', required: true, clause: '§1.2' } as const]
  const save = useSubmit(casesApi.edit, { onDone: async () => { await refresh(); toast(t('cases.act.saved')); onClose() } })
  return <FieldsDialog title={t('cases.act.reclassify')} verb={t('cases.act.reclassify.verb')} note={t('cases.act.reclassify.note')} fields={fields} first={{ ...knownValues(value, fields), levelByTable: value.levelByHand ? value.level ?? 'table' : 'table' }} busy={save.busy} problem={save.problem} pointers={{ levelByTable: '/level' }} onClose={onClose}
    onSend={({ levelByTable, ...values }) => {
      const chosen = levelByTable === 'table' || !levelByTable ? null : levelByTable as EditCase['level']
      void save.submit({ params: { id: value.id }, ifMatch: value.version, body: { ...bodyOf(values), ...(chosen === (value.levelByHand ? value.level : null) ? {} : { level: chosen }) } as EditCase })
    }} />
}

function Edit({ value, onClose, fields, title }: ActProps & { fields: readonly FormFieldOf[]; title: `cases.act.${string}` }) {
  const t = useT(), refresh = useRefreshCase(value.id), save = useSubmit(casesApi.edit, { onDone: async () => { await refresh(); toast(t('cases.act.saved')); onClose() } })
  return <FieldsDialog title={t(title)} verb={t('cases.act.save')} fields={fields} first={knownValues(value, fields)} busy={save.busy} problem={save.problem} onClose={onClose} onSend={(values) => { void save.submit({ params: { id: value.id }, ifMatch: value.version, body: bodyOf(values) as EditCase }) }} />
}

function VendorContact({ value, onClose }: ActProps) {
  const t = useT(), refresh = useRefreshCase(value.id), save = useSubmit(casesApi.logVendorContact, { onDone: async () => { await refresh(); toast(t('cases.act.saved')); onClose() } })
  return <FieldsDialog title={t('cases.act.vendor')} verb={t('cases.act.vendor.verb')} note={t('cases.act.vendor.note')} fields={VENDOR_FIELDS} first={{}} busy={save.busy} problem={save.problem} pointers={{ contactResult: '/result', vendorTicket: '/ticket', contactWay: '/way' }} onClose={onClose}
    onSend={({ contactResult, vendorTicket, contactWay, ...rest }) => { void save.submit({ params: { id: value.id }, body: bodyOf({ ...rest, result: contactResult ?? '', ticket: vendorTicket ?? '', way: contactWay ?? '' }) as LogVendorContact }) }} />
}

function Containment({ value, onClose }: ActProps) {
  const t = useT(), refresh = useRefreshCase(value.id), save = useSubmit(casesApi.contain, { onDone: async () => { await refresh(); toast(t('cases.act.saved')); onClose() } })
  return <FieldsDialog title={t('cases.act.contain')} verb={t('cases.act.contain.verb')} note={t('cases.act.contain.note')} fields={CONTAIN_FIELDS} first={{}} busy={save.busy} problem={save.problem} pointers={{ containment: '/description' }} onClose={onClose} onSend={(values) => { void save.submit({ params: { id: value.id }, body: { description: String(values['containment'] ?? '') } }) }} />
}

/** This case ends in another one of the same party; its messages are read there. */
function Merge({ value, onClose }: ActProps) {
  const t = useT(), refresh = useRefreshCase(value.id), [q, setQ] = useState(''), [into, setInto] = useState(''), [reason, setReason] = useState('')
  const found = useApi(casesApi.list, { query: { view: 'open', sort: 'newest', limit: 20, ...(value.customer ? { customer: value.customer.id } : { requester: value.requester.id }), ...(q.trim() ? { q: q.trim() } : {}) } }, { keep: true })
  const merge = useSubmit(casesApi.transition, { onDone: async () => { await refresh(); toast(t('cases.moved', { state: t('cases.state.merged') })); onClose() } })
  const send = () => { void merge.submit({ params: { id: value.id }, body: { to: 'merged', ...(into ? { into } : {}), ...(reason.trim() ? { reason: reason.trim() } : {}) } }) }
  return (
    <Dialog open onClose={onClose} title={t('cases.act.merge', { number: value.number })} footer={<><Button onClick={onClose}>{t('web.cancel')}</Button><Button kind="primary" busy={merge.busy} onClick={send}>{t('cases.act.merge.verb')}</Button></>}>
      <form className="col" onSubmit={(event) => { event.preventDefault(); send() }}>
        <p className="t2">{t('cases.act.merge.note')}</p>
        <FormField label={t('cases.act.merge.find')}><input className="field" type="search" value={q} onChange={(event) => setQ(event.target.value)} /></FormField>
        <FormField label={t('cases.act.merge.into')} required pointer="/into" problem={merge.problem}>
          <select className="field" size={5} value={into} onChange={(event) => setInto(event.target.value)}>{(found.data?.items ?? []).filter((c) => c.id !== value.id).map((c) => <option key={c.id} value={c.id}>{c.number} {c.title}</option>)}</select></FormField>
        <FormField label={t('cases.field.reason')} pointer="/reason" problem={merge.problem}><input className="field" value={reason} onChange={(event) => setReason(event.target.value)} /></FormField>
        <ProblemNote problem={merge.problem} shown={['/into', '/reason']} />
      </form>
    </Dialog>
  )
}
