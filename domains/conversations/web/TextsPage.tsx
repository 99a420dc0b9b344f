// Reply templates and macros as leads and headquarters keep them: both languages side by side, approval by a second person, versions.
import { Check, History, Plus } from 'lucide-react'
import { useState } from 'react'
import { useApi, useSubmit } from '../../../web/api/queries.ts'
import { Button } from '../../../web/design/Button.tsx'
import { Dialog } from '../../../web/design/Dialog.tsx'
import { confirmByVerb, toast, toastProblem } from '../../../web/design/Feedback.tsx'
import { FormField, ProblemNote } from '../../../web/design/Form.tsx'
import { Page, PageHead, Panel } from '../../../web/design/Layout.tsx'
import { Tone } from '../../../web/design/Marks.tsx'
import { Empty, Loaded } from '../../../web/design/States.tsx'
import { useServerMinute } from '../../../web/design/server-clock.ts'
import { useMay, useSession } from '../../../web/shell/session.ts'
import { useFormat, useT } from '../../../web/i18n/i18n.ts'
import { macrosApi, templatesApi } from '../contract/texts-api.ts'
import { VARIABLES, type Macro, type ReplyTemplate } from '../contract/texts.ts'
import { MacroForm } from './MacroForm.tsx'
import './thread.css'

export function TextsPage() {
  const t = useT(), templates = useApi(templatesApi.list, { query: {} }), macros = useApi(macrosApi.list, { query: { all: 'true' } }), [edited, setEdited] = useState<ReplyTemplate | 'new' | null>(null), [macro, setMacro] = useState<Macro | 'new' | null>(null)
  return (
    <Page>
      <PageHead title={t('conversations.texts.title')} note={t('conversations.texts.note')} />
      <Panel title={t('conversations.texts.templates')} extra={<Button size="small" icon={<Plus size={13} />} onClick={() => setEdited('new')}>{t('conversations.texts.new-template')}</Button>} pad={false}>
        <Loaded query={templates}>{({ items }) => (items.length === 0 ? <Empty kind="good" title={t('conversations.texts.none')} /> : <ul className="texts">{items.map((x) => <TemplateRow key={x.id} template={x} onEdit={() => setEdited(x)} />)}</ul>)}</Loaded>
      </Panel>
      <Panel title={t('conversations.texts.macros')} extra={<Button size="small" icon={<Plus size={13} />} onClick={() => setMacro('new')}>{t('conversations.texts.new-macro')}</Button>} pad={false}>
        <Loaded query={macros}>{({ items }) => (items.length === 0 ? <Empty kind="good" title={t('conversations.texts.none')} /> : <ul className="texts">{items.map((m) => <MacroRow key={m.id} macro={m} onEdit={() => setMacro(m)} />)}</ul>)}</Loaded>
      </Panel>
      {edited && <TemplateForm template={edited === 'new' ? null : edited} onClose={() => setEdited(null)} />}
      {macro && <MacroForm macro={macro === 'new' ? null : macro} templates={templates.data?.items.filter((x) => x.approvedVersion !== null) ?? []} onClose={() => setMacro(null)} />}
    </Page>
  )
}

function TemplateRow({ template: x, onEdit }: { template: ReplyTemplate; onEdit: () => void }) {
  const t = useT(), format = useFormat(), now = useServerMinute(), session = useSession(), mayApprove = useMay('templates.approve'), [history, setHistory] = useState(false), stale = [templatesApi.list]
  const approve = useSubmit(templatesApi.approve, { invalidates: stale, onProblem: toastProblem, onDone: () => toast(t('conversations.texts.approved')) }), retire = useSubmit(templatesApi.retire, { invalidates: stale, onProblem: toastProblem })
  const askRetire = async () => { if (await confirmByVerb({ title: t('conversations.texts.retire.title', { name: x.name }), body: t('conversations.texts.retire.body'), verb: t('conversations.texts.retire'), danger: true })) void retire.submit({ params: { id: x.id } }) }
  return (
    <li>
      <div className="col g4 texts-main"><div className="row g6"><button type="button" className="lnk" onClick={onEdit}><b>{x.name}</b></button><Tone kind={x.state === 'approved' ? 'good' : 'warn'}>{t(x.state === 'approved' ? 'conversations.texts.state.approved' : x.approvedVersion !== null ? 'conversations.texts.state.newer' : 'conversations.texts.state.draft')}</Tone>{x.unit && <span className="dim sm">{x.unit}</span>}</div>
        <div className="sm t2 ell">{x.bodyZh.split('\n').find((l) => l.trim() !== '' && !l.includes('requester.name')) ?? x.bodyZh}</div>
        <div className="xs dim">{t('conversations.texts.edited', { version: x.version, name: x.editedBy.name, time: format.moment(x.editedAt, now) })}{x.approvedBy && ` · ${t('conversations.texts.approved-by', { version: x.approvedVersion ?? 0, name: x.approvedBy.name })}`}</div></div>
      <span className="sp" />
      {mayApprove && x.state === 'draft' && x.editedBy.id !== session.person.id && <Button size="small" kind="primary" icon={<Check size={13} />} busy={approve.busy} onClick={() => { void approve.submit({ params: { id: x.id } }) }}>{t('conversations.texts.approve')}</Button>}
      <button type="button" className="ib" aria-label={t('conversations.texts.versions')} onClick={() => setHistory(true)}><History size={14} /></button>
      <Button size="small" kind="quiet" busy={retire.busy} onClick={() => { void askRetire() }}>{t('conversations.texts.retire')}</Button>
      {history && <Versions template={x} onClose={() => setHistory(false)} />}
    </li>
  )
}

