// All articles in reach: by kind and state, found by title; drafts that wait for a reviewer stand out.
import { Plus } from 'lucide-react'
import { useDeferredValue, useState } from 'react'
import { queryKey, useApiPages } from '../../../web/api/queries.ts'
import { Button, ButtonLink } from '../../../web/design/Button.tsx'
import { Page, PageHead, Panel } from '../../../web/design/Layout.tsx'
import { Tone } from '../../../web/design/Marks.tsx'
import { Empty, ErrorState, Loading } from '../../../web/design/States.tsx'
import { RelativeTime } from '../../../web/design/Text.tsx'
import { useLive } from '../../../web/live/live.ts'
import { AppLink } from '../../../web/shell/AppLink.tsx'
import { useAddressSearch, useChangeSearch } from '../../../web/shell/address.ts'
import { useMay } from '../../../web/shell/session.ts'
import { useT } from '../../../web/i18n/i18n.ts'
import { knowledgeApi } from '../contract/api.ts'
import { ArticleType, type ArticleSummary } from '../contract/article.ts'
import './knowledge.css'

const STATES = ['published', 'draft', 'archived'] as const

export function KbPage() {
  const t = useT(), search = useAddressSearch(), change = useChangeSearch(), writes = useMay('knowledge.write'), publishes = useMay('knowledge.publish'), [text, setText] = useState(''), q = useDeferredValue(text.trim())
  const type = ArticleType.safeParse(search['type']).data, state = STATES.find((s) => s === search['state'])
  const list = useApiPages(knowledgeApi.list, { query: { limit: 50, ...(type ? { type } : {}), ...(state ? { state } : {}), ...(q ? { q } : {}) } }, { keep: true })
  useLive(['articles'], [queryKey(knowledgeApi.list)])
  return (
    <Page><PageHead title={t('knowledge.page')} actions={writes && <ButtonLink kind="primary" to="/kb/new" icon={<Plus size={14} aria-hidden />}>{t('knowledge.new')}</ButtonLink>} />
      <div className="row wrap"><input className="field kb-find" type="search" data-search value={text} aria-label={t('knowledge.search')} placeholder={t('knowledge.search')} onChange={(event) => setText(event.target.value)} />
        <select className="field kb-pick" aria-label={t('knowledge.field.type')} value={type ?? ''} onChange={(event) => change({ type: event.target.value || undefined })}><option value="">{t('knowledge.type.any')}</option>{ArticleType.options.map((x) => <option key={x} value={x}>{t(`knowledge.type.${x}`)}</option>)}</select>
        {(writes || publishes) && <select className="field kb-pick" aria-label={t('knowledge.field.state')} value={state ?? ''} onChange={(event) => change({ state: event.target.value || undefined })}><option value="">{t('knowledge.state.any')}</option>{STATES.map((x) => <option key={x} value={x}>{t(`knowledge.state.${x}`)}</option>)}</select>}</div>
      <Panel pad={false}>{list.isPending ? <Loading rows={8} /> : list.error ? <ErrorState error={list.error} onRetry={() => { void list.refetch() }} /> : list.items.length === 0
        ? q || type || state ? <Empty kind="no-match" title={t('knowledge.none.match')} text={t('knowledge.none.match.text')} actions={<Button size="small" kind="primary" onClick={() => { setText(''); change({ type: undefined, state: undefined }) }}>{t('knowledge.clear')}</Button>} /> : <Empty kind="first" title={t('knowledge.none')} text={t('knowledge.none.text')} actions={writes && <ButtonLink size="small" kind="primary" to="/kb/new">{t('knowledge.new')}</ButtonLink>} />
        : <ul className="kb-list">{list.items.map((article) => <Line key={article.id} article={article} />)}</ul>}
        {list.hasNextPage && <Button block kind="quiet" busy={list.isFetchingNextPage} onClick={list.loadMore}>{t('web.more')}</Button>}</Panel></Page>
  )
}

function Line({ article: a }: { article: ArticleSummary }) {
  const t = useT()
  return (
    <li><div className="row"><span className="num dim nw">{a.number}</span><AppLink className="ell kb-title" to={`/kb/${a.id}`}>{a.title}</AppLink><span className="sp" /><ArticleMarks article={a} /></div>
      <div className="row sm dim"><span className="nw">{t(`knowledge.type.${a.type}`)}</span>{a.product && <><span aria-hidden>·</span><span className="ell">{a.product}</span></>}{a.summary && <><span aria-hidden>·</span><span className="ell">{a.summary}</span></>}<span className="sp" /><span className="nw">{a.author.name} · <RelativeTime at={a.updatedAt} /></span></div></li>
  )
}

/** State, audience, and whether a change waits to be published. */
export function ArticleMarks({ article: a }: { article: ArticleSummary }) {
  const t = useT()
  return (
    <span className="row g6 nw">{a.state === 'published' ? <Tone kind="good">{t('knowledge.mark.published', { version: a.versionLabel ?? '' })}</Tone> : a.state === 'draft' ? <Tone kind="warn">{t('knowledge.state.draft')}</Tone> : <Tone kind="plain">{t('knowledge.state.archived')}</Tone>}
      {a.hasDraft && a.state === 'published' && <Tone kind="warn">{t('knowledge.mark.draft')}</Tone>}<Tone kind="plain">{t(`knowledge.mark.audience.${a.audience}`)}</Tone></span>
  )
}
