// Gives a unit a duty roster.
import { useState } from 'react'
import { useApi, useSubmit } from '../../../../web/api/queries.ts'
import { Button } from '../../../../web/design/Button.tsx'
import { Dialog } from '../../../../web/design/Dialog.tsx'
import { toast } from '../../../../web/design/Feedback.tsx'
import { FormField, ProblemNote } from '../../../../web/design/Form.tsx'
import { useT } from '../../../../web/i18n/i18n.ts'
import { useSession } from '../../../../web/shell/session.ts'
import { orgApi } from '../../contract/api.ts'
import { rosterApi } from '../../contract/roster-api.ts'

export function NewRosterDialog({ onClose, onMade }: { onClose: () => void; onMade: (id: string) => void }) {
  const t = useT(), { unitId } = useSession(), units = useApi(orgApi.listUnits, { query: { limit: 1000, state: 'active' } }), [form, setForm] = useState({ unitId: unitId ?? '', name: '', zone: 'Asia/Shanghai' })
  const add = useSubmit(rosterApi.createRoster, { invalidates: [rosterApi.listRosters], onDone: (r) => { toast(t('org.saved')); onMade(r.id) } }), set = (field: keyof typeof form) => (event: { target: { value: string } }) => setForm({ ...form, [field]: event.target.value })
  const send = () => { void add.submit({ body: form }) }
  return (
    <Dialog open onClose={onClose} title={t('org.duty.new')} footer={<><Button onClick={onClose}>{t('web.cancel')}</Button><Button kind="primary" busy={add.busy} onClick={send}>{t('org.save')}</Button></>}>
      <form className="col" onSubmit={(event) => { event.preventDefault(); send() }}>
        <FormField label={t('org.person.unit')} required pointer="/unitId" problem={add.problem}><select className="field" value={form.unitId} onChange={set('unitId')}><option value="">—</option>{units.data?.items.map((u) => <option key={u.id} value={u.id}>{u.name}</option>)}</select></FormField>
        <FormField label={t('org.duty.roster-name')} required pointer="/name" problem={add.problem}><input className="field" value={form.name} onChange={set('name')} /></FormField>
        <FormField label={t('org.duty.zone-field')} required pointer="/zone" problem={add.problem} hint={t('org.duty.zone-hint')}><input className="field" value={form.zone} onChange={set('zone')} /></FormField>
        <ProblemNote problem={add.problem} shown={['/unitId', '/name', '/zone']} />
      </form>
    </Dialog>
  )
}
