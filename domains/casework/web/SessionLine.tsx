// Remote help: nothing starts before the user has agreed; then the tool is one click away (S-046).
import { MonitorUp } from 'lucide-react'
import { useSubmit } from '../../../web/api/queries.ts'
import { toastProblem } from '../../../web/design/Feedback.tsx'
import { Tone } from '../../../web/design/Marks.tsx'
import { Moment } from '../../../web/design/Text.tsx'
import { useT } from '../../../web/i18n/i18n.ts'
import { caseworkApi } from '../contract/api.ts'
import type { RemoteSession } from '../contract/session.ts'
import { useWorkChanged } from './use-work-changed.ts'
import type { WorkAct } from './WorkDialogs.tsx'

const TONE = { requested: 'violet', consented: 'info', refused: 'warn', active: 'info', ended: 'good', cancelled: 'plain' } as const

export function SessionLine({ session: s, caseId, onAct }: { session: RemoteSession; caseId: string; onAct: ((act: WorkAct) => void) | null }) {
  const t = useT(), params = { id: caseId, workId: s.id }, onDone = useWorkChanged(caseId), start = useSubmit(caseworkApi.startSession, { onDone, onProblem: toastProblem }), cancel = useSubmit(caseworkApi.cancelSession, { onDone, onProblem: toastProblem })
  return (
    <section aria-label={t('casework.session')}>
      <div className="row g6"><b className="sm">{t('casework.session')}</b><Tone kind={TONE[s.state]}>{t(`casework.session.${s.state}`)}</Tone><span className="sp" /><span className="sm t2">{t(`casework.tool.${s.tool}`)}</span></div>
      <p className="sm">{s.purpose}{s.consentBy && <span className="t2"> · {t(`casework.consent.${s.consentWay!}`, { name: s.consentBy })}{s.consentWords && ` “${s.consentWords}”`}</span>}</p>
      {s.startedAt && <p className="sm t2">{s.operator?.name} · <Moment at={s.startedAt} />{s.endedAt && <> – <Moment at={s.endedAt} /></>}{s.recordingUrl && <> · <a href={s.recordingUrl} target="_blank" rel="noreferrer noopener">{t('casework.recording')}</a></>}</p>}{s.notes && <p className="sm">{s.notes}</p>}
      <div className="cw-acts">
        {s.launch?.href && <a className="lnk sm row g4" href={s.launch.href}><MonitorUp size={13} aria-hidden />{t('casework.do.launch', { tool: t(`casework.tool.${s.tool}`) })}</a>}{s.launch?.fileText && <button type="button" className="lnk sm" onClick={() => saveFile(s.launch!.fileName!, s.launch!.fileText!)}>{t('casework.do.rdp')}</button>}
        {onAct && s.state === 'requested' && <button type="button" className="lnk sm" onClick={() => onAct({ kind: 'consent', workId: s.id })}>{t('casework.do.consent')}</button>}
        {onAct && s.state === 'consented' && <button type="button" className="lnk sm" disabled={start.busy} onClick={() => { void start.submit({ params }) }}>{t('casework.do.start')}</button>}
        {onAct && s.state === 'active' && <button type="button" className="lnk sm" onClick={() => onAct({ kind: 'end-session', workId: s.id })}>{t('casework.do.end')}</button>}
        {onAct && (s.state === 'requested' || s.state === 'consented') && <button type="button" className="lnk sm" disabled={cancel.busy} onClick={() => { void cancel.submit({ params }) }}>{t('casework.do.cancel')}</button>}
      </div>
    </section>
  )
}

function saveFile(name: string, text: string): void {
  const link = document.createElement('a'), url = URL.createObjectURL(new Blob([text], { type: 'application/x-rdp' }))
  link.href = url
  link.download = name
  link.click()
  URL.revokeObjectURL(url)
}
