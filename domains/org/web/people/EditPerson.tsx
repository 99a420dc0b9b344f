// Changes what is known of a person; two people may edit one record, nothing is overwritten unseen.
import { useState } from 'react'
import { call } from '../../../../web/api/call.ts'
import { useGuardedEdit } from '../../../../web/api/use-guarded-edit.ts'
import { Button } from '../../../../web/design/Button.tsx'
import { ClashNote } from '../../../../web/design/ClashNote.tsx'
import { Dialog } from '../../../../web/design/Dialog.tsx'
import { toast } from '../../../../web/design/Feedback.tsx'
import { FormField, ProblemNote } from '../../../../web/design/Form.tsx'
import { useT } from '../../../../web/i18n/i18n.ts'
import { orgApi } from '../../contract/api.ts'
import type { Person } from '../../contract/person.ts'

interface PersonForm { name: string; email: string; phone: string; department: string; languages: string; skills: string }
const formOf = (p: Person): PersonForm => ({ name: p.name, email: p.email ?? '', phone: p.phone ?? '', department: p.department ?? '', languages: p.languages.join(', '), skills: p.skills.join('，') })
const bodyOf = (form: PersonForm) => ({
  name: form.name, ...(form.email.trim() ? { email: form.email } : {}), phone: form.phone.trim() || null, department: form.department.trim() || null,
  languages: [...new Set(form.languages.split(/[,，;；\s]+/).filter(Boolean))], skills: [...new Set(form.skills.split(/[,，;；、]/).map((s) => s.trim()).filter(Boolean))],
})
const FIELDS = ['name', 'email', 'phone', 'department', 'languages', 'skills'] as const

export function EditPerson({ person, onClose }: { person: Person; onClose: () => void }) {
  const t = useT(), [form, setForm] = useState(() => formOf(person))
  const edit = useGuardedEdit<Person, PersonForm>(person, {
    formOf, invalidates: [orgApi.getPerson, orgApi.listPeople], onDone: () => { toast(t('org.saved')); onClose() },
    read: () => call(orgApi.getPerson, { params: { id: person.id } }), save: (next, from) => call(orgApi.patchPerson, { params: { id: from.id }, ifMatch: from.version, body: bodyOf(next) }),
  })
  const send = () => { void edit.send(form) }
  return (
    <Dialog open onClose={onClose} title={t('org.person.edit-title', { name: person.name })} footer={<><Button onClick={onClose}>{t('web.cancel')}</Button><Button kind="primary" busy={edit.busy} onClick={send}>{t('org.save')}</Button></>}>
      <form className="col" onSubmit={(event) => { event.preventDefault(); send() }}>
        <ClashNote clash={edit.clash} label={(field) => t(`org.person.${field}`)} />
        {FIELDS.map((field) => <FormField key={field} label={t(`org.person.${field}`)} required={field === 'name' || field === 'email'} pointer={`/${field}`} problem={edit.problem} {...(field === 'languages' || field === 'skills' ? { hint: t(`org.person.${field}.hint`) } : {})}>
          <input className="field" autoComplete="off" type={field === 'email' ? 'email' : field === 'phone' ? 'tel' : 'text'} value={form[field]} onChange={(e) => setForm({ ...form, [field]: e.target.value })} /></FormField>)}
        <ProblemNote problem={edit.problem} shown={FIELDS.map((f) => `/${f}`)} />
      </form>
    </Dialog>
  )
}
