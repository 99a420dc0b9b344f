// A box per digit (screen 10b): one real input over them, so that pasting, autofill and screen readers meet a single field.
import type { ComponentProps } from 'react'
import './code-field.css'

export type CodeFieldProps = Omit<ComponentProps<'input'>, 'value' | 'onChange' | 'className' | 'type'> & { value: string; onChange: (digits: string) => void; /** How many digits: six from an authenticator, eight by mail. */ length?: number; status?: 'error' | '' }

export function CodeField({ value, onChange, status, length = 6, ...control }: CodeFieldProps) {
  const digits = value.replace(/\D/g, '').slice(0, length)
  return (
    <span className="cdf" style={{ gridTemplateColumns: `repeat(${length}, minmax(0, 1fr))`, ...(length > 6 ? { gap: 6 } : {}) }}>
      <input {...control} {...(status === 'error' ? { 'aria-invalid': true } : {})} type="text" inputMode="numeric" autoComplete="one-time-code" spellCheck={false} value={digits} onChange={(event) => onChange(event.target.value.replace(/\D/g, '').slice(0, length))} />
      {Array.from({ length }, (_, i) => <i key={i} aria-hidden className={i === Math.min(digits.length, length - 1) ? 'at' : ''}>{digits[i]}</i>)}
    </span>
  )
}
