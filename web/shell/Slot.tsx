// Draws what other domains contributed to a place on this screen.
import { createContext, lazy, Suspense, useContext, type ComponentType, type ReactNode } from 'react'
import type { ScreenSet, SlotFill, SlotId, SlotProps } from '../screens.ts'
import { ErrorBoundary } from './ErrorBoundary.tsx'
import { loadPart } from './load-part.ts'
import { may, SessionContext } from './session.ts'

export const SlotFills = createContext<readonly SlotFill[]>([])

export const slotFills = (sets: readonly ScreenSet[]): readonly SlotFill[] =>
  sets.flatMap((set) => set.slots ?? []).toSorted((a, b) => (a.order ?? 100) - (b.order ?? 100))

const loaded = new WeakMap<SlotFill, ComponentType<object>>()
function componentOf(fill: SlotFill): ComponentType<object> {
  const known = loaded.get(fill)
  if (known) return known
  const fresh = lazy(() => loadPart(fill.load as () => Promise<ComponentType<object>>, fill.antd))
  loaded.set(fill, fresh)
  return fresh
}

export interface SlotAreaProps<Id extends SlotId> { name: Id; props: SlotProps[Id]; /** Shown when nobody fills the place. */ otherwise?: ReactNode }

/** A broken contribution takes only itself down. */
export function Slot<Id extends SlotId>({ name, props, otherwise }: SlotAreaProps<Id>) {
  const fills = useContext(SlotFills), session = useContext(SessionContext)
  const own = fills.filter((fill) => fill.slot === name && may(session, fill.permission))
  if (own.length === 0) return otherwise
  return own.map((fill, i) => {
    const Fill = componentOf(fill)
    return <ErrorBoundary key={i} small><Suspense fallback={null}><Fill {...props} /></Suspense></ErrorBoundary>
  })
}
