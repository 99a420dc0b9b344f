// What a domain adds to the two web entries. `domains/<id>/web/index.ts` exports `agentScreens` and `portalScreens`.
import type { LucideIcon } from 'lucide-react'
import type { ComponentType } from 'react'
import type { DomainId, MessageKey } from './i18n/translate.ts'

export type Audience = 'agent' | 'customer'

/** Places of the staff rail, in their fixed order. A place without a visible menu entry is not shown. */
export type RailId = 'cases' | 'knowledge' | 'emergency' | 'upkeep' | 'customers' | 'reports' | 'handbook' | 'training' | 'policies'
/** Tabs of the portal, in their fixed order. */
export type PortalTabId = 'home' | 'cases' | 'knowledge' | 'me'

export interface ScreenRoute {
  /** Address in router notation: `/cases`, `/cases/$id`, `/handbook/$clause`. Portal addresses are relative to /portal. */
  path: string
  /** Title of the window; the page still brings its own h1. */
  title: MessageKey
  /** `() => import('./CasePage.tsx').then((m) => m.CasePage)`; the file becomes a chunk of its own. */
  load: () => Promise<ComponentType>
  /** Without it the page says whom to ask. Omit for pages that anyone signed in may open. */
  permission?: string
  /** Rail place or portal tab that is lit while the page is open; default: the menu entry whose address it starts with. */
  under?: RailId | PortalTabId
  /** The page uses antd components: brings antd with our theme along. Leave it out where our own parts do (about 70 kB). */
  antd?: boolean
  /** Staff: a page without rail and top bar (wall board, print). Portal: a form with its own dock instead of the tabs. */
  bare?: boolean
  /** Open to people who are not signed in (sign-in, set-up, tracking by code): no session. With `bare` it stands outside any frame. */
  signedOut?: boolean
}

export interface MenuEntry {
  id: RailId | PortalTabId
  /** Only when the entry is not named like its rail place (several domains in one place). */
  label?: MessageKey
  icon?: LucideIcon
  /** Lower first among entries of the same place; the first one the person may see is where the place leads. */
  order?: number
  to: string
  permission?: string
}

/** Something to do from the palette; `primary` puts it as a button into the top bar (one per product: new case). */
export interface Command {
  id: string
  label: MessageKey
  icon?: LucideIcon
  to: string
  /** In the notation of useShortcut. */
  key?: string
  permission?: string
  primary?: boolean
}

/** How records found by the search are headed in the palette; `kind` as the domain indexes it (`case`, `customer`). */
export interface FoundKind { kind: string; label: MessageKey; icon?: LucideIcon }

export interface FoundItem { id: string; label: string; note?: string; to: string }
/** A source of its own, for what the search index does not hold. `load` brings the function, so that its code is lazy. */
export interface PaletteSource {
  id: string
  label: MessageKey
  icon?: LucideIcon
  permission?: string
  load: () => Promise<(text: string, signal: AbortSignal) => Promise<readonly FoundItem[]>>
}

/** Places in screens that other domains may fill, with the props they get. A domain adds its own by declaration merging. */
export interface SlotProps {
  /** Top bar, left of the availability: a running emergency. */
  'shell.pulse': Record<never, never>
  /** Top bar: availability of the team. */
  'shell.status': Record<never, never>
  /** Top bar, left: organisation and team switch. */
  'shell.team': Record<never, never>
  /** Portal home, below the search: own cases, service status. */
  'portal.home.main': Record<never, never>
  'portal.home.side': Record<never, never>
  /** My settings of staff: what a domain knows of the person. */
  'me.staff': { personId: string }
}
export type SlotId = keyof SlotProps
export interface SlotFill<Id extends SlotId = SlotId> {
  slot: Id
  order?: number
  permission?: string
  /** As with a route. */
  antd?: boolean
  load: () => Promise<ComponentType<SlotProps[Id]>>
}

export interface ScreenSet {
  domain: DomainId | 'platform'
  audience: Audience
  routes?: readonly ScreenRoute[]
  menu?: readonly MenuEntry[]
  commands?: readonly Command[]
  palette?: readonly PaletteSource[]
  found?: readonly FoundKind[]
  /** One entry per filled slot; made by `fill('case.side', …)` so that the props are checked. */
  slots?: readonly SlotFill[]
}

export const defineScreens = (set: ScreenSet): ScreenSet => set

/** A slot fill whose component is checked against the slot's props. */
export const fill = <Id extends SlotId>(slot: Id, load: SlotFill<Id>['load'], options: { order?: number; permission?: string; antd?: boolean } = {}): SlotFill =>
  ({ slot, load, ...options }) as unknown as SlotFill
