// Pages behind the gate have a session; everyone else is led to the sign-in page and back again.
import { useLocation } from '@tanstack/react-router'
import { useContext, useEffect, useMemo, type ReactNode } from 'react'
import { useApi } from '../api/queries.ts'
import { noteSignedIn, useSignedOut } from '../api/signed-out.ts'
import { sessionApi } from '../api/session-api.ts'
import { ErrorState, Loading } from '../design/States.tsx'
import { showTimesIn } from '../i18n/i18n.ts'
import { LiveContext } from '../live/live.ts'
import { useGo } from './address.ts'
import { SessionContext, type Session } from './session.ts'

export function SessionGate({ children }: { children: ReactNode }) {
  const query = useApi(sessionApi.current, {}, { staleTime: 60_000 }), expired = useSignedOut()
  const { data, error } = query, live = useContext(LiveContext), hasSession = data !== undefined && !data.owes && !expired
  const session = useMemo<Session | null>(() => (data ? { person: data.person, permissions: new Set(data.permissions), units: data.units ?? [], timeZone: data.timeZone ?? 'Asia/Shanghai' } : null), [data])
  useEffect(() => { if (session) showTimesIn(session.timeZone) }, [session])
  useEffect(() => { if (data && !error) noteSignedIn() }, [data, error])
  useEffect(() => { if (hasSession) { live?.start(); live?.retryNow() } else live?.stop() }, [hasSession, live])
  const owes = data?.owes ?? (error?.status === 403 ? /^owes-(.+)$/.exec(error.code)?.[1] : null)
  const mustSignIn = !data && error?.status === 401
  if (mustSignIn || owes) return <ToSignIn owes={owes ?? null} />
  if (!session) return error && !expired ? <main className="page"><ErrorState error={error} onRetry={() => { void query.refetch() }} /></main> : <main className="page"><Loading rows={12} /></main>
  return <SessionContext value={session}>{children}</SessionContext>
}

/** `next` brings the person back to the page they asked for. */
function ToSignIn({ owes }: { owes: string | null }) {
  const go = useGo(), here = useLocation({ select: (at) => at.href })
  useEffect(() => {
    const search = new URLSearchParams({ ...(here === '/' ? {} : { next: here }), ...(owes ? { owes } : {}) }).toString()
    go(`/sign-in${search ? `?${search}` : ''}`, { replace: true })
  }, [go, here, owes])
  return null
}
