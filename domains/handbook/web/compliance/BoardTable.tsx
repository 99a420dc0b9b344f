// The rows, by chapter. A figure is never alone: its number of records stands with it, and a small sample says so.
import { Check, CircleDashed, ExternalLink, Minus, Scale, TriangleAlert } from 'lucide-react'
import { Fragment } from 'react'
import { ClauseMark, Tone } from '../../../../web/design/Marks.tsx'
import { Spark } from '../../../../web/design/Text.tsx'
import { Tooltip } from '../../../../web/design/Tooltip.tsx'
import { useFormat, useT } from '../../../../web/i18n/i18n.ts'
import { AppLink } from '../../../../web/shell/AppLink.tsx'
import type { ComplianceBoard, ComplianceRow, ComplianceState } from '../../contract/compliance.ts'
import { barPlaces, figure, gapText, targetText } from './board-view.ts'

const HEADS = ['clause', 'requirement', 'target', 'current', 'gap', 'bar', 'weeks', 'state', 'exceptions'] as const
const RIGHT = new Set<string>(['target', 'current', 'gap', 'exceptions'])
const TONES: Record<ComplianceState, string> = { met: 'var(--hy-good-fg)', close: 'var(--hy-chart-3)', missed: 'var(--hy-bad-fg)', 'small-sample': 'var(--hy-control)', 'not-due': 'transparent', 'not-measured': 'transparent' }

export function BoardTable({ chapters, onExceptions }: { chapters: ComplianceBoard['chapters']; onExceptions: (row: ComplianceRow) => void }) {
  const t = useT()
  return (
    <div className="card tbl-wrap" tabIndex={0} role="region" aria-label={t('handbook.board.title')}>
      <table className="tbl cb">
        <thead><tr>{HEADS.map((h) => <th key={h} scope="col" className={`${RIGHT.has(h) ? 'r ' : ''}cb-c-${h}`}>{t(`handbook.board.col.${h}`)}</th>)}<th scope="col"><span className="sr">{t('handbook.board.col.evidence')}</span></th></tr></thead>
        {chapters.map((c) => (
          <tbody key={c.number}>
            <tr className="cb-chapter"><th colSpan={HEADS.length + 1} scope="rowgroup">{t('handbook.board.chapter', { number: c.number, title: c.title })} <span className="dim num">{c.met} / {c.total}</span></th></tr>
            {c.items.map((row) => <Fragment key={row.key}><Row row={row} onExceptions={onExceptions} /></Fragment>)}
          </tbody>
        ))}
      </table>
    </div>
  )
}

function Row({ row, onExceptions }: { row: ComplianceRow; onExceptions: (row: ComplianceRow) => void }) {
  const t = useT(), format = useFormat(), { current, target, exceptions } = row, weeks = row.weeks.flatMap((w) => (w.value === null ? [] : [w.value])), bad = row.state === 'missed'
  const places = current.value === null ? null : barPlaces(current.value, target)
  const interval = current.low === null || current.high === null ? null : t('handbook.board.interval', { count: current.n, low: figure(current.low, target.unit, t, format), high: figure(current.high, target.unit, t, format) })
  return (
    <tr>
      <td><ClauseMark clause={row.clause} /></td>
      <td><span className="row wrap">{row.requirement}{row.conflict && <Tooltip text={row.conflict.text}><span><Tone kind="violet" icon={<Scale size={11} aria-hidden />}>{row.conflict.decision}</Tone></span></Tooltip>}</span>{row.note && <div className="sm dim">{row.note}</div>}</td>
      <td className="r dim nw num"><Tooltip text={t(`handbook.board.basis.${target.basis}`)}><span>{targetText(target, t, format)}</span></Tooltip></td>
      <td className={`r nw num cb-live ${row.state}`}>{current.value === null ? <span className="dim">—</span> : interval ? <Tooltip text={interval}><span>{figure(current.value, target.unit, t, format)}</span></Tooltip> : figure(current.value, target.unit, t, format)}</td>
      <td className={`r nw num ${bad ? 'bad' : 'dim'}`}>{gapText(row.gap, format)}</td>
      <td>{places && <span className="cb-bar" aria-hidden><i style={{ width: `${places.at}%`, background: TONES[row.state] }} /><b style={{ left: `${places.target}%` }} /></span>}</td>
      <td>{weeks.length > 1 && <Spark values={weeks} width={66} height={18} tone={bad ? 'var(--hy-bad-fg)' : 'var(--hy-chart-6)'} />}</td>
      <td className="nw"><StateMark row={row} /></td>
      <td className="r nw num">{exceptions.of === 0 ? <span className="dim">—</span> : exceptions.count === 0 ? <span className="t2">0 / {format.number(exceptions.of)}</span> : <button type="button" className="cb-link" onClick={() => onExceptions(row)} aria-label={t('handbook.board.open-exceptions', { count: exceptions.count, requirement: row.requirement })}>{format.number(exceptions.count)} / {format.number(exceptions.of)}</button>}</td>
      <td>{row.evidence && <AppLink to={row.evidence} className="ib" aria-label={t('handbook.board.evidence', { clause: row.clause })}><ExternalLink size={13} /></AppLink>}</td>
    </tr>
  )
}

/** Colour never speaks alone: every state has its sign and its word. */
function StateMark({ row }: { row: ComplianceRow }) {
  const t = useT(), word = t(`handbook.board.state.${row.state}`)
  if (row.state === 'missed') return <Tone kind="bad" icon={<TriangleAlert size={12} aria-hidden />}>{word}</Tone>
  if (row.state === 'close') return <Tone kind="warn" icon={<TriangleAlert size={12} aria-hidden />}>{word}</Tone>
  if (row.state === 'met') return <span className="row sm good"><Check size={13} aria-hidden />{word}</span>
  if (row.state === 'small-sample') return <span className="row sm t2"><Minus size={13} aria-hidden />{t('handbook.board.small', { count: row.current.n })}</span>
  return <span className="row sm dim"><CircleDashed size={13} aria-hidden />{word}</span>
}
