// The list of a view: search and conditions, groups by deadline, keys, selection with its bar.
import { ArrowUp } from 'lucide-react'
import { useCallback, useMemo } from 'react'
import { DataList, type RowState } from '../../../../web/design/DataList.tsx'
import { Kbd } from '../../../../web/design/Marks.tsx'
import { ErrorState, Loading } from '../../../../web/design/States.tsx'
import { useServerMinute } from '../../../../web/design/server-clock.ts'
import { useFormat, useT } from '../../../../web/i18n/i18n.ts'
import type { CaseSummary } from '../../contract/case.ts'
import { BulkBar } from './BulkBar.tsx'
import { FilterBar, FindField, type FilterBarProps } from './FilterBar.tsx'
import { EmptyView, NoMatch } from './NothingHere.tsx'
import { QUEUE_COLUMNS, QueueRow } from './QueueRow.tsx'
import { useSteadyRows } from './use-steady-rows.ts'
import { dueGroup, type DueGroup } from './views.ts'

export interface QueueProps extends FilterBarProps {
  title: string; count: string
  filter: string; more: boolean; rows: readonly CaseSummary[]; loading: boolean; error: Error | null; onRetry: () => void; onMore: () => void
  current: string | null; onCurrent: (row: CaseSummary) => void; onOpen: (row: CaseSummary) => void
  selected: ReadonlySet<string>; onSelected: (selected: Set<string>) => void
}

const rowId = (row: CaseSummary) => row.id, stampOf = (row: CaseSummary) => `${row.version} ${row.updatedAt}`
const ORDER: readonly DueGroup[] = ['now', 'today', 'later', 'rest']
const order = (group: DueGroup | undefined) => ORDER.indexOf(group ?? 'rest')

export function Queue(props: QueueProps) {
  const t = useT(), format = useFormat(), now = useServerMinute(), grouped = props.onSort !== null && props.sort === 'due'
  const narrowed = props.text.trim() !== ''
  const steady = useSteadyRows(JSON.stringify([props.view, props.sort, props.text]), props.rows), { rows } = steady
  const groups = useMemo(() => {
    const found = new Map<string, DueGroup>(), count: Record<DueGroup, number> = { now: 0, today: 0, later: 0, rest: 0 }
    for (const row of rows) { const g = dueGroup(row, now); found.set(row.id, g); count[g]++ }
    return { found, count }
  }, [rows, now])
  const sorted = useMemo(() => (grouped ? rows.toSorted((a, b) => order(groups.found.get(a.id)) - order(groups.found.get(b.id))) : rows), [rows, groups, grouped])
  const groupOf = useCallback((row: CaseSummary) => { const g = groups.found.get(row.id) ?? 'rest'; return `${t(`cases.desk.due.${g}`)} ${format.number(groups.count[g])}` }, [groups, t, format])
  const renderRow = useCallback((row: CaseSummary, state: RowState) => <QueueRow row={row} state={state} />, [])
  return (
    <>
      <div className="q-h">
        <div className="row q-head"><h1 className="ell">{props.title}</h1><span className="num dim">{props.count}</span><span className="sp" />
          {steady.waiting > 0 && <button type="button" className="q-new" onClick={steady.release}><ArrowUp size={13} aria-hidden />{t('cases.desk.arrived', { count: steady.waiting })}</button>}<FindField text={props.text} onText={props.onText} /></div>
        <FilterBar view={props.view} sort={props.sort} onSort={props.onSort} text={props.text} onText={props.onText} />
      </div>
      <div className="q-list" onPointerEnter={(event) => { if (event.pointerType === 'mouse') steady.hold() }} onPointerLeave={steady.release}>
        {props.loading ? <Loading rows={8} rowHeight={55} /> : props.error ? <ErrorState error={props.error} onRetry={props.onRetry} />
          : <DataList label={t('cases.desk.list')} rows={sorted} rowId={rowId} stampOf={stampOf} renderRow={renderRow} columns={QUEUE_COLUMNS} {...(grouped ? { groupOf } : {})} current={props.current} onCurrent={props.onCurrent}
              onOpen={props.onOpen} selected={props.selected} onSelected={props.onSelected} onEndReached={props.onMore} memory={`desk:${props.view}`}
              empty={narrowed ? <NoMatch view={props.view} text={props.text} onText={props.onText} /> : <EmptyView view={props.view} />} />}
      </div>
      {props.selected.size > 0 && <BulkBar selected={props.selected} rows={rows} view={props.view} filter={props.filter} more={props.more} onClear={() => props.onSelected(new Set())} />}
      <div className="q-foot" aria-hidden><span><Kbd k="j" /><Kbd k="k" />{t('cases.desk.key.move')}</span><span><Kbd k="x" />{t('cases.desk.key.select')}</span><span><Kbd k="enter" />{t('cases.desk.key.open')}</span><span><Kbd k="r" />{t('cases.desk.key.reply')}</span><span><Kbd k="i" />{t('cases.desk.key.note')}</span><span className="sp" /><Kbd k="?" /></div>
    </>
  )
}
