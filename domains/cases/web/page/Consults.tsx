// Questions to colleagues on a case and what they answered; owner, handler and clocks stay (§5.2-1).
import { useState } from 'react'
import { queryKey, useApi, useSubmit } from '../../../../web/api/queries.ts'
import { Button } from '../../../../web/design/Button.tsx'
import { FormField, ProblemNote } from '../../../../web/design/Form.tsx'
import { SidePart } from '../../../../web/design/Layout.tsx'
import { ClauseMark } from '../../../../web/design/Marks.tsx'
import { RelativeTime } from '../../../../web/design/Text.tsx'
import { useLive } from '../../../../web/live/live.ts'
import { useSession } from '../../../../web/shell/session.ts'
import { useT } from '../../../../web/i18n/i18n.ts'
import { casesApi } from '../../contract/api.ts'
import type { Transfer } from '../../contract/transfer.ts'
import type { CaseSlotProps } from '../slots.ts'

export function Consults({ value }: CaseSlotProps) {
  const t = useT(), key = { params: { id: value.id } }, query = useApi(casesApi.transfers, key, { enabled: !value.restricted }), asked = (query.data?.items ?? []).filter((o) => o.kind === 'consult')
  useLive([`case:${value.id}`], [queryKey(casesApi.transfers, key)])
  if (asked.length === 0) return null
  return <SidePart title={t('cases.consults')} extra={<ClauseMark clause="§5.2-1" />}><ul className="col">{asked.map((o) => <li key={o.id} className="col" style={{ gap: 2 }}><Consult value={o} caseId={value.id} /></li>)}</ul></SidePart>
}

function Consult({ value: o, caseId }: { value: Transfer; caseId: string }) {
  const t = useT(), session = useSession(), [open, setOpen] = useState(false), mine = o.to.id === session.person.id && o.state === 'accepted' && o.answer === null
  return (
    <>
      <span className="sm t2">{t('cases.consult.asked', { from: o.from.name, to: o.to.name })} · <RelativeTime at={o.offeredAt} /></span>
      <span>{o.reason}</span>
      {o.answer !== null ? <blockquote className="sm cs-said">{o.answer}</blockquote> : o.state === 'declined' ? <span className="sm t2">{o.answerReason}</span> : <span className="sm warn">{t(o.state === 'accepted' ? 'cases.consult.helps' : 'cases.consult.waiting')}</span>}
      {mine && !open && <div><Button size="small" onClick={() => setOpen(true)}>{t('cases.consult.answer.do')}</Button></div>}
      {mine && open && <ConsultAnswer caseId={caseId} transferId={o.id} onDone={() => setOpen(false)} />}
    </>
  )
}

/** The answer of who was asked; agrees at the same time where that was not done yet. */
export function ConsultAnswer({ caseId, transferId, onDone }: { caseId: string; transferId: string; onDone: () => void }) {
  const t = useT(), [text, setText] = useState(''), answer = useSubmit(casesApi.answerTransfer, { invalidates: [queryKey(casesApi.transfers, { params: { id: caseId } }), queryKey(casesApi.get, { params: { id: caseId } })], onDone })
  const send = () => { if (text.trim()) void answer.submit({ params: { id: caseId, transferId }, body: { accepted: true, answer: text.trim() } }) }
  return (
    <form className="col" onSubmit={(event) => { event.preventDefault(); send() }}>
      <FormField label={t('cases.consult.answer')} required pointer="/answer" problem={answer.problem}><textarea className="field" rows={3} autoFocus value={text} onChange={(event) => setText(event.target.value)} /></FormField>
      <ProblemNote problem={answer.problem} shown={['/answer']} />
      <div className="row"><Button size="small" onClick={onDone}>{t('web.cancel')}</Button><Button size="small" kind="primary" type="submit" busy={answer.busy} disabled={text.trim() === ''}>{t('cases.consult.answer.do')}</Button></div>
    </form>
  )
}
