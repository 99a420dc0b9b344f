// Layout that needs other markup, not only other style, at another width.
import { useSyncExternalStore } from 'react'

export function useWiderThan(px: number): boolean {
  const query = `(min-width: ${px}px)`
  const subscribe = (heard: () => void) => {
    const media = matchMedia(query)
    media.addEventListener('change', heard)
    return () => media.removeEventListener('change', heard)
  }
  return useSyncExternalStore(subscribe, () => matchMedia(query).matches, () => true)
}
