// What conversations adds to screens: the thread with its composer, the files, the messages in the portal, the mail ledger.
import { MessagesSquare } from 'lucide-react'
import { defineScreens, fill } from '../../../web/screens.ts'

export const agentScreens = defineScreens({
  domain: 'conversations', audience: 'agent',
  routes: [
    { path: '/admin/intake', title: 'conversations.intake', load: () => import('./IntakePage.tsx').then((m) => m.IntakePage), permission: 'intake.read', under: 'policies' },
    { path: '/templates', title: 'conversations.texts.title', load: () => import('./TextsPage.tsx').then((m) => m.TextsPage), permission: 'templates.write', under: 'policies' },
  ],
  found: [{ kind: 'message', label: 'conversations.found', icon: MessagesSquare }],
  menu: [{ id: 'policies', label: 'conversations.intake', to: '/admin/intake', permission: 'intake.read', order: 80 }, { id: 'policies', label: 'conversations.texts.title', to: '/templates', permission: 'templates.write', order: 42 }],
  slots: [
    fill('case.thread', () => import('./CaseThread.tsx').then((m) => m.CaseThread), { permission: 'conversations.read' }),
    fill('case.side', () => import('./SideTalks.tsx').then((m) => m.SideTalks), { permission: 'conversations.note', order: 5 }),
    fill('case.side', () => import('./SplitPart.tsx').then((m) => m.SplitPart), { permission: 'cases.merge', order: 90 }),
    fill('case.files', () => import('./CaseFiles.tsx').then((m) => m.CaseFiles), { permission: 'conversations.read' }),
  ],
})

export const portalScreens = defineScreens({
  domain: 'conversations', audience: 'customer',
  slots: [fill('portal.case.messages', () => import('./PortalMessages.tsx').then((m) => m.PortalMessages))],
})
