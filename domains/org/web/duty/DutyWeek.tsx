// The week as seven columns, on a phone as seven lists. A shift opens; a day may get shifts of its own.
import { CalendarOff, MessageSquareText, Pencil } from 'lucide-react'
import { useState } from 'react'
import { Avatar } from '../../../../web/design/Marks.tsx'
import { Tooltip } from '../../../../web/design/Tooltip.tsx'
import { useLang, useT } from '../../../../web/i18n/i18n.ts'
import type { Roster, RosterShift, RosterShifts } from '../../contract/roster.ts'
import { DayDialog } from './DayDialog.tsx'
import { dayText, hoursOf, WEEKDAYS } from './duty-view.ts'
import { ShiftDialog } from './ShiftDialog.tsx'

export function DutyWeek({ roster, data, days, today, onChanged }: { roster: Roster; data: RosterShifts; days: readonly string[]; today: string; onChanged: () => void }) {
  const t = useT(), lang = useLang(), [open, setOpen] = useState<{ shiftId: string; date: string } | null>(null), [day, setDay] = useState<string | null>(null)
  const shown = open && data.items.find((s) => s.shiftId === open.shiftId && s.date === open.date)
  return (
    <section className="duty-week" aria-label={t('org.duty.week')}>
      {days.map((date, i) => {
        const own = data.days.find((d) => d.date === date), shifts = data.items.filter((s) => s.date === date)
        return (
          <div key={date} className={`duty-day${date === today ? ' today' : ''}`}>
            <h3><span>{t(`org.day.${WEEKDAYS[i]!}`)}</span><span className="num dim">{dayText(lang, date)}</span>{own && <Tooltip text={own.reason ?? t('org.duty.own-day')}><span className="duty-own"><CalendarOff size={13} aria-hidden /><span className="sr">{t('org.duty.own-day')}</span></span></Tooltip>}<span className="sp" />
              {roster.mayManage && date >= today && <button type="button" className="ib" aria-label={t('org.duty.edit-day', { day: dayText(lang, date) })} onClick={() => setDay(date)}><Pencil size={13} /></button>}</h3>
            {shifts.length === 0 ? <p className="sm dim duty-none">{t('org.duty.no-shift')}</p> : shifts.map((s) => <Shift key={s.shiftId} zone={data.zone} shift={s} onOpen={() => setOpen({ shiftId: s.shiftId, date: s.date })} />)}
          </div>
        )
      })}
      {shown && <ShiftDialog roster={roster} zone={data.zone} shift={shown} onClose={() => setOpen(null)} onChanged={onChanged} />}
      {day && <DayDialog roster={roster} date={day} shifts={data.items.filter((s) => s.date === day)} zone={data.zone} own={data.days.some((d) => d.date === day)} onClose={() => setDay(null)} onChanged={onChanged} />}
    </section>
  )
}

function Shift({ zone, shift, onOpen }: { zone: string; shift: RosterShift; onOpen: () => void }) {
  const t = useT(), hours = hoursOf(zone, shift), nobody = shift.people.every((p) => p.absentUntil !== null)
  return (
    <button type="button" className={`duty-shift${shift.now ? ' now' : ''}${nobody ? ' empty' : ''}`} onClick={onOpen}>
      <span className="duty-hours num">{hours.from}–{hours.to}{hours.nextDay && <span className="dim" title={t('org.duty.next-day')}> +1</span>}{shift.handover && <MessageSquareText size={13} className={shift.handover.takenBy ? 'dim' : 'warn'} aria-label={t('org.duty.handover')} />}</span>
      {shift.name && <span className="sm t2 ell">{shift.name}</span>}
      {shift.people.map((p) => <span key={p.id} className={`duty-person${p.absentUntil ? ' away' : ''}`}><Avatar name={p.name} size={18} /><span className="ell">{p.name}</span>{p.inFor && <span className="xs dim">{t('org.duty.in-for', { name: p.inFor.name })}</span>}{p.absentUntil && <span className="xs">{t('org.duty.away')}</span>}</span>)}
      {shift.people.length === 0 && <span className="sm">{t('org.duty.nobody')}</span>}
    </button>
  )
}
