// A password that can be looked at: typing blind on a phone fails more often than anybody looks over a shoulder.
import { Eye, EyeOff } from 'lucide-react'
import { useState } from 'react'
import { useT } from '../i18n/i18n.ts'
import './password-field.css'

export interface PasswordFieldProps { id?: string; value: string; onChange: (value: string) => void; autoComplete: 'current-password' | 'new-password'; name?: string; 'aria-describedby'?: string; 'aria-invalid'?: boolean; 'aria-required'?: boolean }

export function PasswordField({ value, onChange, ...control }: PasswordFieldProps) {
  const t = useT(), [shown, setShown] = useState(false)
  return (
    <span className="pwf"><input className="field" {...control} type={shown ? 'text' : 'password'} spellCheck={false} autoCapitalize="off" value={value} onChange={(event) => onChange(event.target.value)} />
      <button type="button" className="ib" aria-pressed={shown} aria-label={t('web.password.show')} onClick={() => setShown(!shown)}>{shown ? <Eye size={16} /> : <EyeOff size={16} />}</button></span>
  )
}
