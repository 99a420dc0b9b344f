// All visits in reach, for those who plan them: the next first, with what waits for an engineer or for a decision.
import { useApiPages } from '../../../../web/api/queries.ts'
import { queryKey } from '../../../../web/api/queries.ts'
import { Button } from '../../../../web/design/Button.tsx'
import { Page, PageHead } from '../../../../web/design/Layout.tsx'
import { Tone } from '../../../../web/design/Marks.tsx'
import { Empty, ErrorState, Loading } from '../../../../web/design/States.tsx'
import { TabBar } from '../../../../web/design/TabBar.tsx'
import { Moment } from '../../../../web/design/Text.tsx'
import { useLive } from '../../../../web/live/live.ts'
import { AppLink } from '../../../../web/shell/AppLink.tsx'
import { useSearchValue } from '../../../../web/shell/address.ts'
import { useFormat, useT } from '../../../../web/i18n/i18n.ts'
import { fieldApi } from '../../contract/api.ts'
import './desk.css'

export function VisitsPage() {
  const t = useT(), format = useFormat(), [view, setView] = useSearchValue('view', 'open'), shown = view === 'over' ? 'over' : 'open', list = useApiPages(fieldApi.visits, { query: { view: shown, limit: 100 } })
  useLive(['visits'], [queryKey(fieldApi.visits)])
  return (
    <Page><PageHead title={t('field.visits')} note={t('field.visits.note')} />
      <TabBar label={t('field.visits')} current={shown} onChange={setView} panelId="visits" tabs={[{ id: 'open', label: t('field.visits.open') }, { id: 'over', label: t('field.visits.over') }]} />
      <div id="visits" role="tabpanel" aria-label={t(`field.visits.${shown}`)}>
        {list.error ? <ErrorState error={list.error} onRetry={() => { void list.refetch() }} /> : list.isPending ? <Loading rows={8} /> : list.items.length === 0 ? <Empty kind={shown === 'open' ? 'good' : 'first'} title={t('field.visits.none')} text={t('field.visits.none.text')} /> : (
          <div className="tbl-wrap" tabIndex={0} role="region" aria-label={t('field.visits')}><table className="tbl"><thead><tr>{(['number', 'title', 'when', 'where', 'engineer', 'state'] as const).map((c) => <th key={c} scope="col">{t(`field.col.${c}`)}</th>)}</tr></thead>
            <tbody>{list.items.map((v) => <tr key={v.id}><td className="num nw"><AppLink to={`/visits/${v.id}`}>{v.number}</AppLink></td><td>{v.title}<div className="sm t2 num">{v.caseNumber}</div></td><td className="nw"><Moment at={v.from} />–{format.time(v.to)}</td><td>{[v.customerName, v.address].filter(Boolean).join(' · ')}</td><td className="nw">{v.engineer?.name ?? <Tone kind="warn">{t('field.no-engineer')}</Tone>}</td><td className="nw"><Tone kind={v.state === 'signed' ? 'good' : v.state === 'failed' ? 'warn' : 'info'}>{t(`field.state.${v.state}`)}</Tone>{v.kept.length > 0 && <> <Tone kind="warn">{t('field.kept.count', { count: v.kept.length })}</Tone></>}</td></tr>)}</tbody></table></div>)}
        {list.hasNextPage && <Button onClick={list.loadMore}>{t('field.visits.more')}</Button>}
      </div>
    </Page>
  )
}
