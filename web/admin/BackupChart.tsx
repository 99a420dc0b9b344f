// A line of measured seconds over the last runs, with the largest and the newest in words; every point tells its value.
import type { Measured } from '../../platform/contract/backup.ts'
import type { z } from 'zod'
import { Panel } from '../design/Layout.tsx'
import { useFormat, useT } from '../i18n/i18n.ts'

const WIDTH = 600, HEIGHT = 96, EDGE = 6

export function BackupChart({ title, points }: { title: string; points: readonly z.infer<typeof Measured>[] }) {
  const t = useT(), format = useFormat(), span = (seconds: number) => format.duration(Math.max(1, seconds) * 1000)
  const most = Math.max(1, ...points.map((p) => p.seconds)), last = points.at(-1)
  const x = (i: number) => EDGE + (points.length === 1 ? 0.5 : i / (points.length - 1)) * (WIDTH - 2 * EDGE), y = (seconds: number) => HEIGHT - EDGE - (seconds / most) * (HEIGHT - 2 * EDGE)
  return (
    <Panel title={title} extra={last && <span className="sm num">{span(last.seconds)}</span>}>
      {points.length === 0 || !last ? <p className="sm dim">{t('web.backup.chart.none')}</p> : <>
        <svg className="bk-chart" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" role="img" aria-label={t('web.backup.chart.label', { title, count: points.length, last: span(last.seconds), most: span(most) })}>
          <line x1={0} x2={WIDTH} y1={y(most)} y2={y(most)} className="bk-grid" /><line x1={0} x2={WIDTH} y1={y(0)} y2={y(0)} className="bk-grid" />
          <polyline points={points.map((p, i) => `${x(i).toFixed(1)},${y(p.seconds).toFixed(1)}`).join(' ')} className="bk-line" vectorEffect="non-scaling-stroke" />
          {points.map((p, i) => <line key={p.at} x1={x(i)} x2={x(i)} y1={y(p.seconds)} y2={y(p.seconds)} className="bk-dot" vectorEffect="non-scaling-stroke"><title>{`${format.exact(p.at)}  ${span(p.seconds)}`}</title></line>)}
        </svg>
        <div className="row xs dim"><span className="num">{format.exact(points[0]!.at).slice(0, 10)}</span><span className="sp" /><span>{t('web.backup.chart.most', { most: span(most) })}</span><span className="sp" /><span className="num">{format.exact(last.at).slice(0, 10)}</span></div></>}
    </Panel>
  )
}
