// A list of any length with at most some forty rows in the page: role=grid, keys J K X Enter, groups, pages on demand.
import { useVirtualizer } from '@tanstack/react-virtual'
import { memo, useCallback, useEffect, useId, useLayoutEffect, useMemo, useRef, useState, type ReactNode, type RefObject } from 'react'
import { useT } from '../i18n/i18n.ts'
import { useShortcut } from '../shell/shortcuts.ts'
import { useAppearance } from './appearance.ts'
import { moveIn, selectRange, toggleOne, type ListMove } from './list-keys.ts'
import { useScrollMemory } from './use-scroll-memory.ts'
import './data-list.css'

export interface RowState { current: boolean; selected: boolean; index: number; /** A native checkbox for selecting, in its own gridcell; null when the list has none. */ checkbox: ReactNode }

export interface DataListProps<Row> {
  /** Accessible name: 工单. */
  label: string
  rows: readonly Row[]
  rowId: (row: Row) => string
  /** Cells: each child carries role="gridcell". No antd component in here, and keep the function stable (useCallback). */
  renderRow: (row: Row, state: RowState) => ReactNode
  /** Columns of the row as CSS grid tracks. */
  columns: string
  rowHeight?: number
  /** Heading of the group a row belongs to; rows must come sorted by group. */
  groupOf?: (row: Row) => string
  /** All rows there are, when more than are loaded. */
  total?: number
  current?: string | null
  onCurrent?: (row: Row) => void
  onOpen?: (row: Row) => void
  selected?: ReadonlySet<string>
  onSelected?: (selected: Set<string>) => void
  onEndReached?: () => void
  /** Name under which the scroll offset is kept, so that Back returns to the same row. */
  memory?: string
  /** Column heads; printed above the rows with the same tracks. */
  head?: readonly { id: string; label: ReactNode; align?: 'right' }[]
  empty?: ReactNode
  /** Changes when the record changed: the row then lights up once, quietly. */
  stampOf?: (row: Row) => string | number
  /** `false`: letters J K X do nothing here (a page with two lists). */
  keys?: boolean
}

type Line<Row> = { group: string } | { row: Row; index: number }
const GROUP_HEIGHT = 27, HEAD_HEIGHT = 30

function linesOf<Row>(rows: readonly Row[], groupOf?: (row: Row) => string): Line<Row>[] {
  const lines: Line<Row>[] = []
  let last: string | undefined
  rows.forEach((row, index) => {
    const group = groupOf?.(row)
    if (group !== undefined && group !== last) { lines.push({ group }); last = group }
    lines.push({ row, index })
  })
  return lines
}

/** Two-line rows with their hairline, by density (--hy-list-row says the same to CSS). */
const ROW_HEIGHTS = { compact: 55, cosy: 63, touch: 73 } as const

export function DataList<Row>(props: DataListProps<Row>) {
  const { rows, rowId, label, head, columns, empty, onEndReached, memory } = props
  const t = useT(), listId = useId(), scroller = useRef<HTMLDivElement>(null)
  const { density } = useAppearance(), height = props.rowHeight ?? ROW_HEIGHTS[density]
  const margin = head ? HEAD_HEIGHT : 0
  const lines = useMemo(() => linesOf(rows, props.groupOf), [rows, props.groupOf])
  // A new key function makes the virtualizer lay the lines out anew: a heading that moved among as many lines as before has another height.
  const getItemKey = useCallback((i: number) => { const line = lines[i]!; return 'group' in line ? `group-${i}` : rowId(line.row) }, [lines, rowId])
  // oxlint-disable-next-line react/incompatible-library -- the rows are memoised one by one; this component must be drawn on every scroll
  const virtual = useVirtualizer({ count: lines.length, getScrollElement: () => scroller.current, getItemKey, estimateSize: (i) => ('group' in lines[i]! ? GROUP_HEIGHT : height), overscan: 8, scrollMargin: margin, scrollPaddingStart: margin, ...useScrollMemory(memory, scroller) })
  const cursor = useListCursor(props, scroller, (index) => virtual.scrollToIndex(lines.findIndex((line) => isRow(line, index)), { align: 'auto' }))
  const items = virtual.getVirtualItems(), lastShown = items.at(-1)?.index ?? 0
  useEffect(() => { if (lines.length > 0 && lastShown >= lines.length - 20) onEndReached?.() }, [lastShown, lines.length, onEndReached])
  if (rows.length === 0 && empty) return <div className="dl-empty">{empty}</div>
  return (
    <div className="dl" ref={scroller} tabIndex={0} role="grid" aria-label={label} aria-rowcount={props.total ?? rows.length} aria-multiselectable={props.onSelected ? true : undefined} aria-activedescendant={cursor.index >= 0 && items.some((item) => isRow(lines[item.index], cursor.index)) ? `${listId}-${cursor.index}` : undefined}>
      {head && <div role="rowgroup" className="dl-top"><div className="dl-head" role="row" style={{ gridTemplateColumns: columns }}>{head.map((column) => <span key={column.id} role="columnheader" className={column.align ?? ''}>{column.label}</span>)}</div></div>}
      <div role="rowgroup" style={{ height: virtual.getTotalSize(), position: 'relative' }}>
        {items.map((item) => {
          const line = lines[item.index]!
          if ('group' in line) return <div key={item.key} className="dl-group" role="row" style={{ transform: `translateY(${item.start - margin}px)` }}><span role="gridcell">{line.group}</span></div>
          const id = rowId(line.row)
          return <ListRow<Row> key={id} domId={`${listId}-${line.index}`} row={line.row} id={id} index={line.index} y={item.start - margin} height={height} columns={columns} current={cursor.index === line.index}
            selected={props.selected?.has(id) ?? false} selectable={props.onSelected !== undefined} selectLabel={t('web.list.select')} render={props.renderRow} {...(props.stampOf ? { stamp: props.stampOf(line.row) } : {})} onPoint={cursor.point} onOpen={cursor.open} onToggle={cursor.toggle} />
        })}
      </div>
    </div>
  )
}

