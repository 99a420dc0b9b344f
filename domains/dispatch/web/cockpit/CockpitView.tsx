// The regional cockpit: figures of each unit with what is below it, and how fast escalations are taken up (§1.1-8, §1.1-11, §1.2-12).
import { useState } from 'react'
import { useApi } from '../../../../web/api/queries.ts'
import { Panel } from '../../../../web/design/Layout.tsx'
import { ClauseMark } from '../../../../web/design/Marks.tsx'
import { Empty, Loaded } from '../../../../web/design/States.tsx'
import { useServerMinute } from '../../../../web/design/server-clock.ts'
import { useMay } from '../../../../web/shell/session.ts'
import { useChangeSearch } from '../../../../web/shell/address.ts'
import { useFormat, useT } from '../../../../web/i18n/i18n.ts'
import { slaFollowApi } from '../../../sla/contract/desk-api.ts'
import { dispatchApi } from '../../contract/api.ts'
import type { UnitFigures } from '../../contract/board.ts'
import { OpenEscalations } from '../Escalations.tsx'

const DAYS = [7, 30, 90] as const, DAY = 86_400_000

export function CockpitView({ unit }: { unit: string | undefined }) {
  const t = useT(), [days, setDays] = useState<number>(30), now = useServerMinute(), hour = Math.floor(now / 3_600_000) * 3_600_000, from = new Date(hour - days * DAY).toISOString()
  const query = useApi(dispatchApi.cockpit, { query: { ...(unit ? { unit } : {}), from } }, { keep: true })
  return (
    <div className="dp-page">
      <Panel title={t('dispatch.cockpit.title')} tag={<ClauseMark clause="§1.1" />} pad={false}
        extra={<select className="field dp-days" aria-label={t('dispatch.cockpit.period')} value={days} onChange={(event) => setDays(Number(event.target.value))}>{DAYS.map((d) => <option key={d} value={d}>{t('dispatch.cockpit.days', { count: d })}</option>)}</select>}>
        <Loaded query={query} rows={6}>{(data) => data.items.length === 0 ? <Empty kind="first" title={t('dispatch.cockpit.empty')} /> : <FigureTable rows={data.items} />}</Loaded>
      </Panel>
      <OpenEscalations />
      <Hops from={from} to={new Date(hour + DAY / 24).toISOString()} />
      <p className="sm dim">{t('dispatch.cockpit.note')}</p>
    </div>
  )
}

const NOW = ['open', 'unassigned', 'atRisk', 'breached', 'waiting'] as const, PERIOD = ['opened', 'resolved', 'reopened'] as const

function FigureTable({ rows }: { rows: readonly UnitFigures[] }) {
  const t = useT(), format = useFormat(), change = useChangeSearch(), rate = (share: number | null) => (share === null ? '–' : format.percent(share))
  const hot = (key: string, n: number) => (n > 0 && key === 'breached' ? ' bad b' : n > 0 && (key === 'atRisk' || key === 'unassigned') ? ' warn' : n === 0 ? ' dim' : '')
  return (
    <div className="tbl-wrap" tabIndex={0} role="region" aria-label={t('dispatch.cockpit.title')}>
      <table className="tbl">
        <thead>
          <tr><th scope="col" rowSpan={2}>{t('dispatch.unit')}</th><th scope="colgroup" colSpan={NOW.length} className="dp-group">{t('dispatch.cockpit.now')}</th><th scope="colgroup" colSpan={PERIOD.length + 3} className="dp-group">{t('dispatch.cockpit.in-period')}</th></tr>
          <tr>{[...NOW, ...PERIOD].map((key) => <th key={key} scope="col" className="r">{t(`dispatch.figure.${key}`)}</th>)}<th scope="col" className="r">{t('dispatch.figure.acknowledged')}</th><th scope="col" className="r">{t('dispatch.figure.first-contact')}</th><th scope="col" className="r">{t('dispatch.figure.repeat')}</th></tr>
        </thead>
        <tbody>{rows.map((r) => (
          <tr key={r.unit.id}>
            <th scope="row" className="dp-name"><button type="button" className="dp-lk" style={{ paddingLeft: r.unit.depth * 16 }} onClick={() => change({ unit: r.unit.id, tab: undefined })}>{r.unit.name}</button></th>
            {[...NOW, ...PERIOD].map((key) => <td key={key} className={`r${hot(key, r[key])}`}>{format.number(r[key])}</td>)}
            <td className="r">{r.escalated === 0 ? <span className="dim">–</span> : <>{format.number(r.acknowledged)}/{format.number(r.escalated)}{r.acknowledgeMinutes !== null && <span className="dim"> · {t('dispatch.minutes', { count: format.number(r.acknowledgeMinutes, 0) })}</span>}</>}</td>
            <td className="r">{rate(r.firstContactRate)}</td><td className="r">{rate(r.repeatRate)}</td>
          </tr>))}</tbody>
      </table>
    </div>
  )
}

/** Minutes until the tier above takes an escalation up. */
function Hops({ from, to }: { from: string; to: string }) {
  const t = useT(), format = useFormat(), may = useMay('sla.read'), query = useApi(slaFollowApi.escalationFigures, { query: { from, to } }, { enabled: may, keep: true }), rows = query.data?.items ?? []
  if (!may || rows.length === 0) return null
  const minutes = (n: number | null) => (n === null ? '–' : t('dispatch.minutes', { count: format.number(n, 0) }))
  return (
    <Panel title={t('dispatch.hops')} tag={<ClauseMark clause="§1.1" />} pad={false}>
      <div className="tbl-wrap" tabIndex={0} role="region" aria-label={t('dispatch.hops')}>
        <table className="tbl">
          <thead><tr><th scope="col">{t('dispatch.hops.way')}</th>{(['escalated', 'acknowledged', 'open', 'median', 'p90'] as const).map((key) => <th key={key} scope="col" className="r">{t(`dispatch.hops.${key}`)}</th>)}</tr></thead>
          <tbody>{rows.map((r) => <tr key={`${r.from}${r.to}`}><th scope="row" className="dp-name">{r.from ? t(`dispatch.tier.${r.from}`) : '–'} → {t(`dispatch.tier.${r.to}`)}</th><td className="r">{r.escalated}</td><td className="r">{r.acknowledged}</td><td className={`r${r.open > 0 ? ' warn' : ''}`}>{r.open}</td><td className="r">{minutes(r.medianMinutes)}</td><td className="r">{minutes(r.p90Minutes)}</td></tr>)}</tbody>
        </table>
      </div>
    </Panel>
  )
}
