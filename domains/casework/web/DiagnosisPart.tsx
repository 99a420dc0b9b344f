// A diagnosis as it grew: evidence ticked, what was excluded crossed, the conclusion at the end.
import { Check, X } from 'lucide-react'
import { addressOf } from '../../../web/api/call.ts'
import { Tone } from '../../../web/design/Marks.tsx'
import { useFormat, useT } from '../../../web/i18n/i18n.ts'
import { caseworkApi } from '../contract/api.ts'
import type { Diagnosis } from '../contract/diagnosis.ts'
import type { WorkAct } from './WorkDialogs.tsx'

export function DiagnosisPart({ diagnosis: d, caseId, onAct }: { diagnosis: Diagnosis; caseId: string; onAct: ((act: WorkAct) => void) | null }) {
  const t = useT(), format = useFormat()
  const lines = [...d.evidence.map((e) => ({ ...e, what: 'evidence' as const })), ...d.excluded.map((e) => ({ ...e, what: 'excluded' as const }))].toSorted((a, b) => (a.at < b.at ? -1 : 1))
  return (
    <section aria-label={t('casework.diagnosis')}>
      <div className="row g6"><b className="sm">{t('casework.diagnosis')}</b>{d.state === 'concluded' && <Tone kind="good">{t('casework.concluded')}</Tone>}<span className="sp" /><span className="sm t2">{d.by.name}</span></div>
      <p className="sm t2">{t('casework.hypothesis', { text: d.hypothesis })}</p>
      <ul className="cs-checks">{lines.map((l) => l.what === 'evidence'
        ? <li key={l.id} className="ok"><span className="m"><Check size={11} strokeWidth={3} aria-label={t('casework.evidence')} /></span><span>{t(`casework.evidence.${l.kind}`)}{l.tool && ` ${l.tool}`}: {l.link ? <a href={l.link} target="_blank" rel="noreferrer noopener">{l.text}</a> : l.text}{l.output && <small>{l.output}</small>}{l.files.map((f) => <a key={f.id} className="cw-file" href={addressOf(caseworkApi.file, { params: { id: caseId, workId: f.id } })}>{f.name}</a>)}</span><time className="sm t2">{format.time(l.at)}</time></li>
        : <li key={l.id} className="no"><span className="m"><X size={11} strokeWidth={3} aria-label={t('casework.excluded')} /></span><span>{t('casework.excluded.of', { cause: l.cause })}<small>{l.why}</small></span><time className="sm t2">{format.time(l.at)}</time></li>)}
        {d.state === 'concluded' && <li className="ok"><span className="m"><Check size={11} strokeWidth={3} aria-hidden /></span><span>{t('casework.cause', { nature: t(`cases.nature.${d.nature!}`), cause: d.cause ?? '' })}{d.conclusion && <small>{d.conclusion}</small>}</span><time className="sm t2">{d.concludedAt && format.time(d.concludedAt)}</time></li>}</ul>
      {d.state === 'open' && onAct && <div className="cw-acts">{(['evidence', 'exclude', 'conclude'] as const).map((kind) => <button key={kind} type="button" className="lnk sm" onClick={() => onAct({ kind, workId: d.id })}>{t(`casework.do.${kind}`)}</button>)}</div>}
    </section>
  )
}
