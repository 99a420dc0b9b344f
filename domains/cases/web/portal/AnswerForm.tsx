// Solved or not, with stars and words; used with and without sign-in (screen 03d). Two buttons of equal weight.
import { Check, RotateCcw, Star } from 'lucide-react'
import { useState } from 'react'
import type { ApiProblem } from '../../../../web/api/problem.ts'
import { Button } from '../../../../web/design/Button.tsx'
import { FormField, ProblemNote } from '../../../../web/design/Form.tsx'
import { PortalPage } from '../../../../web/shell/PortalPage.tsx'
import { useT } from '../../../../web/i18n/i18n.ts'
import type { AnswerCase, ConfirmationPage } from '../../contract/answer.ts'
import './portal.css'

export interface AnswerFormProps {
  number: string; title: string; result: ConfirmationPage['result']; deadline: string | null; back?: string
  busy: boolean; problem: ApiProblem | null; onAnswer: (answer: AnswerCase) => void
}

export function AnswerForm({ number, title, result, deadline, back, busy, problem, onAnswer }: AnswerFormProps) {
  const t = useT(), [score, setScore] = useState(0), [comment, setComment] = useState(''), [notYet, setNotYet] = useState(false), [reason, setReason] = useState('')
  const words = comment.trim() ? { comment: comment.trim() } : {}
  const solved = () => onAnswer({ solved: true, ...(score ? { score } : {}), ...words })
  const reopen = () => { if (notYet) onAnswer({ solved: false, reason }); else setNotYet(true) }
  const dock = <div className="row"><Button size="large" icon={<RotateCcw size={18} />} busy={busy && notYet} onClick={reopen}>{t('cases.portal.not-solved')}</Button>{!notYet && <Button size="large" kind="primary" icon={<Check size={18} />} busy={busy} onClick={solved}>{t('cases.portal.solved')}</Button>}{notYet && <Button size="large" onClick={() => setNotYet(false)}>{t('web.cancel')}</Button>}</div>
  return (
    <PortalPage narrow title={t('cases.portal.confirm')} {...(back ? { back } : {})} dock={dock}>
      <div><h1>{t('cases.portal.is-it-solved', { title })}</h1><div className="dim sm">{number}{deadline && <> · {t('cases.portal.confirm-by', { time: deadline })}</>}</div></div>
      {result && <section className="card pcard"><h2>{t('cases.portal.what-we-did')}</h2><p><b>{t('cases.field.result.nature')}</b> {result.nature}</p><p><b>{t('cases.field.result.impact')}</b> {result.impact}</p><p><b>{t('cases.field.result.solution')}</b> {result.solution}</p>{result.prevention && <p><b>{t('cases.field.result.prevention')}</b> {result.prevention}</p>}</section>}
      {notYet ? <FormField label={t('cases.portal.still-wrong')} required pointer="/reason" problem={problem}><textarea className="field" rows={4} value={reason} onChange={(event) => setReason(event.target.value)} /></FormField>
        : <section className="card pcard"><h2 id="stars">{t('cases.portal.rate')}</h2><Stars score={score} onChange={setScore} />
          <FormField label={t('cases.portal.comment')} pointer="/comment" problem={problem}><textarea className="field" rows={2} value={comment} onChange={(event) => setComment(event.target.value)} /></FormField></section>}
      <ProblemNote problem={problem} shown={['/reason', '/comment']} />
    </PortalPage>
  )
}

export function Stars({ score, onChange }: { score: number; onChange: (score: number) => void }) {
  const t = useT()
  return (
    <fieldset className="stars" aria-labelledby="stars">
      {[1, 2, 3, 4, 5].map((n) => <label key={n} className={n <= score ? 'on' : ''}><input type="radio" name="score" checked={n === score} onChange={() => onChange(n)} /><Star size={34} fill="currentColor" strokeWidth={1} aria-hidden /><span className="sr">{t('cases.portal.stars', { count: n })}</span></label>)}
    </fieldset>
  )
}
