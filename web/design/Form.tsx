// Fields that show what the server refused, beside the field it refused.
import { CircleAlert, Info, TriangleAlert } from 'lucide-react'
import { cloneElement, useId, type ReactElement, type ReactNode } from 'react'
import { fieldErrors, type ApiProblem } from '../api/problem.ts'
import { useT } from '../i18n/i18n.ts'
import { ClauseMark } from './Marks.tsx'
import './controls.css'

interface ControlProps { id?: string; 'aria-describedby'?: string; 'aria-invalid'?: boolean; 'aria-required'?: boolean; status?: 'error' | '' }
export interface FormFieldProps {
  label: ReactNode
  /** One input: native with class `field`, our own, or antd's. It gets its id and the aria attributes from here. */
  children: ReactElement<ControlProps>
  hint?: ReactNode
  /** JSON pointer of the field in the body: `/title`, `/requester/email`. */
  pointer?: string
  problem?: ApiProblem | null
  /** Said before sending. */
  error?: string | null
  required?: boolean
  clause?: string
}

export function FormField({ label, children, hint, pointer, problem, error, required, clause }: FormFieldProps) {
  const t = useT(), id = useId(), hintId = `${id}-hint`, errorId = `${id}-error`
  const refused = pointer ? fieldErrors(problem, pointer) : []
  const messages = [...(error ? [error] : []), ...refused.map((e) => e.detail)]
  const describedBy = [hint ? hintId : '', messages.length ? errorId : ''].filter(Boolean).join(' ')
  const isNative = typeof children.type === 'string'
  return (
    <div className="ff">
      <label htmlFor={children.props.id ?? id}>{label}{!required && <span className="ff-mark">{t('web.form.optional')}</span>}{clause && <> <ClauseMark clause={clause} plain /></>}</label>
      {cloneElement(children, {
        id: children.props.id ?? id, ...(describedBy ? { 'aria-describedby': describedBy } : {}), ...(required ? { 'aria-required': true } : {}),
        ...(messages.length ? { 'aria-invalid': true, ...(isNative ? {} : { status: 'error' as const }) } : {}),
      })}
      {hint && <span id={hintId} className="ff-hint">{hint}</span>}
      {messages.length > 0 && <span id={errorId} className="ff-error" role="alert"><CircleAlert size={13} aria-hidden />{messages.join(' ')}</span>}
    </div>
  )
}

/** The refusal of a whole form: cause, next step, unmet conditions with their clauses. `shown` are pointers that stand beside a field. */
export function ProblemNote({ problem, shown = [] }: { problem: ApiProblem | null | undefined; shown?: readonly string[] }) {
  if (!problem) return null
  const rest = problem.errors.filter((e) => !shown.includes(e.pointer))
  return (
    <div className="problem" role="alert">
      <TriangleAlert size={15} aria-hidden />
      <div><b>{problem.title}</b>{problem.detail !== problem.title && <div>{problem.detail}</div>}
        {rest.length > 0 && <ul>{rest.map((e, i) => <li key={i}>{e.detail} {e.clause && <ClauseMark clause={e.clause} />}</li>)}</ul>}</div>
    </div>
  )
}

/** A sentence that must be seen but stops nobody. `violet` is kept for rulings on contradictions of the handbook. */
export function Notice({ kind = 'info', icon, children }: { kind?: 'info' | 'warn' | 'good' | 'violet'; icon?: ReactNode; children: ReactNode }) {
  return <div className={`notice n-${kind}`}>{icon ?? <Info size={15} aria-hidden />}<div style={{ minWidth: 0 }}>{children}</div></div>
}
