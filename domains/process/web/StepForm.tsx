// A step while it is drawn: text in both languages, place, duty, limit, result, the states it stands for, and where it leads.
import { Plus, Trash2 } from 'lucide-react'
import { useId, type ReactNode } from 'react'
import { Button } from '../../../web/design/Button.tsx'
import { SidePart } from '../../../web/design/Layout.tsx'
import { useLang, useT } from '../../../web/i18n/i18n.ts'
import { CaseState } from '../../cases/contract/case.ts'
import { EdgeKind, NodeKind, type Definition, type Edge, type Step } from '../contract/definition.ts'
import { changeEdge, changeStep, dropStep, type LimitChoice } from './edit-definition.ts'

const EMPTY = { zh: '', en: '' }

export function StepForm({ definition, step, limits, onChange }: { definition: Definition; step: Step; limits: readonly LimitChoice[]; onChange: (next: Definition) => void }) {
  const t = useT(), lang = useLang(), set = (part: Partial<Step>) => onChange(changeStep(definition, step.id, part)), nameOf = (s: Step) => (lang === 'en' ? s.name.en : s.name.zh)
  const both = (label: string, value: { zh: string; en: string } | null, change: (next: { zh: string; en: string }) => void, area = false) => <>
    <Field label={`${label}（中文）`}>{(id) => (area ? <textarea id={id} className="field" rows={2} value={value?.zh ?? ''} onChange={(e) => change({ ...(value ?? EMPTY), zh: e.target.value })} /> : <input id={id} className="field" value={value?.zh ?? ''} onChange={(e) => change({ ...(value ?? EMPTY), zh: e.target.value })} />)}</Field>
    <Field label={`${label} (English)`}>{(id) => (area ? <textarea id={id} className="field" rows={2} value={value?.en ?? ''} onChange={(e) => change({ ...(value ?? EMPTY), en: e.target.value })} /> : <input id={id} className="field" value={value?.en ?? ''} onChange={(e) => change({ ...(value ?? EMPTY), en: e.target.value })} />)}</Field></>
  const pick = (label: string, value: string, options: readonly (readonly [string, string])[], change: (value: string) => void) => <Field label={label}>{(id) => <select id={id} className="field" value={value} onChange={(e) => change(e.target.value)}>{options.map(([v, text]) => <option key={v} value={v}>{text}</option>)}</select>}</Field>
  const part = (list: 'five' | 'six' | 'steps' | 'four', size: number) => pick(t(`process.list.${list}`), String(step[list] ?? ''), [['', '—'], ...Array.from({ length: size }, (_, i) => [String(i + 1), `${i + 1} ${t(`process.part.${list}.${i + 1}`)}`] as const)], (v) => set({ [list]: v ? Number(v) : null }))
  return (
    <>
      <SidePart title={t('process.step')} extra={<Button size="small" kind="quiet" icon={<Trash2 size={13} />} onClick={() => onChange(dropStep(definition, step.id))}>{t('process.step.drop')}</Button>}>
        <div className="col">{both(t('process.field.name'), step.name, (name) => set({ name }))}{pick(t('process.field.kind'), step.kind, NodeKind.options.map((k) => [k, t(`process.kind.${k}`)]), (kind) => set({ kind: kind as Step['kind'] }))}
          {pick(t('process.lane'), step.lane, definition.lanes.map((l) => [l.id, lang === 'en' ? l.name.en : l.name.zh]), (lane) => set({ lane }))}
          <div className="row"><Field label={t('process.column')}>{(id) => <input id={id} className="field num" type="number" min={0} max={15} value={step.column} onChange={(e) => set({ column: Number(e.target.value) })} />}</Field><Field label={t('process.row')}>{(id) => <input id={id} className="field num" type="number" min={0} max={3} value={step.row} onChange={(e) => set({ row: Number(e.target.value) })} />}</Field></div></div>
      </SidePart>
      <SidePart title={t('process.duty')}><div className="col">{both(t('process.department'), step.department, (department) => set({ department }))}{both(t('process.handler'), step.handler, (handler) => set({ handler }))}</div></SidePart>
      <SidePart title={t('process.limit')}><div className="col">
        {pick(t('process.limit.from'), step.limit && 'policy' in step.limit ? `${step.limit.policy}/${step.limit.kind}` : step.limit ? 'words' : '', [['', '—'], ['words', t('process.limit.words')], ...limits.map((l) => [`${l.policy}/${l.kind}`, l.label] as const)],
          (v) => { const [policy, kind] = v.split('/'); set({ limit: v === '' ? null : v === 'words' ? EMPTY : { policy: policy!, kind: kind! } }) })}
        {step.limit && !('policy' in step.limit) && both(t('process.limit'), step.limit, (limit) => set({ limit }))}</div></SidePart>
      <SidePart title={t('process.result')}><div className="col">{both(t('process.result'), step.result, (result) => set({ result }), true)}<Field label={t('process.field.clause')}>{(id) => <input id={id} className="field" placeholder="§3.2" value={step.clause ?? ''} onChange={(e) => set({ clause: e.target.value.trim() || null })} />}</Field></div></SidePart>
      <SidePart title={t('process.field.states')}><div className="pr-states">{CaseState.options.filter((s) => s !== 'merged' && s !== 'cancelled').map((s) => <label key={s} className="row g6 sm"><input type="checkbox" className="nck" checked={step.states.includes(s)} onChange={() => set({ states: step.states.includes(s) ? step.states.filter((x) => x !== s) : [...step.states, s] })} />{t(`cases.state.${s}`)}</label>)}</div></SidePart>
      <SidePart title={t('process.lists')}><div className="col">{part('five', 5)}{part('six', 6)}{part('steps', 6)}{part('four', 4)}</div></SidePart>
      <SidePart title={t('process.ways')} extra={<Button size="small" kind="quiet" icon={<Plus size={13} />} onClick={() => onChange({ ...definition, edges: [...definition.edges, { from: step.id, to: definition.steps.find((s) => s.id !== step.id)!.id, kind: 'main', label: null }] })}>{t('process.way.add')}</Button>}>
        <div className="col">{definition.edges.map((edge, at) => (edge.from !== step.id ? null : <Way key={at} edge={edge} steps={definition.steps.map((s) => [s.id, nameOf(s)] as const)} onChange={(next) => onChange(changeEdge(definition, at, next))} />))}</div></SidePart>
    </>
  )
}

