// The list of a view: filter, sort, groups by deadline, keys, selection with its bar.
import { useCallback, useMemo } from 'react'
import { DataList, type RowState } from '../../../../web/design/DataList.tsx'
import { Kbd } from '../../../../web/design/Marks.tsx'
import { Empty, ErrorState, Loading } from '../../../../web/design/States.tsx'
import { useServerMinute } from '../../../../web/design/server-clock.ts'
import { useFormat, useT } from '../../../../web/i18n/i18n.ts'
import type { CaseSummary } from '../../contract/case.ts'
import type { CaseSort, CaseView } from '../../contract/list.ts'
import { BulkBar } from './BulkBar.tsx'
import { QUEUE_COLUMNS, QueueRow } from './QueueRow.tsx'
import { dueGroup, type DueGroup } from './views.ts'

export interface QueueProps {
  view: CaseView; sort: CaseSort; onSort: (sort: CaseSort) => void; filter: string; onFilter: (text: string) => void
  rows: readonly CaseSummary[]; loading: boolean; error: Error | null; onRetry: () => void; onMore: () => void
  current: string | null; onCurrent: (row: CaseSummary) => void; onOpen: (row: CaseSummary) => void
  selected: ReadonlySet<string>; onSelected: (selected: Set<string>) => void
}

const SORTS: readonly CaseSort[] = ['priority', 'due', 'newest', 'updated']
const rowId = (row: CaseSummary) => row.id

export function Queue(props: QueueProps) {
  const t = useT(), format = useFormat(), now = useServerMinute(), { rows } = props
  const groups = useMemo(() => {
    const found = new Map<string, DueGroup>(), count: Record<DueGroup, number> = { now: 0, today: 0, later: 0, rest: 0 }
    for (const row of rows) { const g = dueGroup(row, now); found.set(row.id, g); count[g]++ }
    return { found, count }
  }, [rows, now])
  const sorted = useMemo(() => (props.sort === 'due' ? rows.toSorted((a, b) => order(groups.found.get(a.id)) - order(groups.found.get(b.id))) : rows), [rows, groups, props.sort])
  const groupOf = useCallback((row: CaseSummary) => { const g = groups.found.get(row.id) ?? 'rest'; return `${t(`cases.desk.due.${g}`)} ${format.number(groups.count[g])}` }, [groups, t, format])
  const renderRow = useCallback((row: CaseSummary, state: RowState) => <QueueRow row={row} state={state} />, [])
  return (
    <>
      <div className="q-h">
        <div className="row"><h1>{t(`cases.desk.view.${props.view}`)}</h1><span className="sp" />
          <label className="row g4 sm t2"><span className="nw">{t('cases.desk.sort')}</span>
            <select className="field q-sort" value={props.sort} onChange={(event) => props.onSort(event.target.value as CaseSort)}>{SORTS.map((s) => <option key={s} value={s}>{t(`cases.desk.sort.${s}`)}</option>)}</select></label></div>
        <input className="field" type="search" data-search value={props.filter} placeholder={t('cases.desk.filter')} aria-label={t('cases.desk.filter')} onChange={(event) => props.onFilter(event.target.value)} />
      </div>
      {props.loading ? <Loading rows={8} rowHeight={55} /> : props.error ? <ErrorState error={props.error} onRetry={props.onRetry} />
        : <DataList label={t('cases.desk.list')} rows={sorted} rowId={rowId} renderRow={renderRow} columns={QUEUE_COLUMNS} {...(props.sort === 'due' ? { groupOf } : {})} current={props.current} onCurrent={props.onCurrent}
            onOpen={props.onOpen} selected={props.selected} onSelected={props.onSelected} onEndReached={props.onMore} memory={`desk:${props.view}`}
            empty={props.filter ? <Empty kind="no-match" title={t('cases.desk.no-match')} text={t('cases.desk.no-match.text')} /> : <Empty kind="good" title={t(`cases.desk.empty.${props.view === 'closed' || props.view === 'all' ? 'first' : 'good'}`)} text={t('cases.desk.empty.text')} />} />}
      {props.selected.size > 0 && <BulkBar selected={props.selected} rows={rows} onClear={() => props.onSelected(new Set())} />}
      <div className="q-foot" aria-hidden><span><Kbd k="j" /><Kbd k="k" />{t('cases.desk.key.move')}</span><span><Kbd k="x" />{t('cases.desk.key.select')}</span><span><Kbd k="enter" />{t('cases.desk.key.open')}</span><span><Kbd k="r" />{t('cases.desk.key.reply')}</span><span><Kbd k="i" />{t('cases.desk.key.note')}</span><span className="sp" /><Kbd k="?" /></div>
    </>
  )
}

const ORDER: readonly DueGroup[] = ['now', 'today', 'later', 'rest']
const order = (group: DueGroup | undefined) => ORDER.indexOf(group ?? 'rest')
