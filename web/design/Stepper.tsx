// Where a record stands: along the top of a case, as seven segments in the portal, and upright on the tracking page.
import { Check } from 'lucide-react'
import { useT } from '../i18n/i18n.ts'
import './marks.css'

export interface Step { id: string; label: string; /** Time used or target: `4 分钟`, `目标 05-17 14:09`. */ note?: string }

/** `current` counts from 0; a value past the last step means that all are done. */
export function Stepper({ steps, current, small }: { steps: readonly Step[]; current: number; small?: boolean }) {
  return (
    <ol className="stp">
      {steps.map((step, i) => (
        <li key={step.id} className={i < current ? 'done' : i === current ? 'now' : ''} aria-current={i === current ? 'step' : undefined}>
          <span className="i">{i < current ? <Check size={12} strokeWidth={2.6} aria-hidden /> : <span className="num">{i + 1}</span>}</span>{step.label}
          {!small && <small>{step.note ?? '—'}</small>}
        </li>
      ))}
    </ol>
  )
}

/** Progress in one line for lists. `current` counts from 0. */
export function StepBar({ current, count = 7 }: { current: number; count?: number }) {
  const t = useT()
  return (
    <div className="seg7" role="img" aria-label={t('web.step.of', { step: Math.min(current + 1, count), count })}>
      {Array.from({ length: count }, (_, i) => <i key={i} className={i < current ? 'd' : i === current ? 'n' : ''} />)}
    </div>
  )
}

export interface UprightStep extends Step { detail?: string }

/** The seven steps with who and when, for the customer. `note` stands at the right. */
export function UprightSteps({ steps, current }: { steps: readonly UprightStep[]; current: number }) {
  return (
    <ol className="vst">
      {steps.map((step, i) => (
        <li key={step.id} className={i < current ? 'done' : i === current ? 'now' : ''} aria-current={i === current ? 'step' : undefined}>
          <span className="d">{i < current ? <Check size={15} strokeWidth={3} aria-hidden /> : i + 1}</span>
          <div><b>{step.label}</b>{step.detail && <small>{step.detail}</small>}</div>
          {step.note ? <time>{step.note}</time> : <span />}
        </li>
      ))}
    </ol>
  )
}
