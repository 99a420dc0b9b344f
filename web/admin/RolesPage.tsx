// Who may do what, and how far: one role at a time, every permission with its reach (§7.4, least privilege).
import { useState } from 'react'
import type { z } from 'zod'
import { accessApi, type Role as RoleShape } from '../../platform/contract/access-admin.ts'
import { useApi, useSubmit } from '../api/queries.ts'
import { Button } from '../design/Button.tsx'
import { toast } from '../design/Feedback.tsx'
import { ProblemNote } from '../design/Form.tsx'
import { Page, PageHead, Panel } from '../design/Layout.tsx'
import { Tone } from '../design/Marks.tsx'
import { Loaded } from '../design/States.tsx'
import { useLang, useT } from '../i18n/i18n.ts'
import { AdminNav } from './AdminNav.tsx'

type Role = z.infer<typeof RoleShape>
type Reach = 'all' | 'unit' | 'customer' | 'own'
const REACHES: readonly Reach[] = ['all', 'unit', 'customer', 'own']


export function RolesPage() {
  const t = useT(), lang = useLang(), roles = useApi(accessApi.listRoles), permissions = useApi(accessApi.listPermissions), [code, setCode] = useState('')
  return (
    <><AdminNav /><Page><PageHead title={t('web.admin.roles')} note={t('web.admin.roles.note')} />
      <Loaded query={roles}>{({ items }) => {
        const role = items.find((r) => r.code === code) ?? items[0]
        return <>
          <div className="adm-filter"><label className="col"><span className="sm t2">{t('web.admin.role')}</span><select className="field" value={role?.code ?? ''} onChange={(e) => setCode(e.target.value)}>{items.map((r) => <option key={r.code} value={r.code}>{lang === 'en' ? r.nameEn : r.nameZh}</option>)}</select></label></div>
          {role && permissions.data && <RoleEditor key={`${role.code}:${role.version}`} role={role} permissions={permissions.data.items} />}
        </>
      }}</Loaded></Page></>
  )
}

function RoleEditor({ role, permissions }: { role: Role; permissions: readonly { permission: string; name: string }[] }) {
  const t = useT(), [held, setHeld] = useState(() => new Map<string, Reach>(role.permissions.map((p) => [p.permission, p.reach])))
  const save = useSubmit(accessApi.putRole, { invalidates: [accessApi.listRoles], onDone: () => toast(t('web.admin.saved')) })
  const set = (permission: string, reach: string) => setHeld((before) => { const next = new Map(before); if (reach) next.set(permission, reach as Reach); else next.delete(permission); return next })
  const send = () => { void save.submit({ params: { code: role.code }, ifMatch: role.version, body: { nameZh: role.nameZh, nameEn: role.nameEn, layer: role.layer, privileged: role.privileged, permissions: [...held].map(([permission, reach]) => ({ permission, reach })) } }) }
  return (
    <Panel title={`${role.nameZh} / ${role.nameEn}`} tag={role.privileged ? <Tone kind="warn">{t('web.admin.privileged')}</Tone> : undefined} extra={<Button size="small" kind="primary" busy={save.busy} onClick={send}>{t('web.admin.save')}</Button>} pad={false}>
      <ProblemNote problem={save.problem} />
      <div className="tbl-wrap"><table className="tbl"><thead><tr><th>{t('web.admin.permission')}</th><th>{t('web.admin.reach')}</th></tr></thead>
        <tbody>{permissions.map((p) => <tr key={p.permission}><td>{p.name} <span className="xs dim mono">{p.permission}</span></td><td><select className="field" style={{ width: 160, height: 26 }} aria-label={p.name} value={held.get(p.permission) ?? ''} onChange={(e) => set(p.permission, e.target.value)}><option value="">{t('web.admin.reach.none')}</option>{REACHES.map((r) => <option key={r} value={r}>{t(`web.admin.reach.${r}`)}</option>)}</select></td></tr>)}</tbody></table></div>
    </Panel>
  )
}
