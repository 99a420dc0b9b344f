// Open loops: what nobody owns, what has no next step, what waits too long, what was never confirmed, rated or archived (R1.2-15, §2.1-9).
import { CircleCheck } from 'lucide-react'
import { useState } from 'react'
import { useApi, useApiPages } from '../../../../web/api/queries.ts'
import { Button } from '../../../../web/design/Button.tsx'
import { ClauseMark } from '../../../../web/design/Marks.tsx'
import { Empty, ErrorState, Loading } from '../../../../web/design/States.tsx'
import { RelativeTime } from '../../../../web/design/Text.tsx'
import { AppLink } from '../../../../web/shell/AppLink.tsx'
import { useFormat, useT } from '../../../../web/i18n/i18n.ts'
import { RowMark } from '../../../cases/web/workspace/QueueRow.tsx'
import { dispatchApi } from '../../contract/api.ts'
import { Loop } from '../../contract/board.ts'
import '../../../cases/web/desk.css'

export function LoopsView({ unit }: { unit: string | undefined }) {
  const t = useT(), format = useFormat(), [chosen, setLoop] = useState<Loop | null>(null), counts = useApi(dispatchApi.loopCounts, { query: unit ? { unit } : {} }, { keep: true })
  const loop = chosen ?? Loop.options.find((one) => (counts.data?.counts[one] ?? 0) > 0) ?? 'no-owner'
  return (
    <div className="dp-loops">
      <nav className="views" aria-label={t('dispatch.loops')}>
        <h2>{t('dispatch.loops')} <ClauseMark clause="§1.2" /></h2>
        {Loop.options.map((one) => <button key={one} type="button" className={one === loop ? 'on' : ''} aria-current={one === loop ? 'true' : undefined} onClick={() => setLoop(one)}><span className="ell">{t(`dispatch.loop.${one}`)}</span><span className={`ct num${(one === 'no-owner' || one === 'no-next-step') && (counts.data?.counts[one] ?? 0) > 0 ? ' hot' : ''}`}>{counts.data ? format.number(counts.data.counts[one]) : ''}</span></button>)}
      </nav>
      <LoopList key={`${loop}${unit}`} loop={loop} unit={unit} />
    </div>
  )
}

function LoopList({ loop, unit }: { loop: Loop; unit: string | undefined }) {
  const t = useT(), list = useApiPages(dispatchApi.loops, { query: { loop, limit: 50, ...(unit ? { unit } : {}) } })
  return (
    <section className="dp-looplist" aria-label={t(`dispatch.loop.${loop}`)}>
      <p className="sm t2">{t(`dispatch.loop.${loop}.what`)}</p>
      {list.isPending ? <Loading rows={6} /> : list.error ? <ErrorState error={list.error} onRetry={() => { void list.refetch() }} /> : list.items.length === 0 ? <Empty kind="good" icon={<CircleCheck size={22} aria-hidden />} title={t('dispatch.loop.none')} /> : (
        <div className="tbl-wrap card" tabIndex={0} role="region" aria-label={t(`dispatch.loop.${loop}`)}>
          <table className="tbl">
            <thead><tr><th scope="col"><span className="sr">{t('dispatch.level')}</span></th><th scope="col">{t('dispatch.case')}</th><th scope="col">{t('dispatch.state')}</th><th scope="col">{t('dispatch.owner')}</th><th scope="col">{t('dispatch.handler')}</th><th scope="col">{t('dispatch.unit')}</th><th scope="col">{t('dispatch.since')}</th></tr></thead>
            <tbody>{list.items.map(({ case: c, since }) => (
              <tr key={c.id}><td><RowMark row={c} /></td><td className="dp-lc"><AppLink to={`/cases/${c.id}`}><span className="num">{c.number}</span> {c.restricted ? t('cases.restricted.title') : c.title}</AppLink></td><td className="nw">{t(`cases.state.${c.state}`)}</td><td className="nw">{c.firstOwner?.name ?? <span className="dim">–</span>}</td><td className="nw">{c.handler?.name ?? <span className="dim">–</span>}</td><td className="nw">{c.unit?.name ?? <span className="dim">–</span>}</td><td className="nw"><RelativeTime at={since} /></td></tr>))}</tbody>
          </table>
        </div>)}
      {list.hasNextPage && <Button busy={list.isFetchingNextPage} onClick={list.loadMore}>{t('dispatch.load-more')}</Button>}
    </section>
  )
}
