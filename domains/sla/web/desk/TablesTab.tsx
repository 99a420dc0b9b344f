// The level tables in force: rows in the order in which they are tried.
import { useApi } from '../../../../web/api/queries.ts'
import { Panel } from '../../../../web/design/Layout.tsx'
import { ClauseMark } from '../../../../web/design/Marks.tsx'
import { Loaded } from '../../../../web/design/States.tsx'
import { useT } from '../../../../web/i18n/i18n.ts'
import type { MessageKey } from '../../../../web/i18n/translate.ts'
import { slaApi } from '../../contract/api.ts'
import { conditionWords } from './condition-words.ts'

export function TablesTab() {
  const t = useT(), tables = useApi(slaApi.tables)
  return <Loaded query={tables} rows={6}>{({ items }) => <div className="pd-tables">{items.map((table) => (
    <Panel key={table.code} title={<span className="row"><ClauseMark clause={table.clause} />{t(`sla.desk.table.${table.code}` as MessageKey)}</span>} extra={<span className="sm dim">v{table.version}</span>} pad={false}>
      <div className="tbl-wrap" tabIndex={0} role="region" aria-label={table.code}><table className="tbl"><thead><tr><th scope="col" className="r">#</th><th scope="col">{t('sla.desk.level')}</th><th scope="col">{t('sla.desk.fits-when')}</th></tr></thead>
        <tbody>{table.rows.map((row) => <tr key={row.row}><td className="r num dim">{row.row}</td><td className="b nw">{t(`sla.value.${row.level}` as MessageKey)}</td><td>{row.when.every((w) => w.length === 0) ? <span className="dim">{t('sla.desk.otherwise')}</span> : row.when.map((all) => all.map((c) => conditionWords(c, t)).join(t('sla.desk.and'))).join(t('sla.desk.or-else'))}</td></tr>)}</tbody></table></div>
    </Panel>
  ))}</div>}</Loaded>
}
