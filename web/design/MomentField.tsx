// A day and a time to type (`10:30`, `明天 9:00`, `+2h`) or to pick; the browser's own field would show the country of the device.
import { CalendarClock, ChevronLeft, ChevronRight } from 'lucide-react'
import { useEffect, useId, useRef, useState, type CSSProperties, type KeyboardEvent } from 'react'
import { instantOf, readMoment, wallTime, writeMoment, type WallTime } from '../i18n/read-moment.ts'
import { useFormat, useLang, useT, useZone } from '../i18n/i18n.ts'
import { serverNow } from './server-clock.ts'
import './moment-field.css'

export interface MomentFieldProps {
  /** ISO 8601, or empty. */
  value: string
  onChange: (value: string) => void
  id?: string
  'aria-label'?: string
  'aria-describedby'?: string
  'aria-invalid'?: boolean
  'aria-required'?: boolean
  small?: boolean
}

const HOUR = 3_600_000
const QUICK: readonly [id: 'half' | 'hour' | 'two' | 'four', ms: number][] = [['half', HOUR / 2], ['hour', HOUR], ['two', 2 * HOUR], ['four', 4 * HOUR]]
const two = (n: number) => String(n).padStart(2, '0')
/** Every five minutes, and the one that stands there. */
const minutesWith = (own: number) => [...new Set([...Array.from({ length: 12 }, (_, i) => i * 5), own])].toSorted((a, b) => a - b)
const onTheMinute = (at: number) => new Date(Math.ceil(at / 60_000) * 60_000).toISOString()

export function MomentField({ value, onChange, small, ...control }: MomentFieldProps) {
  const t = useT(), format = useFormat(), zone = useZone(), hintId = useId(), holder = useRef<HTMLDivElement>(null)
  const [typed, setTyped] = useState<string | null>(null), [at, setAt] = useState<CSSProperties | null>(null)
  const shown = typed ?? (value ? writeMoment(Date.parse(value), zone) : '')
  const unread = typed !== null && typed.trim() !== '' && readMoment(typed, serverNow(), zone) === null
  const type = (text: string) => { setTyped(text); const ms = readMoment(text, serverNow(), zone); onChange(ms === null ? '' : onTheMinute(ms)) }
  const choose = (iso: string) => { setTyped(null); onChange(iso) }
  const close = () => { setAt(null); holder.current?.querySelector('input')?.focus() }
  useEffect(() => {
    if (!at) return
    const away = (event: PointerEvent) => { if (!holder.current?.contains(event.target as Node)) setAt(null) }
    addEventListener('pointerdown', away)
    return () => removeEventListener('pointerdown', away)
  }, [at])
  const open = () => {
    if (at || !holder.current) { setAt(null); return }
    const box = holder.current.getBoundingClientRect(), left = Math.max(8, Math.min(box.left, innerWidth - 268))
    setAt(box.bottom > innerHeight - 330 && box.top > 330 ? { left, bottom: innerHeight - box.top + 4 } : { left, top: Math.min(box.bottom + 4, Math.max(8, innerHeight - 330)) })
  }
  return (
    <div className={`mf${small ? ' small' : ''}`} ref={holder} onKeyDown={(event) => { if (event.key === 'Escape' && at) { event.stopPropagation(); event.preventDefault(); close() } }}>
      <input className="field" {...control} value={shown} placeholder={t('web.moment.hint')} autoComplete="off" inputMode="text" aria-invalid={control['aria-invalid'] || unread || undefined}
        aria-describedby={[control['aria-describedby'], unread ? hintId : ''].filter(Boolean).join(' ') || undefined} onChange={(event) => type(event.target.value)} onBlur={() => { if (!unread) setTyped(null) }} />
      <button type="button" className="ib" aria-label={t('web.moment.pick')} aria-haspopup="dialog" aria-expanded={at !== null} onClick={open}><CalendarClock size={15} /></button>
      {unread && <span id={hintId} className="mf-note" role="status">{t('web.moment.unread')}</span>}
      {!unread && value && typed !== null && <span className="mf-note ok" role="status">{format.moment(value, serverNow())}</span>}
      {at && <Picker style={at} value={value} onChoose={choose} onClose={close} />}
    </div>
  )
}