function Field({ label, children }: { label: string; children: (id: string) => ReactNode }) {
  const id = useId()
  return <div className="ff"><label htmlFor={id}>{label}</label>{children(id)}</div>
}

function Way({ edge, steps, onChange }: { edge: Edge; steps: readonly (readonly [string, string])[]; onChange: (next: Edge | null) => void }) {
  const t = useT(), label = edge.label ?? EMPTY, say = (part: Partial<typeof EMPTY>) => { const next = { ...label, ...part }; onChange({ ...edge, label: next.zh || next.en ? next : null }) }
  return (
    <div className="pr-way">
      <select className="field" aria-label={t('process.way.to')} value={edge.to} onChange={(e) => onChange({ ...edge, to: e.target.value })}>{steps.filter(([id]) => id !== edge.from).map(([id, name]) => <option key={id} value={id}>{name}</option>)}</select>
      <select className="field" aria-label={t('process.way.kind')} value={edge.kind} onChange={(e) => onChange({ ...edge, kind: e.target.value as Edge['kind'] })}>{EdgeKind.options.map((k) => <option key={k} value={k}>{t(`process.way.${k}`)}</option>)}</select>
      <button type="button" className="ib" aria-label={t('process.way.drop')} onClick={() => onChange(null)}><Trash2 size={14} /></button>
      <input className="field" aria-label={t('process.way.zh')} placeholder={t('process.way.zh')} value={label.zh} onChange={(e) => say({ zh: e.target.value })} /><input className="field" aria-label={t('process.way.en')} placeholder={t('process.way.en')} value={label.en} onChange={(e) => say({ en: e.target.value })} />
    </div>
  )
}
