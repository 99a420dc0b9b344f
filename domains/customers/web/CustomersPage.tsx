// Customers with number and tier; new ones by hand or from a CSV file with a preview (RX-10).
import { useState } from 'react'
import { useApiPages, queryKey } from '../../../web/api/queries.ts'
import { Button, ButtonLink } from '../../../web/design/Button.tsx'
import { Page, PageHead, Panel } from '../../../web/design/Layout.tsx'
import { Tier } from '../../../web/design/Marks.tsx'
import { Empty, ErrorState, Loading } from '../../../web/design/States.tsx'
import { useLive } from '../../../web/live/live.ts'
import { AppLink } from '../../../web/shell/AppLink.tsx'
import { useMay } from '../../../web/shell/session.ts'
import { useT } from '../../../web/i18n/i18n.ts'
import { customersApi } from '../contract/api.ts'
import type { CustomerTier } from '../contract/customer.ts'
import { CustomerDialog } from './CustomerDialogs.tsx'
import { TIER_MARK } from './CustomerPage.tsx'

const TIERS: readonly CustomerTier[] = ['vip', 'normal', 'potential']

export function CustomersPage() {
  const t = useT(), mayWrite = useMay('customers.write'), mayImport = useMay('customers.import'), [q, setQ] = useState(''), [tier, setTier] = useState(''), [adding, setAdding] = useState(false)
  const list = useApiPages(customersApi.list, { query: { limit: 100, ...(q.trim() ? { q: q.trim() } : {}), ...(tier ? { tier: tier as CustomerTier } : {}) } }, { keep: true })
  useLive(['customers'], [queryKey(customersApi.list)])
  return (
    <Page><PageHead title={t('customers.page.list')} actions={<>{mayImport && <ButtonLink to="/customers/import">{t('customers.import')}</ButtonLink>}{mayWrite && <Button kind="primary" onClick={() => setAdding(true)}>{t('customers.add')}</Button>}</>} />
      <div className="row wrap"><input className="field" style={{ width: 280 }} type="search" data-search aria-label={t('customers.search')} placeholder={t('customers.search')} value={q} onChange={(e) => setQ(e.target.value)} />
        <select className="field" style={{ width: 160 }} aria-label={t('customers.tier')} value={tier} onChange={(e) => setTier(e.target.value)}><option value="">{t('customers.tier.any')}</option>{TIERS.map((x) => <option key={x} value={x}>{t(`customers.tier.${x}`)}</option>)}</select></div>
      <Panel pad={false}>{list.isPending ? <Loading rows={8} /> : list.error ? <ErrorState error={list.error} onRetry={() => { void list.refetch() }} /> : list.items.length === 0 ? <Empty kind={q || tier ? 'no-match' : 'first'} title={t('customers.none')} text={t(q || tier ? 'customers.none.match' : 'customers.none.text')} /> : (
        <div className="tbl-wrap" tabIndex={0} role="region" aria-label={t('customers.page.list')}><table className="tbl"><thead><tr><th>{t('customers.number')}</th><th>{t('customers.name')}</th><th>{t('customers.tier')}</th><th>{t('customers.region')}</th><th>{t('customers.phone')}</th><th className="r">{t('customers.contacts')}</th></tr></thead>
          <tbody>{list.items.map((c) => <tr key={c.id}><td className="num">{c.number}</td><td><AppLink to={`/customers/${c.id}`}><b>{c.name}</b></AppLink></td><td><Tier tier={TIER_MARK[c.tier]} /></td><td>{c.region?.name ?? '—'}</td><td className="num">{c.phone ?? '—'}</td><td className="r">{c.contactCount}</td></tr>)}</tbody></table></div>
      )}{list.hasNextPage && <Button block kind="quiet" onClick={list.loadMore}>{t('customers.more')}</Button>}</Panel>
      {adding && <CustomerDialog value={null} onClose={() => setAdding(false)} />}</Page>
  )
}
