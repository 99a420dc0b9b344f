// Changes a unit, now or from a later moment; what was stays readable (R1.1-12).
import { useState } from 'react'
import { call } from '../../../../web/api/call.ts'
import { useGuardedEdit } from '../../../../web/api/use-guarded-edit.ts'
import { Button } from '../../../../web/design/Button.tsx'
import { ClashNote } from '../../../../web/design/ClashNote.tsx'
import { Dialog } from '../../../../web/design/Dialog.tsx'
import { toast } from '../../../../web/design/Feedback.tsx'
import { FormField, ProblemNote } from '../../../../web/design/Form.tsx'
import { MomentField } from '../../../../web/design/MomentField.tsx'
import { useT } from '../../../../web/i18n/i18n.ts'
import type { MessageKey } from '../../../../web/i18n/translate.ts'
import { orgApi } from '../../contract/api.ts'
import { Layer, UnitFunction, UnitServiceLine, type Unit } from '../../contract/unit.ts'
import { DAYS, readHours, writeHours, type DayText } from './hours-text.ts'

interface UnitForm { nameZh: string; nameEn: string; layer: Layer; serviceLine: UnitServiceLine; function: UnitFunction | ''; address: string; serviceArea: string; hours: DayText; from: string; reason: string }
const formOf = (u: Unit): UnitForm => ({ nameZh: u.nameZh, nameEn: u.nameEn, layer: u.layer, serviceLine: u.serviceLine, function: u.function ?? '', address: u.address ?? '', serviceArea: u.serviceArea ?? '', hours: writeHours(u.openingHours), from: '', reason: '' })
const bodyOf = (f: UnitForm) => ({
  nameZh: f.nameZh, nameEn: f.nameEn, layer: f.layer, serviceLine: f.serviceLine, function: f.function || null, address: f.address.trim() || null, serviceArea: f.serviceArea.trim() || null, openingHours: readHours(f.hours),
  ...(f.from ? { effectiveFrom: f.from } : {}), ...(f.reason.trim() ? { reason: f.reason } : {}),
})
const LABEL: Partial<Record<keyof UnitForm, MessageKey>> = { nameZh: 'org.unit.name-zh', nameEn: 'org.unit.name-en', serviceLine: 'org.unit.line', serviceArea: 'org.unit.area' }

export function EditUnit({ unit, onClose }: { unit: Unit; onClose: () => void }) {
  const t = useT(), [form, setForm] = useState(() => formOf(unit))
  const edit = useGuardedEdit<Unit, UnitForm>(unit, {
    formOf, invalidates: [orgApi.listUnits, orgApi.getUnit, orgApi.unitHistory], onDone: () => { toast(t('org.saved')); onClose() },
    read: () => call(orgApi.getUnit, { params: { id: unit.id } }), save: (next, from) => call(orgApi.patchUnit, { params: { id: from.id }, ifMatch: from.version, body: bodyOf(next) }),
  })
  const set = (field: Exclude<keyof UnitForm, 'hours'>) => (event: { target: { value: string } }) => setForm({ ...form, [field]: event.target.value }), send = () => { void edit.send(form) }
  const choice = (field: 'layer' | 'serviceLine' | 'function', words: string, options: readonly string[], empty = false) => (
    <FormField label={t(`org.unit.${field === 'serviceLine' ? 'line' : field}`)} required={!empty} pointer={`/${field}`} problem={edit.problem}><select className="field" value={form[field]} onChange={set(field)}>{empty && <option value="">—</option>}{options.map((o) => <option key={o} value={o}>{t(`org.${words}.${o}`)}</option>)}</select></FormField>)
  const line = (field: 'nameZh' | 'nameEn' | 'address' | 'serviceArea', label: string, required = false) => <FormField label={label} required={required} pointer={`/${field}`} problem={edit.problem}><input className="field" value={form[field]} onChange={set(field)} /></FormField>
  return (
    <Dialog open onClose={onClose} title={t('org.unit.edit-title', { name: unit.name })} footer={<><Button onClick={onClose}>{t('web.cancel')}</Button><Button kind="primary" busy={edit.busy} onClick={send}>{t('org.save')}</Button></>}>
      <form className="col" onSubmit={(event) => { event.preventDefault(); send() }}>
        <ClashNote clash={edit.clash} label={(field) => t(LABEL[field] ?? `org.unit.${field}` as MessageKey)} show={(field, value) => (field === 'hours' ? DAYS.map((d) => (value as DayText)[d]).filter(Boolean).join(' · ') || '—' : String(value || '—'))} />
        {line('nameZh', t('org.unit.name-zh'), true)}{line('nameEn', t('org.unit.name-en'), true)}
        {choice('layer', 'layer', Layer.options)}{choice('serviceLine', 'line', UnitServiceLine.options)}{choice('function', 'function', UnitFunction.options, true)}
        {line('address', t('org.unit.address'))}{line('serviceArea', t('org.unit.area'))}
        <fieldset className="plain"><legend className="sm">{t('org.unit.hours')}</legend><p className="sm t2">{t('org.unit.hours.hint')}</p>
          <div className="org-hours">{DAYS.map((day) => <label key={day} style={{ display: 'contents' }}><span className="sm">{t(`org.day.${day}`)}</span><input className="field num" placeholder={t('org.unit.closed-day')} value={form.hours[day]} onChange={(e) => setForm({ ...form, hours: { ...form.hours, [day]: e.target.value } })} /></label>)}</div></fieldset>
        <FormField label={t('org.effective')} pointer="/effectiveFrom" problem={edit.problem} hint={t('org.now-if-empty')}><MomentField value={form.from} onChange={(from) => setForm((f) => ({ ...f, from }))} /></FormField>
        <FormField label={t('org.reason')} pointer="/reason" problem={edit.problem}><input className="field" value={form.reason} onChange={set('reason')} /></FormField>
        <ProblemNote problem={edit.problem} shown={['/nameZh', '/nameEn', '/layer', '/serviceLine', '/function', '/address', '/serviceArea', '/effectiveFrom', '/reason']} />
      </form>
    </Dialog>
  )
}
