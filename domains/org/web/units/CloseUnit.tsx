// Announces that a unit closes; its open work goes to a successor (§2.1).
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

export function CloseUnit({ unit, units, onClose }: { unit: Unit; units: readonly Unit[]; onClose: () => void }) {
  const t = useT(), [reason, setReason] = useState(''), [successorId, setSuccessor] = useState(''), [from, setFrom] = useState('')
  const close = useSubmit(orgApi.closeUnit, { invalidates: [orgApi.listUnits, orgApi.getUnit, orgApi.unitHistory], onDone: () => { toast(t('org.unit.closed', { name: unit.name })); onClose() } })
  const send = () => { void close.submit({ params: { id: unit.id }, body: { reason, ...(successorId ? { successorId } : {}), ...(from ? { effectiveFrom: from } : {}) }, ifMatch: unit.version }) }
  return (
    <Dialog open onClose={onClose} title={t('org.unit.close-title', { name: unit.name })} footer={<><Button onClick={onClose}>{t('web.cancel')}</Button><Button kind="danger" busy={close.busy} onClick={send}>{t('org.unit.close')}</Button></>}>
      <div className="col">
        <FormField label={t('org.unit.successor')} pointer="/successorId" problem={close.problem}><select className="field" value={successorId} onChange={(e) => setSuccessor(e.target.value)}><option value="">—</option>{units.filter((u) => u.id !== unit.id && u.state === 'active').map((u) => <option key={u.id} value={u.id}>{u.name}</option>)}</select></FormField>
        <FormField label={t('org.effective')} pointer="/effectiveFrom" problem={close.problem} hint={t('org.now-if-empty')}><MomentField value={from} onChange={setFrom} /></FormField>
        <FormField label={t('org.reason')} required pointer="/reason" problem={close.problem}><textarea className="field" rows={3} value={reason} onChange={(e) => setReason(e.target.value)} /></FormField>
        <ProblemNote problem={close.problem} shown={['/reason', '/successorId', '/effectiveFrom']} />
      </div>
    </Dialog>
  )
}
