// What somebody has on their hands: a bar by weight against the heaviest, cut by level, with the figures in words.
import { useFormat, useT } from '../../../../web/i18n/i18n.ts'
import type { BoardPerson } from '../../contract/board.ts'

const BANDS = [['hot', ['URGENT', 'A']], ['mid', ['COMPLEX', 'B']], ['low', ['GENERAL', 'C', 'none']]] as const

export function LoadBar({ person, heaviest }: { person: BoardPerson; heaviest: number }) {
  const t = useT(), format = useFormat(), { load, maxWeight } = person, full = Math.max(maxWeight ?? heaviest, 1), share = Math.min(1, load.weight / full)
  const counts = BANDS.map(([band, levels]) => [band, levels.reduce((sum, level) => sum + (load.byLevel[level] ?? 0), 0)] as const), total = Math.max(1, load.cases)
  return (
    <div className="dp-load">
      <span className="dp-bar" role="img" aria-label={t('dispatch.load.spoken', { cases: load.cases, weight: format.number(load.weight, 1), hot: counts[0]![1], mid: counts[1]![1], low: counts[2]![1] })}>
        <span style={{ width: `${Math.round(share * 100)}%` }}>{counts.map(([band, n]) => n > 0 && <i key={band} className={band} style={{ flexGrow: n / total }} />)}</span>
      </span>
      <span className="sm t2 num nw">{t('dispatch.load', { cases: load.cases, weight: format.number(load.weight, load.weight % 1 === 0 ? 0 : 1) })}{maxWeight !== null && <span className="dim">/{maxWeight}</span>}</span>
      {load.breached > 0 && <span className="sm bad nw num">{t('dispatch.load.breached', { count: load.breached })}</span>}
      {load.breached === 0 && load.atRisk > 0 && <span className="sm warn nw num">{t('dispatch.load.at-risk', { count: load.atRisk })}</span>}
    </div>
  )
}
