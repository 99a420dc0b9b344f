// Customers with number and tier; new ones by hand or from a CSV file with a preview (RX-10).
import { useState } from 'react'
import { useApiPages, queryKey, useSubmit } from '../../../web/api/queries.ts'
import { Button, ButtonLink } from '../../../web/design/Button.tsx'
import { Dialog } from '../../../web/design/Dialog.tsx'
import { toast } from '../../../web/design/Feedback.tsx'
import { FormField, ProblemNote } from '../../../web/design/Form.tsx'
import { Page, PageHead, Panel } from '../../../web/design/Layout.tsx'
import { Tier } from '../../../web/design/Marks.tsx'
import { Empty, ErrorState, Loading } from '../../../web/design/States.tsx'
import { useLive } from '../../../web/live/live.ts'
import { useMay } from '../../../web/shell/session.ts'
import { useT } from '../../../web/i18n/i18n.ts'
import { customersApi } from '../contract/api.ts'
import type { CustomerTier } from '../contract/customer.ts'

const MARK = { vip: 'vip', normal: 'standard', potential: 'prospect' } as const
const TIERS: readonly CustomerTier[] = ['vip', 'normal', 'potential']

export function CustomersPage() {
  const t = useT(), mayWrite = useMay('customers.write'), mayImport = useMay('customers.import'), [q, setQ] = useState(''), [tier, setTier] = useState(''), [adding, setAdding] = useState(false)
  const list = useApiPages(customersApi.list, { query: { limit: 100, ...(q.trim() ? { q: q.trim() } : {}), ...(tier ? { tier: tier as CustomerTier } : {}) } }, { keep: true })
  useLive(['customers'], [queryKey(customersApi.list)])
  return (
    <Page><PageHead title={t('customers.page.list')} actions={<>{mayImport && <ButtonLink to="/customers/import">{t('customers.import')}</ButtonLink>}{mayWrite && <Button kind="primary" onClick={() => setAdding(true)}>{t('customers.add')}</Button>}</>} />
      <div className="row wrap"><input className="field" style={{ width: 280 }} type="search" data-search aria-label={t('customers.search')} placeholder={t('customers.search')} value={q} onChange={(e) => setQ(e.target.value)} />
        <select className="field" style={{ width: 160 }} aria-label={t('customers.tier')} value={tier} onChange={(e) => setTier(e.target.value)}><option value="">{t('customers.tier.any')}</option>{TIERS.map((x) => <option key={x} value={x}>{t(`customers.tier.${x}`)}</option>)}</select></div>
      <Panel pad={false}>{list.isPending ? <Loading rows={8} /> : list.error ? <ErrorState error={list.error} onRetry={() => { void list.refetch() }} /> : list.items.length === 0 ? <Empty kind={q || tier ? 'no-match' : 'first'} title={t('customers.none')} text={t('customers.none.text')} /> : (
        <div className="tbl-wrap"><table className="tbl"><thead><tr><th>{t('customers.number')}</th><th>{t('customers.name')}</th><th>{t('customers.tier')}</th><th>{t('customers.region')}</th><th>{t('customers.phone')}</th><th className="r">{t('customers.contacts')}</th></tr></thead>
          <tbody>{list.items.map((c) => <tr key={c.id}><td className="num">{c.number}</td><td><b>{c.name}</b></td><td><Tier tier={MARK[c.tier]} /></td><td>{c.region?.name ?? '—'}</td><td className="num">{c.phone ?? '—'}</td><td className="r">{c.contactCount}</td></tr>)}</tbody></table></div>
      )}{list.hasNextPage && <Button block kind="quiet" onClick={list.loadMore}>{t('customers.more')}</Button>}</Panel>
      {adding && <AddCustomer onClose={() => setAdding(false)} />}</Page>
  )
}

function AddCustomer({ onClose }: { onClose: () => void }) {
  const t = useT(), [form, setForm] = useState({ name: '', tier: 'normal' as CustomerTier, phone: '', address: '' })
  const add = useSubmit(customersApi.create, { invalidates: [customersApi.list], onDone: (c) => { toast(t('customers.added', { number: c.number })); onClose() } })
  const set = (field: keyof typeof form) => (event: { target: { value: string } }) => setForm({ ...form, [field]: event.target.value })
  const send = () => { void add.submit({ body: { name: form.name, tier: form.tier, ...(form.phone ? { phone: form.phone } : {}), ...(form.address ? { address: form.address } : {}) } }) }
  return (
    <Dialog open onClose={onClose} title={t('customers.add')} footer={<><Button onClick={onClose}>{t('web.cancel')}</Button><Button kind="primary" busy={add.busy} onClick={send}>{t('customers.add')}</Button></>}>
      <form className="col" onSubmit={(event) => { event.preventDefault(); send() }}>
        <FormField label={t('customers.name')} required pointer="/name" problem={add.problem}><input className="field" value={form.name} onChange={set('name')} /></FormField>
        <FormField label={t('customers.tier')} required pointer="/tier" problem={add.problem}><select className="field" value={form.tier} onChange={set('tier')}>{TIERS.map((x) => <option key={x} value={x}>{t(`customers.tier.${x}`)}</option>)}</select></FormField>
        <FormField label={t('customers.phone')} pointer="/phone" problem={add.problem}><input className="field" value={form.phone} onChange={set('phone')} /></FormField>
        <FormField label={t('customers.address')} pointer="/address" problem={add.problem}><input className="field" value={form.address} onChange={set('address')} /></FormField>
        <ProblemNote problem={add.problem} shown={['/name', '/tier', '/phone', '/address']} />
      </form>
    </Dialog>
  )
}
