// How time counts under a version, and the versions there were.
import { CalendarDays, Clock3 } from 'lucide-react'
import { Facts, Panel } from '../../../../web/design/Layout.tsx'
import { Moment } from '../../../../web/design/Text.tsx'
import { useT } from '../../../../web/i18n/i18n.ts'
import type { PolicyVersion } from '../../contract/policy.ts'
import { conditionWords } from './condition-words.ts'
import { CustomerNames, customersOf, isCustomer } from './CustomerNames.tsx'

export function CountingFacts({ version }: { version: PolicyVersion }) {
  const t = useT(), customers = customersOf(version.condition), others = version.condition.filter((c) => !isCustomer(c)), calendar = version.calendar === '24x7' ? t('sla.calendar.24x7') : version.calendar
  return (
    <Panel title={t('sla.desk.counting')} extra={<Clock3 size={14} className="dim" aria-hidden />}>
      <Facts labelWidth={64} rows={[
        [t('sla.desk.calendar'), <span key="c" className="row"><CalendarDays size={13} aria-hidden />{calendar}</span>], [t('sla.desk.starts'), t('sla.desk.starts-text')], [t('sla.desk.reopened'), t('sla.desk.reopened-text')], [t('sla.desk.regraded'), t('sla.desk.regraded-text')],
        ...(customers.length > 0 ? [[t('sla.desk.override.customer'), <CustomerNames key="n" ids={customers} />] as const] : []),
        ...(others.length > 0 ? [[t('sla.desk.applies'), others.map((c) => conditionWords(c, t)).join(t('sla.desk.and'))] as const] : []),
        [t('sla.desk.effective'), <Moment key="e" at={version.effectiveFrom} />],
      ]} />
    </Panel>
  )
}

export function VersionHistory({ versions }: { versions: readonly PolicyVersion[] }) {
  const t = useT()
  return (
    <Panel title={t('sla.desk.history')} extra={<span className="num dim">{versions.length}</span>}>
      <ol className="pd-history">{versions.map((v) => <li key={v.version}><span className="b num">v{v.version}</span><span className="sm">{t(`sla.desk.version-state.${v.state}`)}</span><span className="sp" /><span className="sm dim"><Moment at={v.effectiveFrom} /></span>{v.reason && <span className="sm dim pd-reason">{v.reason}</span>}{v.overrideReason && <span className="sm bad pd-reason">{v.overrideReason}</span>}</li>)}</ol>
    </Panel>
  )
}
