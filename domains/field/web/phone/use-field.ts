// The store in components, the worker that lets the pages open without a network, and where the engineer is.
import { useEffect, useState, useSyncExternalStore } from 'react'
import { useLiveEvent } from '../../../../web/live/live.ts'
import { useSession } from '../../../../web/shell/session.ts'
import { fieldState, startField, subscribe, synchronise, watchNetwork, type FieldState } from './field-store.ts'

export function useField(): FieldState {
  const state = useSyncExternalStore(subscribe, fieldState), { person } = useSession()
  useEffect(() => { void startField(person.id); void keepPages(); return watchNetwork() }, [person.id])
  useLiveEvent(['visits'], () => { void synchronise() })
  return state
}

/** Where it exists (https, localhost): the worker keeps the page and its parts, so that a reload without a network still opens it. */
async function keepPages(): Promise<void> {
  if (!('serviceWorker' in navigator) || import.meta.env.DEV) return
  await navigator.serviceWorker.register('/field-worker.js', { scope: '/field' })
  const { active } = await navigator.serviceWorker.ready
  // The other phone pages too, before they are needed in a cellar.
  await Promise.all([import('./JobPage.tsx'), import('./OtherPages.tsx')])
  const parts = performance.getEntriesByType('resource').map((one) => new URL(one.name)).filter((url) => url.origin === location.origin && (url.pathname.startsWith('/assets/') || url.pathname === '/theme.js' || url.pathname === '/icon.svg')).map((url) => url.pathname)
  active?.postMessage({ keep: [...new Set(['/field', '/api/v1/session', '/api/v1/service', ...parts])] })
}

export interface Place { latitude: number; longitude: number; accuracy: number }
/** The device's position where it was allowed before; nobody is asked by opening a list. */
export function usePosition(): Place | null {
  const [place, setPlace] = useState<Place | null>(null)
  useEffect(() => {
    if (!('geolocation' in navigator) || !('permissions' in navigator)) return
    void navigator.permissions.query({ name: 'geolocation' }).then((allowed) => { if (allowed.state === 'granted') navigator.geolocation.getCurrentPosition(({ coords }) => setPlace(coords), () => { /* without a position the list has no distances */ }) })
  }, [])
  return place
}

/** Asked when somebody checks in: at most five seconds, and never a condition. */
export const positionNow = (): Promise<Place | null> => new Promise((resolve) => {
  if (!('geolocation' in navigator)) { resolve(null); return }
  const timer = setTimeout(() => resolve(null), 5_000)
  navigator.geolocation.getCurrentPosition(({ coords }) => { clearTimeout(timer); resolve({ latitude: coords.latitude, longitude: coords.longitude, accuracy: Math.min(100_000, coords.accuracy) }) }, () => { clearTimeout(timer); resolve(null) }, { enableHighAccuracy: true, timeout: 5_000 })
})
