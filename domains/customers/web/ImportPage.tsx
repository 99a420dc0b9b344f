// Import from CSV: what it would do first, row by row; then the good rows are saved and the bad ones come back as a file.
import { Upload } from 'lucide-react'
import { useRef, useState, type ChangeEvent } from 'react'
import { addressOf, call } from '../../../web/api/call.ts'
import { useSubmit } from '../../../web/api/queries.ts'
import { Button } from '../../../web/design/Button.tsx'
import { toast } from '../../../web/design/Feedback.tsx'
import { Notice, ProblemNote } from '../../../web/design/Form.tsx'
import { Page, PageHead, Panel } from '../../../web/design/Layout.tsx'
import { asProblem, type ApiProblem } from '../../../web/api/problem.ts'
import { useT } from '../../../web/i18n/i18n.ts'
import { customersApi } from '../contract/api.ts'
import type { Import } from '../contract/import.ts'

export function ImportPage() {
  const t = useT(), [found, setFound] = useState<Import | null>(null), [problem, setProblem] = useState<ApiProblem | null>(null), [busy, setBusy] = useState(false), picker = useRef<HTMLInputElement>(null)
  const apply = useSubmit(customersApi.apply, { invalidates: [customersApi.list], onDone: (reply) => { setFound(reply); toast(t('customers.import.done', { customers: reply.created?.customers ?? 0, contacts: reply.created?.contacts ?? 0 })) } })
  const pick = async (event: ChangeEvent<HTMLInputElement>) => {
    const file = event.target.files?.[0]
    if (!file) return
    // So that the corrected file of the same name is taken again.
    event.target.value = ''
    const form = new FormData()
    form.append('file', file, file.name)
    setBusy(true)
    try { setFound(await call(customersApi.upload, { body: {}, files: form } as never)); setProblem(null) } catch (error) { setProblem(asProblem(error)) } finally { setBusy(false) }
  }
  return (
    <Page narrow><PageHead title={t('customers.import')} crumbs={[{ label: t('customers.page.list'), to: '/customers' }]} />
      <Panel title={t('customers.import.file')}><div className="col"><p className="t2">{t('customers.import.text')}</p><div className="row wrap"><Button icon={<Upload size={14} aria-hidden />} busy={busy} onClick={() => picker.current?.click()}>{t('customers.import.pick')}</Button>{found && <span className="t2 ell">{found.fileName}</span>}</div><input ref={picker} type="file" accept=".csv,text/csv" hidden aria-label={t('customers.import.file')} onChange={(e) => { void pick(e) }} /><ProblemNote problem={problem} /></div></Panel>
      {found && <Preview found={found} busy={apply.busy} onApply={() => { void apply.submit({ params: { id: found.id } }) }} />}<ProblemNote problem={apply.problem} />
    </Page>
  )
}

function Preview({ found, busy, onApply }: { found: Import; busy: boolean; onApply: () => void }) {
  const t = useT(), fields = found.columns.flatMap((c) => (c.field ? [c.field] : []))
  return (
    <Panel title={t('customers.import.preview')} extra={<span className="sm t2">{found.fileName} · {found.encoding}</span>} pad={false}>
      <div className="col" style={{ padding: '0 14px 12px' }}>
        <Notice kind={found.bad ? 'warn' : 'good'}>{t('customers.import.counts', { rows: found.rows, good: found.good, bad: found.bad })}</Notice>
        <div className="row">{found.state === 'previewed' ? <Button kind="primary" busy={busy} disabled={found.good === 0} onClick={onApply}>{t('customers.import.apply', { count: found.good })}</Button> : <Notice kind="good">{t('customers.import.applied')}</Notice>}{found.bad > 0 && <a href={addressOf(customersApi.importErrors, { params: { id: found.id } })}>{t('customers.import.errors')}</a>}</div></div>
      <div className="tbl-wrap"><table className="tbl"><thead><tr><th>#</th>{fields.map((f) => <th key={f}>{t(`customers.import.field.${f}`)}</th>)}</tr></thead><tbody>{found.sample.map((row) => <tr key={row.line}><td className="num dim">{row.line}</td>{fields.map((f) => <td key={f}>{row.values[f] ?? ''}</td>)}</tr>)}</tbody></table></div>
      {found.errors.length > 0 && <ul className="col" style={{ padding: 14 }}>{found.errors.slice(0, 30).map((e, i) => <li key={i} className="bad sm">{t('customers.import.line', { line: e.line })} {e.detail}</li>)}</ul>}
    </Panel>
  )
}
