// Everything that happened, in order, by whom, with what changed and why.
import { useApiPages, queryKey } from '../../../../web/api/queries.ts'
import { Button } from '../../../../web/design/Button.tsx'
import { ErrorState, Loading } from '../../../../web/design/States.tsx'
import { Moment } from '../../../../web/design/Text.tsx'
import { useLive } from '../../../../web/live/live.ts'
import { useT } from '../../../../web/i18n/i18n.ts'
import { casesApi } from '../../contract/api.ts'

const shown = (value: unknown): string => (value === null || value === undefined || value === '' ? '—' : typeof value === 'object' ? JSON.stringify(value) : String(value))

export function CaseHistory({ id }: { id: string }) {
  const t = useT(), list = useApiPages(casesApi.timeline, { params: { id }, query: { limit: 100 } })
  useLive([`case:${id}`], [queryKey(casesApi.timeline, { params: { id } })])
  if (list.isPending) return <Loading rows={6} />
  if (list.error) return <ErrorState error={list.error} onRetry={() => { void list.refetch() }} />
  return (
    <>
      <ol className="cs-log">{list.items.map((entry) => (
        <li key={entry.id}><span className="row"><b>{entry.title}</b><span className="sp" /><span className="xs dim"><Moment at={entry.at} /></span></span>
          <small>{entry.by.name}{entry.reason ? ` · ${entry.reason}` : ''}</small>
          {entry.changes.map((change) => <small key={change.field}>{change.label}: {shown(change.from)} → {shown(change.to)}</small>)}</li>
      ))}</ol>
      {list.hasNextPage && <Button block kind="quiet" onClick={list.loadMore}>{t('cases.page.more')}</Button>}
    </>
  )
}
