// What conversations adds to screens: the thread with its composer, and the messages in the portal.
import { defineScreens, fill } from '../../../web/screens.ts'

export const agentScreens = defineScreens({
  domain: 'conversations', audience: 'agent',
  slots: [fill('case.thread', () => import('./CaseThread.tsx').then((m) => m.CaseThread), { permission: 'conversations.read' })],
})

export const portalScreens = defineScreens({
  domain: 'conversations', audience: 'customer',
  slots: [fill('portal.case.messages', () => import('./PortalMessages.tsx').then((m) => m.PortalMessages))],
})
