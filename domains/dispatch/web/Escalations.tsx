// Escalations that wait for the tier above: who asked, how long it waits, and the one act that takes it up (§1.1-11). On a case: its own, with how fast they were taken up.
import { ArrowUpFromLine } from 'lucide-react'
import { queryKey, useApi, useSubmit } from '../../../web/api/queries.ts'
import { Button } from '../../../web/design/Button.tsx'
import { toast, toastProblem } from '../../../web/design/Feedback.tsx'
import { Panel, SidePart } from '../../../web/design/Layout.tsx'
import { ClauseMark } from '../../../web/design/Marks.tsx'
import { RelativeTime } from '../../../web/design/Text.tsx'
import { useLive } from '../../../web/live/live.ts'
import { AppLink } from '../../../web/shell/AppLink.tsx'
import { useFormat, useT } from '../../../web/i18n/i18n.ts'
import type { CaseSlotProps } from '../../cases/web/slots.ts'
import { slaFollowApi } from '../../sla/contract/desk-api.ts'
import type { Escalation } from '../../sla/contract/escalation.ts'

function Acknowledge({ value }: { value: Escalation }) {
  const t = useT(), submit = useSubmit(slaFollowApi.acknowledgeEscalation, { invalidates: [slaFollowApi.escalations, slaFollowApi.escalationFigures], onDone: () => toast(t('dispatch.escalation.taken')), onProblem: toastProblem })
  return <Button size="small" kind="primary" busy={submit.busy} onClick={() => { void submit.submit({ params: { id: value.id } }) }}>{t('dispatch.escalation.take')}</Button>
}

/** In the cockpit: what nobody took up yet. */
export function OpenEscalations() {
  const t = useT(), key = { query: { state: 'open' as const, limit: 20 } }, query = useApi(slaFollowApi.escalations, key, { keep: true }), rows = query.data?.items ?? []
  useLive(['cases', 'sla'], [queryKey(slaFollowApi.escalations)])
  if (rows.length === 0) return null
  return (
    <Panel title={t('dispatch.escalation.open')} tag={<ClauseMark clause="§1.1" />}>
      <ul className="dp-esc">{rows.map((e) => (
        <li key={e.id} className="row"><ArrowUpFromLine size={14} aria-hidden className="dim" /><AppLink className="ell" to={e.recordKind === 'case' ? `/cases/${e.recordId}` : '/dispatch'}><span className="num">{e.number}</span> {e.title ?? t('cases.restricted.title')}</AppLink>
          <span className="sm t2 nw">{e.fromUnit?.name} → {e.toUnit.name}</span><span className="sm warn nw"><RelativeTime at={e.at} /></span><span className="sp" />{e.mayAcknowledge && <Acknowledge value={e} />}</li>))}</ul>
    </Panel>
  )
}

export function CaseEscalations({ value }: CaseSlotProps) {
  const t = useT(), format = useFormat(), key = { query: { state: 'all' as const, recordId: value.id, limit: 10 } }, query = useApi(slaFollowApi.escalations, key, { enabled: !value.restricted }), rows = query.data?.items ?? []
  useLive([`case:${value.id}`], [queryKey(slaFollowApi.escalations, key)])
  if (rows.length === 0) return null
  return (
    <SidePart title={t('dispatch.escalation')} extra={<ClauseMark clause="§1.1" />}>
      <ul className="col">{rows.map((e) => (
        <li key={e.id} className="sm"><div className="row wrap g6"><span>{e.fromUnit?.name} → {e.toUnit.name}</span><span className="dim"><RelativeTime at={e.at} /></span><span className="sp" />{e.mayAcknowledge && <Acknowledge value={e} />}</div>
          {e.reason && <div className="t2">{e.reason}</div>}
          <div className={e.acknowledgedAt ? 't2' : 'warn'}>{e.acknowledgedAt ? t('dispatch.escalation.by', { name: e.acknowledgedBy ?? '', time: format.duration(e.took ?? 'PT0S') }) : t('dispatch.escalation.waits')}</div></li>))}</ul>
    </SidePart>
  )
}
