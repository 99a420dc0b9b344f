// The page behind the link in the result mail: reading it changes nothing, because mail scanners open links too.
import { CircleCheck } from 'lucide-react'
import { useApi, useSubmit } from '../../../../web/api/queries.ts'
import { Loaded, StateBox } from '../../../../web/design/States.tsx'
import { useServerMinute } from '../../../../web/design/server-clock.ts'
import { PortalPage } from '../../../../web/shell/PortalPage.tsx'
import { useAddressParams } from '../../../../web/shell/address.ts'
import { useFormat, useT } from '../../../../web/i18n/i18n.ts'
import { casesApi } from '../../contract/api.ts'
import type { ConfirmationPage } from '../../contract/answer.ts'
import { AnswerForm } from './AnswerForm.tsx'

export function ConfirmationLinkPage() {
  const t = useT(), { token = '' } = useAddressParams(), query = useApi(casesApi.confirmation, { params: { token } })
  return <Loaded query={query} heading={t('cases.portal.confirm')}>{(page) => <Answer token={token} page={page} />}</Loaded>
}

function Answer({ token, page }: { token: string; page: ConfirmationPage }) {
  const t = useT(), format = useFormat(), now = useServerMinute(), answer = useSubmit(casesApi.confirm, { invalidates: [casesApi.confirmation] }), shown = answer.reply ?? page
  if (!shown.mayAnswer) return <PortalPage narrow><h1>{shown.title}</h1><StateBox icon={<CircleCheck size={24} className="good" />} title={t(shown.state === 'reopened' ? 'cases.portal.reopened' : 'cases.portal.thanks')} text={t(`cases.portal.doing.${shown.state}`)} /></PortalPage>
  return <AnswerForm number={shown.number} title={shown.title} result={shown.result} deadline={shown.closesAt ? format.by(shown.closesAt, now) : null} busy={answer.busy} problem={answer.problem} onAnswer={(body) => { void answer.submit({ params: { token }, body }) }} />
}
