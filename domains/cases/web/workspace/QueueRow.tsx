// One case in the queue: two lines, the one clock that runs out first at the right. No antd inside: thousands scroll by.
import { Lock, UserPlus } from 'lucide-react'
import { useT } from '../../../../web/i18n/i18n.ts'
import type { RowState } from '../../../../web/design/DataList.tsx'
import { Avatar, ChannelIcon, Prio, Tier } from '../../../../web/design/Marks.tsx'
import { SlaChip } from '../../../../web/design/SlaMarks.tsx'
import { RelativeTime } from '../../../../web/design/Text.tsx'
import type { CaseSummary } from '../../contract/case.ts'
import { channelMark, nextClock, nextClockName, shortNumber } from '../case-words.ts'

export const QUEUE_COLUMNS = '16px 18px minmax(0,1fr) auto'

export function QueueRow({ row, state }: { row: CaseSummary; state: RowState }) {
  const t = useT(), clock = nextClock(row)
  return (
    <>
      {state.checkbox}
      <span role="gridcell" className="q-prio"><RowMark row={row} /></span>
      <span role="gridcell">
        <span className="q-l1">{row.unread && <i className="q-unread" role="img" aria-label={t('cases.desk.unread')} />}<span className={`ell${row.unread ? ' b' : ''}${row.restricted ? ' t2' : ''}`}>{row.restricted ? t('cases.restricted.title') : row.title}</span>{row.flags.includes('recurrence') && <span className="q-flag">{t('cases.flag.recurrence')}</span>}{row.flags.includes('reopened') && <span className="q-flag">{t('cases.flag.reopened')}</span>}</span>
        <span className="q-l2">
          <ChannelIcon channel={channelMark(row.channel)} size={13} />
          {!row.restricted && <><span className="ell q-org">{row.customer?.name ?? row.requester.name}</span>{row.customer?.tier === 'vip' && <Tier tier="vip" />}<span aria-hidden>·</span></>}
          <span className="num nw">{shortNumber(row.number)}</span><span className="q-state"><span><i aria-hidden>·</i>{t(`cases.state.${row.state}`)}</span></span>
        </span>
      </span>
      <span role="gridcell" className="q-r">
        {clock ? <SlaChip clock={clock} label={t(nextClockName(row))} /> : <span className="sm dim nw">{t(`cases.state.${row.state}`)}</span>}
        <span className="row g6 sm dim nw"><RelativeTime at={row.updatedAt} />{row.handler ? <Avatar name={row.handler.name} size={16} /> : row.restricted ? null : <UserPlus size={14} role="img" aria-label={t('cases.desk.unassigned')} />}</span>
      </span>
    </>
  )
}

/** After-sales and enquiries have no level (§1.2, §3.2 grade technical problems); they carry their service line instead. */
export function RowMark({ row }: { row: Pick<CaseSummary, 'level' | 'serviceLine' | 'restricted'> }) {
  const t = useT()
  if (row.restricted) return <Lock size={15} className="dim" role="img" aria-label={t('cases.restricted.title')} />
  if (row.level) return <Prio level={row.level} />
  if (row.serviceLine === 'after-sales' || row.serviceLine === 'enquiry') return <span className="q-line" role="img" aria-label={t(`cases.service-line.${row.serviceLine}`)}>{t(`cases.service-line.short.${row.serviceLine}`)}</span>
  return <i className="q-nolevel" aria-label={t('cases.desk.no-level')} role="img" />
}
