// The five parts of a case record (§3.4-1): description, process, result, handling, classification.
import type { ReactNode } from 'react'
import type { ApiProblem } from '../../../../web/api/problem.ts'
import { FormField } from '../../../../web/design/Form.tsx'
import { Panel } from '../../../../web/design/Layout.tsx'
import { MomentField } from '../../../../web/design/MomentField.tsx'
import { Moment } from '../../../../web/design/Text.tsx'
import { useT } from '../../../../web/i18n/i18n.ts'
import type { RecordParts } from '../../../knowledge/contract/case-record.ts'

interface RecordFormProps { parts: RecordParts; missing: readonly string[]; editable: boolean; problem: ApiProblem | null; onChange: (parts: RecordParts) => void }

export function RecordForm({ parts, missing, editable, problem, onChange }: RecordFormProps) {
  const t = useT()
  const set = <P extends keyof RecordParts>(part: P, change: Partial<RecordParts[P]>) => onChange({ ...parts, [part]: { ...parts[part], ...change } })
  const label = (item: string) => t(`cases.record.item.${item}`)
  const lacks = (item: string) => (missing.includes(item) ? { error: t('cases.record.needed') } : {})
  const text = (item: string, value: string, change: (value: string) => void, rows = 3) => (editable
    ? <FormField label={label(item)} required pointer={`/${item.replace('.', '/')}`} problem={problem} {...lacks(item)}><textarea className="field" rows={rows} value={value} onChange={(event) => change(event.target.value)} /></FormField>
    : <Said label={label(item)}>{value || '—'}</Said>)
  const { description, process, result, handling, classification } = parts
  return (
    <>
      <Part n={1} id="description">{text('description.symptom', description.symptom, (symptom) => set('description', { symptom }))}
        <div className="rec-two">{editable ? <FormField label={label('description.occurredAt')} required pointer="/description/occurredAt" problem={problem} {...lacks('description.occurredAt')}><MomentField value={description.occurredAt ?? ''} onChange={(at) => set('description', { occurredAt: at || null })} /></FormField> : <Said label={label('description.occurredAt')}>{description.occurredAt ? <Moment at={description.occurredAt} /> : '—'}</Said>}
          {text('description.impact', description.impact, (impact) => set('description', { impact }), 1)}</div></Part>
      <Part n={2} id="process">{text('process.diagnosis', process.diagnosis, (diagnosis) => set('process', { diagnosis }))}{text('process.solution', process.solution, (solution) => set('process', { solution }))}{text('process.verification', process.verification, (verification) => set('process', { verification }))}</Part>
      <Part n={3} id="result">
        {editable ? <FormField label={label('result.solved')} required pointer="/result/solved" problem={problem} {...lacks('result.solved')}><select className="field" value={result.solved === null ? '' : String(result.solved)} onChange={(event) => set('result', { solved: event.target.value === '' ? null : event.target.value === 'true' })}><option value="">{t('cases.choose')}</option><option value="true">{t('cases.record.solved.yes')}</option><option value="false">{t('cases.record.solved.no')}</option></select></FormField>
          : <Said label={label('result.solved')}>{result.solved === null ? '—' : t(result.solved ? 'cases.record.solved.yes' : 'cases.record.solved.no')}</Said>}
        {text('result.userFeedback', result.userFeedback, (userFeedback) => set('result', { userFeedback }), 2)}</Part>
      <Part n={4} id="handling"><Said label={label('handling.handlers')}>{handling.handlers.length ? handling.handlers.map((h) => t('cases.record.handler', { name: h.name, role: t(`cases.record.role.${h.role}`) })).join(t('cases.list-separator')) : <span className="warn">{t('cases.record.needed')}</span>}</Said>
        <Said label={label('handling.time')}>{handling.startedAt ? <Moment at={handling.startedAt} /> : '—'} – {handling.endedAt ? <Moment at={handling.endedAt} /> : '—'}</Said></Part>
      <Part n={5} id="classification"><div className="rec-two">{text('classification.problemClass', classification.problemClass, (problemClass) => set('classification', { problemClass }), 1)}{text('classification.priority', classification.priority, (priority) => set('classification', { priority }), 1)}</div></Part>
    </>
  )
}

function Part({ n, id, children }: { n: number; id: string; children: ReactNode }) {
  const t = useT()
  return <Panel title={<span><span className="num dim">{n}</span> {t(`cases.record.part.${id}`)}</span>}><div className="col">{children}</div></Panel>
}

const Said = ({ label, children }: { label: string; children: ReactNode }) => <div><div className="sm dim">{label}</div><div className="rec-said">{children}</div></div>
