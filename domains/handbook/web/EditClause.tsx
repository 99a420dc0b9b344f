// Changes summary, owner or text of a clause, against the version that was opened.
import { useState } from 'react'
import { useApi, useSubmit } from '../../../web/api/queries.ts'
import { Button } from '../../../web/design/Button.tsx'
import { Dialog } from '../../../web/design/Dialog.tsx'
import { toast } from '../../../web/design/Feedback.tsx'
import { FormField, ProblemNote } from '../../../web/design/Form.tsx'
import { useT } from '../../../web/i18n/i18n.ts'
import { orgApi } from '../../org/contract/api.ts'
import { handbookApi } from '../contract/api.ts'
import type { Clause } from '../contract/clause.ts'

export function EditClause({ clause, onClose }: { clause: Clause; onClose: () => void }) {
  const t = useT(), roles = useApi(orgApi.listRoles), [form, setForm] = useState({ summaryZh: clause.summaryZh, summaryEn: clause.summaryEn, owner: clause.owner?.role ?? '', text: clause.text ?? '', reason: '' })
  // The version that was read when the dialog opened: a change by somebody else meanwhile must be seen, not written over.
  const [version] = useState(clause.version)
  const save = useSubmit(handbookApi.edit, { invalidates: [handbookApi.clause, handbookApi.clauses], onDone: () => { toast(t('handbook.edit.done')); onClose() } })
  const set = (field: keyof typeof form) => (event: { target: { value: string } }) => setForm({ ...form, [field]: event.target.value })
  const send = () => {
    const { reason, text, ...rest } = form
    void save.submit({ params: { number: clause.number }, body: { ...rest, text: text.trim() === '' ? null : text, ...(reason.trim() ? { reason } : {}) }, ifMatch: version })
  }
  return (
    <Dialog open onClose={onClose} width={640} title={`${t('handbook.edit')} §${clause.number}`} footer={<><Button onClick={onClose}>{t('web.cancel')}</Button><Button kind="primary" busy={save.busy} onClick={send}>{t('handbook.edit.save')}</Button></>}>
      <form className="col" onSubmit={(event) => { event.preventDefault(); send() }}>
        <FormField label={t('handbook.edit.summary-zh')} required pointer="/summaryZh" problem={save.problem}><textarea className="field" rows={3} lang="zh-CN" value={form.summaryZh} onChange={set('summaryZh')} /></FormField>
        <FormField label={t('handbook.edit.summary-en')} required pointer="/summaryEn" problem={save.problem}><textarea className="field" rows={3} lang="en" value={form.summaryEn} onChange={set('summaryEn')} /></FormField>
        <FormField label={t('handbook.owner')} required pointer="/owner" problem={save.problem}><select className="field" value={form.owner} onChange={set('owner')}>{(roles.data?.items ?? []).map((r) => <option key={r.code} value={r.code}>{r.name}</option>)}</select></FormField>
        <FormField label={t('handbook.edit.text')} pointer="/text" problem={save.problem}><textarea className="field" rows={6} value={form.text} onChange={set('text')} /></FormField>
        <FormField label={t('handbook.edit.reason')} pointer="/reason" problem={save.problem}><textarea className="field" rows={2} value={form.reason} onChange={set('reason')} /></FormField>
        <ProblemNote problem={save.problem} shown={['/summaryZh', '/summaryEn', '/owner', '/text', '/reason']} />
      </form>
    </Dialog>
  )
}
