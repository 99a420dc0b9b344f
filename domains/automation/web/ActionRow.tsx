// One act of a rule with what it needs.
import { useT } from '../../../web/i18n/i18n.ts'
import { Factor, Impact, ProblemClass, ServiceLine, Severity } from '../../cases/contract/case.ts'
import type { Action } from '../contract/rule.ts'
import type { Offered } from './RuleEditor.tsx'
import { setWord } from './rule-words.ts'

const ACTS = ['assign', 'move', 'set', 'note', 'notify', 'template', 'follow-up', 'webhook'] as const
const SETTABLE = { urgency: Factor.options, impact: Impact.options, complexity: Factor.options, problemClass: ProblemClass.options, serviceLine: ServiceLine.options, severity: Severity.options } as const
type Settable = keyof typeof SETTABLE

function first(kind: Action['do']): Action {
  switch (kind) {
    case 'assign': return { do: 'assign', personId: '' }
    case 'move': return { do: 'move', unitId: '' }
    case 'set': return { do: 'set', set: { urgency: 'high' } }
    case 'note': return { do: 'note', text: '' }
    case 'notify': return { do: 'notify', who: 'handler', text: '' }
    case 'template': return { do: 'template', templateId: '' }
    case 'follow-up': return { do: 'follow-up' }
    case 'webhook': return { do: 'webhook', name: '' }
  }
}

export function ActionRow({ action: a, offered, onChange }: { action: Action; offered: Offered; onChange: (next: Action) => void }) {
  const t = useT()
  const select = (label: string, value: string, items: readonly { id: string; name: string }[], choose: (id: string) => void) => <select className="field" aria-label={label} value={value} onChange={(event) => choose(event.target.value)}><option value="">{t('automation.choose-one')}</option>{items.map((x) => <option key={x.id} value={x.id}>{x.name}</option>)}</select>
  return (
    <>
      <select className="field" aria-label={t('automation.act')} value={a.do} onChange={(event) => onChange(first(event.target.value as Action['do']))}>{ACTS.map((k) => <option key={k} value={k}>{t(`automation.act.${k}`)}</option>)}</select>
      {a.do === 'assign' && select(t('automation.act.assign'), a.personId, offered.people, (personId) => onChange({ ...a, personId }))}
      {a.do === 'move' && select(t('automation.act.move'), a.unitId, offered.units, (unitId) => onChange({ ...a, unitId }))}
      {a.do === 'template' && select(t('automation.act.template'), a.templateId, offered.templates, (templateId) => onChange({ ...a, templateId }))}
      {a.do === 'notify' && <select className="field" aria-label={t('automation.act.who')} value={a.who} onChange={(event) => onChange({ do: 'notify', who: event.target.value as typeof a.who, text: a.text })}>{(['handler', 'first-owner', 'leads', 'person'] as const).map((w) => <option key={w} value={w}>{t(`automation.who.${w}`)}</option>)}</select>}
      {a.do === 'notify' && a.who === 'person' && select(t('automation.who.person'), a.personId ?? '', offered.people, (personId) => onChange({ ...a, personId }))}
      {(a.do === 'note' || a.do === 'notify') && <input className="field au-grow" aria-label={t('automation.act.text')} placeholder={t('automation.act.text')} value={a.text} onChange={(event) => onChange({ ...a, text: event.target.value })} />}
      {a.do === 'webhook' && <input className="field" aria-label={t('automation.act.event')} placeholder="vip-call" value={a.name} onChange={(event) => onChange({ ...a, name: event.target.value })} />}
      {a.do === 'set' && <SetFields action={a} onChange={onChange} />}
    </>
  )
}

function SetFields({ action, onChange }: { action: Extract<Action, { do: 'set' }>; onChange: (next: Action) => void }) {
  const t = useT(), set = action.set as Partial<Record<Settable, string>>, put = (field: Settable, value: string) => { const { [field]: _gone, ...rest } = set; onChange({ do: 'set', set: (value ? { ...rest, [field]: value } : rest) as typeof action.set }) }
  return <div className="au-set">{(Object.keys(SETTABLE) as Settable[]).map((field) => <label key={field} className="sm"><span>{t(`cases.field.${field}`)}</span><select className="field" value={set[field] ?? ''} onChange={(event) => put(field, event.target.value)}><option value="">—</option>{SETTABLE[field].map((v) => <option key={v} value={v}>{setWord(t, field, v)}</option>)}</select></label>)}</div>
}
