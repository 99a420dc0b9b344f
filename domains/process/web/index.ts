// Screens of the process: the living drawing, and its part of the case page.
import { defineScreens, fill } from '../../../web/screens.ts'
import '../../cases/web/slots.ts'

export const agentScreens = defineScreens({
  domain: 'process', audience: 'agent',
  routes: [{ path: '/process', title: 'process.page', load: () => import('./ProcessPage.tsx').then((m) => m.ProcessPage), permission: 'process.read', under: 'policies' }],
  menu: [{ id: 'policies', label: 'process.menu', to: '/process', permission: 'process.read', order: 20 }],
  slots: [fill('case.side', () => import('./CaseProcess.tsx').then((m) => m.CaseProcess), { permission: 'process.read', order: 60 })],
})
