// Where the page stands inside a frame.
import { Outlet, useLocation } from '@tanstack/react-router'
import { Suspense, useEffect, useRef } from 'react'
import { Loading, NoAccess } from '../design/States.tsx'
import { useT } from '../i18n/i18n.ts'
import { ErrorBoundary } from './ErrorBoundary.tsx'
import { useAllowed } from './screen-sets.ts'
import { useScreenFacts } from './use-screen-facts.ts'

/** After going to another page the keyboard and the screen reader start at its beginning, not at the link that is gone. */
function useFocusOnNewPage(path: string): void {
  const before = useRef(path)
  useEffect(() => {
    if (before.current === path) return
    before.current = path
    const active = document.activeElement
    if (!active || active === document.body || !active.isConnected || active.closest('nav, header')) document.getElementById('main')?.focus({ preventScroll: true })
  }, [path])
}

/** The page, or whom to ask when it is not this person's. */
export function ScreenArea() {
  const facts = useScreenFacts(), allowed = useAllowed(), t = useT(), path = useLocation({ select: (at) => at.pathname })
  useFocusOnNewPage(path)
  if (!allowed(facts.permission)) return <div className="page"><h1 className="sr">{t('web.no-access.title')}</h1><NoAccess /></div>
  return <ErrorBoundary resetKey={path}><Suspense fallback={<div className="page"><Loading rows={8} /></div>}><Outlet /></Suspense></ErrorBoundary>
}
