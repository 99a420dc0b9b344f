// Facts beside the conversation: owner, class, checks, customer, links; tabs for files, other cases of the customer, and the record of acts.
import { Pencil, Star } from 'lucide-react'
import { useState } from 'react'
import { useApi } from '../../../../web/api/queries.ts'
import { Avatar, ClauseMark, Prio, Tier, Tone } from '../../../../web/design/Marks.tsx'
import { Facts, SidePart } from '../../../../web/design/Layout.tsx'
import { TabBar } from '../../../../web/design/TabBar.tsx'
import { Moment } from '../../../../web/design/Text.tsx'
import { AppLink } from '../../../../web/shell/AppLink.tsx'
import { useMay } from '../../../../web/shell/session.ts'
import { Slot } from '../../../../web/shell/Slot.tsx'
import { useFormat, useT } from '../../../../web/i18n/i18n.ts'
import { casesApi } from '../../contract/api.ts'
import type { Case } from '../../contract/case.ts'
import { ActDialog, type Act } from './ActDialogs.tsx'
import { CaseChecks, ChecksDone } from './CaseChecks.tsx'
import { CaseLinks } from './CaseLinks.tsx'
import { CaseHistory } from './CaseHistory.tsx'
import { OtherCases } from './OtherCases.tsx'
import { VendorContacts } from './VendorContacts.tsx'
import { mayDo } from './use-case-acts.ts'

export function CaseSide({ value }: { value: Case }) {
  const t = useT(), [tab, setTab] = useState('overview')
  return (
    <div className="cs-r">
      <TabBar label={t('cases.page.side')} current={tab} onChange={setTab} panelId="case-side" tabs={[{ id: 'overview', label: t('cases.page.overview') }, { id: 'files', label: t('cases.page.files') }, { id: 'others', label: t('cases.page.others') }, { id: 'history', label: t('cases.page.history') }]} />
      <div id="case-side" role="tabpanel" tabIndex={0} aria-label={t(`cases.page.${tab}`)}>{tab === 'overview' ? <Overview value={value} /> : tab === 'files' ? <Slot name="case.files" props={{ value }} /> : tab === 'others' ? <OtherCases value={value} /> : <CaseHistory id={value.id} />}</div>
    </div>
  )
}

function Overview({ value }: { value: Case }) {
  const t = useT(), [act, setAct] = useState<Act | null>(null)
  const edit = (which: Act, may: boolean) => may && <button type="button" className="ib cs-edit" aria-label={t(`cases.act.${which}`)} onClick={() => setAct(which)}><Pencil size={13} /></button>
  return (
    <>
      <SidePart>
        <div className="cs-who">{value.firstOwner ? <><Avatar name={value.firstOwner.name} size={30} /><div><div className="row g6"><b>{value.firstOwner.name}</b><Tone kind="info" icon={<Star size={12} />}>{t('cases.first-owner')}</Tone></div><div className="sm dim">{t('cases.first-owner.note')}</div></div></> : <div className="sm t2">{t('cases.first-owner.none')}</div>}<span className="sp" /><ClauseMark clause="§1.2" /></div>
        <Facts rows={[[t('cases.handler'), value.handler?.name ?? t('cases.desk.unassigned')], ...(value.unit ? [[t('cases.unit'), value.unit.name] as const] : []), ...(value.waiting?.reason ? [[t('cases.field.waitingReason'), value.waiting.reason] as const] : []), ...(value.waiting?.until ? [[t('cases.field.waitingUntil'), <Moment key="u" at={value.waiting.until} />] as const] : [])]} />
      </SidePart>
      <Slot name="case.owner" props={{ value }} />
      <RecordPart value={value} />
      <SidePart title={t('cases.page.classification')} extra={<>{edit('reclassify', value.state !== 'new' && mayDo(value, 'reclassify'))}<ClauseMark clause={value.requesterType === 'internal' ? '§3.2' : value.serviceLine === 'after-sales' ? '§2.2' : '§1.2'} /></>}>
        <Facts rows={[
          ...(value.serviceLine ? [[t('cases.field.serviceLine'), t(`cases.service-line.${value.serviceLine}`)] as const] : []),
          ...(value.level ? [[t('cases.field.level'), <span className="row g6" key="l"><Prio level={value.level} word />{value.levelByHand && <Tone kind="warn">{t('cases.level.by-hand')}</Tone>}</span>] as const] : []),
          [t('cases.field.problemClass'), t(value.problemClass ? `cases.class.${value.problemClass}` : 'cases.class.none')],
          ...(value.urgency ? [[t('cases.field.urgency'), t(`cases.factor.${value.urgency}`)] as const] : []), ...(value.impact ? [[t('cases.field.impact'), t(`cases.impact.${value.impact}`)] as const] : []), ...(value.complexity ? [[t('cases.field.complexity'), t(`cases.factor.${value.complexity}`)] as const] : []),
          ...(value.effects.length ? [[t('cases.field.effects'), value.effects.map((e) => t(`cases.effect.${e}`)).join(t('cases.list-separator'))] as const] : []),
          ...(value.severity ? [[t('cases.field.severity'), t(`cases.severity.${value.severity}`)] as const] : []),
        ]} />
      </SidePart>
      <SidePart title={<>{t('cases.page.diagnosis')}<ChecksDone value={value} /></>} extra={<ClauseMark clause="§3.2" />}><CaseChecks value={value} /></SidePart>
      <Slot name="case.work" props={{ value }} />
      {(value.outsideService || value.state === 'waiting-vendor') && <VendorContacts id={value.id} onLog={mayDo(value, 'log-vendor-contact') ? () => setAct('vendor') : null} />}
      {value.problemClass === 'data-security' && <SidePart title={t('cases.field.compliance')} extra={<>{edit('compliance', mayDo(value, 'edit'))}<ClauseMark clause="§3.1-3" /></>}><p className={value.compliance ? 'sm' : 'sm warn'}>{value.compliance?.affectedData ?? t('cases.compliance.missing')}</p></SidePart>}
      <CustomerPart value={value} edit={edit('edit', mayDo(value, 'edit'))} />
      <CaseLinks value={value} />
      <Slot name="case.side" props={{ value }} />
      {act && <ActDialog act={act} value={value} onClose={() => setAct(null)} />}
    </>
  )
}

