// An article to read: text at reading size, versions and facts at the side (picture 07a).
import { Archive, Check, Pencil } from 'lucide-react'
import { useState } from 'react'
import { queryKey, useApi, useSubmit } from '../../../web/api/queries.ts'
import { Button, ButtonLink } from '../../../web/design/Button.tsx'
import { toast } from '../../../web/design/Feedback.tsx'
import { FormField, Notice, ProblemNote } from '../../../web/design/Form.tsx'
import { Dialog } from '../../../web/design/Dialog.tsx'
import { Facts, SidePart, SplitLayout } from '../../../web/design/Layout.tsx'
import { Avatar, ClauseMark, Kbd } from '../../../web/design/Marks.tsx'
import { Prose } from '../../../web/design/Prose.tsx'
import { Loaded } from '../../../web/design/States.tsx'
import { Moment } from '../../../web/design/Text.tsx'
import { useServerMinute } from '../../../web/design/server-clock.ts'
import { useLive } from '../../../web/live/live.ts'
import { AppLink } from '../../../web/shell/AppLink.tsx'
import { useAddressParams, useGo, useSearchValue } from '../../../web/shell/address.ts'
import { useMay } from '../../../web/shell/session.ts'
import { useShortcut } from '../../../web/shell/shortcuts.ts'
import { useNamedWindow } from '../../../web/shell/use-screen-facts.ts'
import { useFormat, useT } from '../../../web/i18n/i18n.ts'
import { knowledgeApi } from '../contract/api.ts'
import type { Article } from '../contract/article.ts'
import { DiscardDraft } from './DiscardDraft.tsx'
import { ArticleMarks } from './KbPage.tsx'
import './knowledge.css'

export function ArticlePage() {
  const t = useT(), { id = '' } = useAddressParams(), [v] = useSearchValue('v'), key = { params: { id }, query: /^\d{1,4}\.\d{1,4}$/.test(v) ? { v } : {} }, query = useApi(knowledgeApi.get, key)
  useLive(['articles'], [queryKey(knowledgeApi.get, { params: { id } })])
  useNamedWindow(query.data ? `${query.data.number} ${query.data.title}` : undefined)
  return <Loaded query={query} heading={t('knowledge.page')} rows={10}>{(article) => <SplitLayout listLabel="" list={null} detailLabel={t('knowledge.page')} sideLabel={t('knowledge.side')} detail={<Reading article={article} shown={v} />} side={<Side article={article} shown={v} />} />}</Loaded>
}

function Reading({ article: a, shown }: { article: Article; shown: string }) {
  const t = useT(), format = useFormat(), now = useServerMinute(), go = useGo(), archives = useMay('knowledge.archive'), [asking, setAsking] = useState<'publish' | 'archive' | null>(null)
  const old = shown !== '' && a.state !== 'draft' && shown !== a.versionLabel, draft = a.versionLabel === null
  useShortcut('e', () => go(`/kb/${a.id}/edit`), { label: t('knowledge.edit'), group: t('knowledge.page') }, a.editable)
  return (
    <>
      <header className="kb-h"><AppLink to="/kb">{t('knowledge.page')}</AppLink><span aria-hidden className="dim">›</span><span className="num dim nw">{a.number}</span><ArticleMarks article={a} /><span className="sp" />
        {a.publishable && <Button icon={<Check size={14} />} onClick={() => setAsking('publish')}>{t('knowledge.publish')}</Button>}
        {a.state === 'draft' && a.versionLabel === null && <DiscardDraft article={a} />}
        {archives && a.state === 'published' && <Button icon={<Archive size={14} />} onClick={() => setAsking('archive')}>{t('knowledge.archive')}</Button>}
        {a.editable && <ButtonLink kind="primary" icon={<Pencil size={14} aria-hidden />} to={`/kb/${a.id}/edit`}>{t('knowledge.edit')} <Kbd k="e" /></ButtonLink>}</header>
      <div className="kb-read" tabIndex={0} role="region" aria-label={a.title}>
        {draft && <Notice kind="warn">{t(a.publishable ? 'knowledge.draft.review' : 'knowledge.draft.note')} <ClauseMark clause="§4.3" /></Notice>}
        {old && <Notice>{t('knowledge.old', { version: shown })} <AppLink className="u" to={`/kb/${a.id}`}>{t('knowledge.old.current')}</AppLink></Notice>}
        {a.state === 'archived' && <Notice kind="warn">{t('knowledge.archived.note')}</Notice>}
        <h1>{a.title}</h1>
        <div className="row g6 sm dim wrap"><Avatar name={a.author.name} size={18} />{a.author.name}<span aria-hidden>·</span>{t('knowledge.updated', { date: format.date(a.publishedAt ?? a.updatedAt, now) })}{a.product && <><span aria-hidden>·</span>{t('knowledge.applies', { product: a.product })}</>}<span aria-hidden>·</span>{t('knowledge.minutes', { count: Math.max(1, Math.round(a.body.length / 450)) })}</div>
        {a.summary && <p className="kb-sum">{a.summary}</p>}
        <Prose source={a.body} />
      </div>
      {asking === 'publish' && <Publish article={a} onClose={() => setAsking(null)} />}{asking === 'archive' && <ArchiveIt article={a} onClose={() => setAsking(null)} />}
    </>
  )
}

