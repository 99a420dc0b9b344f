// Whether the server answers: what the offline bar and the clocks' "data of 15:38" go by.
import { useSyncExternalStore } from 'react'
import { serverNow } from '../design/server-clock.ts'

export interface Reachability { online: boolean; /** Server time of the last answer, in milliseconds; null before the first. */ lastAnswerAt: number | null }

let state: Reachability = { online: true, lastAnswerAt: null }
const listeners = new Set<() => void>()

function change(next: Reachability): void {
  const turned = next.online !== state.online
  state = next
  if (turned) for (const heard of listeners) heard()
}

export const noteReachable = (): void => change({ online: true, lastAnswerAt: serverNow() })
export const noteUnreachable = (): void => change({ ...state, online: false })

const subscribe = (heard: () => void) => { listeners.add(heard); return () => { listeners.delete(heard) } }
const read = () => state
export const useReachability = (): Reachability => useSyncExternalStore(subscribe, read, read)
export const reachability = read
export const onReachability = subscribe

/** The browser knows that the cable is out before any request fails. */
export function watchBrowserNetwork(): () => void {
  const off = () => noteUnreachable()
  addEventListener('offline', off)
  return () => removeEventListener('offline', off)
}
