// The store in components, and where the engineer is.
import { useEffect, useState, useSyncExternalStore } from 'react'
import { useLiveEvent } from '../../../../web/live/live.ts'
import { useSession } from '../../../../web/shell/session.ts'
import { fieldState, startField, subscribe, synchronise, watchNetwork, type FieldState } from './field-store.ts'

export function useField(): FieldState {
  const state = useSyncExternalStore(subscribe, fieldState), { person } = useSession()
  useEffect(() => { void startField(person.id); return watchNetwork() }, [person.id])
  useLiveEvent(['visits'], () => { void synchronise() })
  return state
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
