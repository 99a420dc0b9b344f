// Questions to others: departments with a due time, vendors with a page of their own.
import { addressOf } from '../../../web/api/call.ts'
import { useSubmit } from '../../../web/api/queries.ts'
import { toast, toastProblem } from '../../../web/design/Feedback.tsx'
import { Tone } from '../../../web/design/Marks.tsx'
import { useServerMinute } from '../../../web/design/server-clock.ts'
import { useFormat, useT } from '../../../web/i18n/i18n.ts'
import { caseworkApi } from '../contract/api.ts'
import type { SubTask, VendorTask } from '../contract/task.ts'
import { useWorkChanged } from './use-work-changed.ts'
import type { WorkAct } from './WorkDialogs.tsx'

export function SubTaskLine({ task: s, onAct }: { task: SubTask; onAct: ((act: WorkAct) => void) | null }) {
  const t = useT(), format = useFormat(), now = useServerMinute(), open = s.state === 'open' || s.state === 'doing'
  return (
    <section aria-label={t('casework.sub-task')}>
      <div className="row g6"><b className="sm">{t('casework.sub-task.of', { unit: s.unit.name })}</b><Tone kind={s.state === 'done' ? 'good' : open && s.overdue ? 'warn' : 'info'}>{t(`casework.sub-task.${open && s.overdue ? 'overdue' : s.state}`)}</Tone>{s.blocking && open && <Tone kind="warn">{t('casework.blocking')}</Tone>}<span className="sp" />{open && <span className="sm t2 nw">{format.by(s.dueAt, now)}</span>}</div>
      <p className="sm">{s.title}{s.takenBy && open && <span className="t2"> · {s.takenBy.name}</span>}</p>{s.answer && <p className="sm cw-answer">{s.answer} <span className="t2">{s.answeredBy?.name}</span>{s.files.map((f) => <a key={f.id} className="cw-file" href={addressOf(caseworkApi.file, { params: { id: s.caseId, workId: f.id } })}>{f.name}</a>)}</p>}{s.cancelReason && <p className="sm t2">{s.cancelReason}</p>}
      {open && onAct && <div className="cw-acts"><button type="button" className="lnk sm" onClick={() => onAct({ kind: 'cancel-sub-task', workId: s.id })}>{t('casework.do.take-back')}</button></div>}
    </section>
  )
}

export function VendorLine({ task: v, caseId, mayWrite }: { task: VendorTask; caseId: string; mayWrite: boolean }) {
  const t = useT(), format = useFormat(), now = useServerMinute(), close = useSubmit(caseworkApi.closeVendorTask, { onDone: useWorkChanged(caseId), onProblem: toastProblem })
  const copy = () => { void navigator.clipboard.writeText(v.url ?? '').then(() => toast(t('casework.copied'))) }
  return (
    <section aria-label={t('casework.vendor')}>
      <div className="row g6"><b className="sm">{t('casework.vendor.of', { vendor: v.vendor })}</b><Tone kind={v.state === 'answered' ? 'good' : v.state === 'closed' || v.expired ? 'plain' : 'info'}>{t(`casework.vendor.${v.state !== 'closed' && v.expired ? 'expired' : v.state}`)}</Tone><span className="sp" />{v.url && <span className="sm t2 nw">{format.by(v.expiresAt, now)}</span>}</div>
      <p className="sm">{v.question}</p>{v.answers.map((a) => <p key={a.id} className="sm cw-answer">{a.text} <span className="t2">{[a.by, a.ticket, format.moment(a.at, now)].filter(Boolean).join(' · ')}</span>{a.files.map((f) => <a key={f.id} className="cw-file" href={addressOf(caseworkApi.file, { params: { id: caseId, workId: f.id } })}>{f.name}</a>)}</p>)}
      {v.url && <div className="cw-acts"><button type="button" className="lnk sm" onClick={copy}>{t('casework.do.copy')}</button>{mayWrite && <button type="button" className="lnk sm" disabled={close.busy} onClick={() => { void close.submit({ params: { id: caseId, workId: v.id } }) }}>{t('casework.do.close')}</button>}</div>}
    </section>
  )
}
