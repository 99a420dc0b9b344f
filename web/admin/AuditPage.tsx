// The audit trail: who, when, what, before and after; one click checks the whole chain (§7.4, RX-7).
import { ShieldCheck } from 'lucide-react'
import { useState } from 'react'
import { auditApi, type AuditEntry } from '../../platform/contract/audit.ts'
import { call } from '../api/call.ts'
import { useApiPages } from '../api/queries.ts'
import { Button } from '../design/Button.tsx'
import { toastProblem } from '../design/Feedback.tsx'
import { Notice } from '../design/Form.tsx'
import { Page, PageHead, Panel } from '../design/Layout.tsx'
import { Empty, ErrorState, Loading } from '../design/States.tsx'
import { Clip, Moment } from '../design/Text.tsx'
import { AppLink } from '../shell/AppLink.tsx'
import { useFormat, useT } from '../i18n/i18n.ts'
import { AdminNav } from './AdminNav.tsx'
import { eventTitle, subjectPage } from './audit-words.ts'

const shown = (value: unknown): string => (value === null || value === undefined ? '—' : typeof value === 'string' ? value : JSON.stringify(value))

export function AuditPage() {
  const t = useT(), [text, setText] = useState(''), [subject, setSubject] = useState(''), [name, setName] = useState('')
  const query = { limit: 100, ...(text.trim() ? { text: text.trim() } : {}), ...(/^[a-z][a-z-]*:\S+$/.test(subject.trim()) ? { subject: subject.trim() } : {}), ...(/^[a-z][a-z0-9.-]*(@\d+)?$/.test(name.trim()) ? { name: name.trim() } : {}) }
  const list = useApiPages(auditApi.list, { query }, { keep: true })
  const input = (label: string, value: string, set: (v: string) => void, hint: string) => <label className="col"><span className="sm t2">{label}</span><input className="field" value={value} placeholder={hint} onChange={(e) => set(e.target.value)} /></label>
  return (
    <><AdminNav /><Page><PageHead title={t('web.admin.audit')} actions={<Verification />} />
      <div className="adm-filter">{input(t('web.admin.audit.text'), text, setText, '')}{input(t('web.admin.audit.subject'), subject, setSubject, 'case:…')}{input(t('web.admin.audit.name'), name, setName, 'cases.')}</div>
      <Panel pad={false}>{list.isPending ? <Loading rows={10} /> : list.error ? <ErrorState error={list.error} onRetry={() => { void list.refetch() }} /> : list.items.length === 0 ? <Empty kind="no-match" title={t('web.admin.audit.none')} /> : (
        <div className="tbl-wrap" tabIndex={0} role="region" aria-label={t('web.admin.audit')}><table className="tbl"><thead><tr><th>{t('web.admin.audit.at')}</th><th>{t('web.admin.audit.who')}</th><th>{t('web.admin.audit.what')}</th><th>{t('web.admin.audit.change')}</th><th>{t('web.admin.audit.from')}</th><th className="r">#</th></tr></thead>
          <tbody>{list.items.map((e) => <Row key={e.seq} entry={e} />)}</tbody></table></div>
      )}{list.hasNextPage && <Button block kind="quiet" onClick={list.loadMore}>{t('web.admin.more')}</Button>}</Panel></Page></>
  )
}

function Row({ entry: e }: { entry: AuditEntry }) {
  const t = useT(), subject = subjectPage(e.subject), title = eventTitle(t, e)
  return (
    <tr><td className="nw"><Moment at={e.at} /></td><td className="nw">{e.actor.name}</td>
      <td><div className="adm-what">{title}{e.reason && <span className="t2"> · {e.reason}</span>}</div><div className="row g6 xs dim">{title !== e.name && <span className="mono nw">{e.name}</span>}{subject && (subject.to ? <AppLink to={subject.to} className="mono ell">{e.subject}</AppLink> : <span className="mono ell">{e.subject}</span>)}</div></td>
      <td className="sm">{e.changes ? Object.entries(e.changes).slice(0, 6).map(([field, c]) => <div key={field} className="adm-diff"><Clip>{`${field}: ${shown(c.from)} → ${shown(c.to)}`}</Clip></div>) : <span className="dim">—</span>}</td>
      <td className="sm nw">{e.via}<div className="xs dim num">{e.ip}</div></td><td className="r dim">{e.chainNo ?? '…'}</td></tr>
  )
}

function Verification() {
  const t = useT(), format = useFormat(), [busy, setBusy] = useState(false), [found, setFound] = useState<{ ok: boolean; checked: number; detail: string } | null>(null)
  const check = async () => {
    setBusy(true)
    try { const v = await call(auditApi.verify); setFound({ ok: v.ok, checked: v.checked, detail: v.broken?.detail ?? '' }) } catch (error) { toastProblem(error) } finally { setBusy(false) }
  }
  return <div className="row">{found && <Notice kind={found.ok ? 'good' : 'warn'}>{found.ok ? t('web.admin.audit.sound', { number: format.number(found.checked) }) : found.detail}</Notice>}<Button icon={<ShieldCheck size={14} />} busy={busy} onClick={() => { void check() }}>{t('web.admin.audit.verify')}</Button></div>
}
