// Who stands in for a person, now and later (§2.1: one definite person in charge, also in absence).
import { useState } from 'react'
import { useApi, useApiPages, useSubmit } from '../../../../web/api/queries.ts'
import { Button } from '../../../../web/design/Button.tsx'
import { Dialog } from '../../../../web/design/Dialog.tsx'
import { toast } from '../../../../web/design/Feedback.tsx'
import { FormField, ProblemNote } from '../../../../web/design/Form.tsx'
import { Panel } from '../../../../web/design/Layout.tsx'
import { Avatar } from '../../../../web/design/Marks.tsx'
import { MomentField } from '../../../../web/design/MomentField.tsx'
import { Loaded } from '../../../../web/design/States.tsx'
import { Moment } from '../../../../web/design/Text.tsx'
import { useT } from '../../../../web/i18n/i18n.ts'
import { orgApi } from '../../contract/api.ts'
import type { Person } from '../../contract/person.ts'

/** My own deputy, in my settings: everyone names the own one. */
export function OwnDeputies({ personId }: { personId: string }) {
  const person = useApi(orgApi.getPerson, { params: { id: personId } })
  return person.data ? <PersonDeputies person={person.data} /> : null
}

export function PersonDeputies({ person }: { person: Person }) {
  const t = useT(), query = useApi(orgApi.listDeputies, { params: { id: person.id } }), [naming, setNaming] = useState(false)
  return (
    <Panel title={t('org.person.deputy')} extra={<Button size="small" onClick={() => setNaming(true)}>{t('org.deputy.name')}</Button>}>
      <Loaded query={query} rows={2}>{({ items }) => (items.length === 0 ? <p className="sm t2">{t('org.deputy.none')}</p> : <ul className="col" style={{ listStyle: 'none', padding: 0, margin: 0 }}>
        {items.map((d) => <li key={d.id} className="row"><Avatar name={d.deputy.name} size={22} /><b>{d.deputy.name}</b><span className="sp" /><span className="sm t2"><Moment at={d.validFrom} /> – {d.validTo ? <Moment at={d.validTo} /> : t('org.post.open')}</span></li>)}</ul>)}</Loaded>
      {naming && <NameDeputy person={person} onClose={() => setNaming(false)} />}
    </Panel>
  )
}

function NameDeputy({ person, onClose }: { person: Person; onClose: () => void }) {
  const t = useT(), others = useApiPages(orgApi.listPeople, { query: { limit: 200, kind: 'staff', state: 'active' } }), [form, setForm] = useState({ deputyId: '', from: '', to: '' })
  const name = useSubmit(orgApi.setDeputy, { invalidates: [orgApi.listDeputies, orgApi.getPerson, orgApi.listPeople], onDone: () => { toast(t('org.saved')); onClose() } })
  const send = () => { void name.submit({ params: { id: person.id }, body: { deputyId: form.deputyId, ...(form.from ? { validFrom: form.from } : {}), ...(form.to ? { validTo: form.to } : {}) } }) }
  return (
    <Dialog open onClose={onClose} title={t('org.deputy.title', { name: person.name })} footer={<><Button onClick={onClose}>{t('web.cancel')}</Button><Button kind="primary" busy={name.busy} onClick={send}>{t('org.deputy.name')}</Button></>}>
      <form className="col" onSubmit={(event) => { event.preventDefault(); send() }}>
        <FormField label={t('org.person.deputy')} required pointer="/deputyId" problem={name.problem} clause="§2.1"><select className="field" value={form.deputyId} onChange={(e) => setForm({ ...form, deputyId: e.target.value })}><option value="">—</option>{others.items.filter((p) => p.id !== person.id).map((p) => <option key={p.id} value={p.id}>{p.name}{p.unit ? ` · ${p.unit.name}` : ''}</option>)}</select></FormField>
        <FormField label={t('org.post.from')} pointer="/validFrom" problem={name.problem} hint={t('org.now-if-empty')}><MomentField value={form.from} onChange={(from) => setForm((f) => ({ ...f, from }))} /></FormField>
        <FormField label={t('org.post.to')} pointer="/validTo" problem={name.problem} hint={t('org.deputy.to.hint')}><MomentField value={form.to} onChange={(to) => setForm((f) => ({ ...f, to }))} /></FormField>
        <ProblemNote problem={name.problem} shown={['/deputyId', '/validFrom', '/validTo']} />
      </form>
    </Dialog>
  )
}
