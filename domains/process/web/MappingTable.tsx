// The lists of the handbook on the steps of the one machine (B-40, R8.1-2).
import { Panel } from '../../../web/design/Layout.tsx'
import { useLang, useT } from '../../../web/i18n/i18n.ts'
import type { Definition } from '../contract/definition.ts'

const LISTS = ['five', 'six', 'steps', 'four'] as const

export function MappingTable({ definition }: { definition: Definition }) {
  const t = useT(), lang = useLang(), steps = definition.steps.filter((s) => LISTS.some((list) => s[list] !== null)).toSorted((a, b) => (a.five ?? 9) - (b.five ?? 9) || (a.six ?? 9) - (b.six ?? 9) || a.column - b.column)
  return (
    <Panel title={t('process.mapping')} pad={false}>
      <div className="tbl-wrap" tabIndex={0} role="region" aria-label={t('process.mapping')}><table className="tbl"><thead><tr><th>{t('process.step')}</th>{LISTS.map((list) => <th key={list}>{t(`process.list.${list}`)}</th>)}</tr></thead>
        <tbody>{steps.map((s) => <tr key={s.id}><th scope="row">{lang === 'en' ? s.name.en : s.name.zh}</th>{LISTS.map((list) => <td key={list}>{s[list] === null ? '—' : <><span className="num dim">{s[list]}</span> {t(`process.part.${list}.${s[list]}`)}</>}</td>)}</tr>)}</tbody></table></div>
    </Panel>
  )
}
