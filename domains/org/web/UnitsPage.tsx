// The organisation as one tree: headquarters, regions, frontline teams; new units go where the rules allow them (§1.1, §2.1).
import { useState } from 'react'
import { AdminNav } from '../../../web/admin/AdminNav.tsx'
import { useApi, useSubmit } from '../../../web/api/queries.ts'
import { Button } from '../../../web/design/Button.tsx'
import { Dialog } from '../../../web/design/Dialog.tsx'
import { toast } from '../../../web/design/Feedback.tsx'
import { FormField, ProblemNote } from '../../../web/design/Form.tsx'
import { Page, PageHead, Panel } from '../../../web/design/Layout.tsx'
import { Tone } from '../../../web/design/Marks.tsx'
import { Loaded } from '../../../web/design/States.tsx'
import { useLang, useT } from '../../../web/i18n/i18n.ts'
import { AppLink } from '../../../web/shell/AppLink.tsx'
import { orgApi } from '../contract/api.ts'
import type { Tier, Unit } from '../contract/unit.ts'

const TIERS: readonly Tier[] = ['hq', 'region', 'frontline']

export function UnitsPage() {
  const t = useT(), query = useApi(orgApi.listUnits, { query: { limit: 1000 } }), [adding, setAdding] = useState(false)
  return (
    <><AdminNav /><Page><PageHead title={t('org.page.units')} note={t('org.page.units.note')} actions={<Button kind="primary" onClick={() => setAdding(true)}>{t('org.unit.add')}</Button>} />
      <Panel pad={false}><Loaded query={query}>{({ items }) => (
        <div className="tbl-wrap"><table className="tbl"><thead><tr><th>{t('org.unit.name')}</th><th>{t('org.unit.tier')}</th><th>{t('org.unit.layer')}</th><th>{t('org.unit.line')}</th><th>{t('org.unit.function')}</th><th>{t('org.unit.state')}</th></tr></thead>
          <tbody>{items.map((u) => <tr key={u.id}><td style={{ paddingLeft: 10 + u.depth * 22 }}><AppLink className="u" to={`/admin/units/${u.id}`}><b>{u.name}</b></AppLink> <span className="xs dim">{u.code}</span>{u.address && <div className="xs dim">{u.address}</div>}</td><td>{t(`org.tier.${u.tier}`)}</td><td>{t(`org.layer.${u.layer}`)}</td><td>{t(`org.line.${u.serviceLine}`)}</td><td>{u.function ? t(`org.function.${u.function}`) : '—'}</td><td><Tone kind={u.state === 'active' ? 'good' : 'warn'}>{t(`org.state.${u.state}`)}</Tone></td></tr>)}</tbody></table></div>
      )}</Loaded></Panel>
      {adding && <AddUnit units={query.data?.items ?? []} onClose={() => setAdding(false)} />}</Page></>
  )
}

function AddUnit({ units, onClose }: { units: readonly Unit[]; onClose: () => void }) {
  const t = useT(), lang = useLang(), [form, setForm] = useState({ nameZh: '', nameEn: '', tier: 'frontline' as Tier, parentId: '', address: '' })
  const add = useSubmit(orgApi.createUnit, { invalidates: [orgApi.listUnits], onDone: () => { toast(t('org.unit.added')); onClose() } })
  const parents = units.filter((u) => u.state === 'active' && (form.tier === 'frontline' ? u.tier === 'region' || u.tier === 'hq' : u.tier === 'hq'))
  const send = () => { void add.submit({ body: { nameZh: form.nameZh || form.nameEn, ...(form.nameEn ? { nameEn: form.nameEn } : {}), tier: form.tier, state: 'active', ...(form.parentId ? { parentId: form.parentId } : {}), ...(form.address ? { address: form.address } : {}) } }) }
  const set = (field: keyof typeof form) => (event: { target: { value: string } }) => setForm({ ...form, [field]: event.target.value })
  return (
    <Dialog open onClose={onClose} title={t('org.unit.add')} footer={<><Button onClick={onClose}>{t('web.cancel')}</Button><Button kind="primary" busy={add.busy} onClick={send}>{t('org.unit.add')}</Button></>}>
      <form className="col" lang={lang} onSubmit={(event) => { event.preventDefault(); send() }}>
        <FormField label={t('org.unit.name-zh')} required pointer="/nameZh" problem={add.problem}><input className="field" value={form.nameZh} onChange={set('nameZh')} /></FormField>
        <FormField label={t('org.unit.name-en')} pointer="/nameEn" problem={add.problem}><input className="field" value={form.nameEn} onChange={set('nameEn')} /></FormField>
        <FormField label={t('org.unit.tier')} required pointer="/tier" problem={add.problem}><select className="field" value={form.tier} onChange={set('tier')}>{TIERS.map((tier) => <option key={tier} value={tier}>{t(`org.tier.${tier}`)}</option>)}</select></FormField>
        <FormField label={t('org.unit.parent')} required={form.tier !== 'hq'} pointer="/parentId" problem={add.problem} clause="§1.1"><select className="field" value={form.parentId} onChange={set('parentId')}><option value="">—</option>{parents.map((u) => <option key={u.id} value={u.id}>{u.name}</option>)}</select></FormField>
        <FormField label={t('org.unit.address')} pointer="/address" problem={add.problem}><input className="field" value={form.address} onChange={set('address')} /></FormField>
        <ProblemNote problem={add.problem} shown={['/nameZh', '/nameEn', '/tier', '/parentId', '/address']} />
      </form>
    </Dialog>
  )
}
