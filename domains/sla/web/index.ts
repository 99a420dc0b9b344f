// What sla adds to screens: the clocks of a case, the next promise in the portal.
import { defineScreens, fill } from '../../../web/screens.ts'

export const agentScreens = defineScreens({
  domain: 'sla', audience: 'agent',
  routes: [{ path: '/policies', title: 'sla.desk.title', load: () => import('./desk/PolicyDeskPage.tsx').then((m) => m.PolicyDeskPage), permission: 'sla.policies.read' }],
  menu: [{ id: 'policies', to: '/policies', permission: 'sla.policies.read' }],
  slots: [fill('case.clocks', () => import('./CaseClocks.tsx').then((m) => m.CaseClocks), { permission: 'sla.read' })],
})

export const portalScreens = defineScreens({
  domain: 'sla', audience: 'customer',
  slots: [fill('portal.submit.promise', () => import('./SubmitPromise.tsx').then((m) => m.SubmitPromise)), fill('portal.case.promise', () => import('./PortalPromise.tsx').then((m) => m.PortalPromise)), fill('portal.case.kept', () => import('./PortalPromise.tsx').then((m) => m.PortalKept))],
})
