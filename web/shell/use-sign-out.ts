// Signing out ends the session on the server first, then forgets what this device knows.
import { useQueryClient } from '@tanstack/react-query'
import { sessionApi } from '../../platform/contract/access-session.ts'
import { call } from '../api/call.ts'
import { forgetCopies } from '../api/offline-store.ts'
import { toastProblem } from '../design/Feedback.tsx'
import { clearDrafts } from '../design/use-draft.ts'
import { useGo } from './address.ts'

export function useSignOut(): () => void {
  const client = useQueryClient(), go = useGo()
  return () => {
    void call(sessionApi.signOut).then(() => {
      clearDrafts()
      void forgetCopies()
      client.clear()
      go('/sign-in', { replace: true })
    }).catch(toastProblem)
  }
}
