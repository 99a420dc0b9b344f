// All clocks of a record side by side: name, figure, state in words, target, clause.
import { useState, type ReactNode } from 'react'
import { useFormat, useT } from '../i18n/i18n.ts'
import { ClauseMark } from './Marks.tsx'
import { SlaGlyph } from './SlaMarks.tsx'
import { useServerClock } from './server-clock.ts'
import { slaView, type ClockFacts, type SlaState, type SlaView } from './sla-view.ts'
import './clock-strip.css'

export interface ClockItem {
  id: string
  /** Translated name: 初步方案 */
  label: string
  clock: ClockFacts
  clause?: string
  /** Clause in words, for the tooltip of the § mark. */
  clauseTitle?: string
  /** After the state word: `截止 16:02 · 目标 2 时`, `等待客户远程授权`. */
  detail?: ReactNode
  /** Runs beside the governing clock and is only informative. */
  reference?: boolean
}

export interface ClockStripProps { clocks: readonly ClockItem[]; /** Smaller, without clause and detail. */ small?: boolean; columns?: number; onOpen?: (id: string) => void }

export function ClockStrip({ clocks, small, columns, onOpen }: ClockStripProps) {
  return (
    <div className="clocks" style={{ gridTemplateColumns: `repeat(${columns ?? clocks.length}, minmax(0, 1fr))` }}>
      {clocks.map((item) => <ClockCell key={item.id} item={item} small={small ?? false} {...(onOpen ? { onOpen } : {})} />)}
    </div>
  )
}

function useFigure(view: SlaView): { figure: string; isWord: boolean } {
  const t = useT(), format = useFormat()
  if (view.took !== null && (view.state === 'met' || view.state === 'missed')) return { figure: format.duration(view.took), isWord: false }
  if (view.left === null) return { figure: t(`web.sla.state.${view.state}`), isWord: true }
  if (view.state === 'paused') return { figure: format.duration(view.left), isWord: false }
  return { figure: view.state === 'breach' ? t('web.sla.over', { time: format.clock(view.left) }) : format.clock(view.left), isWord: false }
}

function ClockCell({ item, small, onOpen }: { item: ClockItem; small: boolean; onOpen?: (id: string) => void }) {
  const t = useT(), view = slaView(item.clock, useServerClock()), { figure, isWord } = useFigure(view)
  const word = t(`web.sla.state.${view.state}`)
  const spoken = isWord ? t('web.sla.label-plain', { clock: item.label, state: word }) : t('web.sla.label', { clock: item.label, state: word, time: figure })
  const live = view.state === 'track' || view.state === 'soon' || view.state === 'critical'
  const name = onOpen ? <button type="button" className="ell" onClick={() => onOpen(item.id)}>{item.label}</button> : <span className="ell">{item.label}</span>
  return (
    <div className={`clk c-${view.state}${small ? ' small' : ''}${item.reference ? ' ref' : ''}`} role="timer" aria-label={spoken} aria-live="off">
      <div className="h">{name}{!small && item.clause && <ClauseMark clause={item.clause} {...(item.clauseTitle ? { title: item.clauseTitle } : {})} />}</div>
      <div className={`v${isWord ? ' word' : ''}`}><SlaGlyph state={view.state} used={view.used} size={small ? 13 : 15} />{figure}</div>
      <div className="f">{small ? word : isWord ? item.detail ?? word : <>{word}{item.detail && <> · {item.detail}</>}</>}</div>
      {live && <i className="pg" style={{ width: `${view.used * 100}%` }} />}
      <SlaAnnouncer label={item.label} state={view.state} />
    </div>
  )
}

const WORTH_SAYING = new Set<SlaState>(['soon', 'critical', 'breach', 'paused'])

/** Says a change of state once, politely; the ticking figure itself is never announced. */
function SlaAnnouncer({ label, state }: { label: string; state: SlaState }) {
  const t = useT(), [before, setBefore] = useState(state), [changed, setChanged] = useState(false)
  if (before !== state) { setBefore(state); setChanged(true) }
  return <span className="sr" role="status">{changed && WORTH_SAYING.has(state) ? t('web.sla.announce', { clock: label, state: t(`web.sla.state.${state}`) }) : ''}</span>
}
