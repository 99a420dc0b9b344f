// All cases of the person, newest first.
import { useApiPages, queryKey } from '../../../../web/api/queries.ts'
import { Button, ButtonLink } from '../../../../web/design/Button.tsx'
import { Empty, ErrorState, Loading } from '../../../../web/design/States.tsx'
import { useLive } from '../../../../web/live/live.ts'
import { PortalPage } from '../../../../web/shell/PortalPage.tsx'
import { useT } from '../../../../web/i18n/i18n.ts'
import { casesApi } from '../../contract/api.ts'
import { CaseLine } from './CaseLine.tsx'
import './portal.css'

export function MyCasesPage() {
  const t = useT(), list = useApiPages(casesApi.list, { query: { view: 'all', sort: 'newest', limit: 50 } })
  useLive(['cases'], [queryKey(casesApi.list)])
  return (
    <PortalPage>
      <div className="row"><h1>{t('cases.portal.mine')}</h1><span className="sp" /><ButtonLink kind="primary" to="/cases/new">{t('cases.portal.report')}</ButtonLink></div>
      <section className="card" style={{ overflow: 'hidden' }}>
        {list.isPending ? <Loading rows={4} rowHeight={90} /> : list.error ? <ErrorState error={list.error} onRetry={() => { void list.refetch() }} />
          : list.items.length === 0 ? <Empty kind="first" title={t('cases.portal.none')} text={t('cases.portal.none.text')} /> : list.items.map((row) => <CaseLine key={row.id} row={row} />)}
      </section>
      {list.hasNextPage && <Button block onClick={list.loadMore}>{t('cases.page.more')}</Button>}
    </PortalPage>
  )
}
