// Figures that the handbook quotes, with what it names as their source: for comparison, never in a calculation (R0-3).
import { useApi } from '../../../web/api/queries.ts'
import { Notice } from '../../../web/design/Form.tsx'
import { Page, Panel } from '../../../web/design/Layout.tsx'
import { ClauseMark, Tone } from '../../../web/design/Marks.tsx'
import { Loaded } from '../../../web/design/States.tsx'
import { useT } from '../../../web/i18n/i18n.ts'
import type { MessageKey } from '../../../web/i18n/translate.ts'
import { handbookApi } from '../contract/api.ts'

export function BenchmarksTable() {
  const t = useT(), query = useApi(handbookApi.benchmarks), unit = (code: string) => (code ? ` ${t(`handbook.unit.${code}` as MessageKey)}` : '')
  return (
    <Page><Notice kind="warn">{t('handbook.benchmarks.note')}</Notice><Loaded query={query}>{({ items }) => (
      <Panel pad={false}><div className="tbl-wrap" tabIndex={0} role="region" aria-label={t('handbook.tab.benchmarks')}><table className="tbl"><thead><tr><th>{t('handbook.benchmark.code')}</th><th>{t('handbook.benchmark.name')}</th><th className="r">{t('handbook.benchmark.value')}</th><th>{t('handbook.benchmark.source')}</th><th>{t('handbook.benchmark.year')}</th><th>{t('handbook.benchmark.section')}</th><th>{t('handbook.standard.status')}</th></tr></thead>
        <tbody>{items.map((b) => <tr key={`${b.code}${b.name}`}><td className="num dim nw">{b.code}</td><td><b>{b.name}</b>{b.remark && <div className="sm dim">{b.remark}</div>}</td><td className="r nw">{b.figure}{unit(b.unit)}</td><td>{b.source ?? '—'}</td><td className="num">{b.year ?? '—'}</td><td><span className="row wrap">{b.sections.map((s) => <ClauseMark key={s} clause={s} />)}</span></td><td className="nw"><Tone kind="plain">{b.note}</Tone></td></tr>)}</tbody></table></div></Panel>
    )}</Loaded></Page>
  )
}
