// The address space of an entry, made from the screens that the domains contribute.
import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Outlet, type AnyRoute } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { ScreenRoute, ScreenSet } from '../screens.ts'
import { ErrorBoundary } from './ErrorBoundary.tsx'
import { loadPart } from './load-part.ts'
import { NotFound } from './NotFound.tsx'
import { readSearch, writeSearch } from './search-words.ts'
import { useScreenFacts, useWindowTitle, type ScreenFacts } from './use-screen-facts.ts'

declare module '@tanstack/react-router' {
  interface StaticDataRouteOption { screen?: ScreenFacts }
}

type Part = () => ReactNode
export interface RouterParts { sets: readonly ScreenSet[]; basepath: string; /** Stands around every page that needs a session. */ Frame: Part; /** Stands around pages open to everyone; without it they stand alone. */ PublicFrame?: Part; /** Where `/` leads when no screen claims it. */ Home: Part }

export function createScreenRouter({ sets, basepath, Frame, PublicFrame, Home }: RouterParts) {
  const root = createRootRoute({ component: Root, notFoundComponent: NotFound })
  const framed = createRoute({ getParentRoute: () => root, id: 'framed', component: Frame, notFoundComponent: NotFound })
  const routes = sets.flatMap((set) => set.routes ?? [])
  const inside = routes.filter((route) => !route.signedOut).map((route) => pageRoute(framed, route))
  const open = createRoute({ getParentRoute: () => root, id: 'open', ...(PublicFrame ? { component: PublicFrame } : {}), notFoundComponent: NotFound })
  const outside = routes.filter((route) => route.signedOut && route.bare).map((route) => pageRoute(root, route))
  const readable = routes.filter((route) => route.signedOut && !route.bare).map((route) => pageRoute(open, route))
  if (!routes.some((route) => route.path === '/')) inside.push(createRoute({ getParentRoute: () => framed, path: '/', component: Home }))
  inside.push(createRoute({ getParentRoute: () => framed, path: '$', staticData: { screen: { title: 'web.not-found.title' } satisfies ScreenFacts }, component: NotFound }))
  return createRouter({
    routeTree: root.addChildren([framed.addChildren(inside), open.addChildren(readable), ...outside]), basepath,
    defaultPreload: 'intent', defaultPreloadDelay: 40, scrollRestoration: true, scrollToTopSelectors: ['#main'],
    parseSearch: readSearch, stringifySearch: writeSearch, defaultPendingMs: 300,
  })
}

function pageRoute(parent: AnyRoute, screen: ScreenRoute): AnyRoute {
  const facts: ScreenFacts = { title: screen.title, ...(screen.permission ? { permission: screen.permission } : {}), ...(screen.under ? { under: screen.under } : {}), ...(screen.bare ? { bare: true } : {}) }
  return createRoute({
    getParentRoute: () => parent, path: screen.path, staticData: { screen: facts },
    component: lazyRouteComponent(() => loadPart(screen.load, screen.antd)),
  })
}

function Root() {
  useWindowTitle(useScreenFacts())
  return <ErrorBoundary><Outlet /></ErrorBoundary>
}
