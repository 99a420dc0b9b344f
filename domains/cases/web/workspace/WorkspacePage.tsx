// The desk: views, queue, live preview. Decides in two seconds what to touch next (screen 01).
import { useDeferredValue, useEffect, useRef, useState } from 'react'
import { queryKey, useApi, useApiPages } from '../../../../web/api/queries.ts'
import { SplitLayout } from '../../../../web/design/Layout.tsx'
import { useLive } from '../../../../web/live/live.ts'
import { useAddressSearch, useChangeSearch, useGo } from '../../../../web/shell/address.ts'
import { useSession } from '../../../../web/shell/session.ts'
import { useFormat, useLang, useT } from '../../../../web/i18n/i18n.ts'
import { useWiderThan } from '../../../../web/design/use-wider-than.ts'
import { casesApi } from '../../contract/api.ts'
import { parseFilter } from '../../contract/filter-language.ts'
import { CaseSort, CaseView, type CaseQuery } from '../../contract/list.ts'
import { CasePreview } from './CasePreview.tsx'
import { filterOf, OLDER_NAMES, searchOf } from './filters.ts'
import { Queue } from './Queue.tsx'
import { searchOfView, useKeptViews } from './SavedViews.tsx'
import { TodayCard } from './TodayCard.tsx'
import { ViewList } from './ViewList.tsx'
import { ViewMenu } from './ViewMenu.tsx'
import '../desk.css'

/** Everything that ever was comes in the order of recording. */
const HISTORY: ReadonlySet<CaseView> = new Set(['all', 'closed', 'requested'])
const NO_FILTER: Readonly<Record<string, undefined>> = Object.fromEntries(['f', ...OLDER_NAMES].map((name) => [name, undefined]))
const SETTLE = 250

export function WorkspacePage() {
  const t = useT(), format = useFormat(), go = useGo(), lang = useLang(), wide = useWiderThan(900), roomy = useWiderThan(1180), search = useAddressSearch(), change = useChangeSearch()
  const view = CaseView.safeParse(search['view']).data ?? 'open', sort = CaseSort.safeParse(search['sort']).data ?? 'due', filter = filterOf(search, lang), current = typeof search['case'] === 'string' ? search['case'] : ''
  const [text, setText] = useFilterText(filter, (next) => change({ ...NO_FILTER, f: next || undefined })), readable = parseFilter(text).mistakes.length === 0, asked = useDeferredValue(readable ? text.trim() : filter), [selected, setSelected] = useState<Set<string>>(new Set())
  const list = useApiPages(casesApi.list, { query: { view, ...(HISTORY.has(view) ? {} : { sort }), limit: 100, ...(asked ? { filter: asked } : {}) } as Partial<CaseQuery> }, { keep: true }), counts = useApi(casesApi.counts, undefined, { keep: true })
  useLive(['cases'], [queryKey(casesApi.list), queryKey(casesApi.counts), queryKey(casesApi.viewCounts)])
  useEffect(() => setSelected(new Set()), [view])
  const first = list.items[0]?.id, shown = current || (wide ? first ?? '' : ''), held = counts.data?.views[view]
  const address = searchOf(view, HISTORY.has(view) ? 'due' : sort, text), views = useKeptViews(), older = useSession().preferences.views, kept = views.find((one) => searchOfView(one) === address)?.name ?? older?.find((one) => one.search === address)?.name ?? null, narrowed = asked !== ''
  const counted = narrowed ? list.isPending ? undefined : `${format.number(list.items.length)}${list.hasNextPage ? '+' : ''}` : held === undefined ? undefined : held >= (counts.data?.limit ?? Infinity) ? `${format.number(held)}+` : format.number(held)
  const chooseView = (next: CaseView) => { setText(''); change({ view: next === 'open' ? undefined : next, case: undefined, sort: undefined, ...NO_FILTER }) }
  const open = (id: string) => go(`/cases/${id}?view=${view}`)
  return (
    <SplitLayout viewsLabel={t('cases.desk.views')} listLabel={t('cases.desk.queue')} detailLabel={t('cases.desk.preview')}
      views={<><ViewList current={kept === null ? view : null} search={address} onChoose={chooseView} /><span className="sp" /><TodayCard /></>}
      list={<>{!roomy && <ViewMenu current={view} onChoose={chooseView} />}<Queue view={view} title={kept ?? t(`cases.desk.view.${view}`)} count={counted ?? ''} sort={sort} onSort={HISTORY.has(view) ? null : (next) => change({ sort: next === 'due' ? undefined : next })} text={text} onText={setText}
        filter={asked} more={list.hasNextPage}
        rows={list.items} loading={list.isPending} error={list.error} onRetry={() => { void list.refetch() }} onMore={list.loadMore}
        current={shown || null} onCurrent={(row) => (wide ? change({ case: row.id }) : open(row.id))} onOpen={(row) => open(row.id)} selected={selected} onSelected={setSelected} /></>}
      detail={wide && shown ? <CasePreview key={shown} id={shown} onOpen={() => open(shown)} /> : null} />
  )
}

/** What is typed goes into the address when typing has paused; what the address says anew (a link, a view) is taken over. */
function useFilterText(said: string, write: (text: string) => void): [string, (text: string) => void] {
  const [text, setText] = useState(said), written = useRef(said), latest = useRef(write)
  useEffect(() => { latest.current = write })
  useEffect(() => { if (said !== written.current) { written.current = said; setText(said) } }, [said])
  useEffect(() => {
    if (text === written.current) return
    const timer = setTimeout(() => { written.current = text.trim(); latest.current(text.trim()) }, SETTLE)
    return () => clearTimeout(timer)
  }, [text])
  return [text, setText]
}
