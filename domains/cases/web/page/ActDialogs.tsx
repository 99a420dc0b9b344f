// Acts beside the moves: classification with a reason, facts, provider contact, containment, compliance block, merging.
import { call } from '../../../../web/api/call.ts'
import { useSubmit } from '../../../../web/api/queries.ts'
import { useGuardedEdit } from '../../../../web/api/use-guarded-edit.ts'
import { toast } from '../../../../web/design/Feedback.tsx'
import { useT } from '../../../../web/i18n/i18n.ts'
import { casesApi } from '../../contract/api.ts'
import type { Case, EditCase } from '../../contract/case.ts'
import type { LogVendorContact } from '../../contract/transfer.ts'
import { FieldsDialog } from './FieldsDialog.tsx'
import { bodyOf, classFields, COMPLIANCE_FIELDS, CONTAIN_FIELDS, FACT_FIELDS, VENDOR_FIELDS, type FieldValues, type FormFieldOf } from './move-fields.ts'
import { MergeDialog } from './MergeDialog.tsx'
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
    case 'merge': return <MergeDialog {...props} />
  }
}

const LEVELS = { internal: ['A', 'B', 'C'], customer: ['URGENT', 'GENERAL', 'COMPLEX'] } as const

/** Reasons are asked for where level or promises may change; the clocks keep what they owe (CL-01). */
function Reclassify({ value, onClose }: ActProps) {
  const t = useT(), refresh = useRefreshCase(value.id)
  const level: FormFieldOf[] = value.serviceLine === 'after-sales' || value.serviceLine === 'enquiry' ? [] : [{ name: 'levelByTable', kind: 'choice', choices: ['table', ...LEVELS[value.requesterType]], words: 'cases.level' }]
  const fields = [...classFields(value), ...level, { name: 'reason', kind: 'text', required: true, clause: '§1.2' } as const]
  const formOf = (one: Case): FieldValues => ({ ...knownValues(one, fields), levelByTable: one.levelByHand ? one.level ?? 'table' : 'table' })
  const bodyFrom = ({ levelByTable, ...values }: FieldValues, from: Case) => {
    const chosen = levelByTable === 'table' || !levelByTable ? null : levelByTable as EditCase['level']
    return { ...bodyOf(values), ...(chosen === (from.levelByHand ? from.level : null) ? {} : { level: chosen }) } as EditCase
  }
  const { opened, ...edit } = useEdit(value, formOf, bodyFrom, async () => { await refresh(); toast(t('cases.act.saved')); onClose() })
  return <FieldsDialog title={t('cases.act.reclassify')} verb={t('cases.act.reclassify.verb')} note={t('cases.act.reclassify.note')} fields={fields} first={formOf(opened)} busy={edit.busy} problem={edit.problem} clash={edit.clash} pointers={{ levelByTable: '/level' }} onClose={onClose} onSend={(values) => { void edit.send(values) }} />
}

/** Two agents may have the same case open; the version that was opened decides. */
function useEdit(value: Case, formOf: (value: Case) => FieldValues, bodyFrom: (values: FieldValues, from: Case) => EditCase, onDone: () => Promise<void>) {
  const params = { id: value.id }
  return useGuardedEdit<Case, FieldValues>(value, { formOf, read: () => call(casesApi.get, { params }), save: (values, from) => call(casesApi.edit, { params, ifMatch: from.version, body: bodyFrom(values, from) }), onDone })
}

function Edit({ value, onClose, fields, title }: ActProps & { fields: readonly FormFieldOf[]; title: `cases.act.${string}` }) {
  const t = useT(), refresh = useRefreshCase(value.id), formOf = (one: Case) => knownValues(one, fields)
  const { opened, ...edit } = useEdit(value, formOf, (values) => bodyOf(values) as EditCase, async () => { await refresh(); toast(t('cases.act.saved')); onClose() })
  return <FieldsDialog title={t(title)} verb={t('cases.act.save')} fields={fields} first={formOf(opened)} busy={edit.busy} problem={edit.problem} clash={edit.clash} onClose={onClose} onSend={(values) => { void edit.send(values) }} />
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
