// Screens of the handbook: the register for staff, one clause for customers.
import { BookMarked } from 'lucide-react'
import { defineScreens } from '../../../web/screens.ts'

export const agentScreens = defineScreens({
  domain: 'handbook', audience: 'agent',
  routes: [
    { path: '/handbook/compliance', title: 'handbook.page.board', load: () => import('./compliance/CompliancePage.tsx').then((m) => m.CompliancePage), permission: 'handbook.read' },
    { path: '/handbook', title: 'handbook.page', load: () => import('./HandbookPage.tsx').then((m) => m.HandbookPage), permission: 'handbook.read' },
    { path: '/handbook/$clause', title: 'handbook.page.clause', load: () => import('./HandbookPage.tsx').then((m) => m.HandbookPage), permission: 'handbook.read' },
  ],
  menu: [{ id: 'handbook', to: '/handbook/compliance', permission: 'handbook.read', order: 10 }, { id: 'handbook', to: '/handbook', permission: 'handbook.read' }],
  found: [{ kind: 'clause', label: 'handbook.palette', icon: BookMarked }],
})

export const portalScreens = defineScreens({
  domain: 'handbook', audience: 'customer',
  routes: [{ path: '/handbook/$clause', title: 'handbook.page.clause', load: () => import('./PortalClausePage.tsx').then((m) => m.PortalClausePage) }],
})
