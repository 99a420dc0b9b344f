// On the case page: visits with who comes when, repairs with warranty, referrals with result; beside what screen 02 shows.
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { useApi, queryKey } from '../../../../web/api/queries.ts'
import { SidePart } from '../../../../web/design/Layout.tsx'
import { ClauseMark, Tone } from '../../../../web/design/Marks.tsx'
import { Menu } from '../../../../web/design/Menu.tsx'
import { Moment } from '../../../../web/design/Text.tsx'
import { useLive } from '../../../../web/live/live.ts'
import { AppLink } from '../../../../web/shell/AppLink.tsx'
import { useFormat, useT } from '../../../../web/i18n/i18n.ts'
import type { Case } from '../../../cases/contract/case.ts'
import { fieldApi, type CaseField as Shown } from '../../contract/api.ts'
import type { WorkOrder } from '../../contract/order.ts'
import type { Referral, Repair } from '../../contract/repair.ts'
import { KeptPanel } from '../KeptPanel.tsx'
import { SignatureView } from '../SignatureView.tsx'
import { FieldDialog, type FieldAct } from './FieldDialogs.tsx'
import { useCaseChanged } from './use-case-changed.ts'
import './desk.css'

export function CaseField({ value }: { value: Case }) {
  const t = useT(), params = { id: value.id }, query = useApi(fieldApi.ofCase, { params }, { staleTime: 30_000 }), [act, setAct] = useState<FieldAct | null>(null)
  useLive([`case:${value.id}`], [queryKey(fieldApi.ofCase, { params })])
  const shown = query.data
  if (!shown || (!shown.mayPlan && shown.visits.length + shown.repairs.length + shown.referrals.length === 0)) return null
  return (
    <SidePart title={t('field.side')} extra={<>{shown.mayPlan && <Menu label={t('field.add')} className="ib" items={[{ id: 'visit', label: t('field.plan'), onChoose: () => setAct({ kind: 'visit' }) }, { id: 'repair', label: t('field.repair'), onChoose: () => setAct({ kind: 'repair' }) }, { id: 'refer', label: t('field.refer'), onChoose: () => setAct({ kind: 'refer' }) }]}><Plus size={14} /></Menu>}<ClauseMark clause="§5.2" /></>}>
      <Records shown={shown} value={value} onAct={setAct} />
      {act && <FieldDialog act={act} value={value} onClose={() => setAct(null)} />}
    </SidePart>
  )
}

function Records({ shown, value, onAct }: { shown: Shown; value: Case; onAct: (act: FieldAct) => void }) {
  const t = useT()
  if (shown.visits.length + shown.repairs.length + shown.referrals.length === 0) return <p className="sm t2">{t('field.side.none')}</p>
  return <ul className="fw-list">{shown.visits.map((v) => <VisitLine key={v.id} visit={v} caseId={value.id} />)}{shown.repairs.map((r) => <RepairLine key={r.id} repair={r} onAct={shown.mayPlan ? onAct : null} />)}{shown.referrals.map((r) => <ReferralLine key={r.id} referral={r} onAct={shown.mayPlan ? onAct : null} />)}</ul>
}

function VisitLine({ visit: v, caseId }: { visit: WorkOrder; caseId: string }) {
  const t = useT(), format = useFormat(), changed = useCaseChanged(caseId)
  return (
    <li><div className="row g6"><AppLink to={`/visits/${v.id}`} className="num nw">{v.number}</AppLink><Tone kind={v.state === 'signed' ? 'good' : v.state === 'failed' ? 'warn' : v.state === 'cancelled' ? 'plain' : 'info'}>{t(`field.state.${v.state}`)}</Tone><span className="sp" /><Moment at={v.visit.arrivedAt ?? v.from} /></div>
      <div className="sm">{v.title} <span className="t2">{v.engineer?.name ?? t('field.no-engineer')} · {format.time(v.from)}–{format.time(v.to)}</span></div>
      {v.visit.parts.length > 0 && <div className="sm t2">{v.visit.parts.map((p) => `${p.name} ×${p.quantity}`).join(t('field.separator'))}</div>}
      {v.visit.signature && <div className="row g6"><SignatureView strokes={v.visit.signature} label={t('field.signed', { name: v.visit.signedBy ?? '' })} /><span className="sm t2">{t('field.signed', { name: v.visit.signedBy ?? '' })}{v.visit.score !== null && ` · ${'★'.repeat(v.visit.score)}`}</span></div>}
      {v.visit.unsignedReason && <div className="sm warn">{t('field.unsigned', { reason: v.visit.unsignedReason })}</div>}
      <KeptPanel order={v} onDecided={() => { void changed() }} /></li>
  )
}

function RepairLine({ repair: r, onAct }: { repair: Repair; onAct: ((act: FieldAct) => void) | null }) {
  const t = useT(), open = r.state !== 'returned' && r.state !== 'cancelled'
  return (
    <li><div className="row g6"><b className="num nw">{r.number}</b><Tone kind={r.state === 'returned' ? 'good' : 'info'}>{t(`field.repair.state.${r.state}`)}</Tone><span className="sp" />{open && onAct && <button type="button" className="lnk sm" onClick={() => onAct({ kind: 'advance-repair', repair: r })}>{t('field.repair.next')}</button>}</div>
      <div className="sm">{r.product} <span className="num t2">{r.serial}</span> <Tone kind={r.warranty === 'in' ? 'good' : r.warranty === 'out' ? 'warn' : 'plain'}>{t(`field.warranty.${r.warranty}`)}</Tone>{r.warrantyUntil && <span className="sm t2"> <Moment at={r.warrantyUntil} /></span>}</div>{r.testResult && <div className="sm t2">{r.testResult}</div>}</li>
  )
}

function ReferralLine({ referral: r, onAct }: { referral: Referral; onAct: ((act: FieldAct) => void) | null }) {
  const t = useT()
  return (
    <li><div className="row g6"><span className="b ell">{r.point.name}</span><Tone kind={r.state === 'result-recorded' ? 'good' : r.state === 'declined' ? 'warn' : 'info'}>{t(`field.referral.${r.state}`)}</Tone><span className="sp" />{onAct && r.state === 'offered' && <button type="button" className="lnk sm" onClick={() => onAct({ kind: 'answer-referral', referral: r })}>{t('field.referral.answer')}</button>}{onAct && r.state === 'accepted' && <button type="button" className="lnk sm" onClick={() => onAct({ kind: 'referral-result', referral: r })}>{t('field.referral.record')}</button>}</div>
      <div className="sm t2">{r.result ?? r.reason}{r.accountable && ` · ${t('field.referral.accountable', { name: r.accountable.name })}`}</div></li>
  )
}
