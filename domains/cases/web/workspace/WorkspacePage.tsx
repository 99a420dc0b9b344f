// The desk: views, queue, live preview. Decides in two seconds what to touch next (screen 01).
import { useDeferredValue, useEffect, useState } from 'react'
import { queryKey, useApi, useApiPages } from '../../../../web/api/queries.ts'
import { SplitLayout } from '../../../../web/design/Layout.tsx'
import { useLive } from '../../../../web/live/live.ts'
import { useAddressSearch, useChangeSearch, useGo } from '../../../../web/shell/address.ts'
import { useSession } from '../../../../web/shell/session.ts'
import { useFormat, useT } from '../../../../web/i18n/i18n.ts'
import { useWiderThan } from '../../../../web/design/use-wider-than.ts'
import { casesApi } from '../../contract/api.ts'
import { CaseSort, CaseView, type CaseQuery } from '../../contract/list.ts'
import { CasePreview } from './CasePreview.tsx'
import { FILTER_NAMES, readFilters, searchOf } from './filters.ts'
import { Queue } from './Queue.tsx'
import { TodayCard } from './TodayCard.tsx'
import { ViewList } from './ViewList.tsx'
import { ViewMenu } from './ViewMenu.tsx'
import '../desk.css'

/** Everything that ever was comes in the order of recording. */
const HISTORY: ReadonlySet<CaseView> = new Set(['all', 'closed', 'requested'])
const NO_FILTERS = Object.fromEntries(FILTER_NAMES.map((name) => [name, undefined]))

export function WorkspacePage() {
  const t = useT(), format = useFormat(), go = useGo(), wide = useWiderThan(900), roomy = useWiderThan(1180), search = useAddressSearch(), change = useChangeSearch()
  const view = CaseView.safeParse(search['view']).data ?? 'open', sort = CaseSort.safeParse(search['sort']).data ?? 'due', filters = readFilters(search), current = typeof search['case'] === 'string' ? search['case'] : ''
  const [text, setText] = useState(''), q = useDeferredValue(text.trim()), [selected, setSelected] = useState<Set<string>>(new Set())
  const list = useApiPages(casesApi.list, { query: { view, ...(HISTORY.has(view) ? {} : { sort }), limit: 100, ...(q ? { q } : {}), ...filters } as Partial<CaseQuery> }, { keep: true }), counts = useApi(casesApi.counts, undefined, { keep: true })
  useLive(['cases'], [queryKey(casesApi.list), queryKey(casesApi.counts)])
  useEffect(() => setSelected(new Set()), [view])
  const first = list.items[0]?.id, shown = current || (wide ? first ?? '' : ''), held = counts.data?.views[view]
  const address = searchOf(view, HISTORY.has(view) ? 'due' : sort, filters), kept = useSession().preferences.views?.find((one) => one.search === address)?.name ?? null, narrowed = q !== '' || Object.keys(filters).length > 0
  const counted = narrowed ? list.isPending ? undefined : `${format.number(list.items.length)}${list.hasNextPage ? '+' : ''}` : held === undefined ? undefined : held >= (counts.data?.limit ?? Infinity) ? `${format.number(held)}+` : format.number(held)
  const chooseView = (next: CaseView) => { setText(''); change({ view: next === 'open' ? undefined : next, case: undefined, sort: undefined, ...NO_FILTERS }) }
  const open = (id: string) => go(`/cases/${id}?view=${view}`)
  return (
    <SplitLayout viewsLabel={t('cases.desk.views')} listLabel={t('cases.desk.queue')} detailLabel={t('cases.desk.preview')}
      views={<><ViewList current={kept === null ? view : null} search={address} onChoose={chooseView} /><span className="sp" /><TodayCard /></>}
      list={<>{!roomy && <ViewMenu current={view} onChoose={chooseView} />}<Queue view={view} search={address} title={kept ?? t(`cases.desk.view.${view}`)} count={counted ?? ''} sort={sort} onSort={HISTORY.has(view) ? null : (next) => change({ sort: next === 'due' ? undefined : next })} text={text} onText={setText}
        filters={filters} onFilter={(name, value) => change({ [name]: value || undefined })} onClear={() => { setText(''); change(NO_FILTERS) }}
        rows={list.items} loading={list.isPending} error={list.error} onRetry={() => { void list.refetch() }} onMore={list.loadMore}
        current={shown || null} onCurrent={(row) => (wide ? change({ case: row.id }) : open(row.id))} onOpen={(row) => open(row.id)} selected={selected} onSelected={setSelected} /></>}
      detail={wide && shown ? <CasePreview key={shown} id={shown} onOpen={() => open(shown)} /> : null} />
  )
}
