// The input of a setting: a switch, a number with its bounds, a choice in words, a list, or a group of these; JSON only where nothing else fits.
import { useState } from 'react'
import { useT } from '../i18n/i18n.ts'
import type { MessageKey, Translate } from '../i18n/translate.ts'
import { inputKind, readNumbers, readWords, type SettingSchema } from './setting-schema.ts'

export interface SettingInputProps { name: string; label: string; schema: SettingSchema; secret?: boolean; value: unknown; /** undefined: what is typed is no value yet. */ onChange: (value: unknown) => void }

/** Words for a property or a value; its own name where nobody gave any. */
function wordFor(t: Translate, key: string, otherwise: string): string {
  const full = `web.setting.${key}` as MessageKey, found = t(full)
  return found === full ? otherwise : found
}

export function SettingInput(props: SettingInputProps) {
  const { name, label, schema, secret, value, onChange } = props, t = useT(), kind = secret ? 'text' : inputKind(schema), shared = { className: 'field', 'aria-label': label }
  switch (kind) {
    case 'switch': return <select {...shared} value={String(value)} onChange={(event) => onChange(event.target.value === 'true')}><option value="true">{t('web.admin.on')}</option><option value="false">{t('web.admin.off')}</option></select>
    case 'choice': return <select {...shared} value={String(value)} onChange={(event) => onChange(schema.enum!.find((one) => String(one) === event.target.value))}>{schema.enum!.map((one) => <option key={String(one)} value={String(one)}>{wordFor(t, `${name}.${String(one)}`, String(one))}</option>)}</select>
    case 'number': return <NumberInput {...props} />
    case 'many': { const chosen = (value ?? []) as readonly string[]; return <div className="adm-many" role="group" aria-label={label}>{schema.items!.enum!.map(String).map((one) => <label key={one} className="row g6"><input type="checkbox" className="nck" checked={chosen.includes(one)} onChange={(event) => onChange(event.target.checked ? [...chosen, one] : chosen.filter((x) => x !== one))} />{wordFor(t, `${name}.${one}`, one)}</label>)}</div> }
    case 'words': return <ListInput {...props} read={readWords} />
    case 'numbers': return <ListInput {...props} read={readNumbers} />
    case 'group': { const all = (value ?? {}) as Record<string, unknown>; return <div className="adm-group">{Object.entries(schema.properties!).map(([property, inner]) => { const word = wordFor(t, `${name}.${property}`, property); return <label key={property} className="adm-prop"><span className="sm t2">{word}</span><SettingInput name={`${name}.${property}`} label={`${label}: ${word}`} schema={inner} value={all[property]} onChange={(next) => onChange(next === undefined ? undefined : { ...all, [property]: next })} /></label> })}</div> }
    case 'json': return <JsonInput {...props} />
    case 'text': return <input {...shared} type={secret ? 'password' : 'text'} autoComplete="off" placeholder={secret ? t('web.admin.secret') : ''} value={String(value ?? '')} onChange={(event) => onChange(event.target.value)} />
  }
}

function NumberInput({ label, schema, value, onChange }: SettingInputProps) {
  const [text, setText] = useState(String(value ?? ''))
  const bounds = schema.minimum !== undefined && schema.maximum !== undefined ? `${schema.minimum} – ${schema.maximum}` : ''
  return <span className="adm-num"><input className="field" type="number" aria-label={label} min={schema.minimum} max={schema.maximum} value={text} onChange={(event) => { setText(event.target.value); onChange(event.target.value === '' ? undefined : Number(event.target.value)) }} />{bounds && <span className="xs dim nw num">{bounds}</span>}</span>
}

function ListInput({ label, value, onChange, read }: SettingInputProps & { read: (text: string) => unknown }) {
  const [text, setText] = useState(((value ?? []) as readonly unknown[]).join(', '))
  return <textarea className="field plain" rows={Math.min(4, 1 + Math.floor(text.length / 40))} aria-label={label} value={text} onChange={(event) => { setText(event.target.value); onChange(read(event.target.value)) }} />
}

function JsonInput({ label, value, onChange }: SettingInputProps) {
  const [text, setText] = useState(JSON.stringify(value, null, 1))
  const change = (next: string) => { setText(next); try { onChange(JSON.parse(next)) } catch { onChange(undefined) } }
  return <textarea className="field" rows={Math.min(10, text.split('\n').length + 1)} aria-label={label} value={text} onChange={(event) => change(event.target.value)} />
}
