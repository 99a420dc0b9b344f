// After the end: the rating, once per closure, changeable for 24 hours (R2.2-10).
import { useState } from 'react'
import { useSubmit } from '../../../../web/api/queries.ts'
import { Button } from '../../../../web/design/Button.tsx'
import { toast } from '../../../../web/design/Feedback.tsx'
import { FormField, ProblemNote } from '../../../../web/design/Form.tsx'
import { useT } from '../../../../web/i18n/i18n.ts'
import { casesApi } from '../../contract/api.ts'
import type { Case } from '../../contract/case.ts'
import { Stars } from './AnswerForm.tsx'

export function RateCard({ value }: { value: Case }) {
  const t = useT(), [open, setOpen] = useState(value.rating === null), [score, setScore] = useState(value.rating?.score ?? 0), [comment, setComment] = useState(value.rating?.comment ?? '')
  const rate = useSubmit(casesApi.rate, { invalidates: [casesApi.get], onDone: () => { toast(t('cases.portal.rated')); setOpen(false) } }), may = value.allowed.some((a) => a.action === 'rate' && a.ok)
  if (!may && !value.rating) return null
  if (!open || !may) return <section className="card pcard row"><span><b>{t('cases.portal.your-rating')}</b> <span className="cs-stars" role="img" aria-label={t('cases.portal.stars', { count: value.rating?.score ?? score })}>{'★'.repeat(value.rating?.score ?? score)}</span></span><span className="sp" />{may && <Button size="small" onClick={() => setOpen(true)}>{t('cases.portal.change-rating')}</Button>}</section>
  return (
    <section className="card pcard"><h2 id="stars">{t('cases.portal.rate')}</h2><Stars score={score} onChange={setScore} />
      <form className="col" onSubmit={(event) => { event.preventDefault(); if (score) void rate.submit({ params: { id: value.id }, body: { score, ...(comment.trim() ? { comment: comment.trim() } : {}) } }) }}>
        <FormField label={t('cases.portal.comment')} pointer="/comment" problem={rate.problem}><textarea className="field" rows={2} value={comment} onChange={(event) => setComment(event.target.value)} /></FormField>
        <ProblemNote problem={rate.problem} shown={['/comment']} /><Button kind="primary" type="submit" busy={rate.busy} disabled={score === 0}>{t('cases.portal.send-rating')}</Button></form></section>
  )
}
