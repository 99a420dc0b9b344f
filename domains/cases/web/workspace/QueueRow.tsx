// One case in the queue: two lines, the one clock that runs out first at the right. No antd inside: thousands scroll by.
import { UserPlus } from 'lucide-react'
import { useT } from '../../../../web/i18n/i18n.ts'
import type { RowState } from '../../../../web/design/DataList.tsx'
import { Avatar, ChannelIcon, Prio, Tier } from '../../../../web/design/Marks.tsx'
import { SlaChip } from '../../../../web/design/SlaMarks.tsx'
import { RelativeTime } from '../../../../web/design/Text.tsx'
import type { CaseSummary } from '../../contract/case.ts'
import { channelMark, nextClock, shortNumber } from '../case-words.ts'

export const QUEUE_COLUMNS = '16px 18px minmax(0,1fr) auto'

export function QueueRow({ row, state }: { row: CaseSummary; state: RowState }) {
  const t = useT(), clock = nextClock(row)
  return (
    <>
      {state.checkbox}
      <span role="gridcell" className="q-prio">{row.level ? <Prio level={row.level} /> : <i className="q-nolevel" aria-label={t('cases.desk.no-level')} role="img" />}</span>
      <span role="gridcell">
        <span className="q-l1">{row.unread && <i className="q-unread" role="img" aria-label={t('cases.desk.unread')} />}<span className={`ell${row.unread ? ' b' : ''}`}>{row.restricted ? t('cases.restricted.title') : row.title}</span></span>
        <span className="q-l2">
          <ChannelIcon channel={channelMark(row.channel)} size={13} />
          <span className="ell q-org">{row.customer?.name ?? row.requester.name}</span>{row.customer?.tier === 'vip' && <Tier tier="vip" />}
          <span aria-hidden>·</span><span className="ell">{t(`cases.state.${row.state}`)}</span><span aria-hidden>·</span><span className="num nw">{shortNumber(row.number)}</span>
        </span>
      </span>
      <span role="gridcell" className="q-r">
        {clock && row.nextDue ? <SlaChip clock={clock} label={t(`sla.kind.${row.nextDue.kind}`)} /> : <span className="sm dim nw">{t(`cases.state.${row.state}`)}</span>}
        <span className="row g6 sm dim nw"><RelativeTime at={row.updatedAt} />{row.handler ? <Avatar name={row.handler.name} size={16} /> : <UserPlus size={14} role="img" aria-label={t('cases.desk.unassigned')} />}</span>
      </span>
    </>
  )
}