function Side({ article: a, shown }: { article: Article; shown: string }) {
  const t = useT(), versions = useApi(knowledgeApi.versions, { params: { id: a.id } })
  return (
    <>
      <SidePart title={t('knowledge.versions')} extra={<ClauseMark clause="§4.3" />}>
        <ol className="kb-v">{a.versionLabel === null && <li className="on"><b>{t('knowledge.state.draft')}</b><span className="sm dim">{a.author.name} · <Moment at={a.updatedAt} /></span>{a.changeNote && <span className="sm t2">{a.changeNote}</span>}</li>}
          {versions.data?.items.map((v, i) => <li key={v.versionLabel} className={(shown || a.versionLabel) === v.versionLabel ? 'on' : ''}><span className="row"><AppLink to={i === 0 ? `/kb/${a.id}` : `/kb/${a.id}?v=${v.versionLabel}`}><b>v{v.versionLabel}</b></AppLink><span className="sp" /><span className="sm dim"><Moment at={v.publishedAt} /></span></span><span className="sm t2">{[v.author.name, v.changeNote].filter(Boolean).join(' · ')}</span>{v.reviewer && <span className="sm dim">{t('knowledge.reviewed-by', { name: v.reviewer.name })}</span>}</li>)}</ol>
        {versions.data?.items.length === 0 && a.versionLabel !== null && <p className="sm t2">—</p>}
      </SidePart>
      <SidePart title={t('knowledge.facts')}><Facts rows={[[t('knowledge.field.type'), t(`knowledge.type.${a.type}`)], [t('knowledge.field.audience'), t(`knowledge.audience.${a.audience}`)], [t('knowledge.field.product'), a.product ?? '—'], [t('knowledge.field.problemType'), a.problemType ?? '—'], [t('knowledge.field.keywords'), a.keywords.join(' · ') || '—']]} /></SidePart>
    </>
  )
}

function Publish({ article: a, onClose }: { article: Article; onClose: () => void }) {
  const t = useT(), [note, setNote] = useState(a.changeNote ?? ''), [major, setMajor] = useState(false)
  const publish = useSubmit(knowledgeApi.publish, { invalidates: [knowledgeApi.get, knowledgeApi.list, knowledgeApi.versions], onDone: (done) => { toast(t('knowledge.published', { version: done.versionLabel ?? '' })); onClose() } })
  return (
    <Dialog open onClose={onClose} title={t('knowledge.publish.title', { number: a.number })} footer={<><Button onClick={onClose}>{t('web.cancel')}</Button><Button kind="primary" busy={publish.busy} onClick={() => { void publish.submit({ params: { id: a.id }, body: { major, ...(note.trim() ? { changeNote: note.trim() } : {}) } }) }}>{t('knowledge.publish')}</Button></>}>
      <div className="col"><p className="t2">{t('knowledge.publish.note')}</p><FormField label={t('knowledge.field.changeNote')} pointer="/changeNote" problem={publish.problem}><input className="field" value={note} onChange={(event) => setNote(event.target.value)} /></FormField>
        <label className="row"><input type="checkbox" className="nck" checked={major} onChange={(event) => setMajor(event.target.checked)} />{t('knowledge.publish.major')}</label><ProblemNote problem={publish.problem} shown={['/changeNote']} /></div>
    </Dialog>
  )
}

function ArchiveIt({ article: a, onClose }: { article: Article; onClose: () => void }) {
  const t = useT(), [reason, setReason] = useState(''), archive = useSubmit(knowledgeApi.archive, { invalidates: [knowledgeApi.get, knowledgeApi.list], onDone: () => { toast(t('knowledge.archived')); onClose() } })
  return (
    <Dialog open onClose={onClose} title={t('knowledge.archive.title', { number: a.number })} footer={<><Button onClick={onClose}>{t('web.cancel')}</Button><Button kind="danger" busy={archive.busy} onClick={() => { void archive.submit({ params: { id: a.id }, body: { reason } }) }}>{t('knowledge.archive')}</Button></>}>
      <div className="col"><p className="t2">{t('knowledge.archive.note')}</p><FormField label={t('knowledge.field.reason')} required pointer="/reason" problem={archive.problem}><textarea className="field" rows={3} value={reason} onChange={(event) => setReason(event.target.value)} /></FormField><ProblemNote problem={archive.problem} shown={['/reason']} /></div>
    </Dialog>
  )
}
