// What a draft would change on the records that are open now, or on those of the last 90 days. Nothing is written.
import { FlaskConical } from 'lucide-react'
import { useState } from 'react'
import { useSubmit } from '../../../../web/api/queries.ts'
import { Button } from '../../../../web/design/Button.tsx'
import { Drawer } from '../../../../web/design/Dialog.tsx'
import { ProblemNote } from '../../../../web/design/Form.tsx'
import { Panel } from '../../../../web/design/Layout.tsx'
import { Moment } from '../../../../web/design/Text.tsx'
import { useFormat, useT } from '../../../../web/i18n/i18n.ts'
import type { MessageKey } from '../../../../web/i18n/translate.ts'
import { AppLink } from '../../../../web/shell/AppLink.tsx'
import { slaDeskApi } from '../../contract/desk-api.ts'
import type { DraftContent, Preview, PreviewRow } from '../../contract/policy-desk.ts'

const SCOPES = ['recent', 'open'] as const

export function PreviewPanel({ policy, version, draft }: { policy: string; version?: number; draft?: DraftContent }) {
  const t = useT(), preview = useSubmit(slaDeskApi.preview), [seen, setSeen] = useState<Preview | null>(null), [rows, setRows] = useState(false)
  const run = async (records: (typeof SCOPES)[number]) => { const reply = await preview.submit({ body: { policy, records, days: 90, assume: 'in-force', limit: 200, ...(version ? { version } : {}), ...(draft ? { draft } : {}) } }); if (reply) setSeen(reply) }
  return (
    <Panel title={t('sla.desk.preview')} extra={seen && <span className="sm dim">{t('sla.desk.preview-size', { count: seen.records.evaluated })}</span>}>
      <div className="pd-part">
        <div className="row wrap">{SCOPES.map((s) => <Button key={s} size="small" icon={<FlaskConical size={14} aria-hidden />} busy={preview.busy} onClick={() => void run(s)}>{t(`sla.desk.try.${s}`)}</Button>)}</div>
        <ProblemNote problem={preview.problem} />
        {seen && <Figures preview={seen} />}
        {seen && seen.items.length > 0 && <Button size="small" onClick={() => setRows(true)}>{t('sla.desk.preview-rows', { count: seen.items.length })}</Button>}
      </div>
      <Drawer open={rows} onClose={() => setRows(false)} title={t('sla.desk.preview')} width={640}>{seen && <ul className="pd-rows">{seen.items.map((item) => <Changed key={`${item.recordId}${item.kind}`} item={item} />)}</ul>}{seen?.truncated && <p className="sm dim">{t('sla.desk.preview-cut')}</p>}</Drawer>
    </Panel>
  )
}

function Figures({ preview }: { preview: Preview }) {
  const t = useT(), format = useFormat(), { breaches, clocks } = preview, share = (v: number | null) => (v === null ? '—' : format.percent(v / 100, 1))
  return (
    <div className="pd-part" role="status">
      <div>{t('sla.desk.preview-moved', { earlier: clocks.earlier, later: clocks.later, renamed: clocks.renamed })}</div>
      <div className="row"><span className="t2">{t('sla.desk.preview-breaches')}</span><span className="sp" /><span className="num dim">{format.number(breaches.before)}</span><span className="dim">→</span><b className={`num ${breaches.after > breaches.before ? 'bad' : ''}`}>{format.number(breaches.after)}</b></div>
      {preview.byKind.filter((k) => k.attainmentBefore !== null || k.attainmentAfter !== null).map((k) => (
        <div className="row" key={`${k.kind}${k.level ?? ''}`}><span className="t2 ell">{k.level ? `${t(`sla.level.${k.level}` as MessageKey)} ` : ''}{t(`sla.kind.${k.kind}`)}</span><span className="sp" /><span className="num dim nw">{share(k.attainmentBefore)}</span><span className="dim">→</span><b className={`num nw ${(k.attainmentAfter ?? 0) < (k.attainmentBefore ?? 0) ? 'bad' : ''}`}>{share(k.attainmentAfter)}</b></div>
      ))}
      <div className="sm dim">{t('sla.desk.preview-took', { ms: preview.tookMs })}</div>
    </div>
  )
}

function Changed({ item }: { item: PreviewRow }) {
  const t = useT(), due = (side: PreviewRow['before']) => (side?.dueAt ? <Moment at={side.dueAt} /> : <span className="dim">—</span>)
  return <li className="row wrap">{item.recordKind === 'case' ? <AppLink to={`/cases/${item.recordId}`} className="mono nw">{item.number ?? item.recordId.slice(0, 8)}</AppLink> : <span className="mono">{item.number ?? item.recordId.slice(0, 8)}</span>}<span>{t(`sla.kind.${item.kind}`)}</span><span className="sp" />{due(item.before)}<span className="dim">→</span>{due(item.after)}<span className={`sm ${item.effect === 'breach-gained' ? 'bad' : 'dim'}`}>{t(`sla.desk.effect.${item.effect}`)}</span></li>
}
