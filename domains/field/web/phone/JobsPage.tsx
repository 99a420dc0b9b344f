// Today's visits in order, with the way, the call and the one clock that runs out first (screen 11a).
import { Box, ChevronRight, MapPin, Navigation, PhoneCall } from 'lucide-react'
import { useServerMinute } from '../../../../web/design/server-clock.ts'
import { Prio, Tier } from '../../../../web/design/Marks.tsx'
import { SlaChip } from '../../../../web/design/SlaMarks.tsx'
import { Empty, Loading } from '../../../../web/design/States.tsx'
import { ButtonLink } from '../../../../web/design/Button.tsx'
import { AppLink } from '../../../../web/shell/AppLink.tsx'
import { useFormat, useT } from '../../../../web/i18n/i18n.ts'
import type { WorkOrder } from '../../contract/order.ts'
import { FieldFrame } from './FieldFrame.tsx'
import { kilometres, routeOf } from './pending.ts'
import { Returned } from './Returned.tsx'
import { useField, usePosition } from './use-field.ts'

const OVER = new Set(['signed', 'failed', 'cancelled'])

export function JobsPage() {
  const t = useT(), format = useFormat(), field = useField(), now = useServerMinute(), here = usePosition()
  const today = format.day(now, now), open = field.orders.filter((o) => !OVER.has(o.state) && (format.day(o.from, now) === today || Date.parse(o.from) < now)), later = field.orders.filter((o) => !OVER.has(o.state) && !open.includes(o))
  return (
    <FieldFrame title={t('field.today', { count: open.length })} tab="jobs" field={field}>
      <Returned field={field} />
      {!field.ready ? <Loading rows={3} rowHeight={180} /> : open.length === 0 ? <Empty kind="good" title={t('field.none')} text={later[0] ? t('field.none.next', { time: format.moment(later[0].from, now), title: later[0].title }) : t('field.none.text')} /> : open.map((o, i) => <JobCard key={o.id} order={o} first={i === 0} here={here} routeLink={field.routeLink} />)}
      {field.stock.length > 0 && <AppLink to="/field/parts" className="fd-card fd-van"><Box size={20} aria-hidden /><span className="ell">{t('field.van', { parts: field.stock.filter((s) => s.quantity > 0).map((s) => `${s.name} ×${s.quantity}`).join(t('field.separator')) })}</span><ChevronRight size={18} aria-hidden /></AppLink>}
    </FieldFrame>
  )
}

function JobCard({ order: o, first, here, routeLink }: { order: WorkOrder; first: boolean; here: { latitude: number; longitude: number } | null; routeLink: string }) {
  const t = useT(), format = useFormat(), begun = o.state !== 'dispatched' && o.state !== 'planned'
  const distance = here && o.latitude !== null && o.longitude !== null ? kilometres(here, { latitude: o.latitude, longitude: o.longitude }) : null
  return (
    <article className={`fd-card${first ? ' on' : ''}`} aria-label={o.title}>
      <h2>{o.level && <Prio level={o.level} />}<span>{o.title}</span></h2>
      <p className="fd-where"><MapPin size={18} aria-hidden /><span className="ell">{[o.customerName, o.address].filter(Boolean).join(' · ')}</span>{o.tier === 'vip' && <Tier tier="vip" />}</p>
      <p className="row t2"><span>{o.visit.arrivedAt ? t('field.arrived', { time: format.time(o.visit.arrivedAt) }) : begun ? t(`field.state.${o.state}`) : t('field.before', { time: format.time(o.to) })}</span><span className="sp" /><Due order={o} /></p>
      <div className="fd-acts"><ButtonLink to={`/field/${o.id}`} size="large" kind={first ? 'primary' : 'plain'}>{t(begun ? 'field.continue' : 'field.open')}</ButtonLink>
        <a className="btn btn-plain btn-large" href={routeOf(routeLink, o)}><Navigation size={18} aria-hidden />{distance === null ? t('field.way') : t('field.km', { km: format.number(distance, distance < 10 ? 1 : 0) })}</a>
        {o.contactPhone && <a className="btn btn-plain btn-large fd-call" href={`tel:${o.contactPhone}`} aria-label={t('field.call', { name: o.contactName ?? '' })}><PhoneCall size={20} aria-hidden /></a>}</div>
    </article>
  )
}

/** The promise of the case that runs out first; its name comes with it. */
export function Due({ order: o }: { order: WorkOrder }) {
  const t = useT()
  if (!o.due) return null
  return <SlaChip label={t(`sla.short.${o.due.kind}`)} clock={{ state: o.due.breached ? 'breached' : 'running', dueAt: o.due.dueAt, target: Math.max(60_000, Date.parse(o.due.dueAt) - Date.parse(o.createdAt)) }} />
}
