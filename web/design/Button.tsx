// A button without antd: for the portal, rows, dialogs and states. Looks like antd's in both densities.
import type { ButtonHTMLAttributes, ReactNode } from 'react'
import { AppLink } from '../shell/AppLink.tsx'
import './controls.css'

export type ButtonKind = 'plain' | 'primary' | 'danger' | 'quiet'
interface Look { kind?: ButtonKind; size?: 'small' | 'middle' | 'large'; icon?: ReactNode; block?: boolean }
export interface ButtonProps extends Look, ButtonHTMLAttributes<HTMLButtonElement> { /** Shows that it works and takes no second click. */ busy?: boolean }

const lookClass = ({ kind = 'plain', size = 'middle', block }: Look) => `btn btn-${kind} btn-${size}${block ? ' block' : ''}`

export function Button({ kind, size, icon, block, busy, className, children, disabled, type = 'button', ...rest }: ButtonProps) {
  const look = lookClass({ ...(kind ? { kind } : {}), ...(size ? { size } : {}), ...(block ? { block } : {}) })
  return (
    <button type={type} {...rest} className={`${look}${className ? ` ${className}` : ''}`} disabled={disabled || busy} aria-busy={busy || undefined}>
      {busy ? <i className="btn-busy" aria-hidden /> : icon}{children}
    </button>
  )
}

/** A link that looks like a button: for going somewhere, never for doing something. */
export function ButtonLink({ to, kind, size, icon, block, children }: Look & { to: string; children: ReactNode }) {
  return <AppLink to={to} className={lookClass({ ...(kind ? { kind } : {}), ...(size ? { size } : {}), ...(block ? { block } : {}) })}>{icon}{children}</AppLink>
}
