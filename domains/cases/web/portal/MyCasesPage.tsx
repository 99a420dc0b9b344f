// All cases of the person: those under way, those that ended.
import { useApi, useApiPages, queryKey } from '../../../../web/api/queries.ts'
import { Button, ButtonLink } from '../../../../web/design/Button.tsx'
import { Empty, ErrorState, Loading } from '../../../../web/design/States.tsx'
import { useLive } from '../../../../web/live/live.ts'
import { PortalPage } from '../../../../web/shell/PortalPage.tsx'
import { useSearchValue } from '../../../../web/shell/address.ts'
import { TabBar } from '../../../../web/design/TabBar.tsx'
import { useT } from '../../../../web/i18n/i18n.ts'
import { casesApi } from '../../contract/api.ts'
import { CaseLine } from './CaseLine.tsx'
import { needsFirst } from './portal-words.ts'
import './portal.css'

const count = (n: number | undefined) => (n === undefined ? {} : { count: n })

export function MyCasesPage() {
  const t = useT(), [which, setWhich] = useSearchValue('which', 'open'), view = which === 'closed' ? 'closed' as const : 'open' as const
  const list = useApiPages(casesApi.list, { query: { view, limit: 30 } }, { keep: true }), counts = useApi(casesApi.counts)
  useLive(['cases'], [queryKey(casesApi.list), queryKey(casesApi.counts)])
  return (
    <PortalPage>
      <div className="row"><h1>{t('cases.portal.mine')}</h1><span className="sp" /><ButtonLink kind="primary" to="/cases/new">{t('cases.portal.report')}</ButtonLink></div>
      <TabBar label={t('cases.portal.mine')} current={view} onChange={setWhich} panelId="my-cases" tabs={[{ id: 'open', label: t('cases.portal.open'), ...count(counts.data?.views['open']) }, { id: 'closed', label: t('cases.portal.ended'), ...count(counts.data?.views['closed']) }]} />
      <section id="my-cases" role="tabpanel" tabIndex={0} aria-label={t(view === 'open' ? 'cases.portal.open' : 'cases.portal.ended')} className="card" style={{ overflow: 'hidden' }}>
        {list.isPending ? <Loading rows={4} rowHeight={90} /> : list.error ? <ErrorState error={list.error} onRetry={() => { void list.refetch() }} />
          : list.items.length === 0 ? <Empty kind="first" title={t(view === 'open' ? 'cases.portal.none' : 'cases.portal.none.ended')} text={t(view === 'open' ? 'cases.portal.none.text' : 'cases.portal.none.ended.text')} /> : needsFirst(list.items).map((row) => <CaseLine key={row.id} row={row} />)}
      </section>
      {list.hasNextPage && <Button block onClick={list.loadMore}>{t('cases.page.more')}</Button>}
    </PortalPage>
  )
}
