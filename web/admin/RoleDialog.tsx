// A new role, as a copy of another, or the names and layer of one that exists (§1.1 layers, §7.4 least privilege).
import { useState } from 'react'
import type { z } from 'zod'
import { Layer } from '../../platform/contract/access.ts'
import { accessApi, type Role as RoleShape } from '../../platform/contract/access-admin.ts'
import { useSubmit } from '../api/queries.ts'
import { Button } from '../design/Button.tsx'
import { Dialog } from '../design/Dialog.tsx'
import { toast } from '../design/Feedback.tsx'
import { FormField, ProblemNote } from '../design/Form.tsx'
import { useLang, useT } from '../i18n/i18n.ts'

type Role = z.infer<typeof RoleShape>

export function RoleDialog({ role, roles, onClose, onDone }: { role: Role | null; roles: readonly Role[]; onClose: () => void; onDone: (code: string) => void }) {
  const t = useT(), lang = useLang(), [form, setForm] = useState({ code: role?.code ?? '', nameZh: role?.nameZh ?? '', nameEn: role?.nameEn ?? '', layer: role?.layer ?? ('operation' as Layer), privileged: role?.privileged ?? false, from: '', reason: '' })
  const save = useSubmit(accessApi.putRole, { invalidates: [accessApi.listRoles], onDone: (saved) => { toast(t('web.admin.saved')); onDone(saved.code) } })
  const set = (field: 'code' | 'nameZh' | 'nameEn' | 'from' | 'reason') => (event: { target: { value: string } }) => setForm({ ...form, [field]: event.target.value }), taken = !role && roles.some((r) => r.code === form.code)
  const send = () => {
    if (taken) return
    const permissions = (role ?? roles.find((r) => r.code === form.from))?.permissions ?? []
    void save.submit({ params: { code: form.code }, ...(role ? { ifMatch: role.version } : {}), body: { nameZh: form.nameZh, nameEn: form.nameEn, layer: form.layer, privileged: form.privileged, permissions, ...(form.reason.trim() ? { reason: form.reason } : {}) } })
  }
  const line = (field: 'nameZh' | 'nameEn', label: string) => <FormField label={label} required pointer={`/${field}`} problem={save.problem}><input className="field" value={form[field]} onChange={set(field)} /></FormField>
  return (
    <Dialog open onClose={onClose} title={role ? t('web.admin.role.edit', { name: lang === 'en' ? role.nameEn : role.nameZh }) : t('web.admin.role.new')} footer={<><Button onClick={onClose}>{t('web.cancel')}</Button><Button kind="primary" busy={save.busy} onClick={send}>{t('web.admin.save')}</Button></>}>
      <form className="col" onSubmit={(event) => { event.preventDefault(); send() }}>
        {!role && <FormField label={t('web.admin.role.code')} required pointer="/code" problem={save.problem} hint={t('web.admin.role.code.hint')} error={taken ? t('web.admin.role.taken') : null}><input className="field mono" autoComplete="off" value={form.code} onChange={set('code')} /></FormField>}
        {line('nameZh', t('web.admin.role.name-zh'))}{line('nameEn', t('web.admin.role.name-en'))}
        <FormField label={t('web.admin.role.layer')} required pointer="/layer" problem={save.problem} clause="§1.1"><select className="field" value={form.layer} onChange={(e) => setForm({ ...form, layer: e.target.value as Layer })}>{Layer.options.map((l) => <option key={l} value={l}>{t(`web.admin.layer.${l}`)}</option>)}</select></FormField>
        {!role && <FormField label={t('web.admin.role.from')} hint={t('web.admin.role.from.hint')}><select className="field" value={form.from} onChange={set('from')}><option value="">—</option>{roles.map((r) => <option key={r.code} value={r.code}>{lang === 'en' ? r.nameEn : r.nameZh}</option>)}</select></FormField>}
        <label className="row g6"><input type="checkbox" className="nck" checked={form.privileged} onChange={(e) => setForm({ ...form, privileged: e.target.checked })} />{t('web.admin.role.privileged')}</label>
        <FormField label={t('web.admin.role.reason')} pointer="/reason" problem={save.problem}><input className="field" value={form.reason} onChange={set('reason')} /></FormField>
        <ProblemNote problem={save.problem} shown={['/code', '/nameZh', '/nameEn', '/layer', '/reason']} />
      </form>
    </Dialog>
  )
}
