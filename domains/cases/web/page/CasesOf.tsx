// Cases of a customer or of one person, on their pages.
import { queryKey, useApiPages } from '../../../../web/api/queries.ts'
import { Button } from '../../../../web/design/Button.tsx'
import { Panel } from '../../../../web/design/Layout.tsx'
import { SlaChip } from '../../../../web/design/SlaMarks.tsx'
import { Empty, ErrorState, Loading } from '../../../../web/design/States.tsx'
import { RelativeTime } from '../../../../web/design/Text.tsx'
import { useLive } from '../../../../web/live/live.ts'
import { AppLink } from '../../../../web/shell/AppLink.tsx'
import { useT } from '../../../../web/i18n/i18n.ts'
import { casesApi } from '../../contract/api.ts'
import { nextClock, nextClockName } from '../case-words.ts'
import { RowMark } from '../workspace/QueueRow.tsx'
import '../desk.css'

export const CasesOfCustomer = ({ customerId }: { customerId: string }) => <CasesOf whose={{ customer: customerId }} />
export const CasesOfContact = ({ contactId }: { contactId: string }) => <CasesOf whose={{ requester: contactId }} />

function CasesOf({ whose }: { whose: { customer?: string; requester?: string } }) {
  const t = useT(), list = useApiPages(casesApi.list, { query: { view: 'all', limit: 30, ...whose } })
  useLive(['cases'], [queryKey(casesApi.list)])
  return (
    <Panel title={t('cases.found')} pad={false}>{list.isPending ? <Loading rows={4} /> : list.error ? <ErrorState error={list.error} onRetry={() => { void list.refetch() }} /> : list.items.length === 0 ? <Empty kind="good" title={t('cases.of.none')} /> : (
      <ul className="cs-of">{list.items.map((row) => { const clock = nextClock(row); return <li key={row.id}><RowMark row={row} /><div style={{ minWidth: 0 }}><AppLink className="ell" to={`/cases/${row.id}`}>{row.restricted ? t('cases.restricted.title') : row.title}</AppLink><div className="row g6 sm dim"><span className="num nw">{row.number}</span><span aria-hidden>·</span><span className="ell">{t(`cases.state.${row.state}`)}</span><span aria-hidden>·</span><RelativeTime at={row.createdAt} /></div></div><span className="sp" />{clock && <SlaChip clock={clock} label={t(nextClockName(row))} />}</li> })}</ul>
    )}{list.hasNextPage && <Button block kind="quiet" busy={list.isFetchingNextPage} onClick={list.loadMore}>{t('cases.page.more')}</Button>}</Panel>
  )
}
