// Keeps the scroll offset of a list for this tab, so that Back returns to the same place.
import { useEffect, useState, type RefObject } from 'react'

const offsets = new Map<string, number>()

/** Options for the virtualizer: start where the reader left. */
export function useScrollMemory(name: string | undefined, scroller: RefObject<HTMLElement | null>): { initialOffset?: number } {
  const [start] = useState(() => (name === undefined ? 0 : offsets.get(name) ?? 0))
  useEffect(() => {
    const element = scroller.current
    if (name === undefined || !element) return
    const keep = () => { offsets.set(name, element.scrollTop) }
    element.addEventListener('scroll', keep, { passive: true })
    return () => element.removeEventListener('scroll', keep)
  }, [name, scroller])
  return start > 0 ? { initialOffset: start } : {}
}
