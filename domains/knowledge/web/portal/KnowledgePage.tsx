// Customers look before they ask: search in the words of the trouble, else the newest articles.
import { BookOpenText, ChevronRight, Search } from 'lucide-react'
import { useEffect, useState } from 'react'
import { searchApi, type Found } from '../../../../platform/contract/search.ts'
import { useApiPages } from '../../../../web/api/queries.ts'
import { Button, ButtonLink } from '../../../../web/design/Button.tsx'
import { Highlighted } from '../../../../web/design/Highlighted.tsx'
import { Empty, ErrorState, Loading } from '../../../../web/design/States.tsx'
import { AppLink } from '../../../../web/shell/AppLink.tsx'
import { useSearchValue } from '../../../../web/shell/address.ts'
import { PortalPage } from '../../../../web/shell/PortalPage.tsx'
import { useLang, useT } from '../../../../web/i18n/i18n.ts'
import { knowledgeApi } from '../../contract/api.ts'
import { ownLanguageFirst } from './own-language.ts'
import '../knowledge.css'

export function KnowledgePage() {
  const t = useT(), [q, setQ] = useSearchValue('q'), [words, setWords] = useState(q)
  useEffect(() => setWords(q), [q])
  return (
    <PortalPage narrow>
      <div><h1>{t('knowledge.portal')}</h1>
        <form className="kb-ask" role="search" onSubmit={(event) => { event.preventDefault(); setQ(words.trim()) }}><Search size={20} aria-hidden /><input type="search" value={words} aria-label={t('knowledge.portal.search')} placeholder={t('knowledge.portal.search')} onChange={(event) => setWords(event.target.value)} /></form></div>
      {q.trim() ? <Results q={q.trim()} /> : <Newest />}
    </PortalPage>
  )
}

function Results({ q }: { q: string }) {
  const t = useT(), list = useApiPages(searchApi.search, { query: { q, kind: 'article', limit: 20 } }), corrected = list.data?.pages[0] as { corrected?: string | null } | undefined
  if (list.isPending) return <Loading rows={4} rowHeight={80} />
  if (list.error) return <ErrorState error={list.error} onRetry={() => { void list.refetch() }} />
  if (list.items.length === 0) return <Empty kind="no-match" title={t('knowledge.portal.none', { words: q })} text={t('knowledge.portal.none.text')} actions={<ButtonLink kind="primary" to="/cases/new">{t('knowledge.portal.report')}</ButtonLink>} />
  return (
    <>
      {corrected?.corrected && <p className="t2">{t('web.search.corrected', { words: corrected.corrected })}</p>}
      <section className="card kb-cards" aria-label={t('knowledge.portal.results')}>{list.items.map((found) => <FoundLine key={found.id} found={found} />)}</section>
      {list.hasNextPage && <Button block busy={list.isFetchingNextPage} onClick={list.loadMore}>{t('web.more')}</Button>}
      <p className="t2">{t('knowledge.portal.still')} <AppLink className="u" to="/cases/new">{t('knowledge.portal.report')}</AppLink></p>
    </>
  )
}

function FoundLine({ found }: { found: Found }) {
  return <AppLink className="kb-card" to={found.url}><BookOpenText size={18} aria-hidden /><span><b><Highlighted text={found.title} marks={found.highlights.title} /></b><small><Highlighted text={found.excerpt} marks={found.highlights.excerpt} /></small></span><ChevronRight size={18} className="dim" aria-hidden /></AppLink>
}

function Newest() {
  const t = useT(), lang = useLang(), list = useApiPages(knowledgeApi.list, { query: { limit: 20 } })
  if (list.isPending) return <Loading rows={4} rowHeight={64} />
  if (list.error) return <ErrorState error={list.error} onRetry={() => { void list.refetch() }} />
  if (list.items.length === 0) return <Empty kind="first" title={t('knowledge.portal.empty')} text={t('knowledge.portal.empty.text')} />
  return <><section className="card kb-cards" aria-label={t('knowledge.portal.newest')}>{ownLanguageFirst(list.items, lang).map((a) => <AppLink key={a.id} className="kb-card" to={`/knowledge/${a.id}`}><BookOpenText size={18} aria-hidden /><span><b>{a.title}</b>{a.summary && <small>{a.summary}</small>}</span><ChevronRight size={18} className="dim" aria-hidden /></AppLink>)}</section>{list.hasNextPage && <Button block busy={list.isFetchingNextPage} onClick={list.loadMore}>{t('web.more')}</Button>}</>
}
