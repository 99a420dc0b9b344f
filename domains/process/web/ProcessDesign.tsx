// The drawing under the hand of headquarters: a draft that is kept, checked as it is saved, and published with a reason.
import { CircleAlert, Plus, TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import { queryKey, useApi, useSubmit } from '../../../web/api/queries.ts'
import { Button } from '../../../web/design/Button.tsx'
import { Dialog } from '../../../web/design/Dialog.tsx'
import { confirmByVerb, toast } from '../../../web/design/Feedback.tsx'
import { FormField, ProblemNote } from '../../../web/design/Form.tsx'
import { PageHead, SidePart } from '../../../web/design/Layout.tsx'
import { Loading } from '../../../web/design/States.tsx'
import { useT } from '../../../web/i18n/i18n.ts'
import { processApi, type Draft, type ProcessView } from '../contract/api.ts'
import type { Definition } from '../contract/definition.ts'
import { Drawing } from './Drawing.tsx'
import { addStep, limitChoices } from './edit-definition.ts'
import { StepForm } from './StepForm.tsx'

const STALE = [processApi.show, processApi.draft, processApi.versions]

export function ProcessDesign({ live, onDone }: { live: ProcessView; onDone: () => void }) {
  const draft = useApi(processApi.draft, undefined, { enabled: live.draftVersion !== null })
  if (live.draftVersion !== null && !draft.data) return <Loading rows={8} />
  return <Desk key={draft.data ? 'draft' : 'new'} live={live} kept={draft.data ?? null} onDone={onDone} />
}

function Desk({ live, kept, onDone }: { live: ProcessView; kept: Draft | null; onDone: () => void }) {
  const t = useT(), [saved, setSaved] = useState<Draft | null>(kept), [definition, setDefinition] = useState<Definition>((kept ?? live).definition), [chosen, setChosen] = useState<string | null>(null), [publishing, setPublishing] = useState(false)
  const base = (saved ?? live).definition, changed = JSON.stringify(base) !== JSON.stringify(definition), step = definition.steps.find((s) => s.id === chosen) ?? null, view = { ...(saved ?? live), definition, found: changed ? [] : (saved?.found ?? []) }
  const save = useSubmit(processApi.saveDraft, { onDone: (next) => { setSaved(next); setDefinition(next.definition); toast(t('process.draft.saved')) } }), drop = useSubmit(processApi.dropDraft, { invalidates: STALE, onDone })
  const send = () => { void save.submit({ body: { definition }, ...(saved ? { ifMatch: saved.version } : {}) }) }
  const leave = async () => { if (!changed || await confirmByVerb({ title: t('process.draft.leave'), body: t('process.draft.leave-text'), verb: t('process.draft.leave-verb'), danger: true })) onDone() }
  const remove = async () => { if (await confirmByVerb({ title: t('process.draft.drop-title'), body: t('process.draft.drop-text'), verb: t('process.draft.drop'), danger: true })) void drop.submit({}) }
  const add = () => { const next = addStep(definition, step); setDefinition(next.definition); setChosen(next.id) }
  return (
    <>
      <PageHead title={t('process.page')} note={t(saved ? 'process.draft.of' : 'process.draft.new', { version: live.version })} actions={<><Button size="small" kind="quiet" onClick={() => { void leave() }}>{t('process.draft.close')}</Button>{saved && <Button size="small" kind="quiet" onClick={() => { void remove() }}>{t('process.draft.drop')}</Button>}<Button size="small" icon={<Plus size={14} />} onClick={add}>{t('process.step')}</Button>
        <Button size="small" disabled={!changed} busy={save.busy} onClick={send}>{t('process.draft.save')}</Button><Button size="small" kind="primary" disabled={!saved || changed} onClick={() => setPublishing(true)}>{t('process.publish')}</Button></>} />
      <ProblemNote problem={save.problem ?? drop.problem} />
      <div className="pr-split">
        <div className="pr-canvas" tabIndex={0} role="region" aria-label={t('process.drawing')}><Drawing view={view} now={null} paths={null} list={null} chosen={chosen} onChoose={setChosen} /></div>
        <aside className="pr-side" aria-label={t('process.step')}>{step ? <StepForm key={step.id} definition={definition} step={step} limits={limitChoices(live, (policy, kind) => `${policy} · ${t(`sla.kind.${kind}`)}`)} onChange={setDefinition} /> : <Findings draft={changed ? null : saved} onChoose={setChosen} />}</aside>
      </div>
      {publishing && saved && <Publish draft={saved} onClose={() => setPublishing(false)} onDone={onDone} />}
    </>
  )
}

function Findings({ draft, onChoose }: { draft: Draft | null; onChoose: (id: string) => void }) {
  const t = useT()
  if (!draft) return <p className="t2 pr-hint">{t('process.design.hint')}</p>
  return (
    <>
      <SidePart title={t('process.found')}>{draft.found.length === 0 ? <p className="good">{t('process.found.none')}</p> : <ul className="pr-list">{draft.found.map((f, i) => <li key={i} className={f.severity === 'error' ? 'bad' : ''}>{f.severity === 'error' ? <CircleAlert size={14} aria-hidden /> : <TriangleAlert size={14} aria-hidden />}{f.step ? <button type="button" className="pr-link" onClick={() => onChoose(f.step!)}>{f.text}</button> : <span>{f.text}</span>}</li>)}</ul>}</SidePart>
      <SidePart title={t('process.changes')}><ul className="pr-list">{draft.changes.map((c) => <li key={c}>{c}</li>)}</ul></SidePart>
    </>
  )
}

function Publish({ draft, onClose, onDone }: { draft: Draft; onClose: () => void; onDone: () => void }) {
  const t = useT(), [note, setNote] = useState(''), publish = useSubmit(processApi.publish, { invalidates: [...STALE, queryKey(processApi.now)], onDone: (view) => { toast(t('process.published', { version: view.version })); onDone() } })
  return (
    <Dialog open onClose={onClose} title={t('process.publish.title', { version: draft.number })} footer={<><Button onClick={onClose}>{t('web.cancel')}</Button><Button kind="primary" busy={publish.busy} onClick={() => { void publish.submit({ body: { note }, ifMatch: draft.version }) }}>{t('process.publish')}</Button></>}>
      <div className="col"><p className="t2">{t('process.publish.text')}</p>{draft.closed.length > 0 && <p className="row g6"><TriangleAlert size={14} aria-hidden />{draft.found.filter((f) => f.code === 'move-closed').map((f) => f.text).join(' ')}</p>}
        <FormField label={t('process.publish.note')} required pointer="/note" problem={publish.problem}><textarea className="field" rows={3} value={note} onChange={(e) => setNote(e.target.value)} /></FormField><ProblemNote problem={publish.problem} shown={['/note']} /></div>
    </Dialog>
  )
}

