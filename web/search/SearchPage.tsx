// Everything the search finds in the reader's reach, by kind, with the words marked; shareable as /search?q=.
import { Search } from 'lucide-react'
import { useEffect, useState } from 'react'
import { searchApi, type Found, type SearchReply } from '../../platform/contract/search.ts'
import { useApiPages } from '../api/queries.ts'
import { Button } from '../design/Button.tsx'
import { Highlighted } from '../design/Highlighted.tsx'
import { Page, PageHead, Panel } from '../design/Layout.tsx'
import { Empty, ErrorState, Loading } from '../design/States.tsx'
import { RelativeTime } from '../design/Text.tsx'
import { AppLink } from '../shell/AppLink.tsx'
import { useSearchValue } from '../shell/address.ts'
import { useScreenSets } from '../shell/screen-sets.ts'
import { useT } from '../i18n/i18n.ts'
import './search.css'

export function SearchPage() {
  const t = useT(), sets = useScreenSets(), kinds = sets.flatMap((set) => set.found ?? []), [q, setQ] = useSearchValue('q'), [kindText, setKind] = useSearchValue('kind'), [words, setWords] = useState(q)
  const kind = kinds.find((one) => one.kind === kindText)?.kind
  useEffect(() => setWords(q), [q])
  return (
    <Page narrow><PageHead title={t('web.search.title')} />
      <form className="sr-form" role="search" onSubmit={(event) => { event.preventDefault(); setQ(words.trim()) }}><Search size={16} aria-hidden /><input type="search" data-search value={words} aria-label={t('web.search.field')} placeholder={t('web.search.field')} onChange={(event) => setWords(event.target.value)} /><Button size="small" kind="primary" type="submit">{t('web.search.go')}</Button></form>
      <div className="row wrap" role="group" aria-label={t('web.search.kinds')}>{[undefined, ...kinds.map((one) => one.kind)].map((one) => <button key={one ?? 'all'} type="button" className={`sr-kind${one === kind ? ' on' : ''}`} aria-pressed={one === kind} onClick={() => setKind(one ?? '')}>{one ? t(kinds.find((k) => k.kind === one)!.label) : t('web.search.all')}</button>)}</div>
      {q.trim() ? <Results q={q.trim()} kind={kind} onAll={() => setKind('')} /> : <Empty kind="first" title={t('web.search.start')} text={t('web.search.start.text')} />}
    </Page>
  )
}

function Results({ q, kind, onAll }: { q: string; kind: string | undefined; onAll: () => void }) {
  const t = useT(), list = useApiPages(searchApi.search, { query: { q, limit: 30, ...(kind ? { kind } : {}) } }, { keep: true }), { corrected, kinds = [] } = (list.data?.pages[0] as Partial<SearchReply> | undefined) ?? {}, known = useScreenSets().flatMap((set) => set.found ?? [])
  if (list.isPending) return <Loading rows={6} rowHeight={56} />
  if (list.error) return <ErrorState error={list.error} onRetry={() => { void list.refetch() }} />
  if (list.items.length === 0) return <Empty kind="no-match" title={t('web.search.none', { words: q })} text={t('web.search.none.text')} actions={kind && <Button size="small" kind="primary" onClick={onAll}>{t('web.search.everywhere')}</Button>} />
  return (
    <>
      {kinds.length > 1 && <p className="sm dim">{kinds.map((found) => t('web.search.count', { kind: t(known.find((one) => one.kind === found.kind)?.label ?? 'web.palette.records'), count: `${found.count}${found.more ? '+' : ''}` })).join(' · ')}</p>}
      {corrected && <p className="t2" role="status">{t('web.search.corrected', { words: corrected })}</p>}
      <Panel pad={false}><ul className="sr-list">{list.items.map((found) => <Line key={`${found.kind}:${found.id}`} found={found} />)}</ul>{list.hasNextPage && <Button block kind="quiet" busy={list.isFetchingNextPage} onClick={list.loadMore}>{t('web.more')}</Button>}</Panel>
    </>
  )
}

function Line({ found }: { found: Found }) {
  const t = useT(), kind = useScreenSets().flatMap((set) => set.found ?? []).find((one) => one.kind === found.kind), Icon = kind?.icon
  return (
    <li><AppLink to={found.url} className="sr-row">{Icon ? <Icon size={16} aria-hidden /> : <Search size={16} aria-hidden />}
      <span className="sr-text"><span className="row g6">{found.number && <span className="num dim nw">{found.number}</span>}<b className="ell"><Highlighted text={found.title} marks={found.highlights.title} /></b></span>{found.excerpt && <small><Highlighted text={found.excerpt} marks={found.highlights.excerpt} /></small>}</span>
      <span className="sm dim nw">{kind ? t(kind.label) : t('web.palette.records')} · <RelativeTime at={found.at} /></span></AppLink></li>
  )
}
