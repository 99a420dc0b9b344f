// The posts of a person: which role where, from when to when; also for some days only (§2.1).
import { useState } from 'react'
import { useApi, useApiPages, useSubmit } from '../../../../web/api/queries.ts'
import { Button } from '../../../../web/design/Button.tsx'
import { Dialog } from '../../../../web/design/Dialog.tsx'
import { confirmByVerb, toast } from '../../../../web/design/Feedback.tsx'
import { FormField, ProblemNote } from '../../../../web/design/Form.tsx'
import { Panel } from '../../../../web/design/Layout.tsx'
import { Tone } from '../../../../web/design/Marks.tsx'
import { MomentField } from '../../../../web/design/MomentField.tsx'
import { serverNow } from '../../../../web/design/server-clock.ts'
import { Empty, Loading } from '../../../../web/design/States.tsx'
import { Moment } from '../../../../web/design/Text.tsx'
import { useT } from '../../../../web/i18n/i18n.ts'
import { orgApi } from '../../contract/api.ts'
import type { Person, Post } from '../../contract/person.ts'

const STALE = [orgApi.listPosts, orgApi.getPerson, orgApi.listPeople]
const phaseOf = (post: Post): 'coming' | 'current' | 'over' => (Date.parse(post.validFrom) > serverNow() ? 'coming' : post.validTo && Date.parse(post.validTo) <= serverNow() ? 'over' : 'current')

export function PersonPosts({ person }: { person: Person }) {
  const t = useT(), list = useApiPages(orgApi.listPosts, { query: { personId: person.id, limit: 100 } }), roles = useApi(orgApi.listRoles), [giving, setGiving] = useState(false)
  const change = useSubmit(orgApi.patchPost, { invalidates: STALE, onDone: () => toast(t('org.saved')) })
  const end = async (post: Post) => {
    const role = roleName(post.role)
    if (await confirmByVerb({ title: t('org.post.end-title', { role, unit: post.unitName }), body: t('org.post.end-text'), verb: t('org.post.end'), danger: true })) void change.submit({ params: { id: post.id }, body: { validTo: new Date(serverNow()).toISOString() } })
  }
  const roleName = (code: string) => roles.data?.items.find((r) => r.code === code)?.name ?? code
  return (
    <Panel title={t('org.posts')} extra={<Button size="small" onClick={() => setGiving(true)}>{t('org.post.give')}</Button>} pad={false}>
      {list.isPending ? <Loading rows={3} /> : list.items.length === 0 ? <Empty kind="first" title={t('org.post.none')} text={t('org.post.none.text')} /> : (
        <div className="tbl-wrap"><table className="tbl"><thead><tr><th>{t('org.person.role')}</th><th>{t('org.person.unit')}</th><th>{t('org.post.from')}</th><th>{t('org.post.to')}</th><th>{t('org.unit.state')}</th><th><span className="sr">{t('org.post.end')}</span></th></tr></thead>
          <tbody>{list.items.map((post) => { const phase = phaseOf(post); return (
            <tr key={post.id}><td><b>{roleName(post.role)}</b>{post.title && <div className="xs dim">{post.title}</div>}</td><td>{post.unitName}</td><td><Moment at={post.validFrom} /></td><td>{post.validTo ? <Moment at={post.validTo} /> : t('org.post.open')}</td>
              <td><span className="row g4"><Tone kind={phase === 'current' ? 'good' : 'plain'}>{t(`org.post-phase.${phase}`)}</Tone>{post.main && <Tone kind="plain">{t('org.post.main')}</Tone>}</span></td>
              <td className="r"><span className="row g4" style={{ justifyContent: 'flex-end' }}>{!post.main && phase === 'current' && <Button size="small" kind="quiet" onClick={() => { void change.submit({ params: { id: post.id }, body: { main: true } }) }}>{t('org.post.make-main')}</Button>}{phase !== 'over' && <Button size="small" kind="quiet" onClick={() => { void end(post) }}>{t('org.post.end')}</Button>}</span></td></tr>) })}</tbody></table></div>
      )}
      <ProblemNote problem={change.problem} />
      {giving && <GivePost person={person} onClose={() => setGiving(false)} />}
    </Panel>
  )
}

function GivePost({ person, onClose }: { person: Person; onClose: () => void }) {
  const t = useT(), units = useApi(orgApi.listUnits, { query: { limit: 1000 } }), roles = useApi(orgApi.listRoles), [form, setForm] = useState({ unitId: person.unit?.id ?? '', role: 'agent', title: '', from: '', to: '', main: false })
  const give = useSubmit(orgApi.givePost, { invalidates: STALE, onDone: () => { toast(t('org.saved')); onClose() } })
  const set = (field: 'unitId' | 'role' | 'title') => (event: { target: { value: string } }) => setForm({ ...form, [field]: event.target.value })
  const send = () => { void give.submit({ body: { personId: person.id, unitId: form.unitId, role: form.role, ...(form.title.trim() ? { title: form.title } : {}), ...(form.main ? { main: true } : {}), ...(form.from ? { validFrom: form.from } : {}), ...(form.to ? { validTo: form.to } : {}) } }) }
  return (
    <Dialog open onClose={onClose} title={t('org.post.give-title', { name: person.name })} footer={<><Button onClick={onClose}>{t('web.cancel')}</Button><Button kind="primary" busy={give.busy} onClick={send}>{t('org.post.give')}</Button></>}>
      <form className="col" onSubmit={(event) => { event.preventDefault(); send() }}>
        <FormField label={t('org.person.unit')} required pointer="/unitId" problem={give.problem}><select className="field" value={form.unitId} onChange={set('unitId')}><option value="">—</option>{units.data?.items.map((u) => <option key={u.id} value={u.id}>{u.name}</option>)}</select></FormField>
        <FormField label={t('org.person.role')} required pointer="/role" problem={give.problem}><select className="field" value={form.role} onChange={set('role')}>{roles.data?.items.map((r) => <option key={r.code} value={r.code}>{r.name}</option>)}</select></FormField>
        <FormField label={t('org.post.title')} pointer="/title" problem={give.problem}><input className="field" value={form.title} onChange={set('title')} /></FormField>
        <FormField label={t('org.post.from')} pointer="/validFrom" problem={give.problem} hint={t('org.now-if-empty')}><MomentField value={form.from} onChange={(from) => setForm((f) => ({ ...f, from }))} /></FormField>
        <FormField label={t('org.post.to')} pointer="/validTo" problem={give.problem} hint={t('org.post.to.hint')}><MomentField value={form.to} onChange={(to) => setForm((f) => ({ ...f, to }))} /></FormField>
        <label className="row g6"><input type="checkbox" className="nck" checked={form.main} onChange={(e) => setForm({ ...form, main: e.target.checked })} />{t('org.post.as-main')}</label>
        <ProblemNote problem={give.problem} shown={['/unitId', '/role', '/title', '/validFrom', '/validTo']} />
      </form>
    </Dialog>
  )
}
