// One step at the right of the drawing: duty, limits beside what really happens, expected result, conditions of the machine, and who stands here now.
import { Check, CircleAlert, TriangleAlert } from 'lucide-react'
import { SidePart } from '../../../web/design/Layout.tsx'
import { ClauseMark, Tone } from '../../../web/design/Marks.tsx'
import { RelativeTime } from '../../../web/design/Text.tsx'
import { useFormat, useLang, useT } from '../../../web/i18n/i18n.ts'
import { AppLink } from '../../../web/shell/AppLink.tsx'
import type { Paths, ProcessNow, ProcessView } from '../contract/api.ts'
import type { Step } from '../contract/definition.ts'

export function StepPanel({ step, view, now, paths }: { step: Step; view: ProcessView; now: ProcessNow | null; paths: Paths | null }) {
  const t = useT(), lang = useLang(), two = (of: { zh: string; en: string } | null) => (of ? (lang === 'en' ? of.en : of.zh) : '—'), found = view.found.filter((f) => f.step === step.id), conditions = view.doneWhen.find((d) => d.step === step.id)?.conditions ?? []
  return (
    <>
      <SidePart title={two(step.name)} extra={step.clause && <ClauseMark clause={step.clause} />}>{found.map((f) => <p key={f.code} className={f.severity === 'error' ? 'bad row g6' : 'row g6'}>{f.severity === 'error' ? <CircleAlert size={14} aria-hidden /> : <TriangleAlert size={14} aria-hidden />}{f.text}</p>)}
        <p className="sm t2">{t(`process.kind.${step.kind}`)}{step.states.length > 0 && <> · {step.states.map((s) => t(`cases.state.${s}`)).join(t('web.list-separator'))}</>}</p></SidePart>
      {step.kind !== 'start' && step.kind !== 'end' && <>
        <SidePart title={t('process.duty')}><dl className="pr-facts"><dt>{t('process.department')}</dt><dd>{two(step.department)}</dd><dt>{t('process.handler')}</dt><dd>{two(step.handler)}</dd></dl></SidePart>
        <Limits step={step} view={view} paths={paths} />
        <SidePart title={t('process.result')}><p>{two(step.result)}</p></SidePart>
        {conditions.length > 0 && <SidePart title={t('process.done-when')}><ul className="pr-conditions">{conditions.map((c) => <li key={c.guard}><Check size={14} className="good" aria-hidden /><span>{c.text} <ClauseMark clause={c.clause} /></span></li>)}</ul></SidePart>}
        <Now step={step} now={now} />
      </>}
    </>
  )
}

function Limits({ step, view, paths }: { step: Step; view: ProcessView; paths: Paths | null }) {
  const t = useT(), format = useFormat(), lang = useLang(), rows = view.limits.find((l) => l.step === step.id)?.rows ?? [], real = paths?.steps.find((s) => s.step === step.id), { limit } = step
  return (
    <SidePart title={t('process.limit')} extra={limit && 'policy' in limit && <AppLink className="u sm" to="/policies">{limit.policy}</AppLink>}>
      {limit && !('policy' in limit) ? <p>{lang === 'en' ? limit.en : limit.zh}</p> : rows.length === 0 ? <p className="t2">—</p> : <dl className="pr-facts">{rows.map((r, i) => <div key={i} style={{ display: 'contents' }}><dt>{r.levels.join(' / ') || t('process.every-level')}</dt><dd className="num">{format.duration(r.target)}</dd></div>)}</dl>}
      {real && <p className="sm t2">{t('process.real', { median: format.duration(real.medianSeconds * 1000), p90: format.duration(real.p90Seconds * 1000) })}</p>}
    </SidePart>
  )
}

function Now({ step, now }: { step: Step; now: ProcessNow | null }) {
  const t = useT(), here = now?.steps.find((s) => s.step === step.id)
  if (!here) return null
  return (
    <SidePart title={t('process.now')}>
      <div className="row wrap g6"><span>{t('process.here', { count: here.count })}</span>{here.breached > 0 && <Tone kind="bad">{t('process.late', { count: here.breached })}</Tone>}{here.atRisk > 0 && <Tone kind="warn">{t('process.at-risk', { count: here.atRisk })}</Tone>}</div>
      {here.oldest && <p className="sm t2">{t('process.oldest')} <AppLink className="u num" to={`/cases/${here.oldest.id}`}>{here.oldest.number}</AppLink> · <RelativeTime at={here.oldest.since} /></p>}
    </SidePart>
  )
}
