// Signing out ends the session on the server first, then forgets what this device knows.
import { useQueryClient } from '@tanstack/react-query'
import { call } from '../api/call.ts'
import { sessionApi } from '../api/session-api.ts'
import { toastProblem } from '../design/Feedback.tsx'
import { clearDrafts } from '../design/use-draft.ts'
import { useGo } from './address.ts'

export function useSignOut(): () => void {
  const client = useQueryClient(), go = useGo()
  return () => {
    void call(sessionApi.end).then(() => {
      clearDrafts()
      client.clear()
      go('/sign-in', { replace: true })
    }).catch(toastProblem)
  }
}