/** From the solution on: how complete the record is, and what the requester said (§3.4). */
function RecordPart({ value }: { value: Case }) {
  const t = useT(), solved = value.resolvedAt !== null, query = useApi(casesApi.record, { params: { id: value.id } }, { enabled: solved })
  if (!solved && !value.rating) return null
  return (
    <SidePart title={t('cases.record.title')} extra={<ClauseMark clause="§3.4" />}>
      <div className="col">
        {query.data && <div className="row"><Tone kind={query.data.state === 'draft' ? 'warn' : 'good'}>{t(`cases.record.state.${query.data.state}`)}</Tone>{query.data.missing.length > 0 && <span className="sm t2">{t('cases.record.missing', { count: query.data.missing.length })}</span>}<span className="sp" /><AppLink to={`/cases/${value.id}/record`}>{t('cases.record.open')}</AppLink></div>}
        {value.rating && <div className="sm"><span aria-label={t('cases.portal.stars', { count: value.rating.score })} role="img" className="cs-stars">{'★'.repeat(value.rating.score)}<span>{'★'.repeat(5 - value.rating.score)}</span></span>{value.rating.comment && <> {value.rating.comment}</>}</div>}
      </div>
    </SidePart>
  )
}

function CustomerPart({ value, edit }: { value: Case; edit: React.ReactNode }) {
  const t = useT(), format = useFormat(), seesCustomers = useMay('customers.read'), name = value.customer && <><b>{value.customer.name}</b> <span className="dim num nw">{value.customer.number}</span></>
  return (
    <SidePart title={t('cases.page.requester')} extra={<>{edit}{value.customer?.tier === 'vip' && <Tier tier="vip" />}</>}>
      <Facts rows={[
        [t('cases.customer'), value.customer ? seesCustomers ? <AppLink key="c" to={`/customers/${value.customer.id}`}>{name}</AppLink> : <span key="c">{name}</span> : t(`cases.requester-type.${value.requesterType}`)], [t('cases.contact'), value.requester.name],
        [t('cases.field.channel'), t(`cases.channel.${value.channel}`)], [t('cases.opened-at'), <Moment key="o" at={value.createdAt} />],
        ...(value.occurredAt ? [[t('cases.field.occurredAt'), <Moment key="m" at={value.occurredAt} />] as const] : []), ...(value.systemVersion ? [[t('cases.field.systemVersion'), value.systemVersion] as const] : []), ...(value.expectedResult ? [[t('cases.field.expectedResult'), value.expectedResult] as const] : []),
        ...(value.missingFacts.length ? [[t('cases.field.missingFacts'), <span key="f" className="warn">{value.missingFacts.map((f) => t(`cases.fact.${f}`)).join(t('cases.list-separator'))}</span>] as const] : []),
        ...(value.response?.expectedAt ? [[t('cases.promised'), <span key="p">{value.response.nextStep} · {format.by(value.response.expectedAt, Date.parse(value.response.at))}</span>] as const] : []),
      ]} />
    </SidePart>
  )
}
