// Gives an order about many cases and follows it until it has ended; afterwards everything shown of cases is asked for anew.
import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import { call } from '../../../../web/api/call.ts'
import { asProblem } from '../../../../web/api/problem.ts'
import { queryKey } from '../../../../web/api/queries.ts'
import { toast, toastProblem } from '../../../../web/design/Feedback.tsx'
import { useT } from '../../../../web/i18n/i18n.ts'
import { casesApi } from '../../contract/api.ts'
import type { Bulk, BulkAct, BulkOrder } from '../../contract/bulk.ts'

const LOOK_EVERY_MS = 300

export interface BulkRun { running: Bulk | null; ended: Bulk | null; start: (cases: BulkOrder['cases'], act: BulkAct) => Promise<Bulk | null>; forget: () => void }

export function useBulk(): BulkRun {
  const t = useT(), client = useQueryClient(), [running, setRunning] = useState<Bulk | null>(null), [ended, setEnded] = useState<Bulk | null>(null), gone = useRef(false)
  useEffect(() => { gone.current = false; return () => { gone.current = true } }, [])
  const refresh = useCallback(() => Promise.all([casesApi.list, casesApi.counts, casesApi.viewCounts, casesApi.get].map((one) => client.invalidateQueries({ queryKey: queryKey(one) }))), [client])
  const follow = useCallback(async (first: Bulk): Promise<Bulk> => {
    let bulk = first
    while (bulk.state === 'running' || bulk.state === 'undoing') {
      if (!gone.current) setRunning(bulk)
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS))
      bulk = await call(casesApi.bulk, { params: { id: first.id } })
    }
    if (!gone.current) { setRunning(null); setEnded(bulk) }
    await refresh()
    return bulk
  }, [refresh])
  const undo = useCallback(async (id: string) => {
    try {
      const back = await follow(await call(casesApi.undoBulk, { params: { id } })), kept = back.refusals.filter((r) => r.state === 'kept').length
      toast(kept > 0 ? t('cases.bulk.undone-partly', { count: kept }) : t('cases.bulk.undone'), { kind: kept > 0 ? 'plain' : 'good' })
    } catch (error) { toastProblem(error) }
  }, [follow, t])
  const start = useCallback(async (cases: BulkOrder['cases'], act: BulkAct) => {
    setEnded(null)
    try {
      const bulk = await follow(await call(casesApi.startBulk, { body: { cases, act } })), done = bulk.total - bulk.refused
      if (done > 0) toast(t('cases.bulk.done', { count: done }), bulk.reversible ? { undo: () => undo(bulk.id) } : {})
      return bulk
    } catch (error) { setRunning(null); toastProblem(asProblem(error)); return null }
  }, [follow, undo, t])
  return { running, ended, start, forget: () => setEnded(null) }
}
