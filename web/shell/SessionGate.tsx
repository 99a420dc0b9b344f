// Pages behind the gate have a session; everyone else is led to the sign-in page and back again.
import { useLocation } from '@tanstack/react-router'
import { useContext, useEffect, useMemo, type ReactNode } from 'react'
import { sessionApi } from '../../platform/contract/access-session.ts'
import { useApi } from '../api/queries.ts'
import { forgetCopies } from '../api/offline-store.ts'
import { noteSignedIn, useSignedOut } from '../api/signed-out.ts'
import { ErrorState, Loading } from '../design/States.tsx'
import { keepDraftsOf } from '../design/use-draft.ts'
import { showTimesIn } from '../i18n/i18n.ts'
import { LiveContext } from '../live/live.ts'
import { useGo } from './address.ts'
import { adoptPreferences } from './preferences.ts'
import { SessionContext, type Session } from './session.ts'

export function SessionGate({ children }: { children: ReactNode }) {
  const query = useApi(sessionApi.current, undefined, { staleTime: 60_000, networkMode: 'offlineFirst' }), { data, error } = query
  const live = useContext(LiveContext), expired = useSignedOut(), ready = data !== undefined && !data.owes && !expired
  const session = useMemo<Session | null>(() => {
    if (!data) return null
    // While rendering, since the screens below read their drafts when they first appear; doing it twice changes nothing.
    keepDraftsOf(data.person.id)
    return { ...data, permissions: new Set(data.permissions) }
  }, [data])
  useEffect(() => { if (session) { showTimesIn(session.timeZone); adoptPreferences(session) } }, [session])
  useEffect(() => { if (data && !error) noteSignedIn() }, [data, error])
  const personId = data?.person.id
  useEffect(() => { if (personId) void forgetCopies(personId) }, [personId])
  useEffect(() => { if (ready) { live?.start(); live?.retryNow() } else live?.stop() }, [ready, live])
  const owes = data?.owes ?? (error?.status === 403 ? /^owes-(.+)$/.exec(error.code)?.[1] : null)
  if ((!data && error?.status === 401) || owes) return <ToSignIn owes={owes ?? null} />
  if (!session) return <main className="page">{error && !expired ? <ErrorState error={error} onRetry={() => { void query.refetch() }} /> : <Loading rows={12} />}</main>
  return <SessionContext value={session}>{children}</SessionContext>
}

/** `next` brings the person back to the page they asked for. */
function ToSignIn({ owes }: { owes: string | null }) {
  const go = useGo(), here = useLocation({ select: (at) => at.href })
  useEffect(() => {
    // The page itself stands outside the gate; an address below it that does not exist must not circle.
    if (here.startsWith('/sign-in')) return
    const search = new URLSearchParams({ ...(here === '/' ? {} : { next: here }), ...(owes ? { owes } : {}) }).toString()
    go(`/sign-in${search ? `?${search}` : ''}`, { replace: true })
  }, [go, here, owes])
  return null
}
