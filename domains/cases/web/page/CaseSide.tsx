// Facts beside the conversation: owner, checks, customer, asset facts; tabs for history.
import { Check, Star, X } from 'lucide-react'
import { useState } from 'react'
import { Avatar, ClauseMark, Prio, Tier } from '../../../../web/design/Marks.tsx'
import { Facts, SidePart } from '../../../../web/design/Layout.tsx'
import { Tone } from '../../../../web/design/Marks.tsx'
import { TabBar } from '../../../../web/design/TabBar.tsx'
import { Moment } from '../../../../web/design/Text.tsx'
import { Slot } from '../../../../web/shell/Slot.tsx'
import { useT } from '../../../../web/i18n/i18n.ts'
import type { Case } from '../../contract/case.ts'
import { CaseHistory } from './CaseHistory.tsx'

export function CaseSide({ value }: { value: Case }) {
  const t = useT(), [tab, setTab] = useState('overview')
  return (
    <div className="cs-r">
      <TabBar label={t('cases.page.side')} current={tab} onChange={setTab} tabs={[{ id: 'overview', label: t('cases.page.overview') }, { id: 'history', label: t('cases.page.history') }]} panelId="case-side" />
      <div id="case-side" role="tabpanel" tabIndex={0}>{tab === 'overview' ? <Overview value={value} /> : <CaseHistory id={value.id} />}</div>
    </div>
  )
}

function Overview({ value }: { value: Case }) {
  const t = useT(), none = '—'
  return (
    <>
      <SidePart>
        <div className="cs-who">{value.firstOwner ? <><Avatar name={value.firstOwner.name} size={30} /><div><div className="row g6"><b>{value.firstOwner.name}</b><Tone kind="info" icon={<Star size={12} />}>{t('cases.first-owner')}</Tone></div><div className="sm dim">{t('cases.first-owner.note')}</div></div></> : <div className="sm t2">{t('cases.first-owner.none')}</div>}<span className="sp" /><ClauseMark clause="§1.2" /></div>
        <Facts rows={[[t('cases.handler'), value.handler?.name ?? t('cases.desk.unassigned')], [t('cases.unit'), value.unit?.name ?? none]]} />
      </SidePart>
      <SidePart title={t('cases.page.classification')} extra={<ClauseMark clause={value.requesterType === 'internal' ? '§3.2' : '§1.2'} />}>
        <Facts rows={[
          [t('cases.field.level'), value.level ? <span className="row g6" key="l"><Prio level={value.level} word />{value.levelByHand && <Tone kind="warn">{t('cases.level.by-hand')}</Tone>}</span> : none],
          [t('cases.field.problemClass'), value.problemClass ? t(`cases.class.${value.problemClass}`) : none],
          [t('cases.field.urgency'), value.urgency ? t(`cases.factor.${value.urgency}`) : none], [t('cases.field.impact'), value.impact ? t(`cases.impact.${value.impact}`) : none], [t('cases.field.complexity'), value.complexity ? t(`cases.factor.${value.complexity}`) : none],
          ...(value.effects.length ? [[t('cases.field.effects'), value.effects.map((e) => t(`cases.effect.${e}`)).join(t('cases.list-separator'))] as const] : []),
        ]} />
      </SidePart>
      <SidePart title={t('cases.page.diagnosis')} extra={<ClauseMark clause="§3.2" />}><Checks value={value} /></SidePart>
      <SidePart title={t('cases.page.requester')} extra={value.customer?.tier === 'vip' ? <Tier tier="vip" /> : undefined}>
        <Facts rows={[
          [t('cases.customer'), value.customer ? <span key="c">{value.customer.name} <span className="dim num">{value.customer.number}</span></span> : t(`cases.requester-type.${value.requesterType}`)], [t('cases.contact'), value.requester.name],
          [t('cases.field.occurredAt'), value.occurredAt ? <Moment key="m" at={value.occurredAt} /> : none], [t('cases.field.systemVersion'), value.systemVersion ?? none], [t('cases.field.expectedResult'), value.expectedResult ?? none],
        ]} />
      </SidePart>
      <Slot name="case.side" props={{ value }} />
    </>
  )
}

/** What the handbook asks for on the way to "solved", with how far it is. */
function Checks({ value }: { value: Case }) {
  const t = useT()
  const state = (done: boolean, failed = false): string => (failed ? 'no' : done ? 'ok' : '')
  const checks: readonly (readonly [id: string, state: string, note: string | null])[] = [
    ['response', state(value.stages.some((s) => s.stage === 'responded')), null], ['nature', state(value.nature !== null), value.nature ? t(`cases.nature.${value.nature}`) : null], ['cause', state(value.cause !== null), value.cause],
    ['solution', state(value.solution !== null), value.solution], ['retest', state(value.verification.retest === 'pass', value.verification.retest === 'fail'), null], ['stability', state(value.verification.stability === 'pass', value.verification.stability === 'fail'), null],
    ['confirmed', state(value.state === 'confirmed' || value.rating !== null), null],
  ]
  return <ul className="cs-checks">{checks.map(([id, mark, note]) => <li key={id} className={mark}><span className="m" aria-hidden>{mark === 'ok' ? <Check size={11} strokeWidth={3} /> : mark === 'no' ? <X size={11} strokeWidth={3} /> : null}</span><span>{t(`cases.check-step.${id}`)}<span className="sr"> {t(`cases.check-state.${mark || 'open'}`)}</span>{note && <span className="dim sm"> · {note}</span>}</span></li>)}</ul>
}
