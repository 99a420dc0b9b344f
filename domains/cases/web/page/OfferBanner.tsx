// A colleague asks this person to take the case or to help: the answer stands on the case itself (§1.2, warm handover).
import { ArrowLeftRight } from 'lucide-react'
import { useState } from 'react'
import { queryKey, useApi, useSubmit } from '../../../../web/api/queries.ts'
import { Button } from '../../../../web/design/Button.tsx'
import { toast } from '../../../../web/design/Feedback.tsx'
import { FormField, Notice, ProblemNote } from '../../../../web/design/Form.tsx'
import { RelativeTime } from '../../../../web/design/Text.tsx'
import { useLive } from '../../../../web/live/live.ts'
import { useSession } from '../../../../web/shell/session.ts'
import { useT } from '../../../../web/i18n/i18n.ts'
import { casesApi } from '../../contract/api.ts'
import type { Case } from '../../contract/case.ts'
import type { Transfer } from '../../contract/transfer.ts'
import { ConsultAnswer } from './Consults.tsx'
import { useRefreshCase } from './use-case-acts.ts'

export function OfferBanner({ value }: { value: Case }) {
  const session = useSession(), may = session.permissions.has('cases.work'), key = { params: { id: value.id } }, query = useApi(casesApi.transfers, key, { enabled: may })
  useLive([`case:${value.id}`], [queryKey(casesApi.transfers, key)])
  return (query.data?.items ?? []).filter((o) => o.state === 'offered').map((o) => (o.to.id === session.person.id || (o.toUnit !== null && o.toUnit === session.unitId && o.from.id !== session.person.id) ? <Asked key={o.id} value={value} offer={o} /> : <Waiting key={o.id} offer={o} />))
}

function Asked({ value, offer }: { value: Case; offer: Transfer }) {
  const t = useT(), refresh = useRefreshCase(value.id), [declining, setDeclining] = useState(false), [answering, setAnswering] = useState(false), [reason, setReason] = useState('')
  const answer = useSubmit(casesApi.answerTransfer, { onDone: async (reply) => { await refresh(); toast(t(reply.state === 'accepted' ? offer.kind === 'consult' ? 'cases.offer.helping' : 'cases.desk.took' : 'cases.offer.declined')) } })
  const send = (accepted: boolean) => { void answer.submit({ params: { id: value.id, transferId: offer.id }, body: { accepted, ...(accepted || !reason.trim() ? {} : { reason: reason.trim() }) } }) }
  return (
    <Notice kind="warn" icon={<ArrowLeftRight size={15} aria-hidden />}>
      <div className="col">
        <div className="row wrap"><b>{t(`cases.offer.${offer.kind}`, { name: offer.from.name })}</b><span className="sm t2"><RelativeTime at={offer.offeredAt} /></span><span className="sp" />
          {!declining && !answering && <><Button size="small" busy={answer.busy} onClick={() => setDeclining(true)}>{t('cases.offer.decline')}</Button><Button size="small" kind="primary" busy={answer.busy} onClick={() => { if (offer.kind === 'consult') setAnswering(true); else send(true) }}>{t(offer.kind === 'consult' ? 'cases.consult.answer.do' : 'cases.offer.accept')}</Button></>}</div>
        <div>{offer.kind === 'consult' ? offer.reason : t('cases.offer.reason', { reason: offer.reason })}</div>
        {offer.note && <div className="cs-said">{t('cases.offer.note', { note: offer.note })}</div>}
        {answering && <ConsultAnswer caseId={value.id} transferId={offer.id} onDone={() => { setAnswering(false); void refresh() }} />}
        {declining && <form className="row" style={{ alignItems: 'flex-end' }} onSubmit={(event) => { event.preventDefault(); send(false) }}><span style={{ flex: 1 }}><FormField label={t('cases.offer.why-not')} required pointer="/reason" problem={answer.problem}><input className="field" autoFocus value={reason} onChange={(event) => setReason(event.target.value)} /></FormField></span><Button onClick={() => setDeclining(false)}>{t('web.cancel')}</Button><Button kind="primary" type="submit" busy={answer.busy}>{t('cases.offer.decline')}</Button></form>}
        <ProblemNote problem={answer.problem} shown={['/reason']} />
      </div>
    </Notice>
  )
}

function Waiting({ offer }: { offer: Transfer }) {
  const t = useT()
  return <Notice icon={<ArrowLeftRight size={15} aria-hidden />}><span>{t(`cases.offer.waiting.${offer.kind}`, { from: offer.from.name, to: offer.to.name })} <span className="sm t2"><RelativeTime at={offer.offeredAt} /></span></span></Notice>
}
