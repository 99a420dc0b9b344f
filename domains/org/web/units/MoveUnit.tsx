// Puts a unit, with everything below it, under another parent; from now or from a later moment (R1.1-12).
import { useState } from 'react'
import { useSubmit } from '../../../../web/api/queries.ts'
import { Button } from '../../../../web/design/Button.tsx'
import { Dialog } from '../../../../web/design/Dialog.tsx'
import { toast } from '../../../../web/design/Feedback.tsx'
import { FormField, ProblemNote } from '../../../../web/design/Form.tsx'
import { MomentField } from '../../../../web/design/MomentField.tsx'
import { useT } from '../../../../web/i18n/i18n.ts'
import { orgApi } from '../../contract/api.ts'
import type { Unit } from '../../contract/unit.ts'

export function MoveUnit({ unit, units, onClose }: { unit: Unit; units: readonly Unit[]; onClose: () => void }) {
  const t = useT(), [form, setForm] = useState({ parentId: '', from: '', reason: '' }), parents = units.filter((u) => u.id !== unit.id && u.id !== unit.parentId && u.state === 'active' && u.tier !== 'frontline')
  const move = useSubmit(orgApi.moveUnit, { invalidates: [orgApi.listUnits, orgApi.getUnit, orgApi.unitHistory], onDone: () => { toast(t('org.saved')); onClose() } })
  const send = () => { void move.submit({ params: { id: unit.id }, body: { parentId: form.parentId, reason: form.reason, ...(form.from ? { effectiveFrom: form.from } : {}) }, ifMatch: unit.version }) }
  return (
    <Dialog open onClose={onClose} title={t('org.unit.move-title', { name: unit.name })} footer={<><Button onClick={onClose}>{t('web.cancel')}</Button><Button kind="primary" busy={move.busy} onClick={send}>{t('org.unit.move')}</Button></>}>
      <div className="col">
        <FormField label={t('org.unit.parent')} required pointer="/parentId" problem={move.problem} clause="§1.1"><select className="field" value={form.parentId} onChange={(e) => setForm({ ...form, parentId: e.target.value })}><option value="">—</option>{parents.map((u) => <option key={u.id} value={u.id}>{u.name}</option>)}</select></FormField>
        <FormField label={t('org.effective')} pointer="/effectiveFrom" problem={move.problem} hint={t('org.now-if-empty')}><MomentField value={form.from} onChange={(from) => setForm((f) => ({ ...f, from }))} /></FormField>
        <FormField label={t('org.reason')} required pointer="/reason" problem={move.problem}><textarea className="field" rows={3} value={form.reason} onChange={(e) => setForm({ ...form, reason: e.target.value })} /></FormField>
        <ProblemNote problem={move.problem} shown={['/parentId', '/effectiveFrom', '/reason']} />
      </div>
    </Dialog>
  )
}