function Versions({ template, onClose }: { template: ReplyTemplate; onClose: () => void }) {
  const t = useT(), format = useFormat(), query = useApi(templatesApi.versions, { params: { id: template.id } })
  return <Dialog open onClose={onClose} title={`${template.name} · ${t('conversations.texts.versions')}`} width={640}><Loaded query={query}>{({ items }) => <div className="col g12">{items.map((v) => <article key={v.version}><div className="row g6 sm"><b>v{v.version}</b><span>{v.by.name}</span><span className="dim num">{format.exact(v.at)}</span></div><div className="text t2 sm texts-body">{v.bodyZh}</div><div className="text dim sm texts-body">{v.bodyEn}</div></article>)}</div>}</Loaded></Dialog>
}

function TemplateForm({ template, onClose }: { template: ReplyTemplate | null; onClose: () => void }) {
  const t = useT(), [form, setForm] = useState({ nameZh: template?.nameZh ?? '', nameEn: template?.nameEn ?? '', bodyZh: template?.bodyZh ?? '', bodyEn: template?.bodyEn ?? '' }), stale = [templatesApi.list]
  const add = useSubmit(templatesApi.add, { invalidates: stale, onDone: onClose }), edit = useSubmit(templatesApi.edit, { invalidates: stale, onDone: onClose }), problem = add.problem ?? edit.problem
  const save = () => { void (template ? edit.submit({ params: { id: template.id }, body: form, ifMatch: template.version }) : add.submit({ body: form })) }
  const field = (name: keyof typeof form, rows?: number) => <FormField label={t(`conversations.texts.${name}`)} required pointer={`/${name}`} problem={problem}>{rows ? <textarea className="field" rows={rows} lang={name.endsWith('En') ? 'en' : 'zh'} value={form[name]} onChange={(event) => setForm({ ...form, [name]: event.target.value })} /> : <input className="field" value={form[name]} onChange={(event) => setForm({ ...form, [name]: event.target.value })} />}</FormField>
  return (
    <Dialog open onClose={onClose} title={template ? template.name : t('conversations.texts.new-template')} width={760} footer={<><Button onClick={onClose}>{t('web.cancel')}</Button><Button kind="primary" busy={add.busy || edit.busy} disabled={Object.values(form).some((v) => v.trim() === '')} onClick={save}>{t('conversations.texts.save')}</Button></>}>
      <div className="texts-two">{field('nameZh')}{field('nameEn')}{field('bodyZh', 10)}{field('bodyEn', 10)}</div>
      <p className="sm dim">{t('conversations.texts.variables')} {VARIABLES.map((v) => <code key={v} className="texts-var" title={t(`conversations.variable.${v}`)}>{`{{${v}}}`}</code>)}</p>
      <ProblemNote problem={problem} shown={['/nameZh', '/nameEn', '/bodyZh', '/bodyEn']} />
    </Dialog>
  )
}

function MacroRow({ macro: m, onEdit }: { macro: Macro; onEdit: () => void }) {
  const t = useT(), edit = useSubmit(macrosApi.edit, { invalidates: [macrosApi.list], onProblem: toastProblem }), does = (['templateId', 'reply', 'take', 'set', 'note', 'transition'] as const).filter((k) => m.steps[k]).map((k) => t(`conversations.macro.does.${k}`))
  return (
    <li><div className="col g4 texts-main"><div className="row g6"><button type="button" className="lnk" onClick={onEdit}><b>{m.name}</b></button>{!m.active && <Tone kind="plain">{t('conversations.texts.off')}</Tone>}</div><div className="sm t2">{does.join(' · ')}</div></div><span className="sp" />
      <Button size="small" kind="quiet" busy={edit.busy} onClick={() => { void edit.submit({ params: { id: m.id }, body: { active: !m.active }, ifMatch: m.version }) }}>{t(m.active ? 'conversations.texts.switch-off' : 'conversations.texts.switch-on')}</Button></li>
  )
}
