// Which places of the rail or tab bar a person sees, where they lead and which one is lit: pure.
import type { Command, MenuEntry, PortalTabId, RailId, ScreenSet } from '../screens.ts'

export const RAIL: readonly RailId[] = ['cases', 'knowledge', 'emergency', 'upkeep', 'customers', 'reports', 'handbook', 'training', 'policies']
export const PORTAL_TABS: readonly PortalTabId[] = ['home', 'cases', 'knowledge', 'me']
/** Second letter after G. */
export const RAIL_KEYS: Record<RailId, string> = { cases: 'c', knowledge: 'k', emergency: 'e', upkeep: 'm', customers: 'u', reports: 'r', handbook: 'h', training: 't', policies: 'p' }

export interface Place<Id> { id: Id; to: string; entries: readonly MenuEntry[] }
type Allowed = (permission: string | undefined) => boolean

/** The places in their fixed order, without those that hold nothing for this person. */
export function placesFor<Id extends RailId | PortalTabId>(order: readonly Id[], sets: readonly ScreenSet[], allowed: Allowed): Place<Id>[] {
  const entries = sets.flatMap((set) => set.menu ?? []).filter((entry) => allowed(entry.permission)).toSorted((a, b) => (a.order ?? 100) - (b.order ?? 100))
  return order.flatMap((id) => {
    const own = entries.filter((entry) => entry.id === id), leading = own[0]
    return leading ? [{ id, to: leading.to, entries: own }] : []
  })
}

const covers = (to: string, path: string) => path === to || (to === '/' ? path === '/' : path.startsWith(`${to.split('?')[0]}/`) || path === to.split('?')[0])

/** The place that is lit: what the page says, else the entry with the longest address that the page lies under. */
export function litPlace<Id extends string>(places: readonly Place<Id>[], path: string, under?: string): Id | null {
  if (under) return places.find((place) => place.id === under)?.id ?? null
  let best: { id: Id; length: number } | null = null
  for (const place of places) {
    for (const entry of place.entries) {
      if (covers(entry.to, path) && entry.to.length > (best?.length ?? -1)) best = { id: place.id, length: entry.to.length }
    }
  }
  return best?.id ?? null
}

export const commandsFor = (sets: readonly ScreenSet[], allowed: Allowed): Command[] =>
  sets.flatMap((set) => set.commands ?? []).filter((command) => allowed(command.permission))
