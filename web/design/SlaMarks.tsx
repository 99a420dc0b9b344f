// The marks of a clock: a glyph per state that reads in monochrome at 12 px, and the one chip used everywhere.
import { useFormat, useT } from '../i18n/i18n.ts'
import { useServerClock } from './server-clock.ts'
import { slaView, type ClockFacts, type SlaState, type SlaView } from './sla-view.ts'
import './marks.css'

const RADIUS = 5.25
const ROUND = 2 * Math.PI * RADIUS

const ring = (extra: object) => <circle cx="7" cy="7" r={RADIUS} fill="none" stroke="currentColor" {...extra} />

const shapes: Record<SlaState, (used: number) => React.ReactNode> = {
  pending: () => ring({ strokeWidth: 1.4, strokeDasharray: '2.2 2.2' }),
  track: (used) => <>{ring({ strokeWidth: 1.7, strokeOpacity: 0.25 })}{ring({ strokeWidth: 1.7, strokeDasharray: `${ROUND * used} ${ROUND}`, transform: 'rotate(-90 7 7)' })}</>,
  soon: () => <>{ring({ strokeWidth: 1.5 })}<path d="M7 7 L7 2.4 A4.6 4.6 0 1 1 2.6 8.3 Z" fill="currentColor" /></>,
  critical: () => <><path d="M7 1.2 L13 12.2 H1 Z" fill="none" stroke="currentColor" strokeWidth="1.5" strokeLinejoin="round" /><path d="M7 5v3.2" stroke="currentColor" strokeWidth="1.5" strokeLinecap="round" /><circle cx="7" cy="10.2" r=".8" fill="currentColor" /></>,
  breach: () => <path d="M4.4 1h5.2L13 4.4v5.2L9.6 13H4.4L1 9.6V4.4Z M6.2 3.6h1.6v4H6.2Z M6.2 9h1.6v1.6H6.2Z" fill="currentColor" fillRule="evenodd" />,
  paused: () => <><rect x="3" y="2.2" width="2.8" height="9.6" rx=".8" fill="currentColor" /><rect x="8.2" y="2.2" width="2.8" height="9.6" rx=".8" fill="currentColor" /></>,
  met: () => <><circle cx="7" cy="7" r="6" fill="currentColor" fillOpacity=".16" /><path d="M4 7.3l2.1 2.1L10.2 5" fill="none" stroke="currentColor" strokeWidth="1.6" strokeLinecap="round" strokeLinejoin="round" /></>,
  missed: () => <>{ring({ strokeWidth: 1.4 })}<path d="M4.8 4.8l4.4 4.4M9.2 4.8L4.8 9.2" stroke="currentColor" strokeWidth="1.5" strokeLinecap="round" /></>,
  superseded: () => <>{ring({ strokeWidth: 1.2, strokeOpacity: 0.6 })}<path d="M4 7h6" stroke="currentColor" strokeWidth="1.5" strokeLinecap="round" /></>,
}

export interface SlaGlyphProps { state: SlaState; /** Share used, 0..1; drawn by `track` only. */ used?: number; size?: number }

export function SlaGlyph({ state, used = 0.4, size = 13 }: SlaGlyphProps) {
  return <svg className="sla-glyph" width={size} height={size} viewBox="0 0 14 14" aria-hidden>{shapes[state](used)}</svg>
}

export interface SlaChipProps {
  clock: ClockFacts
  /** Name of the clock, translated: 初步方案. A clock is never shown without one where there is room. */
  label?: string
  /** No box: for use inside running text. */
  bare?: boolean
}

/** The figure inside a chip: time where time counts, the word where it does not. */
function useChipFigure(view: SlaView): string {
  const t = useT(), format = useFormat()
  if (view.left === null || view.state === 'met' || view.state === 'missed' || view.state === 'superseded') return t(`web.sla.state.${view.state}`)
  return view.state === 'breach' ? t('web.sla.over', { time: format.clockShort(view.left) }) : format.clockShort(view.left)
}

export function SlaChip({ clock, label, bare }: SlaChipProps) {
  const t = useT(), view = slaView(clock, useServerClock()), figure = useChipFigure(view)
  const word = t(`web.sla.state.${view.state}`), name = label ?? t('web.sla.clock')
  const spoken = figure === word ? t('web.sla.label-plain', { clock: name, state: word }) : t('web.sla.label', { clock: name, state: word, time: figure })
  return (
    <span className={`sla sla-${view.state}${bare ? ' bare' : ''}`} role="img" aria-label={spoken}>
      <SlaGlyph state={view.state} used={view.used} />
      {label && <span>{label}</span>}<span className="num">{figure}</span>
    </span>
  )
}
