// Times, codes, files and small figures in running text.
import type { ReactNode } from 'react'
import { useFormat } from '../i18n/i18n.ts'
import { serverNow, useServerMinute } from './server-clock.ts'
import { Tooltip } from './Tooltip.tsx'

/** `8 分钟前`, with the exact time on hover. */
export function RelativeTime({ at }: { at: string }) {
  const format = useFormat()
  useServerMinute()
  return <Tooltip text={format.exact(at)}><time className="num nw" dateTime={at}>{format.ago(at, serverNow())}</time></Tooltip>
}

/** `16:02`, `明天 10:00`, `05-17 14:09`. */
export function Moment({ at }: { at: string }) {
  const format = useFormat(), now = useServerMinute()
  return <Tooltip text={format.exact(at)}><time className="num nw" dateTime={at}>{format.moment(at, now)}</time></Tooltip>
}

/** One line that ends in an ellipsis where it must, and then tells the rest on hover. */
export function Clip({ children, as: Tag = 'span', className = '' }: { children: string; as?: 'span' | 'b' | 'h1' | 'h2'; className?: string }) {
  return <Tooltip text={children} whenClipped><Tag className={`ell ${className}`}>{children}</Tag></Tooltip>
}

/** Numbers of cases, versions, log lines: fixed width, never broken in the middle, selectable at once. */
export function CodeText({ children, block }: { children: ReactNode; block?: boolean }) {
  return block ? <pre className="code-block mono" tabIndex={0}>{children}</pre> : <span className="mono nw" style={{ userSelect: 'all' }}>{children}</span>
}

/** Share of a limit, with the target as a tick. */
export function Meter({ value, max = 100, target, tone = 'var(--hy-chart-1)', height = 6, label }: { value: number; max?: number; target?: number; tone?: string; height?: number; label: string }) {
  return (
    <span className="meter" style={{ height }} role="img" aria-label={label}>
      <i style={{ width: `${Math.min(100, (value / max) * 100)}%`, background: tone }} />{target !== undefined && <b style={{ left: `${(target / max) * 100}%` }} />}
    </span>
  )
}

/** A line of recent figures; decoration beside the printed number. */
export function Spark({ values, width = 84, height = 22, target, tone = 'var(--hy-chart-1)' }: { values: readonly number[]; width?: number; height?: number; target?: number; tone?: string }) {
  const all = target === undefined ? values : [...values, target], low = Math.min(...all), range = Math.max(...all) - low || 1
  const y = (v: number) => height - 3 - ((v - low) / range) * (height - 6)
  const points = values.map((v, i) => `${(i / Math.max(1, values.length - 1)) * (width - 4) + 2},${y(v).toFixed(1)}`)
  return (
    <svg width={width} height={height} aria-hidden style={{ display: 'block', flex: 'none' }}>
      {target !== undefined && <line x1="0" x2={width} y1={y(target)} y2={y(target)} stroke="var(--hy-control)" strokeDasharray="2 3" />}
      <polyline points={points.join(' ')} fill="none" stroke={tone} strokeWidth="1.6" strokeLinejoin="round" />
      {values.length > 0 && <circle cx={width - 2} cy={y(values.at(-1)!)} r="2.2" fill={tone} />}
    </svg>
  )
}
