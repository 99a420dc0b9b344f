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
import { governing, LATER } from './clock-view.ts'
import { WhyDrawer } from './WhyDrawer.tsx'

export function CaseClocks({ value, small }: CaseSlotProps) {
  const t = useT(), format = useFormat(), now = useServerMinute(), [open, setOpen] = useState<string | null>(null)
  const query = useApi(slaApi.caseClocks, { params: { id: value.id } }, { keep: true })
  useLive([`case:${value.id}`], [queryKey(slaApi.caseClocks, { params: { id: value.id } })])
  if (query.error) return <ErrorState error={query.error} onRetry={() => { void query.refetch() }} />
  const clocks = query.data?.items ?? [], shown = governing(clocks)
  const note = (clock: Clock): string => {
    if (clock.state === 'paused') return t('sla.strip.paused', { time: format.duration(clock.pausedTotal) })
    if (clock.stoppedAt) return t('sla.strip.target', { time: format.duration(clock.target) })
    return clock.dueAt ? t('sla.strip.due', { time: format.moment(clock.dueAt, now), target: format.duration(clock.target) }) : t('sla.strip.target', { time: format.duration(clock.target) })
  }
  const items: ClockItem[] = shown.slice(0, small ? 5 : 6).map((clock) => ({ id: `${clock.kind}:${clock.round}`, label: t(`sla.kind.${clock.kind}`), clock, clause: clock.clause, detail: note(clock) }))
  for (const later of LATER) if (items.length > 0 && items.length < 5 && !shown.some((c) => c.kind === later.kind)) items.push({ id: later.kind, label: t(`sla.kind.${later.kind}`), clock: { state: 'pending', target: later.target }, clause: later.clause, detail: t('sla.strip.after', { time: format.duration(later.target) }) })
  if (items.length === 0) return <div className="clocks-hold" aria-hidden />
  return <><ClockStrip clocks={items} {...(small ? { small } : {})} onOpen={setOpen} />{open && <WhyDrawer clocks={clocks} focus={open} onClose={() => setOpen(null)} />}</>
}
