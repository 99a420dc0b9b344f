// A session that ended while the page is open: the page stays, so that nothing typed is lost, and asks to sign in again.
import { useSyncExternalStore } from 'react'

let expired = false
const listeners = new Set<() => void>()
const tell = (next: boolean) => { if (next !== expired) { expired = next; for (const heard of listeners) heard() } }

export const noteSignedOut = (): void => tell(true)
export const noteSignedIn = (): void => tell(false)

const subscribe = (heard: () => void) => { listeners.add(heard); return () => { listeners.delete(heard) } }
const read = () => expired
export const useSignedOut = (): boolean => useSyncExternalStore(subscribe, read, read)
