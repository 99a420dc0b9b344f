// What an open portal page tells the bar above it.
import { createContext, useContext, useLayoutEffect } from 'react'

export interface PortalHead { /** In the bar on a phone, instead of the name of the service. */ title: string | null; /** Where the arrow leads. */ back: string | null }

export const NO_HEAD: PortalHead = { title: null, back: null }
export const PortalHeadSetter = createContext<(head: PortalHead) => void>(() => undefined)

export function usePortalHead(title: string | null, back: string | null): void {
  const set = useContext(PortalHeadSetter)
  useLayoutEffect(() => { set({ title, back }); return () => set(NO_HEAD) }, [set, title, back])
}
