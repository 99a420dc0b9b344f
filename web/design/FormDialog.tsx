// A dialog made of a list of fields; what was refused stands beside its field, everything else below. Empty fields are not sent.
import { useState, type ReactNode } from 'react'
import type { ApiProblem } from '../api/problem.ts'
import { useT } from '../i18n/i18n.ts'
import { useShortcut } from '../shell/shortcuts.ts'
import { Button } from './Button.tsx'
import { Dialog } from './Dialog.tsx'
import { FormField, ProblemNote } from './Form.tsx'
import { MomentField } from './MomentField.tsx'

export interface DialogField {
  /** Pointer in the body: `riskNote`. */
  name: string
  label: string
  kind?: 'line' | 'text' | 'moment' | 'choice' | 'many' | 'yes' | 'lines' | 'number'
  required?: boolean
  clause?: string
  hint?: string
  choices?: readonly (readonly [value: string, label: string])[]
}
export type DialogValue = string | boolean | readonly string[]
export type DialogValues = Readonly<Record<string, DialogValue>>

interface FormDialogProps { title: ReactNode; verb: string; note?: ReactNode; fields: readonly DialogField[]; first?: DialogValues; danger?: boolean; busy: boolean; problem: ApiProblem | null; /** Below the fields: a preview, an upload. */ children?: ReactNode; onClose: () => void; onSend: (body: Record<string, unknown>) => void }

const nothing = (field: DialogField): DialogValue => (field.kind === 'many' ? [] : field.kind === 'yes' ? false : '')

/** `lines`: one entry per line. `number`: as a number. */
export function bodyFrom(fields: readonly DialogField[], values: DialogValues): Record<string, unknown> {
  return Object.fromEntries(fields.flatMap((f): [string, unknown][] => {
    const value = values[f.name] ?? nothing(f)
    if (f.kind === 'yes') return [[f.name, value === true]]
    if (f.kind === 'lines') { const lines = String(value).split('\n').map((l) => l.trim()).filter(Boolean); return lines.length > 0 ? [[f.name, lines]] : [] }
    if (f.kind === 'number') return value === '' ? [] : [[f.name, Number(value)]]
    if (Array.isArray(value)) return value.length > 0 ? [[f.name, value]] : []
    return String(value).trim() === '' ? [] : [[f.name, typeof value === 'string' ? value.trim() : value]]
  }))
}

export function FormDialog({ title, verb, note, fields, first = {}, danger, busy, problem, children, onClose, onSend }: FormDialogProps) {
  const t = useT(), [values, setValues] = useState<DialogValues>(() => Object.fromEntries(fields.map((f) => [f.name, first[f.name] ?? nothing(f)])))
  const send = () => { if (!busy) onSend(bodyFrom(fields, values)) }, change = (name: string, value: DialogValue) => setValues((all) => ({ ...all, [name]: value }))
  useShortcut('mod+enter', send, { inDialog: true })
  return (
    <Dialog open onClose={onClose} title={title} footer={<><Button onClick={onClose}>{t('web.cancel')}</Button><Button kind={danger ? 'danger' : 'primary'} busy={busy} onClick={send}>{verb}</Button></>}>
      <form className="col" style={{ gap: 12 }} onSubmit={(event) => { event.preventDefault(); send() }}>
        {note && <p className="t2">{note}</p>}
        {fields.map((f) => <Field key={f.name} field={f} value={values[f.name]!} problem={problem} onChange={(value) => change(f.name, value)} />)}
        {children}
        <ProblemNote problem={problem} shown={fields.map((f) => `/${f.name}`)} />
      </form>
    </Dialog>
  )
}

function Field({ field: f, value, problem, onChange }: { field: DialogField; value: DialogValue; problem: ApiProblem | null; onChange: (value: DialogValue) => void }) {
  const t = useT()
  if (f.kind === 'yes') return <label className="row"><input type="checkbox" className="nck" checked={value === true} onChange={(event) => onChange(event.target.checked)} />{f.label}</label>
  if (f.kind === 'many') {
    const chosen = value as readonly string[]
    return <fieldset><legend className="ff-label">{f.label}</legend><div className="row wrap">{(f.choices ?? []).map(([id, label]) => <label key={id} className="row g6"><input type="checkbox" className="nck" checked={chosen.includes(id)} onChange={(event) => onChange(event.target.checked ? [...chosen, id] : chosen.filter((one) => one !== id))} />{label}</label>)}</div></fieldset>
  }
  const text = String(value)
  return (
    <FormField label={f.label} pointer={`/${f.name}`} problem={problem} {...(f.required ? { required: true } : {})} {...(f.clause ? { clause: f.clause } : {})} {...(f.hint ? { hint: f.hint } : {})}>
      {f.kind === 'text' || f.kind === 'lines' ? <textarea className="field" rows={3} value={text} onChange={(event) => onChange(event.target.value)} />
        : f.kind === 'moment' ? <MomentField value={text} onChange={onChange} />
          : f.kind === 'choice' ? <select className="field" value={text} onChange={(event) => onChange(event.target.value)}><option value="">{t('web.choose')}</option>{(f.choices ?? []).map(([id, label]) => <option key={id} value={id}>{label}</option>)}</select>
            : <input className="field" type={f.kind === 'number' ? 'number' : 'text'} value={text} onChange={(event) => onChange(event.target.value)} />}
    </FormField>
  )
}
