// What the work inside cases adds to screens: its part on the case page, the sub-tasks of a department; consent and the page of a vendor.
import { defineScreens, fill } from '../../../web/screens.ts'

export const agentScreens = defineScreens({
  domain: 'casework', audience: 'agent',
  routes: [{ path: '/sub-tasks', title: 'casework.sub-tasks', load: () => import('./SubTasksPage.tsx').then((m) => m.SubTasksPage), permission: 'casework.answer', under: 'cases' }],
  menu: [{ id: 'cases', label: 'casework.sub-tasks', to: '/sub-tasks', permission: 'casework.answer', order: 130 }],
  commands: [{ id: 'sub-tasks', label: 'casework.sub-tasks', to: '/sub-tasks', permission: 'casework.answer' }],
  slots: [fill('case.acts', () => import('./RemoteButton.tsx').then((m) => m.RemoteButton), { permission: 'casework.write' }), fill('case.work', () => import('./CaseWork.tsx').then((m) => m.CaseWork), { permission: 'casework.read', order: 10 })],
})

export const portalScreens = defineScreens({
  domain: 'casework', audience: 'customer',
  routes: [
    { path: '/remote/$token', title: 'casework.ask.title', load: () => import('./portal/ConsentCard.tsx').then((m) => m.ConsentLinkPage), signedOut: true },
    { path: '/vendor/$token', title: 'casework.vendor.page', load: () => import('./portal/VendorLinkPage.tsx').then((m) => m.VendorLinkPage), signedOut: true },
  ],
  slots: [fill('portal.case.ask', () => import('./portal/ConsentCard.tsx').then((m) => m.ConsentCard))],
})
