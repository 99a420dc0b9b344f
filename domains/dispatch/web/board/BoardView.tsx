// Three columns of cases and the people who could take them. Everything by pointer or by keys; what others do appears by itself.
import { useMemo, useRef, useState, type KeyboardEvent } from 'react'
import type { useApi } from '../../../../web/api/queries.ts'
import { Kbd } from '../../../../web/design/Marks.tsx'
import { ErrorState, Loading } from '../../../../web/design/States.tsx'
import { useGo } from '../../../../web/shell/address.ts'
import { useMay } from '../../../../web/shell/session.ts'
import { useShortcut } from '../../../../web/shell/shortcuts.ts'
import { useFormat, useT } from '../../../../web/i18n/i18n.ts'
import type { Board } from '../../contract/board.ts'
import { CaseCard } from './CaseCard.tsx'
import { PeoplePanel } from './PeoplePanel.tsx'
import { ReasonDialog } from './ReasonDialog.tsx'
import { neighbour, type Columns } from './neighbour.ts'
import { useAssign } from './use-assign.ts'

const COLUMNS = ['unassigned', 'atRisk', 'breached'] as const

export function BoardView({ board: query, unit }: { board: ReturnType<typeof useApi<unknown, unknown, Board>>; unit: string | undefined }) {
  if (query.isPending) return <div className="dp-wait"><Loading rows={8} rowHeight={64} /></div>
  if (!query.data) return <ErrorState error={query.error} onRetry={() => { void query.refetch() }} />
  return <Columns board={query.data} unit={unit} />
}

function Columns({ board, unit }: { board: Board; unit: string | undefined }) {
  const t = useT(), format = useFormat(), go = useGo(), area = useRef<HTMLDivElement>(null), [wanted, setWanted] = useState(''), [dragged, setDragged] = useState<string | null>(null), may = useMay('cases.assign')
  const columns = useMemo((): Columns => COLUMNS.map((id) => board[id].items.map((c) => c.id)), [board]), all = useMemo(() => new Map(COLUMNS.flatMap((id) => board[id].items).map((c) => [c.id, c])), [board])
  const current = all.get(dragged ?? wanted) ?? all.get(columns.find((c) => c.length > 0)?.[0] ?? '') ?? null
  const focus = (id: string | null) => { if (id) { setWanted(id); area.current?.querySelector<HTMLElement>(`[data-case="${id}"]`)?.focus() } }
  const assign = useAssign(board, (id) => focus(neighbour(columns, id, 'next')))
  const move = (to: 'down' | 'up' | 'right' | 'left') => focus(current ? neighbour(columns, current.id, to) : null)
  const keys = t('dispatch.keys')
  useShortcut('j', () => move('down'), { label: t('dispatch.key.move'), group: keys })
  useShortcut('k', () => move('up'), { label: t('dispatch.key.move'), group: keys })
  useShortcut('s', () => { if (current && may) assign.suggest(current) }, { label: t('dispatch.key.suggest'), group: keys }, may)
  useShortcut('a', () => area.current?.querySelector<HTMLElement>('.dp-give:not(:disabled)')?.focus(), { label: t('dispatch.key.people'), group: keys }, may)
  const onKeyDown = (event: KeyboardEvent) => {
    const step = ({ ArrowDown: 'down', ArrowUp: 'up', ArrowRight: 'right', ArrowLeft: 'left' } as const)[event.key]
    if (step) { event.preventDefault(); move(step) } else if (event.key === 'Enter' && current) { event.preventDefault(); go(`/cases/${current.id}`) }
  }
  return (
    <div className="dp-grid" ref={area}>
      {COLUMNS.map((id) => (
        <section key={id} className={`dp-col dp-${id}`} aria-labelledby={`dp-${id}`}>
          <h2 id={`dp-${id}`}>{t(`dispatch.column.${id}`)}<span className={`num dp-n${id === 'breached' && board[id].count > 0 ? ' hot' : ''}`}>{format.number(board[id].count)}</span></h2>
          <div className="dp-cards" role="listbox" aria-label={t(`dispatch.column.${id}`)} tabIndex={board[id].items.length === 0 ? 0 : -1} onKeyDown={onKeyDown}>
            {board[id].items.map((c) => (
              <CaseCard key={c.id} value={c} current={c.id === current?.id} draggable={may && !c.restricted} onFocus={() => setWanted(c.id)} onOpen={() => go(`/cases/${c.id}`)}
                onDrag={(on) => { setDragged(on ? c.id : null); if (on) setWanted(c.id) }} />
            ))}
            {board[id].items.length < board[id].count && <p className="sm dim dp-more">{t('dispatch.more', { count: board[id].count - board[id].items.length })}</p>}
          </div>
          {board[id].items.length === 0 && <p className="sm dim dp-none">{t(`dispatch.none.${id}`)}</p>}
        </section>
      ))}
      <PeoplePanel board={board} current={current} dragging={dragged !== null} busy={assign.busy} unit={unit} onGive={(person) => { if (current) assign.give(current, person) }} onSuggest={() => { if (current) assign.suggest(current) }} />
      <footer className="dp-foot" aria-hidden><span><Kbd k="j" /><Kbd k="k" /><Kbd k="arrowleft" /><Kbd k="arrowright" />{t('dispatch.key.move')}</span><span><Kbd k="s" />{t('dispatch.key.suggest')}</span><span><Kbd k="a" />{t('dispatch.key.people')}</span><span><Kbd k="1" />–<Kbd k="9" />{t('dispatch.key.digit')}</span><span><Kbd k="enter" />{t('dispatch.key.open')}</span><span className="sp" /><Kbd k="?" /></footer>
      {assign.asked && <ReasonDialog asked={assign.asked} busy={assign.busy} problem={assign.problem} onClose={assign.close} onSend={assign.withReason} />}
    </div>
  )
}
