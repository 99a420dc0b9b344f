// Screens of the handbook: the register for staff, one clause for customers.
import { defineScreens } from '../../../web/screens.ts'

export const agentScreens = defineScreens({
  domain: 'handbook', audience: 'agent',
  routes: [
    { path: '/handbook', title: 'handbook.page', load: () => import('./HandbookPage.tsx').then((m) => m.HandbookPage), permission: 'handbook.read' },
    { path: '/handbook/$clause', title: 'handbook.page.clause', load: () => import('./HandbookPage.tsx').then((m) => m.HandbookPage), permission: 'handbook.read' },
  ],
  menu: [{ id: 'handbook', to: '/handbook', permission: 'handbook.read' }],
  palette: [{ id: 'handbook', label: 'handbook.palette', permission: 'handbook.read', load: () => import('./find-clauses.ts').then((m) => m.findClauses) }],
})

export const portalScreens = defineScreens({
  domain: 'handbook', audience: 'customer',
  routes: [{ path: '/handbook/$clause', title: 'handbook.page.clause', load: () => import('./PortalClausePage.tsx').then((m) => m.PortalClausePage) }],
})
