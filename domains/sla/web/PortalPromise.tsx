// The next promise in the customer's words, with the time it counts down to; late is said first (DESIGN §10).
import { useApi, queryKey } from '../../../web/api/queries.ts'
import { SlaGlyph } from '../../../web/design/SlaMarks.tsx'
import { slaView } from '../../../web/design/sla-view.ts'
import { useServerClock } from '../../../web/design/server-clock.ts'
import { useFormat, useT } from '../../../web/i18n/i18n.ts'
import { useLive } from '../../../web/live/live.ts'
import type { CaseSlotProps } from '../../cases/web/slots.ts'
import { slaApi } from '../contract/api.ts'
import { nextPromise } from './clock-view.ts'
import './promise.css'

export function PortalPromise({ value }: CaseSlotProps) {
  const t = useT(), format = useFormat(), now = useServerClock(), query = useApi(slaApi.caseClocks, { params: { id: value.id } }, { keep: true })
  useLive([`case:${value.id}`], [queryKey(slaApi.caseClocks, { params: { id: value.id } })])
  const clock = nextPromise(query.data?.items ?? [])
  if (!clock?.dueAt) return null
  const view = slaView(clock, now), late = view.state === 'breach', name = t(`sla.promise.${clock.kind}`)
  return (
    <section className={`card promise c-${view.state}`}>
      <div>{late ? t('sla.promise.late', { time: format.duration(view.left ?? 0), promise: name }) : t('sla.promise.next', { time: format.by(clock.dueAt, now), promise: name })}</div>
      <div className="v num" role="timer" aria-live="off"><SlaGlyph state={view.state} used={view.used} size={20} />{view.left === null ? '' : format.clock(view.left)}</div>
    </section>
  )
}
