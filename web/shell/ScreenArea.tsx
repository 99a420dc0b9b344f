// Where the page stands inside a frame: the page, or whom to ask when it is not this person's.
import { Outlet, useLocation } from '@tanstack/react-router'
import { Suspense } from 'react'
import { Loading, NoAccess } from '../design/States.tsx'
import { useT } from '../i18n/i18n.ts'
import { ErrorBoundary } from './ErrorBoundary.tsx'
import { useAllowed } from './screen-sets.ts'
import { useScreenFacts } from './use-screen-facts.ts'

export function ScreenArea() {
  const facts = useScreenFacts(), allowed = useAllowed(), t = useT(), path = useLocation({ select: (at) => at.pathname })
  if (!allowed(facts.permission)) return <div className="page"><h1 className="sr">{t('web.no-access.title')}</h1><NoAccess /></div>
  return <ErrorBoundary resetKey={path}><Suspense fallback={<div className="page"><Loading rows={8} /></div>}><Outlet /></Suspense></ErrorBoundary>
}
