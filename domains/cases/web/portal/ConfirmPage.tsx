// Confirm and rate a case of one's own, signed in.
import { Navigate } from '@tanstack/react-router'
import { useApi, useSubmit } from '../../../../web/api/queries.ts'
import { Loaded } from '../../../../web/design/States.tsx'
import { toast } from '../../../../web/design/Feedback.tsx'
import { useServerMinute } from '../../../../web/design/server-clock.ts'
import { Slot } from '../../../../web/shell/Slot.tsx'
import { useAddressParams, useGo } from '../../../../web/shell/address.ts'
import { useFormat, useT } from '../../../../web/i18n/i18n.ts'
import { casesApi } from '../../contract/api.ts'
import type { Case } from '../../contract/case.ts'
import { AnswerForm } from './AnswerForm.tsx'

export function ConfirmPage() {
  const t = useT(), { id = '' } = useAddressParams(), query = useApi(casesApi.get, { params: { id } })
  return <Loaded query={query} heading={t('cases.portal.confirm')}>{(value) => <Confirm value={value} />}</Loaded>
}

function Confirm({ value }: { value: Case }) {
  const t = useT(), go = useGo(), format = useFormat(), now = useServerMinute()
  const answer = useSubmit(casesApi.answer, { invalidates: [casesApi.get, casesApi.list], onDone: (reply) => { toast(t(reply.state === 'reopened' ? 'cases.portal.reopened' : 'cases.portal.thanks')); go(`/cases/${value.id}`, { replace: true }) } })
  const due = value.nextDue?.kind === 'user-feedback' ? format.by(value.nextDue.dueAt, now) : null
  // Answered already, or not solved yet: the case itself says where it stands.
  if (value.state !== 'awaiting-confirmation' && value.state !== 'closed-unconfirmed') return <Navigate to={`/cases/${value.id}` as '/'} replace />
  return <AnswerForm facts={<Slot name="portal.case.kept" props={{ value }} />} number={value.number} title={value.title} result={value.result} deadline={due} back={`/cases/${value.id}`} busy={answer.busy} problem={answer.problem} onAnswer={(body) => { void answer.submit({ params: { id: value.id }, body }) }} />
}
