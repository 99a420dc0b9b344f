// What moves a clock and what does not: fixed in the engine, so there is nothing to switch; and who is told, from the settings.
import { BellRing, CirclePause } from 'lucide-react'
import { useApi } from '../../../../web/api/queries.ts'
import { Panel } from '../../../../web/design/Layout.tsx'
import { ClauseMark } from '../../../../web/design/Marks.tsx'
import { Loaded } from '../../../../web/design/States.tsx'
import { useFormat, useT } from '../../../../web/i18n/i18n.ts'
import { AppLink } from '../../../../web/shell/AppLink.tsx'
import { useMay } from '../../../../web/shell/session.ts'
import { slaDeskApi } from '../../contract/desk-api.ts'
import { ladderOf, type Rung } from './ladder-view.ts'

const RULES = [['requester', '§3.3'], ['vendor', '§3.1-5'], ['response', '§1.2'], ['late', '§3.3'], ['reopened', '§3.2-5']] as const

export function PauseRules() {
  const t = useT()
  return (
    <Panel title={t('sla.desk.pause.title')} tag={<span className="sm dim">{t('sla.desk.pause.fixed')}</span>} extra={<CirclePause size={14} className="dim" aria-hidden />}>
      <ul className="pd-rows">{RULES.map(([id, clause]) => <li key={id}><span className="row wrap"><b>{t(`sla.desk.pause.${id}`)}</b><ClauseMark clause={clause} /></span><span className="sm t2">{t(`sla.desk.pause.${id}-text`)}</span></li>)}</ul>
    </Panel>
  )
}

export function WarningLadder() {
  const t = useT(), mayRead = useMay('settings.manage')
  return (
    <Panel title={t('sla.desk.ladder.title')} tag={<ClauseMark clause="§1.2" />} extra={<span className="row">{mayRead && <AppLink className="sm" to="/admin/settings">{t('sla.desk.ladder.settings')}</AppLink>}<BellRing size={14} className="dim" aria-hidden /></span>}>
      <Ladder />
    </Panel>
  )
}

function Ladder() {
  const t = useT(), format = useFormat(), query = useApi(slaDeskApi.timing)
  return <Loaded query={query} rows={4}>{(timing) => { const rungs = ladderOf(timing.warnAt, timing.escalateAfter, timing.repeat) ?? []; return <><ul className="pd-rows">{rungs.map((rung) => <RungRow key={rung.id} rung={rung} />)}</ul><p className="sm dim">{t('sla.desk.ladder.note')} {t('sla.desk.ladder.duty', { time: format.duration(timing.waitForShift) })}</p></> }}</Loaded>
}

function RungRow({ rung }: { rung: Rung }) {
  const t = useT(), format = useFormat(), span = rung.after === undefined ? '' : format.duration(rung.after)
  const when = rung.what === 'warn' ? `${rung.percent} %` : rung.what === 'breach' || rung.after === 'PT0S' ? '100 %' : rung.what === 'repeat' ? t('sla.desk.ladder.every', { time: span }) : `+${span}`
  const what = rung.what === 'escalate' ? t(rung.level === 1 ? 'sla.desk.ladder.escalate-first' : 'sla.desk.ladder.escalate-next', { level: rung.level ?? 1 }) : rung.what === 'repeat' ? t('sla.desk.ladder.repeat', { count: rung.times ?? 0 }) : t(`sla.desk.ladder.${rung.what}`)
  return <li className="row"><b className="num pd-when">{when}</b><span>{what}</span></li>
}
