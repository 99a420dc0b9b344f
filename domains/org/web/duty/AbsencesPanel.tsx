// Who of a unit is away, now and later; everybody says it of themselves (out of office).
import { useState } from 'react'
import { useApi, useSubmit } from '../../../../web/api/queries.ts'
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
import { useSession } from '../../../../web/shell/session.ts'
import { rosterApi } from '../../contract/roster-api.ts'
import { AbsenceKind } from '../../contract/roster.ts'

/** `personId`: those of one person alone. */
export function AbsencesPanel({ unitId, personId }: { unitId?: string; personId?: string }) {
  const t = useT(), query = useApi(rosterApi.absences, { query: { ...(unitId ? { unitId } : {}), ...(personId ? { personId } : {}) } }), [noting, setNoting] = useState(false)
  const end = useSubmit(rosterApi.endAbsence, { invalidates: [rosterApi.absences, rosterApi.listRosters, [rosterApi.shifts.path]], onDone: () => toast(t('org.saved')) })
  return (
    <Panel title={t('org.absence')} extra={<Button size="small" onClick={() => setNoting(true)}>{t('org.absence.note')}</Button>}>
      <Loaded query={query} rows={2}>{({ items }) => (items.length === 0 ? <p className="sm t2">{t('org.absence.none')}</p> : <ul className="duty-list">
        {items.map((a) => <li key={a.id} className="row wrap"><Avatar name={a.person.name} size={22} /><b>{a.person.name}</b>{a.kind && <span className="sm t2">{t(`org.absence.${a.kind}`)}</span>}{a.note && <span className="sm dim">{a.note}</span>}<span className="sp" /><span className="sm num"><Moment at={a.validFrom} /> – <Moment at={a.validTo} /></span>
          {a.mayEnd && <Button size="small" kind="quiet" busy={end.busy} onClick={() => { void end.submit({ params: { id: a.id } }) }}>{t('org.absence.end')}</Button>}</li>)}</ul>)}</Loaded>
      {noting && <NoteAbsence onClose={() => setNoting(false)} />}
    </Panel>
  )
}

function NoteAbsence({ onClose }: { onClose: () => void }) {
  const t = useT(), { person: me } = useSession(), [form, setForm] = useState<{ kind: (typeof AbsenceKind.options)[number]; from: string; to: string; note: string }>({ kind: 'leave', from: '', to: '', note: '' })
  const add = useSubmit(rosterApi.addAbsence, { invalidates: [rosterApi.absences, rosterApi.listRosters, [rosterApi.shifts.path]], onDone: () => { toast(t('org.absence.noted')); onClose() } })
  const send = () => { void add.submit({ params: { id: me.id }, body: { kind: form.kind, validTo: form.to, ...(form.from ? { validFrom: form.from } : {}), ...(form.note.trim() ? { note: form.note } : {}) } }) }
  return (
    <Dialog open onClose={onClose} title={t('org.absence.note')} footer={<><Button onClick={onClose}>{t('web.cancel')}</Button><Button kind="primary" busy={add.busy} onClick={send}>{t('org.save')}</Button></>}>
      <form className="col" onSubmit={(event) => { event.preventDefault(); send() }}>
        <FormField label={t('org.absence.kind')} required pointer="/kind" problem={add.problem}><select className="field" value={form.kind} onChange={(e) => setForm({ ...form, kind: e.target.value as typeof form.kind })}>{AbsenceKind.options.map((k) => <option key={k} value={k}>{t(`org.absence.${k}`)}</option>)}</select></FormField>
        <FormField label={t('org.post.from')} pointer="/validFrom" problem={add.problem} hint={t('org.now-if-empty')}><MomentField value={form.from} onChange={(from) => setForm((f) => ({ ...f, from }))} /></FormField>
        <FormField label={t('org.post.to')} required pointer="/validTo" problem={add.problem}><MomentField value={form.to} onChange={(to) => setForm((f) => ({ ...f, to }))} /></FormField>
        <FormField label={t('org.absence.remark')} pointer="/note" problem={add.problem}><input className="field" value={form.note} onChange={(e) => setForm({ ...form, note: e.target.value })} /></FormField>
        <p className="sm t2">{t('org.absence.who-sees')}</p><ProblemNote problem={add.problem} shown={['/kind', '/validFrom', '/validTo', '/note']} />
      </form>
    </Dialog>
  )
}
