// The process as one SVG: the four symbols of §8.1, each box with handler, limit, clause and result; the same picture on screen, in print and as a file.
import type { KeyboardEvent } from 'react'
import { useFormat, useLang, useT } from '../../../web/i18n/i18n.ts'
import type { Paths, ProcessNow, ProcessView } from '../contract/api.ts'
import { BOX, fitText, layOut, type Box, type Line, type Picture } from './layout-drawing.ts'
import { limitLine } from './limit-words.ts'

export type ListName = 'five' | 'six' | 'steps' | 'four'
export interface DrawingProps { view: Pick<ProcessView, 'definition' | 'limits' | 'found'>; now: ProcessNow | null; paths: Paths | null; list: ListName | null; chosen: string | null; onChoose: (id: string) => void }

/** Shorter lines have no place for a figure; the boxes beside them say it. */
const ROOM = 30, ROUND = 8, INNER = BOX.width - 20

export function Drawing(props: DrawingProps) {
  const t = useT(), lang = useLang(), picture = layOut(withReal(props)), two = (of: { zh: string; en: string }) => (lang === 'en' ? of.en : of.zh)
  const order = picture.boxes.toSorted((a, b) => a.x - b.x || a.y - b.y)
  const move = (event: KeyboardEvent, at: Box) => {
    const step = event.key === 'ArrowRight' || event.key === 'ArrowDown' ? 1 : event.key === 'ArrowLeft' || event.key === 'ArrowUp' ? -1 : 0
    if (event.key === 'Enter' || event.key === ' ') { event.preventDefault(); props.onChoose(at.step.id); return }
    if (step === 0) return
    event.preventDefault()
    const next = order[(order.indexOf(at) + step + order.length) % order.length]!
    props.onChoose(next.step.id)
    document.querySelector<SVGGElement>(`#process-drawing [data-step="${next.step.id}"]`)?.focus()
  }
  return (
    <svg className="pr-svg" viewBox={`0 0 ${picture.width} ${picture.height}`} width={picture.width} height={picture.height} role="group" aria-label={t('process.drawing')} id="process-drawing">
      <defs><marker id="pr-arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="9" markerHeight="9" markerUnits="userSpaceOnUse" orient="auto-start-reverse"><path d="M0 0 8 4 0 8Z" fill="var(--hy-text3)" /></marker></defs>
      {picture.lanes.map((band, i) => { const lane = props.view.definition.lanes.find((l) => l.id === band.id)!; return (
        <g key={band.id}><rect x={0} y={band.y} width={picture.width} height={band.height} className={i % 2 ? 'pr-lane odd' : 'pr-lane'} /><line x1={BOX.laneLabel} x2={BOX.laneLabel} y1={band.y} y2={band.y + band.height} className="pr-rule" />
          <text className="pr-lane-name" transform={`translate(${BOX.laneLabel / 2} ${band.y + band.height / 2})${lang === 'en' ? ' rotate(-90)' : ''}`}>{lang === 'en' ? fitText(lane.name.en, band.height - 10, 12) : [...lane.name.zh].map((sign, n, all) => <tspan key={n} x={0} y={(n - (all.length - 1) / 2) * 15}>{sign}</tspan>)}</text></g>
      ) })}
      {picture.lines.map((line) => <Connector key={`${line.edge.from}>${line.edge.to}`} line={line} paths={props.paths} label={line.edge.label ? two(line.edge.label) : null} />)}
      {picture.boxes.map((b) => <StepBox key={b.step.id} {...props} at={b} name={two(b.step.name)} onKeyDown={(event) => move(event, b)} />)}
    </svg>
  )
}

/** Ways that cases took and the drawing does not have are drawn too. */
function withReal({ view: { definition }, paths }: DrawingProps): Parameters<typeof layOut>[0] {
  const known = new Set(definition.edges.flatMap((e) => [`${e.from}>${e.to}`])), extra = (paths?.edges ?? []).filter((e) => !e.drawn && !known.has(`${e.from}>${e.to}`))
  return { ...definition, edges: [...definition.edges, ...extra.map((e) => ({ from: e.from, to: e.to, kind: 'back' as const, label: null }))] }
}

function Connector({ line, paths, label }: { line: Line; paths: Paths | null; label: string | null }) {
  const t = useT(), format = useFormat(), { edge } = line, real = paths?.edges.filter((e) => (e.from === edge.from && e.to === edge.to) || (line.both && e.from === edge.to && e.to === edge.from)) ?? [], count = real.reduce((sum, e) => sum + e.count, 0)
  const most = Math.max(1, ...(paths?.edges.map((e) => e.count) ?? [])), off = real.some((e) => !e.drawn), [last, before] = [line.points.at(-1)!, line.points.at(-2)!]
  // Room for the head of the arrow, so that it does not sink into the box.
  const points = [...line.points.slice(0, -1), { x: last.x - Math.sign(last.x - before.x), y: last.y - Math.sign(last.y - before.y) }], said = paths ? (count > 0 && line.room >= ROOM ? t('process.edge.count', { count: format.number(count) }) : null) : label
  return (
    <g className={`pr-edge ${edge.kind}${off ? ' off' : ''}${paths && count === 0 && edge.kind !== 'pass' ? ' unused' : ''}`}>
      <polyline points={points.map((p) => `${p.x},${p.y}`).join(' ')} markerEnd="url(#pr-arrow)" markerStart={line.both ? 'url(#pr-arrow)' : undefined} strokeWidth={paths && count > 0 ? 1.25 + (4 * count) / most : 1.25} />
      {said && <g transform={`translate(${line.label.x} ${line.label.y})`}><rect x={-(said.length * 6 + 4)} y={-9} width={said.length * 12 + 8} height={18} rx={4} className="pr-edge-back" /><text className="pr-edge-text" y={4}>{said}</text></g>}
    </g>
  )
}

