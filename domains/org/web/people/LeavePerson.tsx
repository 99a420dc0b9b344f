// Disables a person; what is still open goes to a colleague first (§2.1: nothing is left without an owner).
import { useState } from 'react'
import { useApiPages, useSubmit } from '../../../../web/api/queries.ts'
import { Button } from '../../../../web/design/Button.tsx'
import { Dialog } from '../../../../web/design/Dialog.tsx'
import { toast } from '../../../../web/design/Feedback.tsx'
import { FormField, ProblemNote } from '../../../../web/design/Form.tsx'
import { useT } from '../../../../web/i18n/i18n.ts'
import { orgApi } from '../../contract/api.ts'
import type { Person } from '../../contract/person.ts'

export function LeavePerson({ person, onClose }: { person: Person; onClose: () => void }) {
  const t = useT(), [reason, setReason] = useState(''), [reassignTo, setTo] = useState(''), others = useApiPages(orgApi.listPeople, { query: { limit: 200, kind: 'staff', state: 'active' } })
  const disable = useSubmit(orgApi.disablePerson, { invalidates: [orgApi.listPeople, orgApi.getPerson], onDone: () => { toast(t('org.person.disabled', { name: person.name })); onClose() } })
  return (
    <Dialog open onClose={onClose} title={t('org.person.disable-title', { name: person.name })} footer={<><Button onClick={onClose}>{t('web.cancel')}</Button><Button kind="danger" busy={disable.busy} onClick={() => { void disable.submit({ params: { id: person.id }, body: { reason, ...(reassignTo ? { reassignTo } : {}) }, ifMatch: person.version }) }}>{t('org.person.disable')}</Button></>}>
      <div className="col"><FormField label={t('org.person.reassign')} pointer="/reassignTo" problem={disable.problem} clause="§2.1"><select className="field" value={reassignTo} onChange={(e) => setTo(e.target.value)}><option value="">—</option>{others.items.filter((p) => p.id !== person.id).map((p) => <option key={p.id} value={p.id}>{p.name}</option>)}</select></FormField>
        <FormField label={t('org.reason')} required pointer="/reason" problem={disable.problem}><textarea className="field" rows={3} value={reason} onChange={(e) => setReason(e.target.value)} /></FormField><ProblemNote problem={disable.problem} shown={['/reason', '/reassignTo']} /></div>
    </Dialog>
  )
}
