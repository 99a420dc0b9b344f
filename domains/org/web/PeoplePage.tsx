// People with their unit and roles; a name leads to the person, with posts and deputies (§2.1).
import { useState } from 'react'
import { AdminNav } from '../../../web/admin/AdminNav.tsx'
import { useApi, useApiPages } from '../../../web/api/queries.ts'
import { Button } from '../../../web/design/Button.tsx'
import { Page, PageHead, Panel } from '../../../web/design/Layout.tsx'
import { Avatar, Tone } from '../../../web/design/Marks.tsx'
import { Empty, ErrorState, Loading } from '../../../web/design/States.tsx'
import { useT } from '../../../web/i18n/i18n.ts'
import { AppLink } from '../../../web/shell/AppLink.tsx'
import { orgApi } from '../contract/api.ts'
import type { Person } from '../contract/person.ts'
import { InvitePerson } from './people/InvitePerson.tsx'

export function PeoplePage() {
  const t = useT(), [q, setQ] = useState(''), [state, setState] = useState<Person['state'] | ''>(''), [inviting, setInviting] = useState(false), roles = useApi(orgApi.listRoles)
  const list = useApiPages(orgApi.listPeople, { query: { limit: 100, ...(q.trim() ? { q: q.trim() } : {}), ...(state ? { state } : {}) } }, { keep: true })
  const nameOf = (code: string) => roles.data?.items.find((r) => r.code === code)?.name ?? code
  return (
    <><AdminNav /><Page><PageHead title={t('org.page.people')} actions={<Button kind="primary" onClick={() => setInviting(true)}>{t('org.person.invite')}</Button>} />
      <div className="adm-filter"><input className="field" type="search" data-search aria-label={t('org.person.search')} placeholder={t('org.person.search')} value={q} onChange={(e) => setQ(e.target.value)} />
        <select className="field" aria-label={t('org.unit.state')} value={state} onChange={(e) => setState(e.target.value as typeof state)}><option value="">{t('org.person.all')}</option><option value="active">{t('org.person-state.active')}</option><option value="disabled">{t('org.person-state.disabled')}</option></select></div>
      <Panel pad={false}>{list.isPending ? <Loading rows={8} /> : list.error ? <ErrorState error={list.error} onRetry={() => { void list.refetch() }} /> : list.items.length === 0 ? <Empty kind="no-match" title={t('org.person.none')} /> : (
        <div className="tbl-wrap"><table className="tbl"><thead><tr><th>{t('org.person.name')}</th><th>{t('org.person.email')}</th><th>{t('org.person.unit')}</th><th>{t('org.person.roles')}</th><th>{t('org.person.deputy')}</th><th>{t('org.unit.state')}</th></tr></thead>
          <tbody>{list.items.map((p) => <tr key={p.id}><td><AppLink className="row" to={`/admin/people/${p.id}`}><Avatar name={p.name} size={22} /><b>{p.name}</b></AppLink></td><td>{p.email}</td><td>{p.unit?.name ?? p.department ?? '—'}</td><td>{p.roles.map(nameOf).join(' · ') || '—'}</td><td>{p.deputy?.name ?? '—'}</td><td><Tone kind={p.state === 'active' ? 'good' : 'plain'}>{t(`org.person-state.${p.state}`)}</Tone></td></tr>)}</tbody></table></div>
      )}{list.hasNextPage && <Button block kind="quiet" onClick={list.loadMore}>{t('org.more')}</Button>}</Panel>
      {inviting && <InvitePerson onClose={() => setInviting(false)} />}</Page></>
  )
}
