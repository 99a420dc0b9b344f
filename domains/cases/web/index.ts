// Screens of cases: the desk, the case page; in the portal: home, submit, track, confirm.
import { Inbox, Rows3 } from 'lucide-react'
import { defineScreens, fill } from '../../../web/screens.ts'
import './slots.ts'

export const agentScreens = defineScreens({
  domain: 'cases', audience: 'agent',
  routes: [
    { path: '/cases', title: 'cases.page.desk', load: () => import('./workspace/WorkspacePage.tsx').then((m) => m.WorkspacePage), permission: 'cases.read' },
    { path: '/cases/new', title: 'cases.page.new', load: () => import('./page/NewCasePage.tsx').then((m) => m.NewCasePage), permission: 'cases.open' },
    { path: '/cases/follow-ups', title: 'cases.follow-ups', load: () => import('./record/FollowUpsPage.tsx').then((m) => m.FollowUpsPage), permission: 'cases.work' },
    { path: '/cases/$id/record', title: 'cases.record.title', load: () => import('./record/RecordPage.tsx').then((m) => m.RecordPage), permission: 'cases.read' },
    { path: '/cases/$id', title: 'cases.page.case', load: () => import('./page/CasePage.tsx').then((m) => m.CasePage), permission: 'cases.read' },
  ],
  menu: [{ id: 'cases', to: '/cases', permission: 'cases.read' }],
  commands: [{ id: 'new-case', label: 'cases.new', to: '/cases/new', key: 'c', primary: true, permission: 'cases.open' }],
  palette: [{ id: 'case-views', label: 'cases.desk.views', icon: Rows3, permission: 'cases.read', load: () => import('./workspace/find-views.ts').then((m) => m.findViews) }],
  found: [{ kind: 'case', label: 'cases.found', icon: Inbox }],
  slots: [
    fill('case.owner', () => import('./page/Consults.tsx').then((m) => m.Consults), { permission: 'cases.work' }),
    fill('customer.main', () => import('./page/CasesOf.tsx').then((m) => m.CasesOfCustomer), { permission: 'cases.read' }), fill('contact.main', () => import('./page/CasesOf.tsx').then((m) => m.CasesOfContact), { permission: 'cases.read' }),
  ],
})

export const portalScreens = defineScreens({
  domain: 'cases', audience: 'customer',
  routes: [
    { path: '/', title: 'cases.portal.home', load: () => import('./portal/PortalHome.tsx').then((m) => m.PortalHome), under: 'home' },
    { path: '/cases', title: 'cases.portal.mine', load: () => import('./portal/MyCasesPage.tsx').then((m) => m.MyCasesPage) },
    { path: '/cases/new', title: 'cases.portal.report', load: () => import('./portal/SubmitPage.tsx').then((m) => m.SubmitPage), under: 'home', bare: true },
    { path: '/cases/$id', title: 'cases.page.case', load: () => import('./portal/TrackPage.tsx').then((m) => m.TrackPage), under: 'cases' },
    { path: '/cases/$id/confirm', title: 'cases.portal.confirm', load: () => import('./portal/ConfirmPage.tsx').then((m) => m.ConfirmPage), under: 'cases', bare: true },
    { path: '/c/$token', title: 'cases.portal.confirm', load: () => import('./portal/ConfirmationLinkPage.tsx').then((m) => m.ConfirmationLinkPage), signedOut: true },
  ],
  menu: [{ id: 'home', to: '/' }, { id: 'cases', to: '/cases' }],
})
