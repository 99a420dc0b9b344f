// Moves a case on: asks for what the next state needs, and shows every unmet condition with its clause when it is refused.
import { useState } from 'react'
import { useSubmit } from '../../../../web/api/queries.ts'
import { Button } from '../../../../web/design/Button.tsx'
import { Dialog } from '../../../../web/design/Dialog.tsx'
import { toast } from '../../../../web/design/Feedback.tsx'
import { FormField, ProblemNote } from '../../../../web/design/Form.tsx'
import { useT } from '../../../../web/i18n/i18n.ts'
import { casesApi } from '../../contract/api.ts'
import type { Case, CaseState } from '../../contract/case.ts'
import type { Transition } from '../../contract/transitions.ts'
import { bodyOf, MOVE_FIELDS, type MoveField } from './move-fields.ts'
import { useRefreshCase } from './use-case-acts.ts'

type Values = Record<string, string | boolean>

/** What is known already, so that nobody types it twice. */
function firstValues(value: Case, fields: readonly MoveField[]): Values {
  const known: Record<string, unknown> = { ...value, 'result.solution': value.solution, 'result.nature': value.cause, owner: value.handler?.name, retest: value.verification.retest, stability: value.verification.stability, verificationEvidence: value.verification.evidence }
  return Object.fromEntries(fields.map((f) => [f.name, f.kind === 'yes' ? false : typeof known[f.name] === 'string' ? known[f.name] as string : '']))
}

export function MoveDialog({ value, to, onClose }: { value: Case; to: CaseState; onClose: () => void }) {
  const t = useT(), refresh = useRefreshCase(value.id)
  const fields = (MOVE_FIELDS[to] ?? []).filter((f) => !f.name.startsWith('configurationChecks') || value.problemClass === 'application-configuration')
  const [values, setValues] = useState<Values>(() => firstValues(value, fields))
  const move = useSubmit(casesApi.transition, { onDone: async () => { await refresh(); toast(t('cases.moved', { state: t(`cases.state.${to}`) })); onClose() } })
  const send = () => {
    const filled = Object.fromEntries(fields.map((f) => { const v = values[f.name] ?? ''; return [f.name, f.kind === 'moment' && v ? new Date(String(v)).toISOString() : v] }))
    void move.submit({ params: { id: value.id }, body: { ...bodyOf(filled), to } as Transition })
  }
  return (
    <Dialog open onClose={onClose} title={t(`cases.move.${to}`)} footer={<><Button onClick={onClose}>{t('web.cancel')}</Button><Button kind="primary" busy={move.busy} onClick={send}>{t(`cases.move.${to}`)}</Button></>}>
      <form className="col" onSubmit={(event) => { event.preventDefault(); send() }}>
        {fields.length === 0 && <p className="t2">{t('cases.move.plain', { state: t(`cases.state.${to}`) })}</p>}
        {fields.map((field) => <MoveInput key={field.name} field={field} value={values[field.name] ?? ''} problem={move.problem} onChange={(v) => setValues((all) => ({ ...all, [field.name]: v }))} />)}
        <ProblemNote problem={move.problem} shown={fields.map((f) => `/${f.name.replaceAll('.', '/')}`)} />
      </form>
    </Dialog>
  )
}

function MoveInput({ field, value, problem, onChange }: { field: MoveField; value: string | boolean; problem: Parameters<typeof ProblemNote>[0]['problem']; onChange: (value: string | boolean) => void }) {
  const t = useT(), label = t(`cases.field.${field.name}`), shared = { pointer: `/${field.name.replaceAll('.', '/')}`, ...(problem ? { problem } : {}), ...(field.required ? { required: true } : {}), ...(field.clause ? { clause: field.clause } : {}) }
  if (field.kind === 'yes') return <label className="row"><input type="checkbox" className="nck" checked={value === true} onChange={(event) => onChange(event.target.checked)} />{label}</label>
  const text = String(value)
  return (
    <FormField label={label} {...shared}>
      {field.kind === 'text' ? <textarea className="field" rows={3} value={text} onChange={(event) => onChange(event.target.value)} />
        : field.choices ? <select className="field" value={text} onChange={(event) => onChange(event.target.value)}><option value="">{t('cases.choose')}</option>{field.choices.map((c) => <option key={c} value={c}>{t(`cases.${choiceGroup(field)}.${c}`)}</option>)}</select>
          : <input className="field" type={field.kind === 'moment' ? 'datetime-local' : 'text'} value={text} onChange={(event) => onChange(event.target.value)} />}
    </FormField>
  )
}

const choiceGroup = ({ name, kind }: MoveField): string => (kind === 'check' ? 'check' : name === 'problemClass' ? 'class' : name === 'nature' ? 'nature' : name === 'impact' ? 'impact' : 'factor')
