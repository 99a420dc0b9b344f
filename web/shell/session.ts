// Who is signed in and what they may do, as the server says; everything hidden here is also refused there.
import { createContext, useContext } from 'react'
import type { Session as SessionReply } from '../../platform/contract/access-session.ts'

export interface Session extends Omit<SessionReply, 'permissions'> { permissions: ReadonlySet<string> }

export const SessionContext = createContext<Session | null>(null)

/** The signed-in person; only inside the frames, where there is one. Throws elsewhere. */
export function useSession(): Session {
  const session = useContext(SessionContext)
  if (!session) throw new Error('no session here: this page stands outside the frame')
  return session
}

/** True when the person holds the permission (whatever its reach); undefined asks for nothing. */
export const may = (session: Session | null, permission: string | undefined): boolean => permission === undefined || (session?.permissions.has(permission) ?? false)
export const useMay = (permission: string): boolean => may(useContext(SessionContext), permission)
