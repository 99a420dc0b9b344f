// The shifts of every week from a date on. What was stays in the past.
import { useState } from 'react'
import { useSubmit } from '../../../../web/api/queries.ts'
import { Button } from '../../../../web/design/Button.tsx'
import { Dialog } from '../../../../web/design/Dialog.tsx'
import { toast } from '../../../../web/design/Feedback.tsx'
import { FormField, ProblemNote } from '../../../../web/design/Form.tsx'
import { useT } from '../../../../web/i18n/i18n.ts'
import { rosterApi } from '../../contract/roster-api.ts'
import type { Roster } from '../../contract/roster.ts'
import { linesOf, shiftsOf, weekOn, type Line } from './duty-view.ts'
import { ShiftLines } from './ShiftLines.tsx'

export function WeekDialog({ roster, from, onClose }: { roster: Roster; from: string; onClose: () => void }) {
  const t = useT(), [since, setSince] = useState(from), [lines, setLines] = useState<Line[]>(() => linesOf(weekOn(roster.weeks, from)?.shifts ?? []))
  const save = useSubmit(rosterApi.setWeek, { invalidates: [rosterApi.listRosters, [rosterApi.shifts.path]], onDone: () => { toast(t('org.saved')); onClose() } })
  const indexOf = (line: number): number[] => { const start = lines.slice(0, line).reduce((n, l) => n + l.days.length, 0); return lines[line]!.days.map((_d, i) => start + i) }
  return (
    <Dialog open onClose={onClose} width={680} title={t('org.duty.week-title', { name: roster.name })} footer={<><Button onClick={onClose}>{t('web.cancel')}</Button><Button kind="primary" busy={save.busy} onClick={() => { void save.submit({ params: { id: roster.id }, body: { from: since, shifts: shiftsOf(lines) }, ifMatch: roster.version }) }}>{t('org.save')}</Button></>}>
      <div className="col">
        <FormField label={t('org.duty.since')} required pointer="/from" problem={save.problem} hint={t('org.duty.since.hint')}><input className="field num" value={since} placeholder="2026-12-01" onChange={(e) => setSince(e.target.value)} /></FormField>
        <ShiftLines unitId={roster.unit.id} lines={lines} onChange={setLines} weekly problem={save.problem} indexOf={indexOf} />
        <p className="xs dim">{t('org.duty.lines.hint', { zone: roster.zone })}</p>
        <ProblemNote problem={save.problem} shown={['/from']} />
      </div>
    </Dialog>
  )
}
