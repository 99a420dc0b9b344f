// Ten thousand rows by keyboard.
import { useCallback, useMemo, useState } from 'react'
import { useFormat, useT } from '../../i18n/i18n.ts'
import { DataList, type RowState } from '../DataList.tsx'
import { toast } from '../Feedback.tsx'
import { Prio } from '../Marks.tsx'
import { SlaChip } from '../SlaMarks.tsx'
import { sampleClock, sampleRows, type SampleRow } from './samples.ts'
import './gallery.css'

const rowId = (row: SampleRow) => row.id

export function ListBoard() {
  const t = useT(), format = useFormat(), rows = useMemo(() => sampleRows(t), [t])
  const [current, setCurrent] = useState<string | null>(rows[1]!.id), [selected, setSelected] = useState<ReadonlySet<string>>(new Set([rows[4]!.id]))
  const clock = t('web.design.clock.initial')
  const draw = useCallback((row: SampleRow, { checkbox }: RowState) => (
    <>{checkbox}<span role="gridcell"><Prio level={row.level} /></span>
      <span role="gridcell"><span className="ell" style={{ display: 'block' }}>{row.subject}</span><span className="sm dim ell" style={{ display: 'block' }}>{row.customer} · {row.id}</span></span>
      <span role="gridcell"><SlaChip clock={sampleClock(row.state)} label={clock} /></span></>
  ), [clock])
  const groupOf = useCallback((row: SampleRow) => t(`web.design.group.${row.group as 0 | 1 | 2}`), [t])
  return (
    <div className="card gal-list">
      <DataList label={t('web.design.tab.list')} rows={rows} rowId={rowId} renderRow={draw} columns="16px 18px minmax(0, 1fr) auto" groupOf={groupOf} current={current} onCurrent={(row) => setCurrent(row.id)} onOpen={(row) => toast(row.id)}
        selected={selected} onSelected={setSelected} memory="gallery" />
      <div className="row sm dim gal-foot">{t('web.design.rows', { count: format.number(rows.length) })}<span className="sp" />{t('web.design.chosen', { count: selected.size })}</div>
    </div>
  )
}
