// A plan with its steps to tick, and what stands between it and being carried out.
import { useSubmit } from '../../../web/api/queries.ts'
import { toastProblem } from '../../../web/design/Feedback.tsx'
import { Tone } from '../../../web/design/Marks.tsx'
import { useSession } from '../../../web/shell/session.ts'
import { useT } from '../../../web/i18n/i18n.ts'
import type { Case } from '../../cases/contract/case.ts'
import { caseworkApi, type CaseWork } from '../contract/api.ts'
import type { Plan } from '../contract/plan.ts'
import { useWorkChanged } from './use-work-changed.ts'
import type { WorkAct } from './WorkDialogs.tsx'

const TONE = { draft: 'plain', proposed: 'warn', approved: 'info', done: 'good', failed: 'warn', withdrawn: 'plain' } as const

export function PlanPart({ plan: p, work, value, onAct }: { plan: Plan; work: CaseWork; value: Case; onAct: (act: WorkAct) => void }) {
  const t = useT(), { person } = useSession(), onDone = useWorkChanged(value.id), params = { id: value.id, workId: p.id }
  const step = useSubmit(caseworkApi.finishStep, { onDone, onProblem: toastProblem }), advance = useSubmit(caseworkApi.advancePlan, { onDone, onProblem: toastProblem })
  return (
    <section aria-label={t('casework.plan')}>
      <div className="row g6"><b className="sm">{t('casework.plan')}</b><Tone kind={TONE[p.state]}>{t(`casework.plan.${p.state}`)}</Tone>{p.risk !== 'low' && <Tone kind="warn">{t(`casework.risk.${p.risk}`)}</Tone>}<span className="sp" /><span className="sm t2">{p.by.name}</span></div>
      <p className="sm">{p.kinds.map((k) => t(`casework.kind.${k}`)).join(t('casework.separator'))}{p.rollbackVersion && ` → ${p.rollbackVersion}`}: {p.summary}{p.riskNote && <span className="t2"> {p.riskNote}</span>}</p>
      {p.steps.length > 0 && <ul className="cw-steps">{p.steps.map((s) => <li key={s.id}><label className="row g6"><input type="checkbox" className="nck" checked={s.doneAt !== null} disabled={p.state !== 'approved' || !work.mayWrite || step.busy} onChange={(event) => { void step.submit({ params: { ...params, stepId: s.id }, body: { done: event.target.checked } }) }} /><span>{s.text}{s.result && <span className="t2"> {s.result}</span>}</span></label></li>)}</ul>}
      {p.approver && <p className="sm t2">{t(p.state === 'draft' ? 'casework.sent-back' : 'casework.approved-by', { name: p.approver.name })}{p.decisionNote && ` · ${p.decisionNote}`}</p>}{p.result && <p className="sm">{p.result}</p>}
      <div className="cw-acts">
        {work.mayWrite && p.state === 'draft' && <button type="button" className="lnk sm" disabled={advance.busy} onClick={() => { void advance.submit({ params, body: { act: 'propose' } }) }}>{t(p.needsApproval ? 'casework.do.propose' : 'casework.do.ready')}</button>}
        {work.mayApprove && p.state === 'proposed' && p.by.id !== person.id && <button type="button" className="lnk sm" onClick={() => onAct({ kind: 'decide-plan', workId: p.id })}>{t('casework.do.decide')}</button>}
        {work.mayWrite && p.state === 'approved' && <><button type="button" className="lnk sm" onClick={() => onAct({ kind: 'finish-plan', workId: p.id })}>{t('casework.do.finish')}</button><button type="button" className="lnk sm" onClick={() => onAct({ kind: 'fail-plan', workId: p.id })}>{t('casework.do.fail')}</button></>}
        {work.mayWrite && ['draft', 'proposed', 'approved'].includes(p.state) && <button type="button" className="lnk sm" disabled={advance.busy} onClick={() => { void advance.submit({ params, body: { act: 'withdraw' } }) }}>{t('casework.do.withdraw')}</button>}
      </div>
    </section>
  )
}