const isRow = <Row,>(line: Line<Row> | undefined, index: number): boolean => line !== undefined && 'row' in line && line.index === index

function useListCursor<Row>({ rows, rowId, current, onCurrent, onOpen, selected, onSelected, keys = true }: DataListProps<Row>, list: RefObject<HTMLElement | null>, reveal: (index: number) => void) {
  const [own, setOwn] = useState(-1), anchor = useRef(-1)
  const index = current === undefined ? Math.min(own, rows.length - 1) : rows.findIndex((row) => rowId(row) === current)
  const latest = useRef({ rows, rowId, index, onCurrent, onOpen, selected: selected ?? new Set<string>(), onSelected })
  useLayoutEffect(() => { latest.current = { rows, rowId, index, onCurrent, onOpen, selected: selected ?? new Set<string>(), onSelected } })
  const point = useCallback((to: number) => {
    const row = latest.current.rows[to]
    if (!row) return
    setOwn(to)
    latest.current.onCurrent?.(row)
  }, [])
  const open = useCallback((at: number) => { const row = latest.current.rows[at]; if (row) latest.current.onOpen?.(row) }, [])
  const toggle = useCallback((at: number, range: boolean) => {
    const now = latest.current, row = now.rows[at]
    if (!row || !now.onSelected) return
    now.onSelected(range && anchor.current >= 0 ? selectRange(now.rows.map(now.rowId), now.selected, anchor.current, at) : toggleOne(now.selected, now.rowId(row)))
    anchor.current = at
  }, [])
  const move = (way: ListMove) => { const to = moveIn(rows.length, index, way); point(to); if (to >= 0) reveal(to) }
  // Arrows scroll whatever else has the focus (a thread, a side panel); letters always mean the list.
  const arrow = (way: ListMove) => (focusIsElsewhere(list.current) ? false : move(way))
  const on = keys && rows.length > 0, selecting = on && onSelected !== undefined, t = useT(), group = t('web.keys.list')
  useShortcut('j', () => move('next'), { label: t('web.keys.next'), group }, on)
  useShortcut('k', () => move('previous'), { label: t('web.keys.previous'), group }, on)
  useShortcut('arrowdown', () => arrow('next'), {}, on)
  useShortcut('arrowup', () => arrow('previous'), {}, on)
  useShortcut('home', () => arrow('first'), {}, on)
  useShortcut('end', () => arrow('last'), {}, on)
  useShortcut('pagedown', () => arrow('page-down'), {}, on)
  useShortcut('pageup', () => arrow('page-up'), {}, on)
  useShortcut('enter', (event) => (isOwnControl(event) ? false : open(index)), { label: t('web.keys.open'), group }, on && onOpen !== undefined && index >= 0)
  useShortcut('x', () => toggle(index, false), { label: t('web.keys.select'), group }, selecting && index >= 0)
  useShortcut('shift+x', () => toggle(index, true), { label: t('web.keys.range'), group }, selecting && index >= 0)
  useShortcut('mod+a', () => onSelected?.(new Set(rows.map(rowId))), { label: t('web.keys.all'), group }, selecting)
  useShortcut('escape', () => onSelected?.(new Set()), {}, selecting && (selected?.size ?? 0) > 0)
  return { index, point, open, toggle }
}

/** Enter on a focused button or link belongs to that, not to the list. */
const isOwnControl = (event: KeyboardEvent) => event.target instanceof HTMLElement && /^(A|BUTTON|SUMMARY)$/.test(event.target.tagName)
const focusIsElsewhere = (list: HTMLElement | null) => document.activeElement !== null && document.activeElement !== document.body && document.activeElement.id !== 'main' && !list?.contains(document.activeElement)

interface ListRowProps<Row> {
  stamp?: string | number; domId: string; row: Row; id: string; index: number; y: number; height: number; columns: string; current: boolean; selected: boolean; selectable: boolean; selectLabel: string
  render: (row: Row, state: RowState) => ReactNode; onPoint: (index: number) => void; onOpen: (index: number) => void; onToggle: (index: number, range: boolean) => void
}

function ListRowInner<Row>({ stamp, domId, row, index, y, height, columns, current, selected, selectable, selectLabel, render, onPoint, onOpen, onToggle }: ListRowProps<Row>) {
  const [first] = useState(stamp)
  const checkbox = selectable
    ? <span role="gridcell"><input type="checkbox" className="nck" checked={selected} aria-label={selectLabel} tabIndex={-1} onClick={(event) => { event.stopPropagation(); onToggle(index, event.shiftKey) }} onChange={() => undefined} /></span>
    : null
  return (
    <div id={domId} role="row" aria-rowindex={index + 1} aria-selected={selectable ? selected : current} className={`dl-row${selected ? ' sel' : ''}${current ? ' cur' : ''}`}
      style={{ transform: `translateY(${y}px)`, height, gridTemplateColumns: columns }} onClick={() => onPoint(index)} onDoubleClick={() => onOpen(index)}>
      {stamp !== first && <i key={stamp} className="dl-fresh" aria-hidden />}{render(row, { current, selected, index, checkbox })}
    </div>
  )
}
// memo drops the type parameter; the cast gives it back.
const ListRow = memo(ListRowInner) as typeof ListRowInner
