// Builds a rule as a sentence: when this happens, if it looks like that, then do those things.
import { Plus, X } from 'lucide-react'
import { useMemo, useState } from 'react'
import { useApi, useSubmit } from '../../../web/api/queries.ts'
import type { ApiProblem } from '../../../web/api/problem.ts'
import { Button } from '../../../web/design/Button.tsx'
import { Drawer } from '../../../web/design/Dialog.tsx'
import { FormField, ProblemNote } from '../../../web/design/Form.tsx'
import { useMay } from '../../../web/shell/session.ts'
import { useShortcut } from '../../../web/shell/shortcuts.ts'
import { useT } from '../../../web/i18n/i18n.ts'
import { CaseState } from '../../cases/contract/case.ts'
import { templatesApi } from '../../conversations/contract/texts-api.ts'
import { orgApi } from '../../org/contract/api.ts'
import { ClockKind } from '../../sla/contract/clock.ts'
import { automationApi } from '../contract/api.ts'
import { CaseEvent, type Action, type Condition, type Definition, type Rule, type Trigger } from '../contract/rule.ts'
import { ActionRow } from './ActionRow.tsx'
import { ConditionRow } from './ConditionRow.tsx'
import { sentence } from './rule-words.ts'
import { STALE } from './stale.ts'

const FIRST: Definition = { trigger: { kind: 'event', event: 'case-opened' }, conditions: [], actions: [{ do: 'note', text: '' }], last: false }

/** Names that the selects offer; the sentence reads them too. */
export interface Offered { people: readonly { id: string; name: string }[]; units: readonly { id: string; name: string }[]; templates: readonly { id: string; name: string }[] }
function useOffered(): Offered {
  const people = useApi(orgApi.listPeople, { query: { kind: 'staff', state: 'active', limit: 200 } }), units = useApi(orgApi.listUnits), templates = useApi(templatesApi.list, { query: {} }, { enabled: useMay('conversations.reply') })
  return useMemo(() => ({ people: people.data?.items ?? [], units: units.data?.items ?? [], templates: (templates.data?.items ?? []).filter((x) => x.approvedVersion !== null) }), [people.data, units.data, templates.data])
}

export function RuleEditor({ rule, onClose, onSaved }: { rule: Rule | null; onClose: () => void; onSaved: (id: string) => void }) {
  const t = useT(), offered = useOffered(), [name, setName] = useState(rule?.name ?? ''), [limit, setLimit] = useState(rule?.limitPerHour ?? 60), [why, setWhy] = useState(''), [d, setD] = useState<Definition>(rule?.definition ?? FIRST), change = (part: Partial<Definition>) => setD({ ...d, ...part })
  const done = (saved: Rule) => onSaved(saved.id), add = useSubmit(automationApi.add, { invalidates: STALE, onDone: done }), edit = useSubmit(automationApi.edit, { invalidates: STALE, onDone: done }), problem = add.problem ?? edit.problem
  const names = useMemo(() => Object.fromEntries([...offered.people, ...offered.units, ...offered.templates].map((x) => [x.id, x.name])), [offered])
  const ready = name.trim() !== '' && d.actions.length > 0, save = () => { if (!ready) return; const reason = why.trim() ? { why } : {}; void (rule ? edit.submit({ params: { id: rule.id }, body: { name, definition: d, limitPerHour: limit, ...reason }, ifMatch: rule.version }) : add.submit({ body: { name, definition: d, limitPerHour: limit, ...reason } })) }
  useShortcut('mod+enter', save, { inDialog: true }, ready)
  const at = (i: number, of: string) => fieldErrorsUnder(problem, `/definition/${of}/${i}`)
  return (
    <Drawer open onClose={onClose} title={rule ? t('automation.edit.title', { name: rule.name }) : t('automation.new')} width={760} footer={<><span className="sm dim">{t('automation.saved-off')}</span><span className="sp" /><Button onClick={onClose}>{t('web.cancel')}</Button><Button kind="primary" busy={add.busy || edit.busy} disabled={!ready} onClick={save}>{t('automation.save')}</Button></>}>
      <FormField label={t('automation.name')} required pointer="/name" problem={problem}><input className="field" value={name} onChange={(event) => setName(event.target.value)} /></FormField>
      <p className="au-big au-live" aria-live="polite">{sentence(t, d, names)}</p>
      <fieldset className="au-part"><legend>{t('automation.part.when')}</legend><TriggerFields trigger={d.trigger} onChange={(trigger) => change({ trigger })} /></fieldset>
      <fieldset className="au-part"><legend>{t('automation.part.if')}</legend>
        {d.conditions.map((c, i) => <div key={i} className="au-row">{i > 0 && <span className="dim sm">{t('automation.and-word')}</span>}<ConditionRow condition={c} offered={offered} names={names} onChange={(next: Condition) => change({ conditions: d.conditions.with(i, next) })} /><button type="button" className="ib" aria-label={t('automation.remove')} onClick={() => change({ conditions: d.conditions.toSpliced(i, 1) })}><X size={14} /></button>{at(i, 'conditions').map((e) => <span key={e} className="bad sm" role="alert">{e}</span>)}</div>)}
        <Button size="small" kind="quiet" icon={<Plus size={13} />} onClick={() => change({ conditions: [...d.conditions, { field: 'channel', is: 'one-of', values: [] }] })}>{t('automation.add-condition')}</Button></fieldset>
      <fieldset className="au-part"><legend>{t('automation.part.then')}</legend>
        {d.actions.map((a, i) => <div key={i} className="au-row">{i > 0 && <span className="dim sm">{t('automation.next-word')}</span>}<ActionRow action={a} offered={offered} onChange={(next: Action) => change({ actions: d.actions.with(i, next) })} /><button type="button" className="ib" aria-label={t('automation.remove')} disabled={d.actions.length === 1} onClick={() => change({ actions: d.actions.toSpliced(i, 1) })}><X size={14} /></button>{at(i, 'actions').map((e) => <span key={e} className="bad sm" role="alert">{e}</span>)}</div>)}
        <Button size="small" kind="quiet" icon={<Plus size={13} />} onClick={() => change({ actions: [...d.actions, { do: 'note', text: '' }] })}>{t('automation.add-action')}</Button></fieldset>
      <div className="au-end"><label className="row g6 sm"><input type="checkbox" checked={d.last} onChange={(event) => change({ last: event.target.checked })} />{t('automation.last')}</label>
        <FormField label={t('automation.limit')} required pointer="/limitPerHour" problem={problem}><input className="field" type="number" min={1} max={10000} value={limit} onChange={(event) => setLimit(Number(event.target.value))} /></FormField>
        <FormField label={t('automation.why')} pointer="/why" problem={problem}><input className="field" value={why} onChange={(event) => setWhy(event.target.value)} /></FormField></div>
      <ProblemNote problem={problem} shown={problem?.errors.map((e) => e.pointer) ?? []} />
    </Drawer>
  )
}

