// What a request would be promised, said before it is sent: as spans in a choice, as a clock time below the button (screens 03b, 03g).
import type { SlotProps } from '../../../web/screens.ts'
import { useApi } from '../../../web/api/queries.ts'
import { useServerMinute } from '../../../web/design/server-clock.ts'
import { useFormat, useT } from '../../../web/i18n/i18n.ts'
import '../../cases/web/slots.ts'
import { promiseApi } from '../contract/promise-api.ts'

const SAID = ['response', 'initial-solution', 'resolution'] as const
type Said = typeof SAID[number]
const isSaid = (kind: string): kind is Said => (SAID as readonly string[]).includes(kind)

export function SubmitPromise({ facts, part }: SlotProps['portal.submit.promise']) {
  const t = useT(), format = useFormat(), now = useServerMinute(), { serviceLine, urgency, effects, problemClass } = facts
  const query = useApi(promiseApi.promises, { query: { ...(serviceLine ? { serviceLine } : {}), ...(urgency ? { urgency } : {}), ...(effects?.[0] ? { effect: effects[0] } : {}), ...(problemClass ? { problemClass } : {}) } }, { refetchInterval: 60_000, keep: true })
  const items = query.data?.items ?? []
  if (part === 'send') {
    const response = items.find((item) => item.kind === 'response')
    return response ? t('sla.promise.send', { time: format.by(response.dueAt, now) }) : null
  }
  return items.flatMap(({ kind, target }) => (isSaid(kind) ? [t(`sla.promise.within.${kind}`, { time: format.duration(target) })] : [])).join(t('sla.promise.separator'))
}
