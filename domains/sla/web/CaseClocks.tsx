// All promises of a case side by side; a click on one says why it is due when it is.
import { useState } from 'react'
import { useApi, queryKey } from '../../../web/api/queries.ts'
import { ClockStrip, type ClockItem } from '../../../web/design/ClockStrip.tsx'
import { ErrorState } from '../../../web/design/States.tsx'
import { useServerMinute } from '../../../web/design/server-clock.ts'
import { useFormat, useT } from '../../../web/i18n/i18n.ts'
import { useLive } from '../../../web/live/live.ts'
import type { CaseSlotProps } from '../../cases/web/slots.ts'
import { slaApi } from '../contract/api.ts'
import type { Clock } from '../contract/clock.ts'
import { stripOf } from './clock-view.ts'
import { WhyDrawer } from './WhyDrawer.tsx'
import './promise.css'

export function CaseClocks({ value, small }: CaseSlotProps) {
  const t = useT(), format = useFormat(), now = useServerMinute(), [open, setOpen] = useState<string | null>(null)
  const query = useApi(slaApi.caseClocks, { params: { id: value.id } }, { keep: true })
  useLive([`case:${value.id}`], [queryKey(slaApi.caseClocks, { params: { id: value.id } })])
  if (query.error) return <ErrorState error={query.error} onRetry={() => { void query.refetch() }} />
  const clocks = query.data?.items ?? []
  const note = (clock: Clock): string => {
    const target = t('sla.strip.target', { time: format.duration(clock.target) })
    if (clock.state === 'paused') return t('sla.strip.paused', { reason: value.waiting?.reason ?? t(`sla.cause.${clock.segments.at(-1)?.cause ?? 'waiting'}`) })
    return clock.stoppedAt || !clock.dueAt ? target : t('sla.strip.due', { time: format.moment(clock.dueAt, now), target: format.duration(clock.target) })
  }
  const items = stripOf(clocks).map((cell): ClockItem => 'clock' in cell
    ? { id: `${cell.kind}:${cell.clock.round}`, label: t(`sla.clock.${cell.kind}`), clock: cell.clock, clause: cell.clock.clause, detail: note(cell.clock) }
    : { id: cell.kind, label: t(`sla.clock.${cell.kind}`), clock: { state: 'pending', target: cell.later.target }, clause: cell.later.clause, detail: t('sla.strip.after', { time: format.duration(cell.later.target) }) })
  if (items.length === 0) return query.data ? <span className="clocks-none" /> : null
  return <><ClockStrip clocks={items} {...(small ? { small } : {})} onOpen={setOpen} />{open && <WhyDrawer clocks={clocks} focus={open} onClose={() => setOpen(null)} />}</>
}
