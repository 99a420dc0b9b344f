// One timer for every clock on the page, and the server's time instead of the device's.
import { useSyncExternalStore } from 'react'

let offset = 0
let frozenAt: number | null = null
let now = Date.now()
let fromServer = false
let timer: ReturnType<typeof setInterval> | undefined
const listeners = new Set<() => void>()

function tick(): void {
  const next = frozenAt ?? Date.now() + offset
  if (next === now) return
  now = next
  for (const heard of listeners) heard()
}

/** Time of the live line; whether it stands still is known from the last reply. */
export function setBusinessTime(at: number): void {
  if (frozenAt === null) setServerTime(at, false)
  else if (at > frozenAt) setServerTime(at, true)
}

/** The wall time of a reply's Date header: better than the device's, until business time is known. */
export function setWallTime(at: number): void {
  if (fromServer) return
  setServerTime(at, false)
  fromServer = false
}

/** Sets the clock by business time. Jumps under 2 s are network noise and are ignored. */
export function setServerTime(serverNow: number, frozen = false): void {
  fromServer = true
  const wasFrozen = frozenAt !== null
  const drift = serverNow - Date.now()
  frozenAt = frozen ? serverNow : null
  if (frozen || wasFrozen || Math.abs(drift - offset) > 2000) { offset = drift; tick() }
}

function subscribe(heard: () => void): () => void {
  listeners.add(heard)
  if (timer === undefined) { timer = setInterval(tick, 1000); tick() }
  return () => {
    listeners.delete(heard)
    if (listeners.size === 0) { clearInterval(timer); timer = undefined }
  }
}

const readNow = () => now
const readMinute = () => now - (now % 60_000)

/** The server's time in milliseconds, once a second. */
export const useServerClock = (): number => useSyncExternalStore(subscribe, readNow, readNow)
/** The same to the minute: draws again sixty times less often. Use it for `8 分钟前`. */
export const useServerMinute = (): number => useSyncExternalStore(subscribe, readMinute, readMinute)
/** The server's time outside components. */
export const serverNow = (): number => frozenAt ?? Date.now() + offset
