// What conversations adds to screens: the thread with its composer, the files, the messages in the portal, the mail ledger.
import { defineScreens, fill } from '../../../web/screens.ts'

export const agentScreens = defineScreens({
  domain: 'conversations', audience: 'agent',
  routes: [
    { path: '/admin/intake', title: 'conversations.intake', load: () => import('./IntakePage.tsx').then((m) => m.IntakePage), permission: 'intake.read', under: 'policies' },
  ],
  menu: [{ id: 'policies', label: 'conversations.intake', to: '/admin/intake', permission: 'intake.read', order: 80 }],
  slots: [
    fill('case.thread', () => import('./CaseThread.tsx').then((m) => m.CaseThread), { permission: 'conversations.read' }),
    fill('case.files', () => import('./CaseFiles.tsx').then((m) => m.CaseFiles), { permission: 'conversations.read' }),
  ],
})

export const portalScreens = defineScreens({
  domain: 'conversations', audience: 'customer',
  slots: [fill('portal.case.messages', () => import('./PortalMessages.tsx').then((m) => m.PortalMessages))],
})
