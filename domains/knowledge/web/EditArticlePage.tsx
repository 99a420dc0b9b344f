// Writes an article: facts, text with its look beside it; saving keeps a draft that somebody else publishes (§4.3).
import { useState } from 'react'
import { call } from '../../../web/api/call.ts'
import { useApi, useSubmit } from '../../../web/api/queries.ts'
import { useGuardedEdit } from '../../../web/api/use-guarded-edit.ts'
import { ClashNote } from '../../../web/design/ClashNote.tsx'
import { Button } from '../../../web/design/Button.tsx'
import { toast } from '../../../web/design/Feedback.tsx'
import { FormField, Notice, ProblemNote } from '../../../web/design/Form.tsx'
import { Page, PageHead } from '../../../web/design/Layout.tsx'
import { ClauseMark } from '../../../web/design/Marks.tsx'
import { Prose } from '../../../web/design/Prose.tsx'
import { Loaded } from '../../../web/design/States.tsx'
import { TabBar } from '../../../web/design/TabBar.tsx'
import { useDraft } from '../../../web/design/use-draft.ts'
import { useAddressParams, useGo, useGoBack } from '../../../web/shell/address.ts'
import { useShortcut } from '../../../web/shell/shortcuts.ts'
import { useT } from '../../../web/i18n/i18n.ts'
import { knowledgeApi } from '../contract/api.ts'
import { ArticleType, type Article } from '../contract/article.ts'
import './knowledge.css'

interface Form { title: string; type: ArticleType; audience: 'staff' | 'public'; product: string; problemType: string; keywords: string; summary: string; body: string; changeNote: string }
const SHOWN = ['title', 'type', 'audience', 'product', 'problemType', 'keywords', 'summary', 'body', 'changeNote'].map((f) => `/${f}`)
const formOf = (a: Article): Form => ({ title: a.title, type: a.type, audience: a.audience, product: a.product ?? '', problemType: a.problemType ?? '', keywords: a.keywords.join(', '), summary: a.summary, body: a.body, changeNote: a.versionLabel === null ? a.changeNote ?? '' : '' })
const wordsOf = (text: string) => [...new Set(text.split(/[,，、;；\n]/).map((w) => w.trim()).filter(Boolean))]

export function EditArticlePage() {
  const t = useT(), { id = '' } = useAddressParams(), query = useApi(knowledgeApi.get, { params: { id }, query: {} }, { staleTime: 0 })
  return <Loaded query={query} heading={t('knowledge.edit')} rows={10}>{(article) => <ArticleForm key={article.id} article={article} first={formOf(article)} />}</Loaded>
}

export function NewArticlePage() {
  const t = useT()
  return <ArticleForm article={null} first={{ title: '', type: 'fault-guide', audience: 'staff', product: '', problemType: '', keywords: '', summary: '', body: t('knowledge.template'), changeNote: '' }} />
}

