// The desk: views, queue, live preview. Decides in two seconds what to touch next (screen 01).
import { useDeferredValue, useEffect, useState } from 'react'
import { useApiPages } from '../../../../web/api/queries.ts'
import { queryKey } from '../../../../web/api/queries.ts'
import { SplitLayout } from '../../../../web/design/Layout.tsx'
import { useLive } from '../../../../web/live/live.ts'
import { useGo, useSearchValue } from '../../../../web/shell/address.ts'
import { useT } from '../../../../web/i18n/i18n.ts'
import { useWiderThan } from '../../../../web/design/use-wider-than.ts'
import { casesApi } from '../../contract/api.ts'
import { CaseSort, CaseView } from '../../contract/list.ts'
import { CasePreview } from './CasePreview.tsx'
import { Queue } from './Queue.tsx'
import { ViewList } from './ViewList.tsx'
import '../desk.css'

export function WorkspacePage() {
  const t = useT(), go = useGo(), wide = useWiderThan(900)
  const [viewText, setView] = useSearchValue('view', 'open'), [sortText, setSort] = useSearchValue('sort', 'due'), [current, setCurrent] = useSearchValue('case')
  const view = CaseView.safeParse(viewText).data ?? 'open', sort = CaseSort.safeParse(sortText).data ?? 'due'
  const [filter, setFilter] = useState(''), q = useDeferredValue(filter.trim())
  const [selected, setSelected] = useState<Set<string>>(new Set())
  const list = useApiPages(casesApi.list, { query: { view, sort, limit: 100, ...(q ? { q } : {}) } }, { keep: true })
  useLive(['cases'], [queryKey(casesApi.list), queryKey(casesApi.counts)])
  useEffect(() => setSelected(new Set()), [view])
  const first = list.items[0]?.id, shown = current || (wide ? first ?? '' : '')
  const open = (id: string) => go(`/cases/${id}?view=${view}`)
  return (
    <SplitLayout viewsLabel={t('cases.desk.views')} listLabel={t('cases.desk.queue')} detailLabel={t('cases.desk.preview')}
      views={<ViewList current={view} onChoose={(v) => { setView(v); setCurrent('') }} />}
      list={<Queue view={view} sort={sort} onSort={setSort} filter={filter} onFilter={setFilter} rows={list.items} loading={list.isPending} error={list.error} onRetry={() => { void list.refetch() }} onMore={list.loadMore}
        current={shown || null} onCurrent={(row) => (wide ? setCurrent(row.id) : open(row.id))} onOpen={(row) => open(row.id)} selected={selected} onSelected={setSelected} />}
      detail={wide && shown ? <CasePreview key={shown} id={shown} onOpen={() => open(shown)} /> : null} />
  )
}
