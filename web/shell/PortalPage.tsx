// The body of a portal page: one column on a phone, at most 1120 on a desk; `narrow` for forms.
import type { ReactNode } from 'react'
import { usePortalHead } from './portal-head.ts'
import './portal-frame.css'

export interface PortalPageProps {
  children: ReactNode
  /** Replaces the service's name in the bar on a phone, with an arrow back. */
  title?: string
  back?: string
  narrow?: boolean
  /** Primary act in the thumb zone, above the safe area; use with `bare` routes. */
  dock?: ReactNode
}

export function PortalPage({ children, title, back = '/', narrow, dock }: PortalPageProps) {
  usePortalHead(title ?? null, title ? back : null)
  return (
    <>
      <div className={`pt-page${narrow ? ' narrow' : ''}${dock ? ' docked' : ''}`}>{children}</div>
      {dock && <footer className="dock">{dock}</footer>}
    </>
  )
}
