// Six digits in six boxes (screen 10b): one real input over them, so that pasting, autofill and screen readers meet a single field.
import type { ComponentProps } from 'react'
import './code-field.css'

const LENGTH = 6

export type CodeFieldProps = Omit<ComponentProps<'input'>, 'value' | 'onChange' | 'className' | 'type'> & { value: string; onChange: (digits: string) => void; status?: 'error' | '' }

export function CodeField({ value, onChange, status, ...control }: CodeFieldProps) {
  const digits = value.replace(/\D/g, '').slice(0, LENGTH)
  return (
    <span className="cdf">
      <input {...control} {...(status === 'error' ? { 'aria-invalid': true } : {})} type="text" inputMode="numeric" autoComplete="one-time-code" spellCheck={false} value={digits} onChange={(event) => onChange(event.target.value.replace(/\D/g, '').slice(0, LENGTH))} />
      {Array.from({ length: LENGTH }, (_, i) => <i key={i} aria-hidden className={i === Math.min(digits.length, LENGTH - 1) ? 'at' : ''}>{digits[i]}</i>)}
    </span>
  )
}
