// What the person may do with the case now, as the server says; every act invalidates what it touches.
import { useQueryClient } from '@tanstack/react-query'
import { queryKey } from '../../../../web/api/queries.ts'
import { CaseState, type Case } from '../../contract/case.ts'
import { casesApi } from '../../contract/api.ts'

/** Moves of the state machine as the server names them in `allowed`. */
export interface Move { to: CaseState; ok: boolean; reasons: Case['allowed'][number]['reasons'] }

/** `allowed` names moves by the state they lead to, and other acts by their own names. */
export function movesOf(value: Pick<Case, 'allowed'>): Move[] {
  return value.allowed.flatMap((a) => {
    const to = CaseState.safeParse(a.action).data
    return to ? [{ to, ok: a.ok, reasons: a.reasons }] : []
  })
}

export const isWaitingState = (state: CaseState): boolean => state === 'waiting-requester' || state === 'waiting-vendor' || state === 'on-site-scheduled'
export const mayDo = (value: Pick<Case, 'allowed'>, action: string): boolean => value.allowed.some((a) => a.action === action && a.ok)

/** Makes everything shown of a case stale after an act. */
export function useRefreshCase(id: string): () => Promise<void> {
  const client = useQueryClient()
  return async () => {
    await Promise.all([
      client.invalidateQueries({ queryKey: queryKey(casesApi.list) }), client.invalidateQueries({ queryKey: queryKey(casesApi.counts) }),
      client.invalidateQueries({ predicate: (query) => (query.queryKey[1] as { id?: string } | null | undefined)?.id === id }),
    ])
  }
}
