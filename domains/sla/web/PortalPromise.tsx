// The next promise in the customer's words, with the time it counts down to; late is said first (DESIGN §10).
import { CircleCheck, TriangleAlert } from 'lucide-react'
import { useApi, queryKey } from '../../../web/api/queries.ts'
import { SlaGlyph } from '../../../web/design/SlaMarks.tsx'
import { slaView } from '../../../web/design/sla-view.ts'
import { useServerClock } from '../../../web/design/server-clock.ts'
import { useFormat, useT } from '../../../web/i18n/i18n.ts'
import { useLive } from '../../../web/live/live.ts'
import type { CaseSlotProps } from '../../cases/web/slots.ts'
import { slaApi } from '../contract/api.ts'
import type { Clock } from '../contract/clock.ts'
import { governing, nextPromise } from './clock-view.ts'
import './promise.css'

export function PortalPromise({ value }: CaseSlotProps) {
  const t = useT(), format = useFormat(), now = useServerClock(), query = useApi(slaApi.caseClocks, { params: { id: value.id } }, { keep: true })
  useLive([`case:${value.id}`], [queryKey(slaApi.caseClocks, { params: { id: value.id } })])
  const clock = nextPromise(query.data?.items ?? [])
  const paused = governing(query.data?.items ?? []).find((one) => one.state === 'paused')
  if (!clock?.dueAt) return paused ? <section className="card promise c-paused"><div>{t('sla.promise.paused')}</div><div className="v num"><SlaGlyph state="paused" size={20} />{paused.remaining ? t('sla.promise.left', { time: format.duration(paused.remaining), promise: t(`sla.promise.${paused.kind}`) }) : null}</div></section> : null
  const view = slaView(clock, now), late = view.state === 'breach', name = t(`sla.promise.${clock.kind}`)
  return (
    <section className={`card promise c-${view.state}`}>
      <div>{late ? t('sla.promise.late', { time: format.duration(view.left ?? 0), promise: name }) : t('sla.promise.next', { time: format.by(clock.dueAt, now), promise: name })}</div>
      <div className="v num" role="timer" aria-live="off"><SlaGlyph state={view.state} used={view.used} size={20} />{view.left === null ? '' : format.clock(view.left)}</div>
    </section>
  )
}

/** Whose promises a customer holds us to; what they owe us themselves is none of ours. */
const OURS = (clock: Clock) => clock.kind !== 'user-feedback' && clock.kind !== 'kb-archive'

/** How long it took and whether every promise was kept, below the result. */
export function PortalKept({ value }: CaseSlotProps) {
  const t = useT(), format = useFormat(), query = useApi(slaApi.caseClocks, { params: { id: value.id } }, { keep: true }), clocks = governing(query.data?.items ?? []).filter((c) => OURS(c) && c.stoppedAt !== null), late = clocks.filter((c) => c.breachedAt !== null || c.state === 'breached')
  if (clocks.length === 0) return null
  const took = value.resolvedAt ? Date.parse(value.resolvedAt) - Date.parse(value.createdAt) : null
  return (
    <p className="kept">{value.handler && <span>{t('sla.kept.by', { name: value.handler.name })}</span>}{took !== null && <span>{t('sla.kept.took', { time: format.duration(took) })}</span>}
      {late.length === 0 ? <span className="good row g4"><CircleCheck size={15} aria-hidden />{t('sla.kept.all')}</span> : <span className="warn row g4"><TriangleAlert size={15} aria-hidden />{t('sla.kept.late', { count: late.length })}</span>}</p>
  )
}
