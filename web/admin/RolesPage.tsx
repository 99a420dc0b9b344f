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
import { useFormat, useLang, useT } from '../i18n/i18n.ts'
import type { MessageKey, Translate } from '../i18n/translate.ts'
import { AdminNav } from './AdminNav.tsx'
import { RoleDialog } from './RoleDialog.tsx'

type Role = z.infer<typeof RoleShape>
type Reach = 'all' | 'unit' | 'customer' | 'own'
const REACHES: readonly Reach[] = ['all', 'unit', 'customer', 'own']

export function RolesPage() {
  const t = useT(), lang = useLang(), format = useFormat(), roles = useApi(accessApi.listRoles), permissions = useApi(accessApi.listPermissions), [code, setCode] = useState(''), [open, setOpen] = useState<'new' | 'edit' | null>(null)
  return (
    <><AdminNav /><Page><PageHead title={t('web.admin.roles')} note={t('web.admin.roles.note')} actions={<Button onClick={() => setOpen('new')}>{t('web.admin.role.new')}</Button>} />
      <Loaded query={roles}>{({ items }) => {
        const role = items.find((r) => r.code === code) ?? items[0]
        return (
          <div className="adm-role">
            <nav className="panel adm-role-list" aria-label={t('web.admin.role')}>{items.map((r) => <button key={r.code} type="button" aria-current={r.code === role?.code ? 'true' : undefined} onClick={() => setCode(r.code)}><span className="ell">{lang === 'en' ? r.nameEn : r.nameZh}</span><span className="num">{format.number(r.permissions.length)}</span></button>)}</nav>
            {role && permissions.data && <RoleEditor key={`${role.code}:${role.version}`} role={role} permissions={permissions.data.items} onRename={() => setOpen('edit')} />}
            {open && <RoleDialog role={open === 'edit' ? role ?? null : null} roles={items} onClose={() => setOpen(null)} onDone={(made) => { setOpen(null); setCode(made) }} />}
          </div>
        )
      }}</Loaded></Page></>
  )
}

interface Permission { permission: string; name: string }
/** By the part of the product that declares them, in their order. */
const byPart = (permissions: readonly Permission[]) => [...Map.groupBy(permissions, (p) => p.permission.split('.')[0]!)]

function RoleEditor({ role, permissions, onRename }: { role: Role; permissions: readonly Permission[]; onRename: () => void }) {
  const t = useT(), [held, setHeld] = useState(() => new Map<string, Reach>(role.permissions.map((p) => [p.permission, p.reach])))
  const save = useSubmit(accessApi.putRole, { invalidates: [accessApi.listRoles], onDone: () => toast(t('web.admin.saved')) })
  const set = (permission: string, reach: string) => setHeld((before) => { const next = new Map(before); if (reach) next.set(permission, reach as Reach); else next.delete(permission); return next })
  const send = () => { void save.submit({ params: { code: role.code }, ifMatch: role.version, body: { nameZh: role.nameZh, nameEn: role.nameEn, layer: role.layer, privileged: role.privileged, permissions: [...held].map(([permission, reach]) => ({ permission, reach })) } }) }
  const changed = held.size !== role.permissions.length || role.permissions.some((p) => held.get(p.permission) !== p.reach)
  return (
    <Panel title={`${role.nameZh} / ${role.nameEn}`} tag={<><span className="sm dim num nw">{t('web.admin.roles.held', { count: held.size })}</span>{role.privileged && <Tone kind="warn">{t('web.admin.privileged')}</Tone>}</>} extra={<><Button size="small" onClick={onRename}>{t('web.admin.role.rename')}</Button><Button size="small" kind="primary" disabled={!changed} busy={save.busy} onClick={send}>{t('web.admin.save')}</Button></>} pad={false}>
      <ProblemNote problem={save.problem} />
      <div className="tbl-wrap" tabIndex={0} role="region" aria-label={t('web.admin.permission')}><table className="tbl"><thead><tr><th>{t('web.admin.permission')}</th><th>{t('web.admin.reach')}</th></tr></thead>
        {byPart(permissions).map(([part, own]) => (
          <tbody key={part}><tr className="adm-part"><th colSpan={2} scope="rowgroup">{partName(t, part)}</th></tr>
            {own.map((p) => <tr key={p.permission} className={held.has(p.permission) ? '' : 'off'}><td>{p.name} <span className="xs dim mono">{p.permission}</span></td><td><select className="field slim" aria-label={p.name} value={held.get(p.permission) ?? ''} onChange={(e) => set(p.permission, e.target.value)}><option value="">{t('web.admin.reach.none')}</option>{REACHES.map((r) => <option key={r} value={r}>{t(`web.admin.reach.${r}`)}</option>)}</select></td></tr>)}</tbody>
        ))}</table></div>
    </Panel>
  )
}

function partName(t: Translate, part: string): string {
  const key = `web.admin.part.${part}` as MessageKey, found = t(key)
  return found === key ? part : found
}
