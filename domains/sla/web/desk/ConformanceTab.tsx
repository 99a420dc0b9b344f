// The operator's own test rows: given this record, then due at that time. A red row holds a publication back.
import { Check, Download, Trash2, TriangleAlert, Upload } from 'lucide-react'
import { useRef, useState } from 'react'
import { addressOf, call } from '../../../../web/api/call.ts'
import { useSubmit, type useApi } from '../../../../web/api/queries.ts'
import { type ApiProblem, asProblem } from '../../../../web/api/problem.ts'
import { Button } from '../../../../web/design/Button.tsx'
import { confirmByVerb, toast } from '../../../../web/design/Feedback.tsx'
import { Notice, ProblemNote } from '../../../../web/design/Form.tsx'
import { Panel } from '../../../../web/design/Layout.tsx'
import { ClauseMark } from '../../../../web/design/Marks.tsx'
import { Empty, Loaded } from '../../../../web/design/States.tsx'
import { Moment } from '../../../../web/design/Text.tsx'
import { useT } from '../../../../web/i18n/i18n.ts'
import { useMay } from '../../../../web/shell/session.ts'
import { slaDeskApi } from '../../contract/desk-api.ts'
import type { ConformanceImported, ConformanceRow, ConformanceTable } from '../../contract/policy-desk.ts'

export function ConformanceTab({ query }: { query: ReturnType<typeof useApi<unknown, unknown, ConformanceTable>> }) {
  const t = useT(), mayChange = useMay('sla.policies.publish'), file = useRef<HTMLInputElement>(null), [imported, setImported] = useState<ConformanceImported | null>(null), [problem, setProblem] = useState<ApiProblem | null>(null)
  const upload = async (chosen: File) => {
    const body = new FormData()
    body.set('file', chosen)
    setProblem(null)
    try { setImported(await call(slaDeskApi.importConformance, { files: body } as never)); await query.refetch() } catch (error) { setProblem(asProblem(error)) }
  }
  return (
    <Loaded query={query} rows={6}>{(table) => (
      <Panel pad={false} title={t('sla.desk.tab.conformance')} tag={<span className="row sm"><span className="good row"><Check size={13} aria-hidden />{t('sla.desk.green', { count: table.green })}</span>{table.red > 0 && <span className="bad row"><TriangleAlert size={13} aria-hidden />{t('sla.desk.red', { count: table.red })}</span>}</span>}
        extra={<span className="row"><a className="btn btn-plain btn-small" href={addressOf(slaDeskApi.exportConformance)} download="conformance.csv"><Download size={14} aria-hidden />{t('sla.desk.export')}</a>
          {mayChange && <><Button size="small" icon={<Upload size={14} aria-hidden />} onClick={() => file.current?.click()}>{t('sla.desk.import')}</Button><input ref={file} type="file" accept=".csv,text/csv" hidden aria-label={t('sla.desk.import')} onChange={(event) => { const chosen = event.target.files?.[0]; event.target.value = ''; if (chosen) void upload(chosen) }} /></>}</span>}>
        <ProblemNote problem={problem} />
        {imported && <Notice kind={imported.refused.length > 0 ? 'warn' : 'good'}>{t('sla.desk.imported', { added: imported.added, changed: imported.changed, same: imported.same })}{imported.refused.map((r) => <div key={`${r.line}${r.field}`} className="sm">{t('sla.desk.refused-line', { line: r.line, text: r.text })}</div>)}</Notice>}
        {table.items.length === 0 ? <Empty kind="first" title={t('sla.desk.no-rows')} text={t('sla.desk.no-rows-text')} /> : <Rows items={table.items} mayChange={mayChange} onChanged={() => void query.refetch()} />}
      </Panel>
    )}</Loaded>
  )
}

function Rows({ items, mayChange, onChanged }: { items: readonly ConformanceRow[]; mayChange: boolean; onChanged: () => void }) {
  const t = useT(), remove = useSubmit(slaDeskApi.removeConformance, { onDone: () => { toast(t('sla.desk.row-removed')); onChanged() } })
  const ask = async (row: ConformanceRow) => { if (await confirmByVerb({ title: t('sla.desk.remove-row'), body: row.case.name, verb: t('sla.desk.remove'), danger: true })) await remove.submit({ params: { id: row.id } }) }
  return (
    <div className="tbl-wrap" tabIndex={0} role="region" aria-label={t('sla.desk.tab.conformance')}><table className="tbl">
      <thead><tr><th scope="col">{t('sla.desk.row-state')}</th><th scope="col">{t('sla.desk.row-name')}</th><th scope="col">{t('sla.desk.row-clock')}</th><th scope="col">{t('sla.desk.row-expected')}</th><th scope="col">{t('sla.desk.row-got')}</th><th scope="col"><span className="sr">{t('sla.desk.remove')}</span></th></tr></thead>
      <tbody>{items.map((row) => (
        <tr key={row.id}>
          <td className="nw">{row.result.green ? <span className="good row sm"><Check size={13} aria-hidden />{t('sla.desk.is-green')}</span> : <span className="bad row sm"><TriangleAlert size={13} aria-hidden />{t('sla.desk.is-red')}</span>}</td>
          <td>{row.case.name}<div className="sm dim"><Moment at={row.case.record.createdAt} /></div></td><td className="nw">{t(`sla.kind.${row.case.then.kind}`)} {row.case.then.clause && <ClauseMark clause={row.case.then.clause} />}</td>
          <td className="nw">{row.case.then.dueAt ? <Moment at={row.case.then.dueAt} /> : '—'}</td>
          <td>{row.result.got?.dueAt ? <Moment at={row.result.got.dueAt} /> : '—'}{!row.result.green && <div className="sm bad">{row.result.differs.map((d) => `${d.field}: ${d.expected ?? '—'} ≠ ${d.got ?? '—'}`).join('; ')}</div>}</td>
          <td>{mayChange && <button type="button" className="ib" aria-label={t('sla.desk.remove-one', { name: row.case.name })} onClick={() => void ask(row)}><Trash2 size={14} /></button>}</td>
        </tr>
      ))}</tbody></table></div>
  )
}
