// One condition: a field, how it is compared, and with what.
import { X } from 'lucide-react'
import { useT } from '../../../web/i18n/i18n.ts'
import { CaseState, Channel, Factor, Impact, Level, ProblemClass, RequesterType, ServiceLine, Severity } from '../../cases/contract/case.ts'
import { Field, type Condition } from '../contract/rule.ts'
import type { Offered } from './RuleEditor.tsx'
import { valueWord, type Names } from './rule-words.ts'

const LISTS: Partial<Record<Field, readonly string[]>> = {
  channel: Channel.options, state: CaseState.options, requesterType: RequesterType.options, serviceLine: ServiceLine.options, problemClass: ProblemClass.options, urgency: Factor.options, complexity: Factor.options, impact: Impact.options, severity: Severity.options, level: Level.options,
  tier: ['vip', 'normal', 'potential'], language: ['zh', 'en'], breached: ['true', 'false'], outsideService: ['true', 'false'], score: ['1', '2', '3', '4', '5'],
}
const FIELDS = Field.options.filter((f) => f !== 'customer')
/** Comparisons that make sense for a field. */
const waysOf = (field: Field): Condition['is'][] => (field === 'text' ? ['contains'] : field === 'hour' || field === 'round' ? ['between'] : field === 'handler' || field === 'firstOwner' || field === 'unit' ? ['one-of', 'none-of', 'empty', 'filled'] : ['one-of', 'none-of', 'empty', 'filled'])

export function ConditionRow({ condition: c, offered, names, onChange }: { condition: Condition; offered: Offered; names: Names; onChange: (next: Condition) => void }) {
  const t = useT(), ways = waysOf(c.field), choices = LISTS[c.field] ?? (c.field === 'unit' ? offered.units.map((u) => u.id) : offered.people.map((p) => p.id))
  return (
    <>
      <select className="field" aria-label={t('automation.condition.field')} value={c.field} onChange={(event) => { const field = event.target.value as Field; onChange({ field, is: waysOf(field)[0]!, values: [] }) }}>{FIELDS.map((f) => <option key={f} value={f}>{t(`automation.field.${f}`)}</option>)}</select>
      <select className="field" aria-label={t('automation.condition.is')} value={c.is} onChange={(event) => onChange({ ...c, is: event.target.value as Condition['is'] })}>{ways.map((w) => <option key={w} value={w}>{t(`automation.is.${w}`)}</option>)}</select>
      {c.is === 'contains' && <input className="field au-grow" aria-label={t('automation.condition.words')} placeholder={t('automation.condition.words')} value={c.values.join('，')} onChange={(event) => onChange({ ...c, values: event.target.value.split(/[,，]/).map((w) => w.trimStart()).filter((w, i, all) => w !== '' || i === all.length - 1).slice(0, 50) })} onBlur={() => onChange({ ...c, values: c.values.map((w) => w.trim()).filter(Boolean) })} />}
      {c.is === 'between' && [0, 1].map((i) => <input key={i} className="field au-num" type="number" aria-label={t(i === 0 ? 'automation.condition.from' : 'automation.condition.to')} value={c.values[i] ?? ''} onChange={(event) => onChange({ ...c, values: i === 0 ? [event.target.value, c.values[1] ?? ''] : [c.values[0] ?? '', event.target.value] })} />)}
      {(c.is === 'one-of' || c.is === 'none-of') && <>{c.values.map((v) => <span key={v} className="au-chip">{valueWord(t, c.field, v, names)}<button type="button" aria-label={t('automation.remove')} onClick={() => onChange({ ...c, values: c.values.filter((x) => x !== v) })}><X size={12} /></button></span>)}
        <select className="field" aria-label={t('automation.condition.value')} value="" onChange={(event) => { if (event.target.value) onChange({ ...c, values: [...c.values, event.target.value] }) }}><option value="">{t('automation.condition.add')}</option>{choices.filter((v) => !c.values.includes(v)).map((v) => <option key={v} value={v}>{valueWord(t, c.field, v, names)}</option>)}</select></>}
    </>
  )
}
