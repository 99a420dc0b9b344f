// What else this customer, or this colleague, has reported: often the same trouble again.
import { useApiPages } from '../../../../web/api/queries.ts'
import { Button } from '../../../../web/design/Button.tsx'
import { Empty, ErrorState, Loading } from '../../../../web/design/States.tsx'
import { RelativeTime } from '../../../../web/design/Text.tsx'
import { AppLink } from '../../../../web/shell/AppLink.tsx'
import { useT } from '../../../../web/i18n/i18n.ts'
import { casesApi } from '../../contract/api.ts'
import type { Case } from '../../contract/case.ts'
import { RowMark } from '../workspace/QueueRow.tsx'

export function OtherCases({ value }: { value: Case }) {
  const t = useT(), whose = value.customer ? { customer: value.customer.id } : { requester: value.requester.id }
  const list = useApiPages(casesApi.list, { query: { view: 'all', limit: 30, ...whose } }), rows = list.items.filter((row) => row.id !== value.id)
  if (list.isPending) return <Loading rows={5} />
  if (list.error) return <ErrorState error={list.error} onRetry={() => { void list.refetch() }} />
  if (rows.length === 0) return <Empty kind="good" title={t('cases.others.none')} text={t('cases.others.none.text', { name: value.customer?.name ?? value.requester.name })} />
  return (
    <>
      <ul className="cs-others">{rows.map((row) => <li key={row.id}><RowMark row={row} /><div style={{ minWidth: 0 }}><AppLink className="ell" to={`/cases/${row.id}`}>{row.restricted ? t('cases.restricted.title') : row.title}</AppLink><div className="row g6 sm dim"><span className="num nw">{row.number}</span><span className="nw">{t(`cases.state.${row.state}`)}</span><span className="sp" /><RelativeTime at={row.createdAt} /></div></div></li>)}</ul>
      {list.hasNextPage && <Button block kind="quiet" onClick={list.loadMore}>{t('cases.page.more')}</Button>}
    </>
  )
}
