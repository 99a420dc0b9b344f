// The shifts of one date in place of the week's: holidays, stocktaking, nobody at all.
import { useState } from 'react'
import { useSubmit } from '../../../../web/api/queries.ts'
import { Button } from '../../../../web/design/Button.tsx'
import { Dialog } from '../../../../web/design/Dialog.tsx'
import { toast } from '../../../../web/design/Feedback.tsx'
import { FormField, ProblemNote } from '../../../../web/design/Form.tsx'
import { useLang, useT } from '../../../../web/i18n/i18n.ts'
import { rosterApi } from '../../contract/roster-api.ts'
import type { Roster, RosterShift } from '../../contract/roster.ts'
import { dayText, hoursOf, type Line } from './duty-view.ts'
import { ShiftLines } from './ShiftLines.tsx'

export function DayDialog({ roster, date, shifts, zone, own, onClose, onChanged }: { roster: Roster; date: string; shifts: readonly RosterShift[]; zone: string; own: boolean; onClose: () => void; onChanged: () => void }) {
  const t = useT(), lang = useLang(), [reason, setReason] = useState('')
  const [lines, setLines] = useState<Line[]>(() => shifts.map((s) => { const { from, to } = hoursOf(zone, s); return { key: s.shiftId, days: [1], name: s.name ?? '', from, to, people: s.people.map((p) => p.id) } }))
  const done = () => { toast(t('org.saved')); onChanged(); onClose() }
  const save = useSubmit(rosterApi.setDay, { invalidates: [rosterApi.listRosters], onDone: done }), clear = useSubmit(rosterApi.clearDay, { invalidates: [rosterApi.listRosters], onDone: done })
  const send = () => { void save.submit({ params: { id: roster.id, date }, body: { shifts: lines.map((l) => ({ from: l.from, to: l.to, people: [...l.people], ...(l.name.trim() ? { name: l.name.trim() } : {}) })), ...(reason.trim() ? { reason } : {}) } }) }
  return (
    <Dialog open onClose={onClose} width={680} title={t('org.duty.day-title', { day: dayText(lang, date) })}
      footer={<>{own && <Button kind="quiet" busy={clear.busy} onClick={() => { void clear.submit({ params: { id: roster.id, date } }) }}>{t('org.duty.clear-day')}</Button>}<span className="sp" /><Button onClick={onClose}>{t('web.cancel')}</Button><Button kind="primary" busy={save.busy} onClick={send}>{t('org.save')}</Button></>}>
      <div className="col"><p className="sm t2">{t('org.duty.day-note')}</p>
        <ShiftLines unitId={roster.unit.id} lines={lines} onChange={setLines} weekly={false} problem={save.problem} indexOf={(i) => [i]} />
        <FormField label={t('org.reason')} pointer="/reason" problem={save.problem}><input className="field" value={reason} onChange={(e) => setReason(e.target.value)} /></FormField>
        <ProblemNote problem={save.problem ?? clear.problem} shown={['/reason']} /></div>
    </Dialog>
  )
}
