// Everything that happened, newest first, by whom, with what changed and why.
import { useMemo } from 'react'
import { useApi, useApiPages, queryKey } from '../../../../web/api/queries.ts'
import { Button } from '../../../../web/design/Button.tsx'
import { ErrorState, Loading } from '../../../../web/design/States.tsx'
import { Moment } from '../../../../web/design/Text.tsx'
import { useServerMinute } from '../../../../web/design/server-clock.ts'
import { useLive } from '../../../../web/live/live.ts'
import { useMay } from '../../../../web/shell/session.ts'
import { useFormat, useT } from '../../../../web/i18n/i18n.ts'
import { orgApi } from '../../../org/contract/api.ts'
import { casesApi } from '../../contract/api.ts'
import { changeWords, type ChangeReader } from './history-words.ts'

export function CaseHistory({ id }: { id: string }) {
  const t = useT(), list = useApiPages(casesApi.timeline, { params: { id }, query: { limit: 200 } }), read = useChangeReader()
  useLive([`case:${id}`], [queryKey(casesApi.timeline, { params: { id } })])
  if (list.isPending) return <Loading rows={6} />
  if (list.error) return <ErrorState error={list.error} onRetry={() => { void list.refetch() }} />
  return (
    <>
      {list.hasNextPage && <Button block kind="quiet" onClick={list.loadMore}>{t('cases.history.later')}</Button>}
      <ol className="cs-log">{list.items.toReversed().map((entry) => (
        <li key={entry.id}><div className="row"><b>{entry.title}</b><span className="sp" /><span className="xs dim"><Moment at={entry.at} /></span></div>
          <small>{entry.by.name}{entry.reason ? ` · ${entry.reason}` : ''}</small>
          {entry.changes.flatMap((change) => { const words = changeWords(change, read); return words && change.field !== 'state' ? [<small key={change.field}>{t('cases.history.change', { label: words.label, from: words.from, to: words.to })}</small>] : [] })}</li>
      ))}</ol>
    </>
  )
}

function useChangeReader(): ChangeReader {
  const t = useT(), format = useFormat(), now = useServerMinute(), may = useMay('org.read'), people = useApi(orgApi.listPeople, { query: { limit: 200 } }, { enabled: may, staleTime: 600_000 })
  return useMemo(() => { const names = new Map(people.data?.items.map((p) => [p.id, p.name])); return { moment: (iso) => format.moment(iso, now), person: (one) => names.get(one), word: (key) => t(`cases.history.${key}`) } }, [people.data, format, now, t])
}
