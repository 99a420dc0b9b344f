// The user decides about remote help: on the page of the case, and by the link of the notice. Opening either changes nothing.
import { MonitorUp } from 'lucide-react'
import { queryKey, useApi, useSubmit } from '../../../../web/api/queries.ts'
import { Button } from '../../../../web/design/Button.tsx'
import { ProblemNote } from '../../../../web/design/Form.tsx'
import { Loaded } from '../../../../web/design/States.tsx'
import { useLive } from '../../../../web/live/live.ts'
import { PortalPage } from '../../../../web/shell/PortalPage.tsx'
import { useAddressParams } from '../../../../web/shell/address.ts'
import { useT } from '../../../../web/i18n/i18n.ts'
import type { Case } from '../../../cases/contract/case.ts'
import { caseworkApi } from '../../contract/api.ts'
import type { ConsentPage } from '../../contract/session.ts'
import '../work.css'

/** On the own case: what is asked now, and a session that runs. */
export function ConsentCard({ value }: { value: Case }) {
  const params = { id: value.id }, key = queryKey(caseworkApi.ownSessions, { params }), query = useApi(caseworkApi.ownSessions, { params }, { staleTime: 30_000 }), answer = useSubmit(caseworkApi.answerConsent, { invalidates: [key] })
  useLive([`case:${value.id}`], [key])
  return <>{query.data?.items.filter((s) => ['requested', 'consented', 'active'].includes(s.state)).map((s) => <Ask key={s.id} session={s} busy={answer.busy} onAnswer={(given) => { void answer.submit({ params: { id: value.id, workId: s.id }, body: { given } }) }} />)}<ProblemNote problem={answer.problem} /></>
}

function Ask({ session: s, busy, onAnswer }: { session: ConsentPage; busy: boolean; onAnswer: (given: boolean) => void }) {
  const t = useT()
  return (
    <section className="cw-ask" aria-live="polite"><h2><MonitorUp size={18} aria-hidden />{t(`casework.ask.${s.state}`, { name: s.operatorName })}</h2><p>{s.purpose}</p><p className="sm t2">{t('casework.ask.note', { tool: t(`casework.tool.${s.tool}`) })}</p>
      {s.state === 'requested' && <div className="row"><Button kind="primary" size="large" busy={busy} onClick={() => onAnswer(true)}>{t('casework.ask.yes')}</Button><Button size="large" busy={busy} onClick={() => onAnswer(false)}>{t('casework.ask.no')}</Button></div>}
      {s.state === 'consented' && <Button size="large" busy={busy} onClick={() => onAnswer(false)}>{t('casework.ask.take-back')}</Button>}</section>
  )
}

export function ConsentLinkPage() {
  const t = useT(), { token = '' } = useAddressParams(), query = useApi(caseworkApi.consent, { params: { token } }), answer = useSubmit(caseworkApi.consentByLink, { invalidates: [caseworkApi.consent] })
  return (
    <PortalPage narrow><Loaded query={query} heading={t('casework.ask.title')}>{(page) => <><h1>{t('casework.ask.title')}</h1><p className="t2 num">{[page.caseNumber, page.title].filter(Boolean).join(' ')}</p><Ask session={answer.reply ?? page} busy={answer.busy} onAnswer={(given) => { void answer.submit({ params: { token }, body: { given } }) }} /><ProblemNote problem={answer.problem} /></>}</Loaded></PortalPage>
  )
}
