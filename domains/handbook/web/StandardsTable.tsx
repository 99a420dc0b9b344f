// Standards as the handbook prints them; a number with two titles says so (B-32).
import { TriangleAlert } from 'lucide-react'
import { useApi } from '../../../web/api/queries.ts'
import { Notice } from '../../../web/design/Form.tsx'
import { Page, Panel } from '../../../web/design/Layout.tsx'
import { ClauseMark, Tone } from '../../../web/design/Marks.tsx'
import { Loaded } from '../../../web/design/States.tsx'
import { useT } from '../../../web/i18n/i18n.ts'
import { handbookApi } from '../contract/api.ts'

export function StandardsTable() {
  const t = useT(), query = useApi(handbookApi.standards)
  return (
    <Page><Loaded query={query}>{({ items }) => <>
      <Notice kind="warn">{t('handbook.standards.note')} <b>{t('handbook.standard.conflicts', { count: new Set(items.filter((s) => s.conflictsWith.length > 0).map((s) => s.number)).size })}</b></Notice>
      <Panel pad={false}><div className="tbl-wrap" tabIndex={0} role="region" aria-label={t('handbook.tab.standards')}><table className="tbl"><thead><tr><th>{t('handbook.standard.number')}</th><th>{t('handbook.standard.title')}</th><th>{t('handbook.standard.cited')}</th><th>{t('handbook.standard.status')}</th></tr></thead>
        <tbody>{items.map((s) => <tr key={`${s.number}${s.title}`}><td className="num nw">{s.number ?? s.edition ?? '—'}</td>
          <td lang="zh-CN"><b>{s.title}</b>{s.conflictsWith.map((c) => <div key={c.title}><Tone kind="warn" icon={<TriangleAlert size={12} />}>{t('handbook.standard.conflict', { title: c.title, at: c.citedAt.join(' ') })}</Tone></div>)}{s.remark && <div className="sm dim">{s.remark}</div>}</td>
          <td><span className="row wrap">{s.citedAt.map((at) => <ClauseMark key={at} clause={at} />)}</span></td><td className="nw"><Tone kind="plain">{t('handbook.as-printed')}</Tone></td></tr>)}</tbody></table></div></Panel>
    </>}</Loaded></Page>
  )
}