function Picker({ style, value, onChoose, onClose }: { style: CSSProperties; value: string; onChoose: (iso: string) => void; onClose: () => void }) {
  const t = useT(), format = useFormat(), zone = useZone(), now = serverNow(), today = wallTime(now, zone)
  const [chosen, setChosen] = useState<WallTime>(() => wallTime(value ? Date.parse(value) : Math.ceil((now + HOUR) / HOUR) * HOUR, zone))
  const pick = (wall: WallTime) => { setChosen(wall); const ms = instantOf(wall, zone); if (ms !== null) onChoose(new Date(ms).toISOString()) }
  return (
    <div className="mf-pop" role="dialog" aria-label={t('web.moment.pick')} style={style}>
      <div className="row wrap g4">{QUICK.map(([id, ms]) => <button key={id} type="button" className="mf-q" onClick={() => { onChoose(onTheMinute(now + ms)); onClose() }}>{t(`web.moment.in.${id}`)}</button>)}
        <button type="button" className="mf-q" onClick={() => { const day = instantOf({ ...today, hour: 9, minute: 0 }, zone)! + 24 * HOUR; onChoose(new Date(day).toISOString()); onClose() }}>{t('web.moment.tomorrow')}</button></div>
      <Month chosen={chosen} today={today} onChoose={(day) => pick({ ...chosen, ...day })} />
      <div className="row g4"><span className="sm t2">{t('web.moment.time')}</span>
        <select className="field mf-time" aria-label={t('web.moment.hour')} value={chosen.hour} onChange={(event) => pick({ ...chosen, hour: Number(event.target.value) })}>{Array.from({ length: 24 }, (_, h) => <option key={h} value={h}>{two(h)}</option>)}</select>
        <select className="field mf-time" aria-label={t('web.moment.minute')} value={chosen.minute} onChange={(event) => pick({ ...chosen, minute: Number(event.target.value) })}>{minutesWith(chosen.minute).map((m) => <option key={m} value={m}>{two(m)}</option>)}</select>
        <span className="sp" />{value && <span className="sm t2 num nw">{format.moment(value, now)}</span>}</div>
    </div>
  )
}

type Day = Pick<WallTime, 'year' | 'month' | 'day'>
const DAY = 86_400_000
const utc = ({ year, month, day }: Day) => Date.UTC(year, month - 1, day)
const dayOf = (ms: number): Day => { const d = new Date(ms); return { year: d.getUTCFullYear(), month: d.getUTCMonth() + 1, day: d.getUTCDate() } }
const STEPS: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7, PageUp: -28, PageDown: 28 }

/** One month, Monday first; arrows move by day and week. */
function Month({ chosen, today, onChoose }: { chosen: Day; today: Day; onChoose: (day: Day) => void }) {
  const t = useT(), lang = useLang(), grid = useRef<HTMLDivElement>(null), [shown, setShown] = useState({ year: chosen.year, month: chosen.month }), [moved, setMoved] = useState(false)
  const first = utc({ ...shown, day: 1 }), start = first - ((new Date(first).getUTCDay() + 6) % 7) * DAY
  const name = new Intl.DateTimeFormat(lang, { timeZone: 'UTC', year: 'numeric', month: 'long' }).format(first), weekday = new Intl.DateTimeFormat(lang, { timeZone: 'UTC', weekday: 'narrow' }), full = new Intl.DateTimeFormat(lang, { timeZone: 'UTC', dateStyle: 'full' })
  const turn = (months: number) => { const d = new Date(Date.UTC(shown.year, shown.month - 1 + months, 1)); setShown({ year: d.getUTCFullYear(), month: d.getUTCMonth() + 1 }) }
  useEffect(() => { if (moved) grid.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus() }, [chosen, moved])
  const onKeyDown = (event: KeyboardEvent) => {
    const step = STEPS[event.key]
    if (step === undefined) return
    event.preventDefault()
    const next = dayOf(utc(chosen) + step * DAY)
    setMoved(true)
    setShown({ year: next.year, month: next.month })
    onChoose(next)
  }
  return (
    <div>
      <div className="row mf-m"><button type="button" className="ib" aria-label={t('web.moment.previous-month')} onClick={() => turn(-1)}><ChevronLeft size={15} /></button><b className="sp" aria-live="polite">{name}</b><button type="button" className="ib" aria-label={t('web.moment.next-month')} onClick={() => turn(1)}><ChevronRight size={15} /></button></div>
      <div className="mf-days" ref={grid} role="group" aria-label={name} onKeyDown={onKeyDown}>
        {Array.from({ length: 7 }, (_, i) => <span key={i} aria-hidden>{weekday.format(start + i * DAY)}</span>)}
        {Array.from({ length: 42 }, (_, i) => {
          const ms = start + i * DAY, day = dayOf(ms), on = ms === utc(chosen)
          return <button key={ms} type="button" tabIndex={on || (day.day === 1 && (shown.month !== chosen.month || shown.year !== chosen.year) && day.month === shown.month) ? 0 : -1} aria-pressed={on} aria-label={full.format(ms)} className={`num${day.month === shown.month ? '' : ' out'}${ms === utc(today) ? ' today' : ''}`} onClick={() => onChoose(day)}>{day.day}</button>
        })}
      </div>
    </div>
  )
}
