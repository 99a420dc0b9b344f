// A dialog made of fields: what was refused stands beside its field, everything else below.
import { useState, type ReactNode } from 'react'
import type { ApiProblem } from '../../../../web/api/problem.ts'
import type { Clash } from '../../../../web/api/use-guarded-edit.ts'
import { Button } from '../../../../web/design/Button.tsx'
import { ClashNote } from '../../../../web/design/ClashNote.tsx'
import { Dialog } from '../../../../web/design/Dialog.tsx'
import { FormField, ProblemNote } from '../../../../web/design/Form.tsx'
import { ClauseMark } from '../../../../web/design/Marks.tsx'
import { MomentField } from '../../../../web/design/MomentField.tsx'
import { useShortcut } from '../../../../web/shell/shortcuts.ts'
import { useT } from '../../../../web/i18n/i18n.ts'
import type { MessageKey } from '../../../../web/i18n/translate.ts'
import { Moment } from '../../../../web/design/Text.tsx'
import type { FieldValue, FieldValues, FormFieldOf } from './move-fields.ts'

export interface FieldsDialogProps {
  title: ReactNode; verb: ReactNode; fields: readonly FormFieldOf[]; first: FieldValues; note?: ReactNode; danger?: boolean; busy: boolean; problem: ApiProblem | null
  /** Somebody else saved the same fields in between. */
  clash?: Clash<FieldValues> | null
  /** Pointers under which the server speaks of a field that the form calls otherwise. */
  pointers?: Readonly<Record<string, string>>
  onSend: (values: FieldValues) => void; onClose: () => void
}

const NOTHING: Record<FormFieldOf['kind'], FieldValue> = { line: '', text: '', moment: '', choice: '', many: [], yes: false }

export function FieldsDialog({ title, verb, fields, first, note, danger, busy, problem, clash = null, pointers = {}, onSend, onClose }: FieldsDialogProps) {
  const t = useT(), [values, setValues] = useState<FieldValues>(() => Object.fromEntries(fields.map((f) => [f.name, first[f.name] ?? NOTHING[f.kind]])))
  const pointerOf = (name: string) => pointers[name] ?? `/${name.replaceAll('.', '/')}`, send = () => { if (!busy) onSend(values) }
  useShortcut('mod+enter', send, { inDialog: true })
  return (
    <Dialog open onClose={onClose} title={title} footer={<><Button onClick={onClose}>{t('web.cancel')}</Button><Button kind={danger ? 'danger' : 'primary'} busy={busy} onClick={send}>{verb}</Button></>}>
      <form className="col fd" onSubmit={(event) => { event.preventDefault(); send() }}>
        <ClashNote clash={clash} label={(name) => t(`cases.field.${name}`)} show={(name, found) => shownValue(fields.find((f) => f.name === name), found, (key) => t(key))} />
        {note && <p className="t2">{note}</p>}
        {fields.map((field) => <Field key={field.name} field={field} pointer={pointerOf(field.name)} value={values[field.name] ?? ''} problem={problem} onChange={(value) => setValues((all) => ({ ...all, [field.name]: value }))} />)}
        <ProblemNote problem={problem} shown={fields.map((f) => pointerOf(f.name))} />
      </form>
    </Dialog>
  )
}

/** A value in words, for comparing. */
function shownValue(field: FormFieldOf | undefined, value: unknown, t: (key: MessageKey) => string): ReactNode {
  const word = (one: unknown) => (field?.words ? t(`${field.words}.${String(one)}` as MessageKey) : String(one))
  if (value === '' || value === undefined || value === null) return '—'
  if (field?.kind === 'yes') return value === true ? '✓' : '—'
  if (field?.kind === 'moment') return <Moment at={String(value)} />
  return Array.isArray(value) ? value.map(word).join(', ') : word(value)
}

function Field({ field, pointer, value, problem, onChange }: { field: FormFieldOf; pointer: string; value: FieldValue; problem: ApiProblem | null; onChange: (value: FieldValue) => void }) {
  const t = useT(), label = t(`cases.field.${field.name}`), word = (choice: string) => t(`${field.words!}.${choice}`)
  if (field.kind === 'yes') return <label className="row"><input type="checkbox" className="nck" checked={value === true} onChange={(event) => onChange(event.target.checked)} />{label}{field.clause && <ClauseMark clause={field.clause} plain />}</label>
  if (field.kind === 'many') {
    const chosen = value as readonly string[]
    return <fieldset className="fd-many"><legend>{label}{field.clause && <> <ClauseMark clause={field.clause} plain /></>}</legend>{field.choices!.map((c) => <label key={c} className="row g6"><input type="checkbox" className="nck" checked={chosen.includes(c)} onChange={(event) => onChange(event.target.checked ? [...chosen, c] : chosen.filter((x) => x !== c))} />{word(c)}</label>)}</fieldset>
  }
  const text = String(value)
  return (
    <FormField label={label} pointer={pointer} problem={problem} {...(field.required ? { required: true } : {})} {...(field.clause ? { clause: field.clause } : {})}>
      {field.kind === 'text' ? <textarea className="field" rows={3} value={text} onChange={(event) => onChange(event.target.value)} />
        : field.kind === 'moment' ? <MomentField value={text} onChange={onChange} />
          : field.choices ? <select className="field" value={text} onChange={(event) => onChange(event.target.value)}><option value="">{t('cases.choose')}</option>{field.choices.map((c) => <option key={c} value={c}>{word(c)}</option>)}</select>
            : <input className="field" type="text" value={text} onChange={(event) => onChange(event.target.value)} />}
    </FormField>
  )
}