function ArticleForm({ article: current, first }: { article: Article | null; first: Form }) {
  // What was opened stays the base of the work here, whatever arrives meanwhile.
  const [article] = useState(current)
  const t = useT(), go = useGo(), back = useGoBack(article ? `/kb/${article.id}` : '/kb'), draft = useDraft<Form>(`article:${article?.id ?? 'new'}:${article?.version ?? 0}`, first), form = draft.value, [tab, setTab] = useState('write')
  const saved = (a: Article) => { draft.clear(); toast(t('knowledge.saved')); go(`/kb/${a.id}`, { replace: true }) }
  const stale = [knowledgeApi.get, knowledgeApi.list, knowledgeApi.versions], create = useSubmit(knowledgeApi.create, { invalidates: stale, onDone: saved }), said = (text: string) => text.trim()
  const sharedOf = (f: Form) => ({ title: f.title, type: f.type, audience: f.audience, summary: f.summary, body: f.body, keywords: wordsOf(f.keywords) })
  const edit = useGuardedEdit<Article | null, Form>(article, {
    formOf: (a) => (a ? formOf(a) : first), invalidates: stale, onDone: (a) => { if (a) saved(a) }, read: () => call(knowledgeApi.get, { params: { id: article?.id ?? '' }, query: {} }),
    save: (f, from) => call(knowledgeApi.edit, { params: { id: from?.id ?? '' }, ifMatch: from?.version ?? 0, body: { ...sharedOf(f), product: said(f.product) || null, problemType: said(f.problemType) || null, ...(said(f.changeNote) ? { changeNote: said(f.changeNote) } : {}) } }),
  })
  const problem = create.problem ?? edit.problem, busy = create.busy || edit.busy, set = (field: keyof Form) => (event: { target: { value: string } }) => draft.change({ ...form, [field]: event.target.value })
  const send = () => {
    if (article) void edit.send(form)
    else void create.submit({ body: { ...sharedOf(form), ...(said(form.product) ? { product: said(form.product) } : {}), ...(said(form.problemType) ? { problemType: said(form.problemType) } : {}) } })
  }
  useShortcut('mod+enter', send)
  const line = (field: 'title' | 'product' | 'problemType' | 'keywords' | 'summary' | 'changeNote', required = false, hint?: string) => <FormField label={t(`knowledge.field.${field}`)} pointer={`/${field}`} problem={problem} {...(required ? { required: true } : {})} {...(hint ? { hint } : {})}><input className="field" value={form[field]} onChange={set(field)} /></FormField>
  return (
    <Page>
      <PageHead title={article ? t('knowledge.edit.title', { number: article.number }) : t('knowledge.new')} note={draft.restored ? t('knowledge.restored') : undefined} crumbs={[{ label: t('knowledge.page'), to: '/kb' }, ...(article ? [{ label: article.number, to: `/kb/${article.id}` }] : [])]} actions={<><Button onClick={back}>{t('web.cancel')}</Button><Button kind="primary" busy={busy} onClick={send}>{t('knowledge.save')}</Button></>} />
      {article?.state === 'published' && article.versionLabel !== null && <Notice>{t('knowledge.next-version', { version: article.versionLabel })}</Notice>}
      <ProblemNote problem={problem} shown={SHOWN} /><ClashNote clash={edit.clash} label={(field) => t(`knowledge.field.${field}`)} show={(field, value) => (value === '' ? '—' : field === 'type' ? t(`knowledge.type.${String(value)}`) : field === 'audience' ? t(`knowledge.audience.${String(value)}`) : String(value))} />
      <form className="kb-edit" onSubmit={(event) => { event.preventDefault(); send() }}>
        <div className="col">
          {line('title', true)}
          <TabBar label={t('knowledge.field.body')} current={tab} onChange={setTab} tabs={[{ id: 'write', label: t('knowledge.write') }, { id: 'look', label: t('knowledge.look') }]} panelId="kb-body" />
          <div id="kb-body" role="tabpanel">{tab === 'write' ? <FormField label={t('knowledge.field.body')} required pointer="/body" problem={problem} hint={t('knowledge.body.hint')}><textarea className="field kb-body" rows={24} value={form.body} onChange={set('body')} /></FormField> : <div className="card kb-look"><Prose source={form.body} /></div>}</div>
        </div>
        <div className="col">
          <FormField label={t('knowledge.field.type')} required pointer="/type" problem={problem}><select className="field" value={form.type} onChange={set('type')}>{ArticleType.options.map((x) => <option key={x} value={x}>{t(`knowledge.type.${x}`)}</option>)}</select></FormField>
          <FormField label={t('knowledge.field.audience')} required pointer="/audience" problem={problem} hint={t(`knowledge.audience.hint.${form.audience}`)}><select className="field" value={form.audience} onChange={set('audience')}><option value="staff">{t('knowledge.audience.staff')}</option><option value="public">{t('knowledge.audience.public')}</option></select></FormField>
          {line('summary')}{line('product')}{line('problemType')}{line('keywords', false, t('knowledge.keywords.hint'))}{article && line('changeNote')}
          <p className="sm t2">{t('knowledge.save.note')} <ClauseMark clause="§4.3" /></p>
        </div>
      </form>
    </Page>
  )
}
