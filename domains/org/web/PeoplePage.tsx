// People with their unit and roles: invite, give a post, disable with reassignment (§2.1: nothing is left without an owner).
import { useState } from 'react'
import { AdminNav } from '../../../web/admin/AdminNav.tsx'
import { useApi, useApiPages, useSubmit } from '../../../web/api/queries.ts'
import { Button } from '../../../web/design/Button.tsx'
import { Dialog } from '../../../web/design/Dialog.tsx'
import { toast } from '../../../web/design/Feedback.tsx'
import { FormField, ProblemNote } from '../../../web/design/Form.tsx'
import { Page, PageHead, Panel } from '../../../web/design/Layout.tsx'
import { Avatar, Tone } from '../../../web/design/Marks.tsx'
import { ErrorState, Loading } from '../../../web/design/States.tsx'
import { useT } from '../../../web/i18n/i18n.ts'
import { orgApi } from '../contract/api.ts'
import type { Person } from '../contract/person.ts'

export function PeoplePage() {
  const t = useT(), [q, setQ] = useState(''), list = useApiPages(orgApi.listPeople, { query: { limit: 100, ...(q.trim() ? { q: q.trim() } : {}) } }, { keep: true }), roles = useApi(orgApi.listRoles)
  const [inviting, setInviting] = useState(false), [leaving, setLeaving] = useState<Person | null>(null)
  const nameOf = (code: string) => roles.data?.items.find((r) => r.code === code)?.name ?? code
  return (
    <><AdminNav /><Page><PageHead title={t('org.page.people')} actions={<Button kind="primary" onClick={() => setInviting(true)}>{t('org.person.invite')}</Button>} />
      <div className="adm-filter"><input className="field" type="search" data-search aria-label={t('org.person.search')} placeholder={t('org.person.search')} value={q} onChange={(e) => setQ(e.target.value)} /></div>
      <Panel pad={false}>{list.isPending ? <Loading rows={8} /> : list.error ? <ErrorState error={list.error} onRetry={() => { void list.refetch() }} /> : (
        <div className="tbl-wrap"><table className="tbl"><thead><tr><th>{t('org.person.name')}</th><th>{t('org.person.email')}</th><th>{t('org.person.unit')}</th><th>{t('org.person.roles')}</th><th>{t('org.person.deputy')}</th><th>{t('org.unit.state')}</th><th><span className="sr">{t('org.person.disable')}</span></th></tr></thead>
          <tbody>{list.items.map((p) => <tr key={p.id}><td><span className="row"><Avatar name={p.name} size={22} /><b>{p.name}</b></span></td><td>{p.email}</td><td>{p.unit?.name ?? p.department ?? '—'}</td><td>{p.roles.map(nameOf).join(' · ') || '—'}</td><td>{p.deputy?.name ?? '—'}</td><td><Tone kind={p.state === 'active' ? 'good' : 'plain'}>{t(`org.person-state.${p.state}`)}</Tone></td><td className="r">{p.state === 'active' && <Button size="small" kind="quiet" onClick={() => setLeaving(p)}>{t('org.person.disable')}</Button>}</td></tr>)}</tbody></table></div>
      )}{list.hasNextPage && <Button block kind="quiet" onClick={list.loadMore}>{t('org.more')}</Button>}</Panel>
      {inviting && <Invite onClose={() => setInviting(false)} />}{leaving && <Disable person={leaving} others={list.items} onClose={() => setLeaving(null)} />}</Page></>
  )
}

function Invite({ onClose }: { onClose: () => void }) {
  const t = useT(), units = useApi(orgApi.listUnits, { query: { limit: 1000 } }), roles = useApi(orgApi.listRoles), [form, setForm] = useState({ name: '', email: '', unitId: '', role: 'agent' })
  const add = useSubmit(orgApi.addPerson, { invalidates: [orgApi.listPeople], onDone: (p) => { toast(t('org.person.invited', { name: p.name })); onClose() } })
  const set = (field: keyof typeof form) => (event: { target: { value: string } }) => setForm({ ...form, [field]: event.target.value })
  const send = () => { void add.submit({ body: { kind: 'staff', locale: 'zh-CN', languages: [], name: form.name, email: form.email, ...(form.unitId ? { post: { unitId: form.unitId, role: form.role } } : {}) } }) }
  return (
    <Dialog open onClose={onClose} title={t('org.person.invite')} footer={<><Button onClick={onClose}>{t('web.cancel')}</Button><Button kind="primary" busy={add.busy} onClick={send}>{t('org.person.send')}</Button></>}>
      <form className="col" onSubmit={(event) => { event.preventDefault(); send() }}>
        <FormField label={t('org.person.name')} required pointer="/name" problem={add.problem}><input className="field" value={form.name} onChange={set('name')} /></FormField>
        <FormField label={t('org.person.email')} required pointer="/email" problem={add.problem}><input className="field" type="email" value={form.email} onChange={set('email')} /></FormField>
        <FormField label={t('org.person.unit')} required pointer="/post/unitId" problem={add.problem}><select className="field" value={form.unitId} onChange={set('unitId')}><option value="">—</option>{units.data?.items.map((u) => <option key={u.id} value={u.id}>{u.name}</option>)}</select></FormField>
        <FormField label={t('org.person.role')} required pointer="/post/role" problem={add.problem}><select className="field" value={form.role} onChange={set('role')}>{roles.data?.items.map((r) => <option key={r.code} value={r.code}>{r.name}</option>)}</select></FormField>
        <p className="sm t2">{t('org.person.invite.note')}</p><ProblemNote problem={add.problem} shown={['/name', '/email', '/post/unitId', '/post/role']} />
      </form>
    </Dialog>
  )
}

function Disable({ person, others, onClose }: { person: Person; others: readonly Person[]; onClose: () => void }) {
  const t = useT(), [reason, setReason] = useState(''), [reassignTo, setTo] = useState('')
  const disable = useSubmit(orgApi.disablePerson, { invalidates: [orgApi.listPeople], onDone: () => { toast(t('org.person.disabled', { name: person.name })); onClose() } })
  return (
    <Dialog open onClose={onClose} title={t('org.person.disable-title', { name: person.name })} footer={<><Button onClick={onClose}>{t('web.cancel')}</Button><Button kind="danger" busy={disable.busy} onClick={() => { void disable.submit({ params: { id: person.id }, body: { reason, ...(reassignTo ? { reassignTo } : {}) }, ifMatch: person.version }) }}>{t('org.person.disable')}</Button></>}>
      <div className="col"><FormField label={t('org.person.reassign')} pointer="/reassignTo" problem={disable.problem} clause="§2.1"><select className="field" value={reassignTo} onChange={(e) => setTo(e.target.value)}><option value="">—</option>{others.filter((p) => p.id !== person.id && p.state === 'active').map((p) => <option key={p.id} value={p.id}>{p.name}</option>)}</select></FormField>
        <FormField label={t('org.reason')} required pointer="/reason" problem={disable.problem}><textarea className="field" rows={3} value={reason} onChange={(e) => setReason(e.target.value)} /></FormField><ProblemNote problem={disable.problem} shown={['/reason', '/reassignTo']} /></div>
    </Dialog>
  )
}