function StepBox({ at, name, view, now, paths, list, chosen, onChoose, onKeyDown }: DrawingProps & { at: Box; name: string; onKeyDown: (event: KeyboardEvent) => void }) {
  const t = useT(), format = useFormat(), lang = useLang(), { step, x, y, cx } = at, here = now?.steps.find((s) => s.step === step.id), real = paths?.steps.find((s) => s.step === step.id), wrong = view.found.some((f) => f.step === step.id && f.severity === 'error')
  const two = (of: { zh: string; en: string } | null) => (of ? (lang === 'en' ? of.en : of.zh) : ''), limit = limitLine(format, lang, step.limit, view.limits.find((l) => l.step === step.id)?.rows ?? []), part = list ? step[list] : null
  const lines: readonly (readonly [string, boolean])[] = real ? [[t('process.real.visits', { count: format.number(real.visits) }), false], [t('process.real.median', { time: format.duration(real.medianSeconds * 1000) }), true], [t('process.real.p90', { time: format.duration(real.p90Seconds * 1000) }), false]] : [[two(step.handler), false], [limit, true], [two(step.result), false]]
  const said = [name, ...lines.map(([text]) => text).filter(Boolean), here && here.count > 0 ? t('process.here', { count: here.count }) : ''].filter(Boolean).join(', ')
  return (
    <g data-step={step.id} data-shape={step.kind} role="button" tabIndex={0} aria-pressed={chosen === step.id} className={`pr-box ${step.kind}${chosen === step.id ? ' on' : ''}${wrong ? ' wrong' : ''}`} onClick={() => onChoose(step.id)} onKeyDown={onKeyDown}>
      <title>{said}</title>
      <Shape kind={step.kind} x={x} y={y} {...(real ? { heat: real.share } : {})} />
      {step.kind === 'start' || step.kind === 'end' ? <text x={cx} y={at.cy + 5} className="pr-name mid">{fitText(name, INNER, 13)}</text> : <>
        <text x={x + (step.kind === 'decision' ? 18 : 10)} y={y + 21} className="pr-name">{fitText(name, INNER - (step.kind === 'decision' ? 14 : 0), 13)}</text>
        {lines.map(([text, strong], i) => <text key={i} x={x + (step.kind === 'decision' ? 18 : 10)} y={y + 39 + i * 17} className={strong ? 'pr-line strong' : 'pr-line'}>{fitText(text, strong && step.clause ? INNER - 40 : INNER - (step.kind === 'decision' ? 14 : 0), 11)}</text>)}
        {step.clause && <g transform={`translate(${x + BOX.width - 41} ${y + 45})`}><rect width={35} height={16} rx={3} className="pr-clause" /><text x={17.5} y={12} className="pr-clause-text">{step.clause.replace(/-.*/, '')}</text></g>}
      </>}
      {part !== null && <g transform={`translate(${x + 8} ${y - 9})`}><rect width={18} height={18} rx={9} className="pr-part" /><text x={9} y={13} className="pr-part-text">{part}</text></g>}
      {!paths && here && here.count > 0 && <g transform={`translate(${x + BOX.width - 14} ${y - 10})`}><rect x={-12} width={30} height={20} rx={10} className={`pr-count ${here.breached > 0 ? 'late' : here.atRisk > 0 ? 'risk' : ''}`} /><text x={3} y={14} className="pr-count-text">{here.count > 999 ? '999+' : here.count}</text></g>}
    </g>
  )
}

/** Terminator, process and decision, as the legend names them. */
export function Shape({ kind, x, y, heat }: { kind: string; x: number; y: number; heat?: number }) {
  const { width, height } = BOX, style = heat === undefined ? undefined : { fill: `color-mix(in srgb, var(--hy-chart-1) ${Math.round(6 + heat * 60)}%, var(--hy-surface))` }
  if (kind === 'start' || kind === 'end') return <rect x={x} y={y} width={width} height={BOX.terminator} rx={BOX.terminator / 2} className="pr-shape" />
  if (kind === 'decision') { const d = 10; return <polygon points={`${x + d},${y} ${x + width - d},${y} ${x + width},${y + height / 2} ${x + width - d},${y + height} ${x + d},${y + height} ${x},${y + height / 2}`} className="pr-shape" style={style} /> }
  return <rect x={x} y={y} width={width} height={height} rx={ROUND} className="pr-shape" style={style} />
}
export type { Picture }
