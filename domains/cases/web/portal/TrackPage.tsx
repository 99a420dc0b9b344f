// Follow a case: what we need from you on top, the next promise, the owner, seven steps with who and when, messages (screen 03c).
import { CircleCheck, Lock, TriangleAlert } from 'lucide-react'
import { useApi, queryKey } from '../../../../web/api/queries.ts'
import { ButtonLink } from '../../../../web/design/Button.tsx'
import { Avatar } from '../../../../web/design/Marks.tsx'
import { Notice } from '../../../../web/design/Form.tsx'
import { Loaded } from '../../../../web/design/States.tsx'
import { UprightSteps, type UprightStep } from '../../../../web/design/Stepper.tsx'
import { useServerMinute } from '../../../../web/design/server-clock.ts'
import { useLive } from '../../../../web/live/live.ts'
import { PortalPage } from '../../../../web/shell/PortalPage.tsx'
import { Slot } from '../../../../web/shell/Slot.tsx'
import { useAddressParams, useSearchValue } from '../../../../web/shell/address.ts'
import { useFormat, useT } from '../../../../web/i18n/i18n.ts'
import { casesApi } from '../../contract/api.ts'
import type { Case, CaseState } from '../../contract/case.ts'
import { STEPS, stepOf } from '../case-words.ts'
import { needOf } from './portal-words.ts'
import './portal.css'

export function TrackPage() {
  const { id = '' } = useAddressParams(), query = useApi(casesApi.get, { params: { id } })
  useLive([`case:${id}`], [queryKey(casesApi.get, { params: { id } })])
  return <Loaded query={query}>{(value) => <Track value={value} />}</Loaded>
}

function Track({ value }: { value: Case }) {
  const t = useT(), [fresh] = useSearchValue('new'), need = needOf(value.state)
  return (
    <PortalPage title={value.number} back="/cases">
      <div className="two"><div className="col">
        <div><div className="row dim num sm desk-only">{value.number}</div><h1>{value.title}</h1></div>
        {fresh && <Notice kind="good" icon={<CircleCheck size={15} aria-hidden />}>{t('cases.portal.received', { number: value.number })}</Notice>}
        {need === 'confirm' && <section className="need" aria-live="polite"><h2><CircleCheck size={18} aria-hidden />{t('cases.portal.please-confirm')}</h2><p>{value.result?.solution}</p><ButtonLink kind="primary" to={`/cases/${value.id}/confirm`}>{t('cases.portal.need.confirm')}</ButtonLink></section>}
        {need === 'reply' && <section className="need" aria-live="polite"><h2><TriangleAlert size={18} aria-hidden />{t('cases.portal.please-reply')}</h2><p>{t('cases.portal.please-reply.text')}</p></section>}
        <Slot name="portal.case.promise" props={{ value }} />
        <Owner value={value} />
        <section className="card pcard"><h2>{t('cases.portal.progress')}</h2><Progress value={value} /></section>
      </div><div className="col">
        <Slot name="portal.case.messages" props={{ value }} />
        <section className="card row pcard"><Lock size={16} className="dim" aria-hidden /><span className="t2">{t('cases.portal.kept')}</span></section>
      </div></div>
    </PortalPage>
  )
}

function Owner({ value }: { value: Case }) {
  const t = useT(), owner = value.firstOwner
  return (
    <section className="card row pcard">
      {owner && <Avatar name={owner.name} size={44} />}
      <div><b>{owner?.name ?? t('cases.portal.owner.none')}</b><div className="dim sm">{t(owner ? 'cases.portal.owner' : 'cases.portal.owner.none.note')}</div></div>
    </section>
  )
}

function Progress({ value }: { value: Case }) {
  const t = useT(), format = useFormat(), now = useServerMinute(), current = stepOf(value.state)
  const entered = (step: number) => value.stages.find((s) => s.enteredAt && (s.stage === 'new' ? 0 : stepOf(s.stage as CaseState)) === step)?.enteredAt
  const steps: UprightStep[] = STEPS.map((id, index) => {
    const at = entered(index), note = index === current ? t('cases.portal.now') : at ? format.moment(at, now) : undefined
    const detail = index === 0 && value.firstOwner ? t('cases.portal.owned', { name: value.firstOwner.name }) : index === current && value.handler ? t('cases.portal.working', { name: value.handler.name }) : undefined
    return { id, label: t(`cases.portal.step.${id}`), ...(note ? { note } : {}), ...(detail ? { detail } : {}) }
  })
  return <UprightSteps steps={steps} current={current} />
}
