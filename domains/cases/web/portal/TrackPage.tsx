// Follow a case: what we need from you on top, the next promise, the owner, seven steps with who and when, messages (screen 03c).
import { CircleCheck, Lock, MessageSquareText, TriangleAlert } from 'lucide-react'
import { useApi, queryKey } from '../../../../web/api/queries.ts'
import { Button, ButtonLink } from '../../../../web/design/Button.tsx'
import { Avatar } from '../../../../web/design/Marks.tsx'
import { Notice } from '../../../../web/design/Form.tsx'
import { Loaded } from '../../../../web/design/States.tsx'
import { UprightSteps, type UprightStep } from '../../../../web/design/Stepper.tsx'
import { useServerMinute } from '../../../../web/design/server-clock.ts'
import { useLive } from '../../../../web/live/live.ts'
import { AppLink } from '../../../../web/shell/AppLink.tsx'
import { PortalPage } from '../../../../web/shell/PortalPage.tsx'
import { Slot } from '../../../../web/shell/Slot.tsx'
import { useAddressParams, useSearchValue } from '../../../../web/shell/address.ts'
import { useNamedWindow } from '../../../../web/shell/use-screen-facts.ts'
import { useFormat, useT } from '../../../../web/i18n/i18n.ts'
import { casesApi } from '../../contract/api.ts'
import type { Case, CaseState } from '../../contract/case.ts'
import { STEPS, stepOf } from '../case-words.ts'
import { needOf } from './portal-words.ts'
import { RateCard } from './RateCard.tsx'
import './portal.css'

/** When a step was left behind: the first stay in a later one. */
const doneAt = (stages: Case['stages'], step: number): string | null => stages.filter((s) => s.enteredAt && s.stage !== 'new' && stepOf(s.stage as CaseState) > step).map((s) => s.enteredAt!).toSorted()[0] ?? null

export function TrackPage() {
  const t = useT(), { id = '' } = useAddressParams(), query = useApi(casesApi.get, { params: { id } })
  useLive([`case:${id}`], [queryKey(casesApi.get, { params: { id } })])
  useNamedWindow(query.data ? query.data.title || query.data.number : undefined)
  return <Loaded query={query} heading={t('cases.page.case')} rows={5} rowHeight={80}>{(value) => <Track value={value} />}</Loaded>
}

/** To the messages, with the cursor in the answer. */
function goToReply(): void {
  const field = document.querySelector<HTMLTextAreaElement>('#messages textarea')
  document.getElementById('messages')?.scrollIntoView({ block: 'start', behavior: matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth' })
  field?.focus({ preventScroll: true })
}

function Track({ value }: { value: Case }) {
  const t = useT(), [fresh] = useSearchValue('new'), need = needOf(value.state)
  return (
    <PortalPage title={value.number} back="/cases">
      <div className="two"><div className="col gap">
        <div><div className="row dim num sm desk-only">{value.number}</div><h1>{value.title}</h1></div>
        {fresh && <Notice kind="good" icon={<CircleCheck size={15} aria-hidden />}>{t('cases.portal.received', { number: value.number })}</Notice>}
        {value.state === 'merged' && <Notice>{t('cases.portal.merged', { number: value.links.find((l) => l.id === value.mergedInto)?.number ?? '' })} {value.links.some((l) => l.id === value.mergedInto) && <AppLink className="u" to={`/cases/${value.mergedInto}`}>{t('cases.portal.merged.open')}</AppLink>}</Notice>}
        <Slot name="portal.case.ask" props={{ value }} />
        {need === 'confirm' && <section className="need" aria-live="polite"><h2><CircleCheck size={18} aria-hidden />{t('cases.portal.please-confirm')}</h2><p>{value.result?.solution}</p><ButtonLink kind="primary" block to={`/cases/${value.id}/confirm`}>{t('cases.portal.confirm-now')}</ButtonLink></section>}
        {need === 'reply' && <section className="need" aria-live="polite"><h2><TriangleAlert size={18} aria-hidden />{t('cases.portal.please-reply')}</h2><p>{value.waiting?.reason ?? t('cases.portal.please-reply.text')}</p><Button kind="primary" block onClick={goToReply}>{t('cases.portal.reply-now')}</Button></section>}
        {value.missingFacts.length > 0 && need === null && stepOf(value.state) < 5 && <Notice>{t('cases.portal.missing', { facts: value.missingFacts.map((f) => t(`cases.fact.${f}`)).join(t('cases.list-separator')) })}</Notice>}
        <RateCard value={value} />
        <div className="duo"><Slot name="portal.case.promise" props={{ value }} /><Owner value={value} /></div>
        <section className="card pcard"><h2>{t('cases.portal.progress')}</h2><Progress value={value} /></section>
      </div><div className="col gap">
        <Slot name="portal.case.messages" props={{ value }} />
        <section className="card row pcard"><Lock size={16} className="dim" aria-hidden style={{ flex: 'none' }} /><span className="t2 kept-note">{t('cases.portal.kept')}</span></section>
      </div></div>
    </PortalPage>
  )
}

function Owner({ value }: { value: Case }) {
  const t = useT(), owner = value.firstOwner
  return (
    <section className="card row pcard">
      {owner && <Avatar name={owner.name} size={44} />}
      <div style={{ minWidth: 0 }}><b>{owner?.name ?? t('cases.portal.owner.none')}</b><div className="dim sm2">{t(owner ? 'cases.portal.owner' : 'cases.portal.owner.none.note')}</div></div><span className="sp" />
      <button type="button" className="ib round" aria-label={t('cases.portal.write')} onClick={goToReply}><MessageSquareText size={20} /></button>
    </section>
  )
}

const WORKED_ON: ReadonlySet<CaseState> = new Set<CaseState>(['responded', 'diagnosing', 'solving', 'verifying', 'reopened'])

function Progress({ value }: { value: Case }) {
  const t = useT(), format = useFormat(), now = useServerMinute(), current = stepOf(value.state)
  const detailOf = (index: number): string | undefined => {
    if (index === current) return value.handler && WORKED_ON.has(value.state) ? t('cases.portal.working', { name: value.handler.name }) : t(`cases.portal.doing.${value.state}`)
    if (index === 0 && value.firstOwner) return t('cases.portal.owned', { name: value.firstOwner.name })
    if (index === 1 && index < current && value.problemClass) return t(`cases.class.${value.problemClass}`)
    return index === 3 && index < current && value.result ? value.result.solution : undefined
  }
  const steps: UprightStep[] = STEPS.map((id, index) => {
    const at = index === 0 ? value.createdAt : doneAt(value.stages, index), note = index === current ? t('cases.portal.now') : at && index < current ? format.moment(at, now) : undefined, detail = detailOf(index)
    return { id, label: t(`cases.portal.step.${id}${index < current ? '.done' : index === current ? '.now' : ''}`), ...(note ? { note } : {}), ...(detail ? { detail } : {}) }
  })
  return <UprightSteps steps={steps} current={current} />
}
