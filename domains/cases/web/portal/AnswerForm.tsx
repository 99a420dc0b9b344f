// Solved or not, with stars and words; used with and without sign-in (screen 03d). Two buttons of equal weight.
import { Check, ChevronRight, RotateCcw, Star } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import type { ApiProblem } from '../../../../web/api/problem.ts'
import { Button } from '../../../../web/design/Button.tsx'
import { FormField, ProblemNote } from '../../../../web/design/Form.tsx'
import { PortalPage } from '../../../../web/shell/PortalPage.tsx'
import { useT } from '../../../../web/i18n/i18n.ts'
import type { AnswerCase, ConfirmationPage } from '../../contract/answer.ts'
import './portal.css'

export interface AnswerFormProps {
  number: string; title: string; result: ConfirmationPage['result']; deadline: string | null; back?: string; /** Who did it, and whether all promises were kept. */ facts?: ReactNode
  busy: boolean; problem: ApiProblem | null; onAnswer: (answer: AnswerCase) => void
}

export function AnswerForm({ number, title, result, deadline, back, facts, busy, problem, onAnswer }: AnswerFormProps) {
  const t = useT(), [score, setScore] = useState(0), [comment, setComment] = useState(''), [praise, setPraise] = useState<readonly Praise[]>([]), [notYet, setNotYet] = useState(false), [reason, setReason] = useState(''), [other, setOther] = useState('')
  const said = (text: string, name: 'comment' | 'anotherProblem') => (text.trim() ? { [name]: text.trim() } : {})
  const solved = () => onAnswer({ solved: true, ...(score ? { score } : {}), ...said([(score >= 4 ? praise : []).map((p) => t(`cases.portal.praise.${p}`)).join(t('cases.list-separator')), comment.trim()].filter(Boolean).join('\n'), 'comment'), ...said(other, 'anotherProblem') })
  const reopen = () => { if (notYet) onAnswer({ solved: false, reason }); else setNotYet(true) }
  const dock = notYet ? <div className="row"><Button size="large" onClick={() => setNotYet(false)}>{t('cases.portal.back')}</Button><Button size="large" kind="primary" icon={<RotateCcw size={18} />} busy={busy} onClick={reopen}>{t('cases.portal.reopen')}</Button></div>
    : <div className="row"><Button size="large" icon={<RotateCcw size={18} />} onClick={reopen}>{t('cases.portal.not-solved')}</Button><Button size="large" kind="primary" icon={<Check size={18} />} busy={busy} onClick={solved}>{t('cases.portal.solved')}</Button></div>
  return (
    <PortalPage narrow title={t('cases.portal.confirm')} {...(back ? { back } : {})} dock={dock}>
      <div><h1>{t('cases.portal.is-it-solved', { title: title || number })}</h1><div className="dim sm2">{number}{deadline && <> · {t('cases.portal.confirm-by', { time: deadline })}</>}</div></div>
      {result && <section className="card pcard"><h2>{t('cases.portal.what-we-did')}</h2><p className="rs">{result.solution}</p>
        <dl className="rsl"><div><dt>{t('cases.field.result.nature')}</dt><dd>{result.nature}</dd></div><div><dt>{t('cases.field.result.impact')}</dt><dd>{result.impact}</dd></div>{result.prevention && <div><dt>{t('cases.field.result.prevention')}</dt><dd>{result.prevention}</dd></div>}</dl>{facts}</section>}
      {notYet ? <FormField label={t('cases.portal.still-wrong')} required pointer="/reason" problem={problem}><textarea className="field" rows={4} autoFocus value={reason} onChange={(event) => setReason(event.target.value)} /></FormField>
        : <><section className="card pcard"><h2 id="stars">{t('cases.portal.rate')}</h2><Stars score={score} onChange={setScore} />
          {score >= 4 && <PraiseChips chosen={praise} onChange={setPraise} />}
          <FormField label={t('cases.portal.comment')} pointer="/comment" problem={problem}><textarea className="field" rows={2} value={comment} onChange={(event) => setComment(event.target.value)} /></FormField></section>
        <details className="card pcard other"><summary>{t('cases.portal.another')}<ChevronRight size={18} aria-hidden /></summary><FormField label={t('cases.portal.another.what')} pointer="/anotherProblem" problem={problem} hint={t('cases.portal.another.note')}><textarea className="field" rows={3} value={other} onChange={(event) => setOther(event.target.value)} /></FormField></details></>}
      <ProblemNote problem={problem} shown={['/reason', '/comment', '/anotherProblem']} />
    </PortalPage>
  )
}

const PRAISE = ['fast', 'clear', 'told', 'once'] as const
type Praise = typeof PRAISE[number]

/** One tap says what was good; it is sent as the first line of the comment. */
function PraiseChips({ chosen, onChange }: { chosen: readonly Praise[]; onChange: (chosen: readonly Praise[]) => void }) {
  const t = useT()
  return (
    <fieldset className="praise"><legend className="sr">{t('cases.portal.praise')}</legend>
      {PRAISE.map((id) => { const on = chosen.includes(id); return <label key={id}><input type="checkbox" checked={on} onChange={() => onChange(on ? chosen.filter((p) => p !== id) : [...chosen, id])} />{on && <Check size={16} aria-hidden />}{t(`cases.portal.praise.${id}`)}</label> })}
    </fieldset>
  )
}

export function Stars({ score, onChange }: { score: number; onChange: (score: number) => void }) {
  const t = useT()
  return (
    <fieldset className="stars" aria-labelledby="stars">
      {[1, 2, 3, 4, 5].map((n) => <label key={n} className={n <= score ? 'on' : ''}><input type="radio" name="score" checked={n === score} onChange={() => onChange(n)} /><Star size={34} fill="currentColor" strokeWidth={1} aria-hidden /><span className="sr">{t('cases.portal.stars', { count: n })}</span></label>)}
      <span className="star-word" aria-hidden>{score > 0 && t(`cases.portal.star-word.${score}`)}</span>
    </fieldset>
  )
}
