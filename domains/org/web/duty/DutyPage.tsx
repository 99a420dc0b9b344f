// Who is on duty: the week of a unit's roster, who is on now, who is next, who is away (§1.1, §2.1).
import { ChevronLeft, ChevronRight, Plus } from 'lucide-react'
import { useState } from 'react'
import { AdminNav } from '../../../../web/admin/AdminNav.tsx'
import { useApi } from '../../../../web/api/queries.ts'
import { Button } from '../../../../web/design/Button.tsx'
import { Page, PageHead, Panel } from '../../../../web/design/Layout.tsx'
import { Avatar, ClauseMark, Tone } from '../../../../web/design/Marks.tsx'
import { serverNow } from '../../../../web/design/server-clock.ts'
import { Empty, Loaded } from '../../../../web/design/States.tsx'
import { Moment } from '../../../../web/design/Text.tsx'
import { useLang, useT } from '../../../../web/i18n/i18n.ts'
import { useMay } from '../../../../web/shell/session.ts'
import { rosterApi } from '../../contract/roster-api.ts'
import type { Roster } from '../../contract/roster.ts'
import { AbsencesPanel } from './AbsencesPanel.tsx'
import { DutyWeek } from './DutyWeek.tsx'
import { dayText, dateIn, shiftDate, weekOf } from './duty-view.ts'
import { NewRosterDialog } from './NewRosterDialog.tsx'
import { WeekDialog } from './WeekDialog.tsx'
import './duty.css'

export function DutyPage() {
  const t = useT(), query = useApi(rosterApi.listRosters, { query: {} }), manages = useMay('org.manage'), leads = useMay('cases.assign'), [chosen, setChosen] = useState<string | null>(null), [adding, setAdding] = useState(false)
  const add = (manages || leads) && <Button kind="primary" icon={<Plus size={14} aria-hidden />} onClick={() => setAdding(true)}>{t('org.duty.new')}</Button>
  return (
    <>{manages && <AdminNav />}<Page><PageHead title={t('org.page.duty')} note={<>{t('org.duty.note')} <ClauseMark clause="§1.1" /></>} actions={add} />
      <Loaded query={query} rows={6}>{({ items }) => {
        const roster = items.find((r) => r.id === chosen) ?? items[0]
        return roster ? <Shown key={roster.id} rosters={items} roster={roster} onChoose={setChosen} /> : <Panel><Empty kind="first" title={t('org.duty.none')} text={t('org.duty.none.text')} /></Panel>
      }}</Loaded>
      {adding && <NewRosterDialog onClose={() => setAdding(false)} onMade={(id) => { setAdding(false); setChosen(id) }} />}</Page></>
  )
}

function Shown({ rosters, roster, onChoose }: { rosters: readonly Roster[]; roster: Roster; onChoose: (id: string) => void }) {
  const t = useT(), lang = useLang(), today = dateIn(roster.zone, serverNow()), [date, setDate] = useState(today), [editing, setEditing] = useState(false), days = weekOf(date)
  const shifts = useApi(rosterApi.shifts, { params: { id: roster.id }, query: { from: days[0]!, to: days[6]! } }, { keep: true })
  return (
    <div className="col duty">
      <div className="duty-bar">
        <label className="sr" htmlFor="duty-roster">{t('org.duty.roster')}</label>
        <select id="duty-roster" className="field duty-pick" value={roster.id} onChange={(e) => onChoose(e.target.value)}>{rosters.map((r) => <option key={r.id} value={r.id}>{r.unit.name} · {r.name}</option>)}</select>
        <OnNow roster={roster} /><span className="sp" />
        <span className="row">
          <button type="button" className="ib" aria-label={t('org.duty.week-before')} onClick={() => setDate(shiftDate(days[0]!, -7))}><ChevronLeft size={16} /></button>
          <b className="num nw">{dayText(lang, days[0]!)} – {dayText(lang, days[6]!)}</b>
          <button type="button" className="ib" aria-label={t('org.duty.week-after')} onClick={() => setDate(shiftDate(days[0]!, 7))}><ChevronRight size={16} /></button>
          <Button size="small" disabled={days.includes(today)} onClick={() => setDate(today)}>{t('org.duty.this-week')}</Button>
          {roster.mayManage && <Button size="small" onClick={() => setEditing(true)}>{t('org.duty.edit-week')}</Button>}
        </span>
      </div>
      <Loaded query={shifts} rows={8}>{(data) => <DutyWeek roster={roster} data={data} days={days} today={today} onChanged={() => void shifts.refetch()} />}</Loaded>
      <p className="xs dim">{t('org.duty.zone', { zone: roster.zone })}</p>
      <AbsencesPanel unitId={roster.unit.id} />
      {editing && <WeekDialog roster={roster} from={days[0]! > today ? days[0]! : today} onClose={() => setEditing(false)} />}
    </div>
  )
}

function OnNow({ roster }: { roster: Roster }) {
  const t = useT()
  if (roster.onNow.length > 0) return <span className="row sm"><Tone kind="info">{t('org.duty.now')}</Tone>{roster.onNow.map((p) => <span key={p.id} className="row"><Avatar name={p.name} size={20} />{p.name}</span>)}</span>
  if (roster.next) return <span className="row sm t2"><Tone kind="plain">{t('org.duty.nobody')}</Tone>{t('org.duty.next')} <Moment at={roster.next.at} /> {roster.next.people.map((p) => p.name).join(t('org.duty.and'))}</span>
  return <Tone kind="warn">{t('org.duty.nobody-planned')}</Tone>
}
