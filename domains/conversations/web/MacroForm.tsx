// A macro: the reply, the note, the fields and the move that belong together.
import { useState } from 'react'
import { useSubmit } from '../../../web/api/queries.ts'
import { Button } from '../../../web/design/Button.tsx'
import { Dialog } from '../../../web/design/Dialog.tsx'
import { FormField, ProblemNote } from '../../../web/design/Form.tsx'
import { useT } from '../../../web/i18n/i18n.ts'
import { type CaseState, Factor, Impact, ProblemClass } from '../../cases/contract/case.ts'
import { macrosApi } from '../contract/texts-api.ts'
import type { Macro, MacroSteps, ReplyTemplate } from '../contract/texts.ts'

/** States that a macro may ask for; whether the case allows it is found out by the preview. */
const TARGETS: readonly CaseState[] = ['diagnosing', 'waiting-requester', 'waiting-vendor', 'cancelled']

interface Form { nameZh: string; nameEn: string; templateId: string; note: string; take: boolean; problemClass: string; urgency: string; impact: string; complexity: string; why: string; to: string; reason: string }
const formOf = (m: Macro | null): Form => ({
  nameZh: m?.nameZh ?? '', nameEn: m?.nameEn ?? '', templateId: m?.steps.templateId ?? '', note: m?.steps.note ?? '', take: m?.steps.take ?? false, problemClass: m?.steps.set?.problemClass ?? '', urgency: m?.steps.set?.urgency ?? '', impact: m?.steps.set?.impact ?? '', complexity: m?.steps.set?.complexity ?? '',
  why: m?.steps.set?.reason ?? '', to: m?.steps.transition?.to ?? '', reason: m?.steps.transition?.reason ?? '',
})

function stepsOf(f: Form, before: MacroSteps | undefined): MacroSteps {
  const set = { ...(f.problemClass ? { problemClass: f.problemClass } : {}), ...(f.urgency ? { urgency: f.urgency } : {}), ...(f.impact ? { impact: f.impact } : {}), ...(f.complexity ? { complexity: f.complexity } : {}) }
  return {
    ...(f.templateId ? { templateId: f.templateId } : before?.reply ? { reply: before.reply } : {}), ...(f.note.trim() ? { note: f.note } : {}), ...(f.take ? { take: true } : {}),
    ...(Object.keys(set).length ? { set: { ...set, ...(f.why.trim() ? { reason: f.why } : {}) } } : {}), ...(f.to ? { transition: { to: f.to, ...(f.reason.trim() ? { reason: f.reason } : {}) } } : {}),
  } as MacroSteps
}

export function MacroForm({ macro, templates, onClose }: { macro: Macro | null; templates: readonly ReplyTemplate[]; onClose: () => void }) {
  const t = useT(), [form, setForm] = useState(() => formOf(macro)), stale = [macrosApi.list], add = useSubmit(macrosApi.add, { invalidates: stale, onDone: onClose }), edit = useSubmit(macrosApi.edit, { invalidates: stale, onDone: onClose }), problem = add.problem ?? edit.problem
  const change = (part: Partial<Form>) => setForm({ ...form, ...part }), steps = stepsOf(form, macro?.steps), body = { nameZh: form.nameZh, nameEn: form.nameEn, steps }
  const save = () => { void (macro ? edit.submit({ params: { id: macro.id }, body, ifMatch: macro.version }) : add.submit({ body })) }
  const select = (name: 'templateId' | 'problemClass' | 'urgency' | 'impact' | 'complexity' | 'to', label: string, options: readonly (readonly [string, string])[]) => <FormField label={label}><select className="field" value={form[name]} onChange={(event) => change({ [name]: event.target.value })}><option value="">{t('conversations.macro.leave')}</option>{options.map(([id, word]) => <option key={id} value={id}>{word}</option>)}</select></FormField>
  const factors = Factor.options.map((f) => [f, t(`cases.factor.${f}`)] as const)
  return (
    <Dialog open onClose={onClose} title={macro ? macro.name : t('conversations.texts.new-macro')} width={720} footer={<><Button onClick={onClose}>{t('web.cancel')}</Button><Button kind="primary" busy={add.busy || edit.busy} disabled={form.nameZh.trim() === '' || form.nameEn.trim() === '' || Object.keys(steps).length === 0} onClick={save}>{t('conversations.save')}</Button></>}>
      <div className="texts-two">
        <FormField label={t('conversations.texts.nameZh')} required pointer="/nameZh" problem={problem}><input className="field" value={form.nameZh} onChange={(event) => change({ nameZh: event.target.value })} /></FormField>
        <FormField label={t('conversations.texts.nameEn')} required pointer="/nameEn" problem={problem}><input className="field" value={form.nameEn} onChange={(event) => change({ nameEn: event.target.value })} /></FormField>
        {select('templateId', t('conversations.macro.does.templateId'), templates.map((x) => [x.id, x.name]))}
        <label className="row g6 sm texts-check"><input type="checkbox" checked={form.take} onChange={(event) => change({ take: event.target.checked })} />{t('conversations.macro.does.take')}</label>
        {select('problemClass', t('cases.field.problemClass'), ProblemClass.options.map((c) => [c, t(`cases.class.${c}`)]))}
        {select('urgency', t('cases.field.urgency'), factors)}
        {select('impact', t('cases.field.impact'), Impact.options.map((i) => [i, t(`cases.impact.${i}`)]))}
        {select('complexity', t('cases.field.complexity'), factors)}
        {steps.set && <FormField label={t('conversations.macro.why')}><input className="field" value={form.why} onChange={(event) => change({ why: event.target.value })} /></FormField>}
        {select('to', t('conversations.macro.does.transition'), TARGETS.map((s) => [s, t(`cases.state.${s}`)]))}
        {form.to !== '' && <FormField label={t('conversations.macro.reason')}><input className="field" value={form.reason} onChange={(event) => change({ reason: event.target.value })} /></FormField>}
      </div>
      <FormField label={t('conversations.macro.does.note')} pointer="/steps/note" problem={problem}><textarea className="field" rows={3} value={form.note} onChange={(event) => change({ note: event.target.value })} /></FormField>
      <ProblemNote problem={problem} shown={['/nameZh', '/nameEn', '/steps/note']} />
    </Dialog>
  )
}
