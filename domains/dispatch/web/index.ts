// What dispatch adds to screens: the board with cockpit, open loops and rules; why somebody has a case; the dedicated agent of a customer; who is there now.
import { LayoutDashboard } from 'lucide-react'
import { defineScreens, fill } from '../../../web/screens.ts'

export const agentScreens = defineScreens({
  domain: 'dispatch', audience: 'agent',
  routes: [{ path: '/dispatch', title: 'dispatch.title', load: () => import('./DispatchPage.tsx').then((m) => m.DispatchPage), permission: 'dispatch.read' }],
  menu: [{ id: 'cases', label: 'dispatch.title', to: '/dispatch', order: 200, permission: 'dispatch.read' }],
  commands: [{ id: 'dispatch', label: 'dispatch.open', icon: LayoutDashboard, to: '/dispatch', key: 'g d', permission: 'dispatch.read' }],
  slots: [
    fill('case.owner', () => import('./AssignmentWhy.tsx').then((m) => m.AssignmentWhy), { permission: 'cases.work' }),
    fill('case.owner', () => import('./Escalations.tsx').then((m) => m.CaseEscalations), { permission: 'cases.work', order: 50 }),
    fill('customer.main', () => import('./DedicatedAgent.tsx').then((m) => m.DedicatedAgent), { permission: 'customers.read' }),
    fill('desk.team', () => import('./BoardLink.tsx').then((m) => m.BoardLink), { permission: 'dispatch.read' }),
    fill('shell.status', () => import('./Availability.tsx').then((m) => m.Availability), { permission: 'org.read' }),
  ],
})
