// The audit trail: who, when, what, before and after; one click checks the whole chain (§7.4, RX-7).
import { ShieldCheck } from 'lucide-react'
import { useState } from 'react'
import { auditApi } from '../../platform/contract/audit.ts'
import { call } from '../api/call.ts'
import { useApiPages } from '../api/queries.ts'
import { Button } from '../design/Button.tsx'
import { toastProblem } from '../design/Feedback.tsx'
import { Notice } from '../design/Form.tsx'
import { Page, PageHead, Panel } from '../design/Layout.tsx'
import { Empty, ErrorState, Loading } from '../design/States.tsx'
import { Moment } from '../design/Text.tsx'
import { useFormat, useT } from '../i18n/i18n.ts'
import { AdminNav } from './AdminNav.tsx'

const shown = (value: unknown): string => (value === null || value === undefined ? '—' : typeof value === 'string' ? value : JSON.stringify(value))

export function AuditPage() {
  const t = useT(), [text, setText] = useState(''), [subject, setSubject] = useState(''), [name, setName] = useState('')
  const query = { limit: 100, ...(text.trim() ? { text: text.trim() } : {}), ...(/^[a-z][a-z-]*:\S+$/.test(subject.trim()) ? { subject: subject.trim() } : {}), ...(/^[a-z][a-z0-9.-]*(@\d+)?$/.test(name.trim()) ? { name: name.trim() } : {}) }
  const list = useApiPages(auditApi.list, { query }, { keep: true })
  const input = (label: string, value: string, set: (v: string) => void, hint: string) => <label className="col"><span className="sm t2">{label}</span><input className="field" value={value} placeholder={hint} onChange={(e) => set(e.target.value)} /></label>
  return (
    <><AdminNav /><Page><PageHead title={t('web.admin.audit')} /><Verification />
      <div className="adm-filter">{input(t('web.admin.audit.text'), text, setText, '')}{input(t('web.admin.audit.subject'), subject, setSubject, 'case:…')}{input(t('web.admin.audit.name'), name, setName, 'cases.')}</div>
      <Panel pad={false}>{list.isPending ? <Loading rows={10} /> : list.error ? <ErrorState error={list.error} onRetry={() => { void list.refetch() }} /> : list.items.length === 0 ? <Empty kind="no-match" title={t('web.admin.audit.none')} /> : (
        <div className="tbl-wrap"><table className="tbl"><thead><tr><th>{t('web.admin.audit.at')}</th><th>{t('web.admin.audit.who')}</th><th>{t('web.admin.audit.what')}</th><th>{t('web.admin.audit.change')}</th><th>{t('web.admin.audit.from')}</th><th>#</th></tr></thead>
          <tbody>{list.items.map((e) => <tr key={e.seq}><td className="nw"><Moment at={e.at} /></td><td className="nw">{e.actor.name}</td><td><span className="mono">{e.name}</span><div className="xs dim">{e.subject}{e.reason ? ` · ${e.reason}` : ''}</div></td>
            <td className="sm">{e.changes ? Object.entries(e.changes).slice(0, 6).map(([field, c]) => <div key={field} className="ell" style={{ maxWidth: 420 }}>{field}: {shown(c.from)} → {shown(c.to)}</div>) : '—'}</td><td className="sm nw">{e.via}<div className="xs dim">{e.ip}</div></td><td className="num dim">{e.chainNo ?? '…'}</td></tr>)}</tbody></table></div>
      )}{list.hasNextPage && <Button block kind="quiet" onClick={list.loadMore}>{t('web.admin.more')}</Button>}</Panel></Page></>
  )
}

function Verification() {
  const t = useT(), format = useFormat(), [busy, setBusy] = useState(false), [found, setFound] = useState<{ ok: boolean; checked: number; detail: string } | null>(null)
  const check = async () => {
    setBusy(true)
    try { const v = await call(auditApi.verify); setFound({ ok: v.ok, checked: v.checked, detail: v.broken?.detail ?? '' }) } catch (error) { toastProblem(error) } finally { setBusy(false) }
  }
  return <div className="row wrap"><Button icon={<ShieldCheck size={14} />} busy={busy} onClick={() => { void check() }}>{t('web.admin.audit.verify')}</Button>{found && <Notice kind={found.ok ? 'good' : 'warn'}>{found.ok ? t('web.admin.audit.sound', { number: format.number(found.checked) }) : found.detail}</Notice>}</div>
}
