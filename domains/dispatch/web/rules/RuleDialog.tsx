// A new version of a rule: mode, order, needs, skills by class, weights, limit. Published with a reason; two people at once are told.
import { useState } from 'react'
import { useSubmit } from '../../../../web/api/queries.ts'
import { Button } from '../../../../web/design/Button.tsx'
import { Dialog } from '../../../../web/design/Dialog.tsx'
import { toast } from '../../../../web/design/Feedback.tsx'
import { FormField, ProblemNote } from '../../../../web/design/Form.tsx'
import { useT } from '../../../../web/i18n/i18n.ts'
import { ProblemClass, ServiceLine } from '../../../cases/contract/case.ts'
import { dispatchApi } from '../../contract/api.ts'
import type { BoardUnit } from '../../contract/board.ts'
import { DEFAULT_RULE, Method, Mode, Need, type Rule, type RuleDefinition, type Weights } from '../../contract/rule.ts'

const LEVELS: readonly (keyof Weights)[] = ['URGENT', 'A', 'COMPLEX', 'B', 'GENERAL', 'C', 'none']
/** Names one per comma, whichever comma the keyboard writes. */
const listOf = (text: string): string[] => text.split(/[,，、\n]/).map((s) => s.trim()).filter(Boolean)

export function RuleDialog({ rule, units, onClose }: { rule: Rule | null; units: readonly BoardUnit[]; onClose: () => void }) {
  const t = useT(), [unitId, setUnitId] = useState(rule?.unit?.id ?? ''), [line, setLine] = useState<string>(rule?.serviceLine ?? ''), [d, setD] = useState<RuleDefinition>(rule?.current.definition ?? DEFAULT_RULE), [reason, setReason] = useState('')
  const [skills, setSkills] = useState<Record<string, string>>(() => Object.fromEntries(ProblemClass.options.map((c) => [c, ((rule?.current.definition.skills as Record<string, string[]> | undefined)?.[c] ?? []).join('，')])))
  const set = (change: Partial<RuleDefinition>) => setD((before) => ({ ...before, ...change }))
  const submit = useSubmit(dispatchApi.publishRule, { invalidates: [dispatchApi.rules, dispatchApi.ruleVersions, dispatchApi.board, dispatchApi.candidates], onDone: (reply) => { toast(t('dispatch.rules.published', { version: reply.version })); onClose() } })
  const send = () => {
    const named = Object.fromEntries(ProblemClass.options.map((c) => [c, listOf(skills[c] ?? '')] as const).filter(([, list]) => list.length > 0))
    void submit.submit({ body: { unitId: unitId || null, serviceLine: (line || null) as Rule['serviceLine'], definition: { ...d, skills: named }, reason: reason.trim() }, ...(rule ? { ifMatch: rule.version } : {}) })
  }
  const choose = <T extends string>(name: 'mode' | 'method' | 'shift' | 'language' | 'skill', options: readonly T[], word: (option: T) => `dispatch.${string}`) => (
    <FormField label={t(`dispatch.rule.${name}`)} required pointer={`/definition/${name}`} problem={submit.problem}><select className="field" value={d[name]} onChange={(event) => set({ [name]: event.target.value })}>{options.map((o) => <option key={o} value={o}>{t(word(o))}</option>)}</select></FormField>)
  return (
    <Dialog open onClose={onClose} width={680} title={t(rule ? 'dispatch.rules.edit.title' : 'dispatch.rules.new')} footer={<><Button onClick={onClose}>{t('web.cancel')}</Button><Button kind="primary" busy={submit.busy} disabled={reason.trim() === ''} onClick={send}>{t('dispatch.rules.publish')}</Button></>}>
      <form className="col" onSubmit={(event) => { event.preventDefault(); if (reason.trim()) send() }}>
        <div className="dp-two">
          <FormField label={t('dispatch.unit')} required pointer="/unitId" problem={submit.problem}><select className="field" value={unitId} disabled={rule !== null} onChange={(event) => setUnitId(event.target.value)}><option value="">{t('dispatch.rules.everywhere')}</option>{units.map((u) => <option key={u.id} value={u.id}>{`${'\u3000'.repeat(u.depth)}${u.name}`}</option>)}</select></FormField>
          <FormField label={t('cases.field.serviceLine')} required pointer="/serviceLine" problem={submit.problem}><select className="field" value={line} disabled={rule !== null} onChange={(event) => setLine(event.target.value)}><option value="">{t('dispatch.rules.any-line')}</option>{ServiceLine.options.map((s) => <option key={s} value={s}>{t(`cases.service-line.${s}`)}</option>)}</select></FormField>
          {choose('mode', Mode.options, (o) => `dispatch.mode.${o}.long`)}{choose('method', Method.options, (o) => `dispatch.method.${o}`)}
          {choose('shift', Need.options, (o) => `dispatch.need.${o}`)}{choose('language', Need.options, (o) => `dispatch.need.${o}`)}{choose('skill', Need.options, (o) => `dispatch.need.${o}`)}
          <FormField label={t('dispatch.rule.max-weight')} pointer="/definition/maxWeight" problem={submit.problem}><input className="field num" type="number" min={1} max={500} value={d.maxWeight ?? ''} onChange={(event) => set({ maxWeight: event.target.value === '' ? null : Number(event.target.value) })} /></FormField>
        </div>
        <label className="row"><input type="checkbox" checked={d.dedicated} onChange={(event) => set({ dedicated: event.target.checked })} />{t('dispatch.rule.dedicated')}</label>
        <fieldset className="dp-set"><legend>{t('dispatch.rule.weights')}</legend><div className="dp-weights">{LEVELS.map((level) => <label key={level} className="sm"><span>{t(`dispatch.level.${level}`)}</span><input className="field num" type="number" min={0} max={20} value={d.weights[level]} onChange={(event) => set({ weights: { ...d.weights, [level]: Number(event.target.value) } })} /></label>)}</div></fieldset>
        <fieldset className="dp-set"><legend>{t('dispatch.rule.skills')}</legend><div className="dp-two">{ProblemClass.options.map((c) => <label key={c} className="sm"><span>{t(`cases.class.${c}`)}</span><input className="field" value={skills[c] ?? ''} placeholder={t('dispatch.rule.skills.hint')} onChange={(event) => setSkills({ ...skills, [c]: event.target.value })} /></label>)}</div></fieldset>
        <FormField label={t('dispatch.reason')} required pointer="/reason" problem={submit.problem}><textarea className="field" rows={2} value={reason} onChange={(event) => setReason(event.target.value)} /></FormField>
        <ProblemNote problem={submit.problem} shown={['/unitId', '/serviceLine', '/reason', '/definition/maxWeight']} />
      </form>
    </Dialog>
  )
}