const fieldErrorsUnder = (problem: ApiProblem | null, pointer: string): string[] => (problem?.errors ?? []).filter((e) => e.pointer === pointer || e.pointer.startsWith(`${pointer}/`)).map((e) => e.detail)

function TriggerFields({ trigger, onChange }: { trigger: Trigger; onChange: (trigger: Trigger) => void }) {
  const t = useT(), value = trigger.kind === 'time' ? 'time' : trigger.event
  const choose = (id: string) => onChange(id === 'time' ? { kind: 'time', state: 'waiting-requester', hours: 24 } : id === 'warned' || id === 'breached' ? { kind: 'clock', event: id } : { kind: 'event', event: id as CaseEvent })
  return (
    <div className="au-row">
      <select className="field" aria-label={t('automation.part.when')} value={value} onChange={(event) => choose(event.target.value)}>{[...CaseEvent.options, 'warned', 'breached', 'time'].map((id) => <option key={id} value={id}>{t(`automation.trigger.${id}`)}</option>)}</select>
      {trigger.kind === 'event' && trigger.event === 'state-changed' && <select className="field" aria-label={t('automation.to-state')} value={trigger.to ?? ''} onChange={(event) => onChange({ kind: 'event', event: 'state-changed', ...(event.target.value ? { to: event.target.value as CaseState } : {}) })}><option value="">{t('automation.any-state')}</option>{CaseState.options.map((s) => <option key={s} value={s}>{t(`cases.state.${s}`)}</option>)}</select>}
      {trigger.kind === 'clock' && <select className="field" aria-label={t('automation.clock')} value={trigger.clock ?? ''} onChange={(event) => onChange({ kind: 'clock', event: trigger.event, ...(event.target.value ? { clock: event.target.value as ClockKind } : {}) })}><option value="">{t('automation.any-clock')}</option>{ClockKind.options.slice(0, 8).map((k) => <option key={k} value={k}>{t(`sla.kind.${k}`)}</option>)}</select>}
      {trigger.kind === 'time' && <><select className="field" aria-label={t('automation.to-state')} value={trigger.state} onChange={(event) => onChange({ ...trigger, state: event.target.value as CaseState })}>{CaseState.options.map((s) => <option key={s} value={s}>{t(`cases.state.${s}`)}</option>)}</select><input className="field au-num" type="number" min={1} max={2160} aria-label={t('automation.hours')} value={trigger.hours} onChange={(event) => onChange({ ...trigger, hours: Number(event.target.value) })} /><span className="sm">{t('automation.hours')}</span></>}
    </div>
  )
}
