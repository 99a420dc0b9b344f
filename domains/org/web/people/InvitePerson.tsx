// Invites a colleague with a first post, or enters an internal user who only asks for help (§1.1).
import { useState } from 'react'
import { useApi, useSubmit } from '../../../../web/api/queries.ts'
import { Button } from '../../../../web/design/Button.tsx'
import { Dialog } from '../../../../web/design/Dialog.tsx'
import { toast } from '../../../../web/design/Feedback.tsx'
import { FormField, ProblemNote } from '../../../../web/design/Form.tsx'
import { useLang, useT } from '../../../../web/i18n/i18n.ts'
import { orgApi } from '../../contract/api.ts'
import type { PersonKind } from '../../contract/person.ts'
import { LocaleSelect } from './LocaleSelect.tsx'

const SHOWN = ['/name', '/email', '/locale', '/department', '/post/unitId', '/post/role']

export function InvitePerson({ onClose }: { onClose: () => void }) {
  const t = useT(), lang = useLang(), units = useApi(orgApi.listUnits, { query: { limit: 1000 } }), roles = useApi(orgApi.listRoles)
  const [form, setForm] = useState({ kind: 'staff' as PersonKind, name: '', email: '', locale: lang, department: '', unitId: '', role: 'agent' })
  const add = useSubmit(orgApi.addPerson, { invalidates: [orgApi.listPeople], onDone: (p) => { toast(t('org.person.invited', { name: p.name })); onClose() } })
  const set = (field: keyof typeof form) => (event: { target: { value: string } }) => setForm({ ...form, [field]: event.target.value })
  const send = () => {
    const { kind, name, email, locale } = form, base = { kind, name, email, locale, languages: [] }
    void add.submit({ body: kind === 'internal' ? { ...base, ...(form.department.trim() ? { department: form.department } : {}) } : { ...base, ...(form.unitId ? { post: { unitId: form.unitId, role: form.role } } : {}) } })
  }
  return (
    <Dialog open onClose={onClose} title={t('org.person.invite')} footer={<><Button onClick={onClose}>{t('web.cancel')}</Button><Button kind="primary" busy={add.busy} onClick={send}>{t('org.person.send')}</Button></>}>
      <form className="col" onSubmit={(event) => { event.preventDefault(); send() }}>
        <FormField label={t('org.person.kind')} required><select className="field" value={form.kind} onChange={set('kind')}><option value="staff">{t('org.person-kind.staff')}</option><option value="internal">{t('org.person-kind.internal')}</option></select></FormField>
        <FormField label={t('org.person.name')} required pointer="/name" problem={add.problem}><input className="field" value={form.name} onChange={set('name')} /></FormField>
        <FormField label={t('org.person.email')} required pointer="/email" problem={add.problem}><input className="field" type="email" value={form.email} onChange={set('email')} /></FormField>
        <FormField label={t('org.person.locale')} required pointer="/locale" problem={add.problem} hint={t('org.person.locale.hint')}><LocaleSelect value={form.locale} onChange={(locale) => setForm({ ...form, locale })} /></FormField>
        {form.kind === 'internal' ? <FormField label={t('org.person.department')} pointer="/department" problem={add.problem}><input className="field" value={form.department} onChange={set('department')} /></FormField> : <>
          <FormField label={t('org.person.unit')} required pointer="/post/unitId" problem={add.problem}><select className="field" value={form.unitId} onChange={set('unitId')}><option value="">—</option>{units.data?.items.map((u) => <option key={u.id} value={u.id}>{u.name}</option>)}</select></FormField>
          <FormField label={t('org.person.role')} required pointer="/post/role" problem={add.problem}><select className="field" value={form.role} onChange={set('role')}>{roles.data?.items.map((r) => <option key={r.code} value={r.code}>{r.name}</option>)}</select></FormField>
        </>}
        <p className="sm t2">{t('org.person.invite.note')}</p><ProblemNote problem={add.problem} shown={SHOWN} />
      </form>
    </Dialog>
  )
}
