// What the rules make of the tried record: level, then the clocks that count, then those that only stand beside.
import { SidePart } from '../../../../web/design/Layout.tsx'
import { ClauseMark, Tone } from '../../../../web/design/Marks.tsx'
import { Moment } from '../../../../web/design/Text.tsx'
import { useFormat, useT } from '../../../../web/i18n/i18n.ts'
import type { MessageKey, Translate } from '../../../../web/i18n/translate.ts'
import type { Clock } from '../../contract/clock.ts'
import type { SimulationResult } from '../../contract/simulation.ts'

/** `LEVEL-1.2@1#3`: table, version, row. */
function rowWords(rule: string, t: Translate): string {
  const [, table, version, row] = /^(.+)@(\d+)#(\d+)$/.exec(rule) ?? []
  return table && version && row ? t('sla.desk.sim.row', { table: t(`sla.desk.table.${table}` as MessageKey), version, row }) : rule
}

export function SimulatedRecord({ result }: { result: SimulationResult }) {
  const t = useT(), counting = result.clocks.filter((c) => !c.reference), beside = result.clocks.filter((c) => c.reference)
  return (
    <>
      <SidePart title={t('sla.desk.level')}>
        <div className="row wrap">{result.level === null ? <b>{t('sla.desk.sim.no-level')}</b> : <b>{t(`sla.level.${result.level}` as MessageKey)}</b>}{result.levelRule && <span className="sm t2">{rowWords(result.levelRule, t)}</span>}{result.policy && <span className="sm dim">{t('sla.desk.policy')} {result.policy}</span>}{result.provisional && <Tone kind="warn">{t('sla.provisional')}</Tone>}</div>
        {result.ignored.length > 0 && <p className="sm dim">{t('sla.desk.sim.ignored', { fields: result.ignored.join(', ') })}</p>}
      </SidePart>
      <SidePart title={t('sla.desk.sim.clocks')}>{counting.length === 0 ? <p>{t('sla.desk.sim.no-clocks')}</p> : <Clocks clocks={counting} />}</SidePart>
      {beside.length > 0 && <SidePart title={t('sla.why.references')}><Clocks clocks={beside} /></SidePart>}
    </>
  )
}

function Clocks({ clocks }: { clocks: readonly Clock[] }) {
  const t = useT(), format = useFormat()
  return <ul className="pd-rows pd-tried">{clocks.map((c, i) => <li key={i}><span className="row wrap"><b>{t(`sla.kind.${c.kind}`)}</b><ClauseMark clause={c.clause} /><span className="num">{format.duration(c.target)}</span><span className="sp" />{c.dueAt ? <b className="num nw"><Moment at={c.dueAt} /></b> : '—'}</span><span className="sm t2">{c.why}</span></li>)}</ul>
}
